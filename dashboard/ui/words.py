"""Words for readers: dates as "3 Sep 2025", counts with their noun, pairs and voices by name."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from ..models import Precision

MONTHS = ("", *calendar.month_abbr[1:])


def day(moment: dt.date | None) -> str:
    """ "3 Sep 2025"; "undated" for None and for NaT."""
    if moment is None or moment != moment:
        return "undated"
    return f"{moment.day} {MONTHS[moment.month]} {moment.year}"


def date(moment: dt.date | None, precision: str) -> str:
    """A date as exactly as it is known: "3 Sep 2025", "Sep 2025", "2025", "undated"."""
    if moment is None or moment != moment or precision == Precision.UNRESOLVED:
        return "undated"
    if precision == Precision.YEAR:
        return str(moment.year)
    return f"{MONTHS[moment.month]} {moment.year}" if precision == Precision.MONTH else day(moment)


def written(value: str) -> str:
    """A date as it is stored for readers: "2024-06-19" as "19 Jun 2024", "2024-06" as "Jun 2024"; "2024" and all else
    as it is.
    """
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])(-\d\d)?", value):
        return value
    parts = [int(part) for part in value.split("-")] if value else []
    return " ".join((*map(str, parts[2:]), *(MONTHS[month] for month in parts[1:2]), *map(str, parts[:1])))


def span(first: dt.date | None, last: dt.date | None) -> str:
    """ "Jan 2022 – May 2026"; one month alone when both fall into it; "" when neither is known."""
    known = [f"{MONTHS[d.month]} {d.year}" for d in (first, last) if d is not None and d == d]
    return " – ".join(dict.fromkeys(known))


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 event", "1,204 events"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str]) -> str:
    """ "Russia", "Russia and China", "Russia, China and Iran"."""
    known = list(names)
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}" if known else ""


def share(part: int, whole: int) -> str:
    """ "71 %"; "–" of nothing."""
    return f"{round(100 * part / whole)} %" if whole else "–"
