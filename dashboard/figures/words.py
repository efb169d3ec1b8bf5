"""Fixed words of the figures: dates, counts, names of pairs; sentence case, names instead of codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas

from .. import vocabulary
from ..models import FOUR

CORE = tuple(f"{a}-{b}" for i, a in enumerate(sorted(FOUR)) for b in sorted(FOUR)[i + 1 :])
"""The six pairs of the four, letters sorted."""

Moment = dt.date | pandas.Timestamp


def name(code: str) -> str:
    """The reader's name of a country or organisation."""
    return vocabulary.load().name(code)


def pair(code: str) -> str:
    """A pair as readers say it: "North Korea and Russia"; "Other pairs" for what is no pair."""
    parts = code.split("-")
    return " and ".join(sorted(name(part) for part in parts)) if len(parts) == 2 else "Other pairs"


def short_pair(code: str) -> str:
    """A pair as the name of a lane: "North Korea – Russia"; also the lane of others and that of statements."""
    if code == "together":
        return "Three or more"
    parts = code.split("-")
    return " – ".join(sorted(name(part) for part in parts)) if len(parts) == 2 else "Other pairs"


def day(moment: Moment) -> str:
    """3 Sep 2025."""
    return f"{moment.day} {moment:%b %Y}"


def dated(moment: Moment, precision: str) -> str:
    """A date as exactly as it is known: "3 Sep 2025", "Sep 2025", "2025", "undated"."""
    if pandas.isna(moment) or precision == "unresolved":
        return "undated"
    return {"day": day(moment), "month": f"{moment:%b %Y}", "year": f"{moment:%Y}"}[precision]


def span(first: Moment, last: Moment) -> str:
    """From month to month: "Mar 2014 – May 2026"."""
    if pandas.isna(first) or pandas.isna(last):
        return "no dates"
    a, b = f"{first:%b %Y}", f"{last:%b %Y}"
    return a if a == b else f"{a} – {b}"


def number(count: float) -> str:
    """A count with thin groups: 1,204."""
    return f"{int(count):,}"


def counted(count: float, noun: str) -> str:
    """A count with its noun: "1 event", "1,204 events"."""
    if count == 1:
        return f"1 {noun}"
    many = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
    return f"{number(count)} {many}"


def share(part: float, whole: float) -> str:
    """A share in whole percent: "31 %"; "under 1 %" rather than a 0 that is none."""
    if not whole:
        return "0 %"
    percent = 100 * part / whole
    return "under 1 %" if 0 < percent < 1 else f"{percent:.0f} %"


def listed(parts: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    words = list(parts)
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""
