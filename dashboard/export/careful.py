"""What must be shown with care: weakly sourced events, and addresses that are only copies."""

from __future__ import annotations

import functools
import urllib.parse

from .. import rows

FOLDER = rows.DATA / "export"


@functools.cache
def weak_events() -> frozenset[str]:
    """Ids of ledger events with weak sources. Raises BadData when the file is not as its head says."""
    return frozenset(row["id"] for row in rows.read(FOLDER / "weak_events.csv", ("id", "why")))


def may_be_cited(url: str) -> bool:
    """The address is one of the web and not that of a mere copy; else the publisher is named without it."""
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and bool(host) and not any(part in host for part in _copies())


@functools.cache
def _copies() -> frozenset[str]:
    return frozenset(row["host"].casefold() for row in rows.read(FOLDER / "copies.csv", ("host", "what")))
