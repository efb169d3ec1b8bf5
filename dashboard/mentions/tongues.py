"""Languages are no countries: "speaks Persian and Russian", "sang in Chinese", "the Korean and Thai languages", but not
"in Chinese waters".
"""

from __future__ import annotations

import re
from functools import cache

from .. import vocabulary
from .lexicon import Hit
from .page import Page

_REACH = 70


def language(page: Page, hit: Hit) -> str:
    """The rule when a demonym is the name of a language here; empty otherwise."""
    if hit.form not in vocabulary.load().words["languages"]:
        return ""
    if _called_so(page, hit.end):
        return "language"
    if not _noun_free(page, hit.end):
        return ""
    before = page.text[max(0, hit.start - _REACH) : hit.start]
    return "language" if _spoken().search(before) else ""


def _called_so(page: Page, end: int) -> bool:
    """Whether the last of the languages named together is followed by that very word."""
    return page.word_after(_last(page, end)).rstrip(".") in vocabulary.load().words["language-noun"]


def _last(page: Page, end: int) -> int:
    """Where the last of the languages named together ends."""
    chain = _chain().match(page.text, end)
    return chain.end() if chain else end


def _noun_free(page: Page, end: int) -> bool:
    """Whether no noun follows the name, nor the last of the languages named together with it."""
    stop = _last(page, end)
    if page.text[stop : stop + 1] != " ":
        return page.text[stop : stop + 1] not in ("-", "'")
    word = page.word_after(stop).rstrip(".")
    return not word or word in vocabulary.load().words["after-language"]


@cache
def _chain() -> re.Pattern[str]:
    names = "|".join(sorted(_names()))
    fillers = "|".join(("and", "or", "then", "in", "some", "a little", "also"))
    return re.compile(rf"(?:(?:,| |/)+(?:(?:{fillers}) )*(?:{names})\b){{0,6}}")


@cache
def _spoken() -> re.Pattern[str]:
    lists = vocabulary.load().words
    between = "|".join(sorted(_names() | lists["speaks-filler"]))
    verbs = "|".join(sorted(lists["speaks"]))
    return re.compile(rf"(?:\b(?:{verbs})|\b(?:in|into|In)) (?:(?:{between})(?:,? |/))*$")


def _names() -> frozenset[str]:
    lists = vocabulary.load().words
    return lists["languages"] | {"English", "Persian", "Arabic", "Farsi", "Hebrew", "Mandarin", "Cantonese", "Hindi"}
