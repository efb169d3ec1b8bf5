"""Names of countries and capitals that are towns elsewhere, or people: "Paris, Texas", "Michael Jordan"."""

from __future__ import annotations

import re
from functools import cache

from .. import vocabulary
from ..models import Kind
from .lexicon import Hit
from .page import Page

_AFTER_COMMA = re.compile(r", ((?:New |North |South |West |Rhode |British |Nova |Prince Edward |Western )?[A-Z][\w.]*)")
_LIST_GOES_ON = re.compile(r"(?:, [A-Z][\w. ]+)*,? (?:and|or|&) (?:the )?[A-Z]")
_INITIAL = re.compile(r"[A-Z][a-z]+ (?:[A-Z]\. ?)+$")
_AGE = re.compile(r", \d\d?,")
_CITY = re.compile(r"[A-Z][a-z]+, $")
_THE_STATE = re.compile(r", the (?:\w+ )?state\b")
_SHORT_STATES = 2
CITY_BEFORE = 5
IN_A_PLACE = -5


def elsewhere(page: Page, hit: Hit, kind: Kind) -> str:
    """The rule when a state or province follows after a comma ("Moscow, Idaho"); empty otherwise."""
    if page.text[hit.end : hit.end + 2] != ", ":
        return ""
    if hit.form in _words("states-too") and _THE_STATE.match(page.text, hit.end):
        return "town elsewhere"
    found = _AFTER_COMMA.match(page.text, hit.end)
    if not found or not _is_state(page, found[1], kind):
        return ""
    if kind is not Kind.CAPITAL and _LIST_GOES_ON.match(page.text, found.end()):
        return ""
    return "town elsewhere"


def against(page: Page, hit: Hit) -> int:
    """Points against the country from the words before: for "Atlanta, Georgia"; less for "in Chad"."""
    text, start = page.text, hit.start
    if (
        hit.form in _words("states-too")
        and text[start - 2 : start] == ", "
        and _CITY.search(text, max(0, start - 40), start)
    ):
        return CITY_BEFORE
    return IN_A_PLACE if page.word_before(start) in _words("place-before") else 0


def person(page: Page, hit: Hit) -> str:
    """The rule when the name is the given name or surname of a person; empty otherwise."""
    if page.in_title_case(hit.start):
        return ""
    if _given_before(page, hit):
        return "surname"
    return "given name" if _surname_after(page, hit) else ""


def _is_state(page: Page, words: str, kind: Kind) -> bool:
    word = words.rstrip(".") if words not in _words("us-state-after-comma") else words
    if word not in _words("us-state-after-comma"):
        return False
    if len(word) == _SHORT_STATES:
        return word.isupper() and not page.in_capitals(0)
    return word not in ("Georgia", "Washington", "Victoria") or (kind is Kind.CAPITAL and word == "Georgia")


def _given_before(page: Page, hit: Hit) -> bool:
    word = page.word_before(hit.start)
    if page.text[hit.start - 1 : hit.start] != " " or not word:
        return False
    if word in _words("given-countries") | _words("given-and-surname"):
        return True
    if word in _given_names() or (word[0].isupper() and _AGE.match(page.text, hit.end)):
        return True
    initial = len(word) == 2 and word[1] == "." and word[0].isupper()
    return initial and bool(_INITIAL.search(page.text[max(0, hit.start - 40) : hit.start]))


def _surname_after(page: Page, hit: Hit) -> bool:
    if _AGE.match(page.text, hit.end) and hit.form in _words("given-countries"):
        return True
    word = page.word_after(hit.end).removesuffix("'s")
    if len(word) < 2 or not word[0].isupper() or not word[1:].replace("-", "").replace("'", "").isalpha():
        return False
    if word.isupper() or word in _words("after-a-country") or _capital_follows(page, hit.end + 1 + len(word)):
        return False
    if hit.form in _words("given-countries"):
        return True
    return hit.form in _words("given-with-known-surname") and word in _surnames()


def _capital_follows(page: Page, position: int) -> bool:
    """Whether yet another word with a capital follows: then it is a body or a headline rather than a surname."""
    return page.word_after(position)[:1].isupper()


def _words(name: str) -> frozenset[str]:
    return vocabulary.load().words[name]


@cache
def _given_names() -> frozenset[str]:
    return vocabulary.load().given_names


@cache
def _surnames() -> frozenset[str]:
    return vocabulary.load().surnames
