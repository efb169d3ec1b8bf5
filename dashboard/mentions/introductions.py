"""Officials whom no row names, introduced by country and office: "Iran's flotilla chief, Rear Admiral X"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .. import vocabulary
from .lexicon import Hit
from .page import Page

_PARTICLE = r"(?:al|Al|el|El|bin|ibn|von|van|de|der|da|dos|la|le|Abu|ul)"
_TOKEN = rf"(?:{_PARTICLE}[ -])*[A-ZÀ-ÞŠŽČĆĐ][\w'’]+(?:-[\w'’]+)*"
_NAME = rf"{_TOKEN}(?: (?:[A-Z]\. )?{_TOKEN}){{1,3}}"
_BEFORE = re.compile(rf"({_NAME}), (?:(?:the|a|an|then|now) )?(?:[\w'-]+ ){{0,5}}$")
_TO_WHOM = r"(?: (?:to|in|for|of|at) (?:the )?(?:[A-Z][\w.'-]*(?: and | )?){1,4}?)?"
_OWNED_AFTER = re.compile(r" (?:of|for|to|at|in) (?:the )?(?:[\w-]+ (?:of|at) )?(?:the )?$")
_REACH = 90
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Owner:
    """A mention that may own an office: its span in the plain text and its code."""

    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Official:
    """A person introduced by office, with the code of the country whose office it is."""

    start: int
    end: int
    code: str


def officials(page: Page, heads: list[Hit], owners: list[Owner]) -> list[Official]:
    """Names introduced beside the words for offices (`heads`) that belong to a country (`owners`, in order)."""
    starts = [owner.start for owner in owners]
    found = {}
    for head in heads:
        for official in _around(page, head, owners, starts):
            found.setdefault(official.start, official)
    return list(found.values())


def later(page: Page, official: Official) -> Iterator[tuple[int, int]]:
    """Spans where the surname of an official stands alone after the introduction."""
    words = page.text[official.start : official.end].split()
    surname = words[0] if official.code in _words("surname-first") and "-" not in words[0] else words[-1]
    if len(surname) < 2 or not surname[0].isupper():
        return
    for start in page.cue(surname):
        end = start + len(surname)
        if start < official.end or _longer_name(page, start, end):
            continue
        yield start, end


def _longer_name(page: Page, start: int, end: int) -> bool:
    before = page.word_before(start)
    titled = before in _words("official-titles") or before in _words("before-a-surname")
    if before[:1].isupper() and not titled and not before.endswith((".", ":")):
        return page.text[start - 1] == " " and before.lower() not in _words("offices")
    return page.word_after(end)[:1].isupper() and page.word_after(end) not in _words("after-a-surname")


def _around(page: Page, head: Hit, owners: list[Owner], starts: list[int]) -> Iterator[Official]:
    owner = _owner_before(page, head, owners, starts)
    if owner:
        name = _name_after(page, head.end)
        if name:
            yield Official(*name, owner.code)
        name = _name_before(page, owner.start)
        if name:
            yield Official(*name, owner.code)
        return
    owner = _owner_after(page, head, owners, starts)
    name = _name_before(page, head.start) if owner else None
    if owner and name:
        yield Official(*name, owner.code)


def _owner_before(page: Page, head: Hit, owners: list[Owner], starts: list[int]) -> Owner | None:
    """The mention whose noun phrase the office ends: only words of an office stand between them."""
    index = bisect_right(starts, head.start) - 1
    if index < 0 or not 0 < head.start - owners[index].end <= _REACH:
        return None
    between = page.text[owners[index].end : head.start]
    words = between.removeprefix("'s").removeprefix("'").split()
    if any(mark in between for mark in ",.;:!?()\n") or len(words) > _MOST_WORDS:
        return None
    barred = _words("official-not") | _words("official-break")
    if any(word in barred for word in words) or (head.form in ("leader", "Leader", "chairman") and words):
        return None
    return owners[index]


def _owner_after(page: Page, head: Hit, owners: list[Owner], starts: list[int]) -> Owner | None:
    """The country that follows the office: "secretary of Iran's council", not "ambassador to Iran"."""
    index = bisect_right(starts, head.end)
    if index >= len(owners) or owners[index].start - head.end > 30:
        return None
    between = page.text[head.end : owners[index].start]
    found = _OWNED_AFTER.fullmatch(between)
    return owners[index] if found and not between.startswith((" to ", " in ")) else None


def _name_after(page: Page, end: int) -> tuple[int, int] | None:
    found = _after().match(page.text, end)
    return _checked(page, found.span("name")) if found else None


def _name_before(page: Page, start: int) -> tuple[int, int] | None:
    found = _BEFORE.search(page.text, max(0, start - _REACH), start)
    if not found or any(word in _words("official-break") - {"the", "a", "an"} for word in _gap(found)):
        return None
    return _checked(page, found.span(1))


def _gap(found: re.Match[str]) -> list[str]:
    return found[0][len(found[1]) + 1 :].split()


def _checked(page: Page, span: tuple[int, int]) -> tuple[int, int] | None:
    """The span without titles and offices before it; nothing when a word of it is no name of a person."""
    start, end = span
    words = page.text[start:end].split(" ")
    offices = [i for i, word in enumerate(words) if _is_office(word)]
    for word in words[: offices[-1] + 1 if offices else 0]:
        start += len(word) + 1
    words = page.text[start:end].split(" ")
    if words[-1].endswith("'s"):
        end -= 2
        words[-1] = words[-1][:-2]
    if len(words) < 2 or any(word in _words("name-not") for word in words):
        return None
    return start, end


def _is_office(word: str) -> bool:
    return word in _words("official-titles") or word.lower() in _words("official-heads") | _words("offices")


@cache
def _after() -> re.Pattern[str]:
    titles = "|".join(re.escape(t) for t in sorted(_words("official-titles")))
    return re.compile(rf"{_TO_WHOM},? (?:(?:{titles}) )*(?P<name>{_NAME})")


@cache
def _words(name: str) -> frozenset[str]:
    return vocabulary.load().words[name]
