"""Reads dates that count from the day of publication, or from a date the text gave before."""

from __future__ import annotations

import datetime as dt
import re

from . import tense, words
from .moments import SEASONS, Grain, Moment, at, coarsened, month, season, shifted
from .scene import UNRESOLVED, Reading, Scene
from .tense import Tense
from .written import month_number, weekday_number

_EVERY = frozenset({"every", "each", "any", "most", "some"})
_SPAN = frozenset({"over", "in", "during", "for", "within", "throughout"})
_APPOSED = re.compile(r",?\s(?:on|early on|late on)\s")
_GOES_ON = re.compile(r"[^\S\n]+(?!and\b|when\b|but\b|in\b|at\b|by\b|on\b)[\w“\"‘']")
_BACK = frozenset({"last", "past", "this past"})
_AHEAD = frozenset({"next", "coming", "this coming"})


def _moved(day: dt.date, count: int) -> Moment | None:
    return shifted(at(Grain.DAY, day), count, Grain.DAY)


def _near(match: re.Match[str]) -> str:
    return " ".join((match["near"] or "").lower().removeprefix("the").split())


def near_month(match: re.Match[str], scene: Scene) -> Reading:
    """last September, next March, this August, that June."""
    number, near = month_number(match["month"]), _near(match)
    if near in ("that", "that same", "following", "previous"):
        return _from_text(near, Grain.MONTH, scene, lambda year: month(year, number))
    if scene.published is None:
        return UNRESOLVED
    return _step(near, scene.published, lambda year: month(year, number))


def near_season(match: re.Match[str], scene: Scene) -> Reading:
    """last winter, this spring, next summer; a winter bears the year in which it begins."""
    name, near = words.load().seasons[match["season"].lower()], _near(match)
    if near in ("that", "that same", "following", "previous"):
        if match["season"].lower() in ("fall", "spring") and near == "that":
            return None
        return _from_text(near, Grain.YEAR, scene, lambda year: season(year, name))
    if scene.published is None:
        return UNRESOLVED
    return _step(near, scene.published, lambda year: season(year, name))


def season_alone(match: re.Match[str], scene: Scene) -> Reading:
    """in the autumn, since the summer, by spring."""
    name = words.load().seasons[match["season"].lower()]
    return scene.nearest(match, lambda year: season(year, name))


def _step(near: str, published: dt.date, make: object) -> Reading:
    """The last one before, the one of this year, or the next one after the publication."""
    around = [make(published.year + step) for step in range(-2, 3)]  # type: ignore[operator]
    now = at(around[0].grain, published).start
    if near in _BACK:
        return next(moment for moment in reversed(around) if moment.start < now)
    if near in _AHEAD:
        return next(moment for moment in around if moment.start > now)
    winter = around[0].grain is Grain.SEASON and around[0].start.month == SEASONS["WI"] and published.month < 3
    return around[1] if winter else around[2]


def _from_text(near: str, grain: Grain, scene: Scene, make: object) -> Reading:
    anchor = scene.anchor(grain, fallback=False) or scene.anchor(Grain.YEAR, fallback=False)
    if anchor is None:
        return UNRESOLVED
    year = anchor.start.year
    around = [make(year + step) for step in (-1, 0, 1)]  # type: ignore[operator]
    if near == "following":
        return next(moment for moment in around if moment.start > anchor.start)
    if near == "previous":
        return next(moment for moment in reversed(around) if moment.start < anchor.start)
    return around[1]


def weekday(match: re.Match[str], scene: Scene) -> Reading:
    """Tuesday, on Sunday night, last Friday, next Monday, Monday of last week."""
    if scene.word_before(match.start()).lower() in _EVERY:
        return None
    number, near = weekday_number(match["weekday"]), _near(match)
    if near in ("following", "previous", "that", "that same"):
        return _weekday_from_text(near, number, scene)
    if scene.published is None:
        return UNRESOLVED
    if match["week"]:
        step = {"last": -7, "next": 7}.get(match["week"].split()[0].lower(), 0)
        return _moved(at(Grain.WEEK, scene.published).start, step + number) or UNRESOLVED
    back = (scene.published.weekday() - number) % 7
    if near in _BACK:
        return _moved(scene.published, -(back or 7)) or UNRESOLVED
    if near in _AHEAD:
        return _moved(scene.published, 7 - back) or UNRESOLVED
    if near == "this":
        return _moved(at(Grain.WEEK, scene.published).start, number) or UNRESOLVED
    ahead = tense.of(scene.text, match.start(), match.end()) is Tense.FUTURE
    return _moved(scene.published, (7 - back) % 7 if ahead else -back) or UNRESOLVED


def _weekday_from_text(near: str, number: int, scene: Scene) -> Reading:
    anchor = scene.anchor(Grain.DAY)
    if anchor is None:
        return UNRESOLVED
    ahead = (number - anchor.start.weekday()) % 7
    if near == "following":
        return _moved(anchor.start, ahead or 7) or UNRESOLVED
    if near == "previous":
        return _moved(anchor.start, ahead - 7) or UNRESOLVED
    return _moved(anchor.start, ahead if ahead <= 3 else ahead - 7) or UNRESOLVED


def today(match: re.Match[str], scene: Scene) -> Reading:
    """today, yesterday, tomorrow, tonight, last night, this morning, overnight, the day before yesterday."""
    if match["overnight"] and scene.word_before(match.start()).lower() in ("an", "the", "by", "a"):
        return None
    if scene.published is None:
        return UNRESOLVED
    groups = match.groupdict()
    steps = {"before": -2, "yesterday": -1, "lastnight": -1, "tomorrow": 1, "after": 2}
    return _moved(scene.published, next((n for name, n in steps.items() if groups[name]), 0)) or UNRESOLVED


