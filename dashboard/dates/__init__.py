"""Finds expressions of calendar time in English text and resolves them against the day of publication.

A weekday is the nearest past one, the article's own day included, or the nearest to come where the verb looks ahead;
so is a month without a year. Words that count ("a day later") count from the last date of the text; "ago" counts from
the publication. Without a day of publication relative words stay unresolved: the clock of the machine is never asked.
Durations, ages and vague words ("recently") are no dates. Conventions follow TIMEX3 (TimeML 1.2.1), where it has one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..models import DatedExpression, Precision, Span
from . import counted, forms, relative, stretches, triggers, weekdays, written
from .moments import Moment, first_day
from .scene import Reading, Scene

__all__ = ["find", "first_day"]

Reader = Callable[[re.Match[str], Scene], Reading]

_READERS: dict[str, Reader | None] = {
    "name": None,
    "iso": written.iso,
    "numeric": written.numeric,
    "cjk": written.cjk,
    "day_month": written.day_and_month,
    "month_day": written.day_and_month,
    "month_year": written.month_year,
    "near_month": relative.near_month,
    "month": written.month_alone,
    "weekday": weekdays.weekday,
    "today": relative.today,
    "near_unit": relative.near_unit,
    "unit_before": counted.unit_before,
    "part_of_year": relative.part_of_unit,
    "weekend": weekdays.weekend,
    "ago": counted.ago,
    "year_ago": counted.year_ago,
    "near_season": relative.near_season,
    "season_year": stretches.season_year,
    "season": relative.season_alone,
    "quarter": stretches.quarter,
    "year_quarter": stretches.quarter,
    "the_quarter": relative.the_quarter,
    "fiscal": stretches.fiscal,
    "decade": stretches.decade,
    "century": stretches.century,
    "years": stretches.years,
    "year": stretches.year_alone,
    "range_end": stretches.year_alone,
    "short_year": stretches.short_year,
    "holiday": stretches.holiday,
}
"""Form -> what reads it; a name reads as nothing and keeps other forms off its words."""


def find(text: str, body: Span, published: dt.date | None = None) -> tuple[DatedExpression, ...]:
    """The dates of the body, in order, not overlapping; offsets are code points of `text`.

    Time is linear in the length of the body. Never raises for any text; a day of publication outside the years 1000 to
    9000 counts as unknown, since what lies around it may leave the calendar.
    """
    if published and not 1000 <= published.year <= 9000:
        published = None
    scene = Scene(text, published, _day_first(text, body))
    found: list[DatedExpression] = []
    position = body[0]
    for name, match in _matches(text, body):
        if match.start() < position:
            continue
        reader = _READERS[name]
        reading = None if reader is None else reader(match, scene)
        if reader is not None and reading is None:
            continue
        position = match.end()
        if reading is None:
            continue
        if name == "weekday" and found and _explains(found[-1], match, text):
            found[-1] = _resolved(found[-1], reading)
        found.append(_resolved(_expression(name, match), reading))
        _remember(scene, match, reading)
    return tuple(found)


def _explains(before: DatedExpression, match: re.Match[str], text: str) -> bool:
    """Is the weekday an apposition that says which day the words before it mean: "A day later, on Wednesday"?"""
    return before.rule == "dates:ago" and text[before.end : match.start()] == ", " and match[0][:2].lower() == "on"


def _matches(text: str, body: Span) -> Iterator[tuple[str, re.Match[str]]]:
    """The matches of all forms from left to right, the longest of one place first."""
    table = forms.patterns()
    order = {name: rank for rank, name in enumerate(table)}
    found = [
        (match.start(), -match.end(), order[name], name, match)
        for name, stretches in triggers.windows(text, body).items()
        for stretch in stretches
        for match in table[name].finditer(text, *stretch)
    ]
    found.sort(key=lambda item: item[:3])
    for _, _, _, name, match in found:
        yield name, match


def _expression(name: str, match: re.Match[str]) -> DatedExpression:
    start = match.end("skip") if "skip" in match.re.groupindex else match.start()
    surface = match.string[start : match.end()]
    return DatedExpression(start, match.end(), surface, None, Precision.UNRESOLVED, f"dates:{name}")


def _resolved(expression: DatedExpression, reading: Reading) -> DatedExpression:
    if not isinstance(reading, Moment):
        return expression
    return replace(expression, value=reading.value, until=reading.until, precision=reading.precision)


def _remember(scene: Scene, match: re.Match[str], reading: Reading) -> None:
    if not isinstance(reading, Moment) or _compares(match):
        return
    scene.read.append(reading)
    scene.read_at = match.start()
    groups = match.groupdict()
    if groups.get("year") or groups.get("hyphenyear") or groups.get("shortyear"):
        scene.years.append((match.start(), reading.start.year))


def _compares(match: re.Match[str]) -> bool:
    """ "from $2 million a year earlier" looks aside; what follows does not count from there."""
    return match[0].lower().endswith(("earlier", "before")) or "year-" in match[0].lower()


def _day_first(text: str, body: Span) -> bool | None:
    """What the numeric dates of the text that can be read in one way only say about the order."""
    for match in forms.patterns()["numeric"].finditer(text, *body):
        if match["sep"] == ".":
            continue
        if int(match["one"]) > 12 >= int(match["two"]):
            return True
        if int(match["two"]) > 12 >= int(match["one"]):
            return False
    return None
