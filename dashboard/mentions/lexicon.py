"""All English names in one automaton, longest name first, whole words only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from .. import vocabulary
from ..vocabulary import Name, Person, Reading, Vocabulary

_NO_SPACES = "\u2e80"
"""From here on scripts stand that need no space beside a Latin name (Chinese, Japanese, Korean)."""


@dataclass(slots=True)
class Entry:
    """All that a form of words may be. `phrase` stands for words that name no country although a name is in them."""

    name: Name | None = None
    phrase: Name | None = None
    readings: tuple[Reading, ...] = ()
    full: list[Person] = field(default_factory=list)
    short: list[Person] = field(default_factory=list)
    head: bool = False
    """A word for an office ("minister"), beside which persons are introduced."""
    capitals: bool = False
    """The form is written in capital letters though the name is not: a headline, a dateline, a speaker's label."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found: positions in the plain text."""

    start: int
    end: int
    form: str
    entry: Entry


class Lexicon:
    """Finds the forms of a vocabulary in plain text."""

    def __init__(self, words: Vocabulary) -> None:
        self._entries = _entries(words)
        self._forms = list(self._entries)
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.LeftmostLongest, store_patterns=False)

    def find(self, text: str) -> Iterator[Hit]:
        """Forms from left to right, none inside a longer word, none over another."""
        forms = self._forms
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if _whole(text, start, end):
                yield Hit(start, end, forms[index], self._entries[forms[index]])
            elif end - start > 2:
                yield from self._inside(text, start, end)

    def _inside(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """Shorter forms that stand as whole words within a match that does not."""
        position = start
        while position < end:
            if position == 0 or not _joins(text[position - 1]):
                hit = self._longest(text, position, end)
                if hit:
                    yield hit
                    position = hit.end
                    continue
            position += 1

    def _longest(self, text: str, start: int, end: int) -> Hit | None:
        for stop in range(end, start + 1, -1):
            entry = self._entries.get(text[start:stop])
            if entry and _whole(text, start, stop):
                return Hit(start, stop, text[start:stop], entry)
        return None


@cache
def english() -> Lexicon:
    """The lexicon of data/vocabulary."""
    return Lexicon(vocabulary.load())


def _whole(text: str, start: int, end: int) -> bool:
    before = start == 0 or not _joins(text[start - 1])
    return before and (end == len(text) or not _joins(text[end]))


def _joins(character: str) -> bool:
    return (character < _NO_SPACES and character.isalnum()) or character == "_"


def _entries(words: Vocabulary) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}

    def of(form: str) -> Entry:
        return entries.setdefault(form, Entry())

    for phrase in words.phrases:
        of(phrase.text).phrase = phrase
    for name in words.names:
        of(name.text).name = name
    for form, readings in words.readings.items():
        of(form).readings = readings
    for person in words.people:
        for form in person.forms:
            of(form).full.append(person)
        for form in person.short:
            of(form).short.append(person)
    entries |= _in_capitals(entries)
    for word in words.words["official-heads"]:
        of(word).head = True
        of(word[0].upper() + word[1:]).head = True
    return entries


def _in_capitals(entries: dict[str, Entry]) -> dict[str, Entry]:
    """The forms in capital letters, where that changes them and is no other form."""
    upper = {}
    for form, entry in entries.items():
        capitals = form.upper()
        if capitals not in entries and len(capitals) > 2 and len(capitals) == len(form):
            upper[capitals] = Entry(entry.name, entry.phrase, entry.readings, entry.full, entry.short, capitals=True)
    return upper
