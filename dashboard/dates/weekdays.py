"""Reads weekdays and weekends: Tuesday, on Sunday night, last Friday, Monday of last week, over the weekend."""

from __future__ import annotations

import re
from functools import cache

from . import tense, words
from .moments import Grain, at, shifted
from .relative import AHEAD, BACK, moved, near_word
from .scene import UNRESOLVED, Reading, Scene
from .tense import Tense
from .written import weekday_number

_EVERY = frozenset({"every", "each", "any", "most", "some"})
_ON_A = re.compile(r"\b[Oo]n\sa\s\Z")


def weekday(match: re.Match[str], scene: Scene) -> Reading:
    """Tuesday, on Sunday night, last Friday, next Monday, Monday of last week."""
    before = scene.word_before(match.start()).lower()
    if before in _EVERY or (before == "a" and _ON_A.search(scene.text, max(0, match.start() - 6), match.start())):
        return None
    number, near = weekday_number(match["weekday"]), near_word(match)
    if near in ("following", "previous", "that", "that same"):
        return _weekday_from_text(near, number, scene)
    if scene.read and scene.read[-1].grain is Grain.DAY and _range_before().search(scene.before(match.start())):
        return _weekday_from_text("following", number, scene)
    if scene.published is None:
        return UNRESOLVED
    if match["week"]:
        step = {"last": -7, "next": 7}.get(match["week"].split()[0].lower(), 0)
        return moved(at(Grain.WEEK, scene.published).start, step + number)
    back = (scene.published.weekday() - number) % 7
    if near in BACK:
        return moved(scene.published, -(back or 7))
    if near in AHEAD:
        return moved(scene.published, 7 - back)
    if near == "this":
        return moved(at(Grain.WEEK, scene.published).start, number)
    ahead = tense.of(scene.text, match.start(), match.end()) is Tense.FUTURE
    return moved(scene.published, (7 - back) % 7 if ahead else -back)


@cache
def _range_before() -> re.Pattern[str]:
    """Wednesday through ..."""
    return re.compile(rf"\b(?i:{words.choices(words.load().weekdays)})\s?(?:through|to|[-–—])\s?\Z")


def _weekday_from_text(near: str, number: int, scene: Scene) -> Reading:
    anchor = scene.anchor(Grain.DAY)
    if anchor is None:
        return UNRESOLVED
    ahead = (number - anchor.start.weekday()) % 7
    if near == "following":
        return moved(anchor.start, ahead or 7)
    if near == "previous":
        return moved(anchor.start, ahead - 7)
    return moved(anchor.start, ahead if ahead <= 3 else ahead - 7)


def weekend(match: re.Match[str], scene: Scene) -> Reading:
    """over the weekend: the last one that has begun, or the one to come where the verb looks ahead."""
    if scene.published is None:
        return UNRESOLVED
    ahead = tense.of(scene.text, match.start(), match.end()) is Tense.FUTURE
    step = 0 if ahead or scene.published.weekday() >= 5 else -1
    return shifted(at(Grain.WEEKEND, scene.published), step, Grain.WEEK) or UNRESOLVED
