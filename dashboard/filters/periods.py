"""Calendar time that is known to the day, month or year."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from ..errors import BadInput

_FORM = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def bounds(value: str) -> tuple[dt.date, dt.date]:
    """First and last day of YYYY, YYYY-MM or YYYY-MM-DD. BadInput when it is none of them."""
    try:
        if not _FORM.fullmatch(value) or not value.isascii():
            raise ValueError(value)
        first = dt.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError as error:
        raise BadInput(f"{value[:40]!r} is no date; write 2024, 2024-05 or 2024-05-01.") from error
    if len(value) == 10:
        return first, first
    month = 12 if len(value) == 4 else first.month
    return first, dt.date(first.year, month, calendar.monthrange(first.year, month)[1])


def in_words(value: str) -> str:
    """The period as people write it: "2024", "May 2024", "1 May 2024"."""
    first, _ = bounds(value)
    month = calendar.month_abbr[first.month]
    return {4: f"{first.year}", 7: f"{month} {first.year}", 10: f"{first.day} {month} {first.year}"}[len(value)]
