"""Whether the words around a date look ahead or back."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from . import words

REACH = 300
"""How many characters of the sentence are looked at on each side; keeps the time linear in long sentences."""

_STOP = re.compile(
    r"""(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bSt)(?<!\bU\.S)[.!?]["”’')\]]*\s+(?=["“‘'(\[]?[A-Z0-9-])"""
    r"|\n\s{0,8}\n"
)
_PART = re.compile(r";\s|\s[-–—]{1,2}\s")
_LINK = re.compile(r"(?:[\s,]|\b(?:on|in|by|for|until|till|at|to|of|from|the|early|late|mid|around|about)\b|-)*", re.I)

_HAD = re.compile(r"\bhad (?:\w+ly |already |first |been ){0,2}$")
"""Before a participle: what "had invited him in August" tells lies behind, whatever the verb looks forward to."""
_BARE = re.compile(r"\b(?:to|did|do|does|be|will|would|can|could|may|might|shall|should|must|not)\s\Z")


class Tense(StrEnum):
    """Where the nearest verb cue points."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


def sentence_start(text: str, at: int) -> int:
    """Where the sentence that holds position `at` begins, looking back at most REACH characters."""
    low = max(0, at - REACH)
    last = low
    for stop in _STOP.finditer(text, low, at):
        last = stop.end()
    return last


def of(text: str, start: int, end: int) -> Tense:
    """The tense of the nearest cue left of the span [start, end) in its clause; else of the nearest right of it."""
    left = text[sentence_start(text, start) : start]
    clauses = _PART.split(left)
    found = _last(clauses[-1])
    if found is not Tense.NONE:
        return found
    right = _STOP.split(text[end : end + REACH], maxsplit=1)[0]
    if (found := _first(_PART.split(right)[0])) is not Tense.NONE:
        return found
    return _last(left)


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’])(?:({words.choices(words.load().tenses)})|[a-z]{{1,30}}[^\We]ed)(?!\w)|'ll\b")


def _tense(cue: re.Match[str], rest: str) -> Tense:
    """What one cue says; `rest` is what stands between it and the date. One word after "to", "did",
    "be" or a modal says nothing of its own ("will put", "is to be held", "did meet"): what stands before it decides."""
    kind = words.load().tenses.get(cue[0], "past")
    if " " not in cue[0] and _BARE.search(cue.string, max(0, cue.start() - 12), cue.start()):
        return Tense.NONE
    if kind == "apart" and _HAD.search(cue.string, max(0, cue.start() - 24), cue.start()):
        return Tense.PAST
    if kind == "apart":
        return Tense.PAST if _LINK.fullmatch(rest) else Tense.FUTURE
    return Tense(kind)


def _last(clause: str) -> Tense:
    found = Tense.NONE
    for cue in _cues().finditer(clause.replace("’", "'")):
        said = _tense(cue, clause[cue.end() :])
        found = found if said is Tense.NONE else said
    return found


def _first(clause: str) -> Tense:
    for cue in _cues().finditer(clause.replace("’", "'")):
        if (said := _tense(cue, " x ")) is not Tense.NONE:
            return said
    return Tense.NONE
