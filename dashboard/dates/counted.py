"""Reads dates that are counted: ten days ago, two weeks later, a year earlier, the day before."""

from __future__ import annotations

import datetime as dt
import re

from . import words
from .moments import Grain, Moment, at, coarsened, shifted
from .relative import counted_from_text
from .scene import UNRESOLVED, Reading, Scene
from .written import weekday_number

_GOES_ON = re.compile(r"[^\S\n]+(?!and\b|when\b|but\b|in\b|at\b|by\b|on\b)[\w“\"‘']")
_THAN = re.compile(r"\s+than\b")


def unit_before(match: re.Match[str], scene: Scene) -> Reading:
    """the day before, the year before, the month after."""
    grain = Grain.DAY if match["unit"].lower() == "night" else Grain(match["unit"].lower())
    return counted_from_text(1 if match["near"].lower() == "after" else -1, grain, scene)


_AGO = frozenset({"ago", "hence", "from now"})
_FORWARD = frozenset({"later", "after", "afterward", "afterwards", "hence", "from now"})


def ago(match: re.Match[str], scene: Scene) -> Reading:
    """ten days ago, two weeks later, a year earlier, three months from now, a week ago Tuesday."""
    way = " ".join(match["way"].lower().split())
    if way in ("before", "after") and _GOES_ON.match(scene.after(match.end())):
        return None
    if way in ("earlier", "later") and _THAN.match(scene.after(match.end())):
        return None
    vocabulary = words.load()
    count = _count(match["count"])
    unit = vocabulary.units[match["unit"].lower()]
    grain, count = (Grain.WEEK, count * 2) if unit == "fortnight" else (Grain(unit), count)
    if way in _AGO and scene.published is None:
        return UNRESOLVED
    anchor = _anchor(way, grain, scene)
    if anchor is None:
        return UNRESOLVED
    moved = shifted(anchor, count if way in _FORWARD else -count, grain)
    if moved and match["thisunit"]:
        return coarsened(moved, Grain(match["thisunit"].lower()))
    return UNRESOLVED if moved is None else _with_weekday(match, _blurred(moved, grain, exact=way not in _AGO))


def _anchor(way: str, grain: Grain, scene: Scene) -> Moment | None:
    """The publication for "ago"; the last month, quarter or half named nearby for the comparison "a year earlier"; else
    the last moment of the text."""
    if way in _AGO and scene.published:
        return Moment(Grain.DAY, scene.published)
    if grain is Grain.YEAR and way == "earlier":
        named = (moment for moment in reversed(scene.read[-5:]) if moment.grain in (Grain.QUARTER, Grain.HALF))
        if found := next(named, None):
            return found
    return scene.anchor(_anchor_grain(grain))


def _count(digits: str) -> float:
    """12, twelve, seventy-four, half a."""
    numbers, words_ = words.load().numbers, " ".join(digits.lower().split())
    if words_ in numbers:
        return numbers[words_]
    tens, _, ones = words_.partition("-")
    return numbers[tens] + numbers[ones] if ones else float(digits)


def _anchor_grain(grain: Grain) -> Grain:
    return {Grain.WEEK: Grain.DAY, Grain.WEEKEND: Grain.DAY, Grain.DECADE: Grain.YEAR, Grain.CENTURY: Grain.YEAR}.get(
        grain, grain
    )


def _blurred(moved: Moment, grain: Grain, *, exact: bool) -> Moment:
    """As coarse as the words count: weeks give a week, months a month, years a year, or, counted from a month or
    quarter of the text, that month or quarter."""
    if grain in (Grain.DECADE, Grain.CENTURY):
        grain = Grain.YEAR
    if grain is Grain.YEAR and exact and moved.grain in (Grain.MONTH, Grain.QUARTER, Grain.HALF):
        return moved
    return coarsened(moved, grain)


def _with_weekday(match: re.Match[str], moved: Moment) -> Moment:
    if not match["weekday"] or moved.grain is not Grain.WEEK:
        return moved
    return at(Grain.DAY, moved.start + dt.timedelta(weekday_number(match["weekday"])))


def year_ago(match: re.Match[str], scene: Scene) -> Reading:
    """the year-earlier quarter, the year-ago period."""
    anchor = scene.anchor(Grain.YEAR)
    if anchor is None:
        return UNRESOLVED
    unit = Grain(re.search(r"year|quarter|month", match[0].lower())[0])  # type: ignore[index]
    moved = shifted(anchor, -1, unit)
    return UNRESOLVED if moved is None else _blurred(moved, unit, exact=True)
