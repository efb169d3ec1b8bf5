"""Persons: full names, and the short form once the article has introduced them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .. import vocabulary
from ..vocabulary import Person
from .lexicon import Hit
from .page import Page, within

_YEARS_BEFORE = 2
"""A surname or common name counts from two years before the office on: deputies are news before they hold it."""
_LEADERS = frozenset({"leader", "President", "acting President", "Premier", "Prime Minister"})
"""Offices whose holders are called by a surname alone even where many bear it (Kim, Moon, Li)."""
_LABEL = re.compile(r"(?:MR|MS|MRS|GEN|AMB|AMBASSADOR|SECRETARY|DR)\.? $")


@dataclass(slots=True)
class Known:
    """What a short form stands for at this point of the article; `code` is empty when it is somebody else."""

    code: str
    rule: str


class People:
    """Reads the persons of one article from its start to its end, and remembers who has been introduced."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.known: dict[str, Known] = {}
        self.ends_at = -1
        """Where the form before the one at hand ends; the reader of the page keeps it."""

    def full(self, hit: Hit) -> tuple[str, str]:
        """Code and rule of a full name; empty when the name is too common to say so here."""
        person = self._best(hit, hit.entry.full, full=True)
        if person is None or self._other_name(hit, strict=False):
            return "", ""
        if person.alone == "common" and not (self._office_before(hit) or self._country_near(person.code, hit)):
            return "", ""
        self.introduce(person.short, person.code, person.where)
        return person.code, f"{person.where} full name"

    def short(self, hit: Hit) -> tuple[str, str]:
        """Code and rule of a surname: introduced before, or strong enough alone, or with an office before it."""
        if hit.entry.capitals and not self._capitals_fit(hit):
            return "", ""
        form = _form(hit)
        if self._other_name(hit, strict=True):
            if form not in self.known:
                self.known[form] = Known("", "")
            return "", ""
        known = self.known.get(form)
        if known:
            return (known.code, f"{known.rule} introduced before") if known.code else ("", "")
        fit = [p for p in hit.entry.short if self._stands_alone(p) or self._by_office(p, hit)]
        person = self._best(hit, fit, full=False)
        if person is None:
            return "", ""
        self.introduce(person.short, person.code, person.where)
        return person.code, f"{person.where} short name"

    def introduce(self, forms: tuple[str, ...], code: str, rule: str) -> None:
        """Remember whom the short forms stand for from here on."""
        for form in forms:
            self.known[form] = Known(code, rule)

    def _best(self, hit: Hit, people: list[Person], full: bool) -> Person | None:
        """The person in office at the date of the article, else the one whose country the sentence or article names."""
        date = self.page.published
        able = [p for p in people if not date or _known_by(p, date, full)]
        if hit.entry.capitals and self._labelled(hit) and any(_speaks(p) for p in able):
            able = [p for p in able if _speaks(p)]
        sentence = self.page.sentence(hit.start)

        def rank(person: Person) -> tuple[int, bool, int, str]:
            codes = self.page.codes.get(person.code, [])
            named = within(self.page.sure.get(person.code, []), sentence)
            return (_in_office(person, date) if date else 0, named, len(codes), person.since)

        return max(able, key=rank, default=None)

    def _stands_alone(self, person: Person) -> bool:
        """Whether the surname needs no introduction in an article that names these countries, at its date."""
        if person.alone != "country":
            return person.alone == "always"
        date = self.page.published
        named = bool(self.page.codes.get(person.code))
        if any(short in _words("family-name-first") for short in person.short):
            return named and person.office in _LEADERS and (_in_office(person, date) > 0 if date else _rules(person))
        if named:
            return True
        return bool(self.page.codes) and bool(_in_office(person, date)) if date else len(self.page.codes) > 1

    def _country_near(self, code: str, hit: Hit) -> bool:
        start, end = self.page.sentence(hit.start)
        return within(self.page.codes.get(code, []), (start - 250, end + 250))

    def _office_before(self, hit: Hit) -> bool:
        if self._labelled(hit):
            return True
        word = self.page.word_before(hit.start)
        return word in _words("offices") or word.lower() in _words("offices")

    def _by_office(self, person: Person, hit: Hit) -> bool:
        """Whether an office stands before the name; a mere Mr needs a rare surname or the country named as well."""
        if self._labelled(hit):
            return person.alone == "country" or _speaks(person) or bool(self.page.codes.get(person.code))
        if self.page.word_after(hit.end) in _words("after-a-leader") and person.office in _LEADERS:
            return True
        if not self._office_before(hit):
            return False
        polite = self.page.word_before(hit.start).lower() in _words("honorifics")
        return not polite or person.alone == "country" or bool(self.page.codes.get(person.code))

    def _labelled(self, hit: Hit) -> bool:
        """Whether the name is the label of a speaker in a transcript ("MR MILLER:")."""
        return bool(_LABEL.search(self.page.text[max(0, hit.start - 12) : hit.start]))

    def _capitals_fit(self, hit: Hit) -> bool:
        """A surname in capital letters is a speaker's label or stands in a headline."""
        return self._labelled(hit) or self.page.text[hit.end : hit.end + 1] == ":" or self.page.in_capitals(hit.start)

    def _other_name(self, hit: Hit, strict: bool) -> bool:
        """Whether a capital before or after makes it the name of somebody else ("Kim Kardashian", "Melania Trump")."""
        page = self.page
        if page.in_title_case(hit.start):
            return False
        if page.text[hit.end : hit.end + 1] == "-" and page.text[hit.end + 1 : hit.end + 2].islower():
            return strict and hit.form in _words("given-and-surname")
        if strict and self._goes_on(hit):
            return True
        word = page.word_before(hit.start)
        if not word or page.text[hit.start - 1] != " " or not word[0].isupper():
            return False
        return strict and self._is_given(word, hit)

    def _goes_on(self, hit: Hit) -> bool:
        word = self.page.word_after(hit.end)
        word = word.removesuffix("'s").removesuffix("'")
        if len(word) < 2 or not word[0].isupper() or word.isupper():
            return False
        if word in _words("after-a-surname"):
            return False
        return hit.form in _words("family-name-first") or all(p.alone != "always" for p in hit.entry.short)

    def _is_given(self, word: str, hit: Hit) -> bool:
        """Whether the capitalised word before belongs to the name; offices, nations and sentence starts do not."""
        if word in _words("offices") or word.lower() in _words("offices") or word in _words("before-a-surname"):
            return False
        initial = len(word) == 2 and word[1] == "." and self.page.word_before(hit.start - 3)[:1].isupper()
        if word.endswith("'s") or not (word[-1].isalnum() or initial):
            return False
        if self.ends_at == hit.start - 1:
            return False
        start = hit.start - 1 - len(word)
        return word in vocabulary.load().given_names or not self.page.sentence_start(start)


def _form(hit: Hit) -> str:
    if not hit.entry.capitals:
        return hit.form
    return next((f for p in hit.entry.short for f in p.short if f.upper() == hit.form), hit.form)


def _rules(person: Person) -> bool:
    """Whether an undated article may mean him by a surname that many bear: leaders for life only."""
    return person.office == "leader" and not person.until


def _speaks(person: Person) -> bool:
    return "spokes" in person.office or "press secretary" in person.office


def _in_office(person: Person, date: str) -> int:
    return int((not person.since or person.since <= date) and (not person.until or date <= person.until))


def _known_by(person: Person, date: str, full: bool) -> bool:
    """Whether a name may stand for the person at a date: always where it is one that nobody else has."""
    if not person.since or person.alone == "always" or (full and person.alone != "common"):
        return True
    return date >= f"{int(person.since[:4]) - _YEARS_BEFORE}{person.since[4:]}"


@cache
def _words(name: str) -> frozenset[str]:
    return vocabulary.load().words[name]
