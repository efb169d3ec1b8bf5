""" "The North" and "the South" for the two Koreas, where the article speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .page import Page

_SIDE = re.compile(r"\b[Tt]he (North|South)(?= ([\w'-]+)|\W|$)(?!-)")
_CODES = {"North": "PRK", "South": "KOR"}
_BARE_HEADLINE = re.compile(
    r"\b(North|South)(?:'s)? (?:says|fires|warns|denies|launches|rejects|vows|threatens|and South)\b"
)


def sides(page: Page) -> Iterator[tuple[int, int, str]]:
    """Spans and codes; nothing where the article names neither Korea."""
    if not ("PRK" in page.codes or "KOR" in page.codes):
        return
    for match in (*_SIDE.finditer(page.text), *_BARE_HEADLINE.finditer(page.text)):
        word = match[1]
        if match.re is _SIDE and _goes_on(match[2] or ""):
            continue
        yield match.start(1), match.end(1), _CODES[word]


def _goes_on(word: str) -> bool:
    """Whether the next word makes it another place ("the North Atlantic", "the North of England")."""
    return word in ("of", "west", "east") or (word[:1].isupper() and word not in ("Korean", "Koreans"))
