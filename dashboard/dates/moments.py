"""Moments: stretches of the calendar with their grain, and how they move."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from ..models import Precision


class Grain(StrEnum):
    """How long a stretch is."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season (meteorological, northern half of the world, as TIMEX3 and the papers use them)."""

_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.SEASON: 12, Grain.YEAR: 12}
_MONTHS |= {Grain.DECADE: 120, Grain.CENTURY: 1200}
_DAYS = {Grain.DAY: 1, Grain.WEEK: 7, Grain.WEEKEND: 7}
_PRECISION = {Grain.DAY: Precision.DAY, Grain.WEEK: Precision.MONTH, Grain.WEEKEND: Precision.MONTH}
_PRECISION |= {Grain.MONTH: Precision.MONTH}


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch that begins on `start`. `last` is the first day of its last member where the text names a range."""

    grain: Grain
    start: dt.date
    last: dt.date | None = None

    @property
    def precision(self) -> Precision:
        """The nearest of day, month and year that is not finer than the words; unresolved above a year."""
        if self.grain in (Grain.DECADE, Grain.CENTURY):
            return Precision.UNRESOLVED
        return _PRECISION.get(self.grain, Precision.YEAR)

    @property
    def value(self) -> str | None:
        """The value as the data dictionary writes it: a week as its Monday, a weekend as 2024-W42-WE; a decade or
        century has none."""
        return _written(self.grain, self.start)

    @property
    def until(self) -> str | None:
        """The end of a range, in the form of `value`; for a week its Sunday."""
        if self.last is not None:
            return _written(self.grain, self.last)
        if self.grain is Grain.WEEK:
            return (self.start + dt.timedelta(6)).isoformat()
        return None


def _written(grain: Grain, start: dt.date) -> str | None:
    year = f"{start.year:04d}"
    match grain:
        case Grain.DECADE | Grain.CENTURY:
            return None
        case Grain.YEAR:
            return year
        case Grain.MONTH:
            return f"{year}-{start.month:02d}"
        case Grain.WEEKEND:
            iso = start.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}-WE"
        case Grain.QUARTER:
            return f"{year}-Q{(start.month + 2) // 3}"
        case Grain.HALF:
            return f"{year}-H{1 if start.month < 7 else 2}"
        case Grain.SEASON:
            return f"{year}-{next(name for name, month in SEASONS.items() if month == start.month)}"
        case _:
            return start.isoformat()


def at(grain: Grain, day: dt.date) -> Moment:
    """The stretch of that grain that holds the day; a season is the one running on that day."""
    match grain:
        case Grain.DAY:
            start = day
        case Grain.WEEK:
            start = day - dt.timedelta(day.weekday())
        case Grain.WEEKEND:
            start = (
                day + dt.timedelta(5 - day.weekday()) if day.weekday() < 5 else day - dt.timedelta(day.weekday() - 5)
            )
        case Grain.MONTH:
            start = day.replace(day=1)
        case Grain.QUARTER:
            start = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Grain.HALF:
            start = day.replace(month=1 if day.month < 7 else 7, day=1)
        case Grain.SEASON:
            return _season_at(day)
        case Grain.YEAR:
            start = day.replace(month=1, day=1)
        case Grain.DECADE:
            start = dt.date(max(day.year // 10 * 10, 1), 1, 1)
        case Grain.CENTURY:
            start = dt.date((day.year - 1) // 100 * 100 + 1, 1, 1)
    return Moment(grain, start)


def _season_at(day: dt.date) -> Moment:
    month = day.month // 3 * 3 or 12
    year = day.year - (day.month < 3)
    return Moment(Grain.SEASON, dt.date(max(year, 1), month, 1))


def year(number: int) -> Moment:
    """A whole year."""
    return Moment(Grain.YEAR, dt.date(number, 1, 1))


def month(year: int, number: int) -> Moment:
    """A whole month."""
    return Moment(Grain.MONTH, dt.date(year, number, 1))


def season(year: int, name: str) -> Moment:
    """A season (SP, SU, FA, WI) by the year in which it begins."""
    return Moment(Grain.SEASON, dt.date(year, SEASONS[name], 1))


def shifted(moment: Moment, count: float, grain: Grain) -> Moment | None:
    """The moment moved by `count` stretches of `grain`, keeping its own; None when it leaves the calendar."""
    try:
        if grain in _DAYS:
            start = moment.start + dt.timedelta(days=int(count * _DAYS[grain]))
        else:
            start = moment.start + relativedelta(months=int(count * _MONTHS[grain]))
    except (OverflowError, ValueError):
        return None
    return replace(moment, start=start, last=None)


def coarsened(moment: Moment, grain: Grain) -> Moment:
    """The moment in stretches of `grain`, unless it is that coarse already."""
    order = list(Grain)
    return moment if order.index(moment.grain) >= order.index(grain) else at(grain, moment.start)


def first_day(value: str) -> dt.date:
    """The first day of a value as `Moment.value` writes it: a sort key. Raises ValueError for any other words."""
    if value.endswith("-WE"):
        return dt.date.fromisoformat(value.replace("-WE", "-6"))
    year, _, rest = value[:10].partition("-")
    if rest in SEASONS:
        return dt.date(int(year), SEASONS[rest], 1)
    if rest[:1] in ("Q", "H"):
        return dt.date(int(year), (int(rest[1:]) - 1) * (3 if rest[0] == "Q" else 6) + 1, 1)
    return dt.date.fromisoformat(f"{value}-01-01"[:10])
