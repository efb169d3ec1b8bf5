"""Which of several readings an ambiguous name has here: the one with the most cues near."""

from __future__ import annotations

from functools import cache

from .. import vocabulary
from ..vocabulary import Reading
from .lexicon import Hit
from .page import Page, within

IN_SENTENCE = 3
MOST_FAR = 4
"""Cues in other sentences speak too, but four of them at most, so that the sentence decides where it speaks."""


def choose(page: Page, hit: Hit, against: int = 0) -> Reading:
    """The reading of an ambiguous name. `against` are points for its naming no country that other rules have given."""
    best, most = next(r for r in hit.entry.readings if r.default), -1
    for reading in hit.entry.readings:
        points = _points(page, hit, reading) + (0 if reading.code else against)
        if points > most or (points == most and reading.default):
            best, most = reading, points
    return best


def _points(page: Page, hit: Hit, reading: Reading) -> int:
    sentence = page.sentence(hit.start)
    own = {one.code for one in hit.entry.readings}
    inside = far = 0
    for cue in _expanded(reading.cues):
        positions = _positions(page, cue, own)
        if positions and within(positions, sentence, hit.start):
            inside += 1
        elif positions and positions != [hit.start]:
            far += 1
    return IN_SENTENCE * inside + min(far, MOST_FAR)


def _positions(page: Page, cue: str, own: set[str]) -> list[int]:
    """Where a cue stands; a reading's own country counts only where a name of one reading names it."""
    if not cue.startswith("@"):
        return page.cue(cue)
    return (page.sure if cue[1:] in own else page.codes).get(cue[1:], [])


@cache
def _expanded(cues: tuple[str, ...]) -> tuple[str, ...]:
    """Cues with the word lists they name ("%us-local") written out; the name itself is no cue of its own."""
    lists = vocabulary.load().words
    found: list[str] = []
    for cue in cues:
        found.extend(sorted(lists[cue[1:]]) if cue.startswith("%") else [cue])
    return tuple(dict.fromkeys(found))
