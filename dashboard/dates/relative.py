"""Reads dates that count from the day of publication, or from a date the text gave before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from . import tense, words
from .moments import SEASONS, Grain, Moment, at, month, season, shifted
from .scene import UNRESOLVED, Reading, Scene
from .tense import Tense
from .written import month_number

_SPAN = frozenset({"over", "in", "during", "for", "within", "throughout"})
_NOUN = re.compile(
    r"\s(?!(?:and|or|but|when|that|with|at|in|on|for|by|as|after|before|because|since|if|while|which|is|was|are|were"
    r"|would|will|he|she|it|they|we|the|a|an|this|last)\b)[a-z]"
)
BACK = frozenset({"last", "past", "this past"})
AHEAD = frozenset({"next", "coming", "this coming"})


def moved(day: dt.date, count: int) -> Reading:
    """The day so many days away; unresolved outside the calendar."""
    return shifted(at(Grain.DAY, day), count, Grain.DAY) or UNRESOLVED


def near_word(match: re.Match[str]) -> str:
    """The word that points: last, next, this, that, following ..."""
    return " ".join((match["near"] or "").lower().removeprefix("the").split())


def near_month(match: re.Match[str], scene: Scene) -> Reading:
    """last September, next March, this August, that June."""
    number, near = month_number(match["month"]), near_word(match)
    if near in ("that", "that same", "following", "previous"):
        return _from_text(near, Grain.MONTH, scene, lambda year: month(year, number))
    if scene.published is None:
        return UNRESOLVED
    return _step(near, scene.published, lambda year: month(year, number))


def near_season(match: re.Match[str], scene: Scene) -> Reading:
    """last winter, this spring, next summer; a winter bears the year in which it begins."""
    name, near = words.load().seasons[match["season"].lower()], near_word(match)
    if near in ("that", "that same", "following", "previous"):
        if match["season"].lower() in ("fall", "spring") and near == "that":
            return None
        return _from_text(near, Grain.YEAR, scene, lambda year: season(year, name))
    if scene.published is None:
        return UNRESOLVED
    return _step(near, scene.published, lambda year: season(year, name))


def season_alone(match: re.Match[str], scene: Scene) -> Reading:
    """in the autumn, since the summer, by spring; not in "in winter storms"."""
    if not match["the"] and _NOUN.match(scene.after(match.end())):
        return None
    name = words.load().seasons[match["season"].lower()]
    return scene.nearest(match, lambda year: season(year, name))


def _step(near: str, published: dt.date, make: Callable[[int], Moment]) -> Reading:
    """The last one before, the one of this year, or the next one after the publication."""
    around = [make(published.year + step) for step in range(-2, 3)]
    now = at(around[0].grain, published).start
    if near in BACK:
        return next(moment for moment in reversed(around) if moment.start < now)
    if near in AHEAD:
        return next(moment for moment in around if moment.start > now)
    winter = around[0].grain is Grain.SEASON and around[0].start.month == SEASONS["WI"] and published.month < 3
    return around[1] if winter else around[2]


def _from_text(near: str, grain: Grain, scene: Scene, make: Callable[[int], Moment]) -> Reading:
    anchor = scene.anchor(grain, fallback=False) or scene.anchor(Grain.YEAR, fallback=False)
    if anchor is None:
        return UNRESOLVED
    year = anchor.start.year
    around = [make(year + step) for step in (-1, 0, 1)]
    if near == "following":
        return next(moment for moment in around if moment.start > anchor.start)
    if near == "previous":
        return next(moment for moment in reversed(around) if moment.start < anchor.start)
    return around[1]


def the_quarter(match: re.Match[str], scene: Scene) -> Reading:
    """in the quarter: the one the text speaks of; no date where it has named none."""
    return next((moment for moment in reversed(scene.read) if moment.grain is Grain.QUARTER), None)


def today(match: re.Match[str], scene: Scene) -> Reading:
    """today, yesterday, tomorrow, tonight, last night, this morning, overnight, the day before yesterday."""
    if match["overnight"] and scene.word_before(match.start()).lower() in ("an", "the", "by", "a"):
        return None
    named = match[0][:1].isupper() and scene.word_before(match.start())[:1].isupper()
    if named and scene.text[match.start() - 1] == " ":
        return None
    if scene.published is None:
        return UNRESOLVED
    groups = match.groupdict()
    steps = {"before": -2, "yesterday": -1, "lastnight": -1, "tomorrow": 1, "after": 2}
    return moved(scene.published, next((n for name, n in steps.items() if groups[name]), 0))


_TIMES = frozenset({"night", "morning", "afternoon", "evening"})
_NEAR_STEPS = {"last": -1, "this past": -1, "latest": -1, "this": 0, "current": 0, "next": 1, "this coming": 1}
_TEXT_STEPS = {"that": 0, "that same": 0, "same": 0, "very next": 1, "following": 1, "previous": -1}


def near_unit(match: re.Match[str], scene: Scene) -> Reading:
    """last week, this month, next year, the following day, that night, the same quarter."""
    near, unit = near_word(match), match["unit"].lower()
    definite = re.search(r"\bthe\s", match[0], re.I) is not None
    grain = Grain.DAY if unit in _TIMES else Grain(unit)
    if (
        near == "coming"
        or (near == "latest" and unit != "quarter")
        or (definite and re.match(r"\s(?:of|to)\b", scene.after(match.end())))
    ):
        return None
    before = scene.word_before(match.start()).lower()
    if grain is Grain.DAY and near in _NEAR_STEPS and near != "next":
        return None if unit == "day" else _part_of_day(near, scene)
    if definite and near in ("last", "next") and grain is not Grain.DAY:
        if near == "last" or before in _SPAN:
            return None
        near = "following"
    if near == "next" and grain is Grain.DAY:
        near = "following"
    if near in _TEXT_STEPS:
        found = counted_from_text(_TEXT_STEPS[near], grain, scene, alone=bool(match["ayear"]))
        return _a_year_before(found, scene) if match["ayear"] else found
    if scene.published is None:
        return UNRESOLVED
    if grain is Grain.WEEKEND:
        return _weekend(_NEAR_STEPS[near], match, scene)
    return shifted(at(grain, scene.published), _NEAR_STEPS[near], grain) or UNRESOLVED


def _a_year_before(found: Reading, scene: Scene) -> Reading:
    """the same quarter last year."""
    if not isinstance(found, Moment) or scene.published is None:
        return UNRESOLVED
    return shifted(found, scene.published.year - 1 - found.start.year, Grain.YEAR) or UNRESOLVED


def _part_of_day(near: str, scene: Scene) -> Reading:
    """last evening, this night."""
    if scene.published is None:
        return UNRESOLVED
    return moved(scene.published, -1 if near == "last" else 0)


def counted_from_text(step: int, grain: Grain, scene: Scene, *, alone: bool = False) -> Reading:
    """The stretch that is `step` stretches from the last moment of the text; "that day" and "the same month" need one,
    unless they stand `alone` with a year of their own."""
    anchor = scene.anchor(grain, fallback=alone or step != 0)
    if anchor is None:
        return UNRESOLVED
    return shifted(at(grain, anchor.start), step, grain) or UNRESOLVED


def _weekend(step: int, match: re.Match[str], scene: Scene) -> Reading:
    """The weekend of the week of publication, moved; "this weekend" on a Monday or Tuesday may look back."""
    assert scene.published is not None
    looks_back = step == 0 and scene.published.weekday() < 2
    if looks_back and tense.of(scene.text, match.start(), match.end()) is Tense.PAST:
        step = -1
    return shifted(at(Grain.WEEKEND, scene.published), step, Grain.WEEK) or UNRESOLVED


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
