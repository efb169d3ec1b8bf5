"""File names that say what is inside: product, view, countries, window, as-of."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from .. import filters


def stem(view: str, chosen: filters.Filter, asof: dt.datetime | None) -> str:
    """For example nexus-watch_situation_PRK-RUS_2022-02_2024-06_asof-2026-11-25; at most 120 characters."""
    parts = ["nexus-watch", view, *_who(chosen), *_window(chosen)]
    if asof:
        parts.append(f"asof-{asof.date().isoformat()}")
    return "_".join(filter(None, map(_plain, parts)))[:120]


def _who(chosen: filters.Filter) -> list[str]:
    who = [*chosen.pairs, *chosen.countries]
    return who if len(who) <= 4 else [*who[:3], f"and-{len(who) - 3}-more"]


def _window(chosen: filters.Filter) -> list[str]:
    query = chosen.to_query()
    return [value for key in ("from", "to") for value in query.get(key, ())]


def _plain(part: str) -> str:
    """Only letters, digits, dot and hyphen, so that any disk and any mail program takes the name."""
    ascii_only = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.-]+", "-", ascii_only).strip("-.")