_TIMES = frozenset({"night", "morning", "afternoon", "evening"})
_NEAR_STEPS = {"last": -1, "this": 0, "current": 0, "next": 1}
_TEXT_STEPS = {"that": 0, "that same": 0, "same": 0, "very next": 1, "following": 1, "previous": -1}


def near_unit(match: re.Match[str], scene: Scene) -> Reading:
    """last week, this month, next year, the following day, that night, the same quarter."""
    near, unit = _near(match), match["unit"].lower()
    definite = re.search(r"\bthe\s", match[0], re.I) is not None
    grain = Grain.DAY if unit in _TIMES else Grain(unit)
    if near == "coming" or (definite and re.match(r"\s(?:of|to)\b", scene.after(match.end()))):
        return None
    before = scene.word_before(match.start()).lower()
    if grain is Grain.DAY and near in ("last", "this", "current"):
        return None if unit == "day" else today_part(near, scene)
    if definite and near in ("last", "next") and grain is not Grain.DAY:
        if near == "last" or before in _SPAN:
            return None
        near = "following"
    if near == "next" and grain is Grain.DAY:
        near = "following"
    if near in _TEXT_STEPS:
        return _counted_from_text(_TEXT_STEPS[near], grain, scene)
    if scene.published is None:
        return UNRESOLVED
    if grain is Grain.WEEKEND:
        return weekend_near(near, match, scene)
    return shifted(at(grain, scene.published), _NEAR_STEPS[near], grain) or UNRESOLVED


def today_part(near: str, scene: Scene) -> Reading:
    """last evening, this night."""
    if scene.published is None:
        return UNRESOLVED
    return _moved(scene.published, -1 if near == "last" else 0) or UNRESOLVED


def _counted_from_text(step: int, grain: Grain, scene: Scene) -> Reading:
    anchor = scene.anchor(grain, fallback=step != 0)
    if anchor is None:
        return UNRESOLVED
    return shifted(at(grain, anchor.start), step, grain) or UNRESOLVED


def weekend_near(near: str, match: re.Match[str], scene: Scene) -> Reading:
    """The weekend before, in, or after the week of publication; "this weekend" on a Monday may look back."""
    assert scene.published is not None
    step = _NEAR_STEPS[near]
    if near == "this" and scene.published.weekday() < 2 and _looks_back(match, scene):
        step = -1
    return shifted(at(Grain.WEEKEND, scene.published), step, Grain.WEEK) or UNRESOLVED


def weekend(match: re.Match[str], scene: Scene) -> Reading:
    """over the weekend: the last one that has begun, or the one to come where the verb looks ahead."""
    if scene.published is None:
        return UNRESOLVED
    ahead = tense.of(scene.text, match.start(), match.end()) is Tense.FUTURE
    step = 0 if ahead or scene.published.weekday() >= 5 else -1
    return shifted(at(Grain.WEEKEND, scene.published), step, Grain.WEEK) or UNRESOLVED


def _looks_back(match: re.Match[str], scene: Scene) -> bool:
    return tense.of(scene.text, match.start(), match.end()) is Tense.PAST


def unit_before(match: re.Match[str], scene: Scene) -> Reading:
    """the day before, the year before, the month after."""
    grain = Grain.DAY if match["unit"].lower() == "night" else Grain(match["unit"].lower())
    return _counted_from_text(1 if match["near"].lower() == "after" else -1, grain, scene)


def part_of_unit(match: re.Match[str], scene: Scene) -> Reading:
    """the end of the year, earlier this month, later in the week, year-end."""
    unit = (match["unit"] or match["unit2"] or match["edge3"]).lower()
    near = re.search(r"\b(last|next)\b", match[0], re.I)
    if scene.published is None:
        return UNRESOLVED
    return (
        shifted(at(Grain(unit), scene.published), _NEAR_STEPS[near[1].lower()] if near else 0, Grain(unit))
        or UNRESOLVED
    )


_AGO = frozenset({"ago", "hence", "from now"})
_FORWARD = frozenset({"later", "after", "afterward", "afterwards", "hence", "from now"})


def ago(match: re.Match[str], scene: Scene) -> Reading:
    """ten days ago, two weeks later, a year earlier, three months from now, a week ago Tuesday."""
    way = " ".join(match["way"].lower().split())
    if way in ("before", "after", "earlier", "later") and _GOES_ON.match(scene.after(match.end())):
        if way in ("before", "after") or re.match(r"\s+than\b", scene.after(match.end())):
            return None
    vocabulary = words.load()
    count = vocabulary.numbers.get(" ".join(match["count"].lower().split())) or float(match["count"] or 0)
    unit = vocabulary.units[match["unit"].lower()]
    grain, count = (Grain.WEEK, count * 2) if unit == "fortnight" else (Grain(unit), count)
    if way in _AGO and scene.published is None:
        return UNRESOLVED
    anchor = (
        Moment(Grain.DAY, scene.published) if way in _AGO and scene.published else scene.anchor(_anchor_grain(grain))
    )
    if anchor is None:
        return UNRESOLVED
    moved = shifted(anchor, count if way in _FORWARD else -count, grain)
    return UNRESOLVED if moved is None else _with_weekday(match, _blurred(moved, grain, exact=way not in _AGO))


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
