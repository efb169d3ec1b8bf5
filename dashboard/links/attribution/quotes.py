"""Finds what stands in quotation marks, over sentence and paragraph ends, in one pass over the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import Span

_MARK = re.compile(r"“|”|\"|``|''|«|»|„|‘|’|\n")
_CLOSES = {"“": "”", "«": "»", "„": "”", "``": "''", "‘": "’"}
LONGEST = 6_000
"""Characters; a quotation that runs on for longer was never closed."""


def quotes(text: str, start: int, end: int) -> list[Span]:
    """The quotations between two offsets, marks included, in order and never overlapping.

    A mark that is never closed ends with its paragraph, unless the next paragraph opens with the same mark (the
    way newspapers run a quotation over paragraphs). An apostrophe is no mark. Time is linear in the text.
    """
    return list(_scan(text, start, end))


def _scan(text: str, start: int, end: int) -> Iterator[Span]:
    opened, mark = -1, ""
    for match in _MARK.finditer(text, start, end):
        found, at = match.group(), match.start()
        if opened < 0:
            if _opens(text, found, at, match.end()):
                opened, mark = at, found
        elif found == "\n":
            yield opened, _stripped(text, opened, at)
            opened = -1
        elif _closes(text, mark, found, at, match.end()):
            yield opened, match.end()
            opened = -1
        elif found == "“" and mark == "“":
            continue
        if 0 <= opened < at - LONGEST:
            opened = -1
    if opened >= 0:
        yield opened, _stripped(text, opened, end)


def _opens(text: str, mark: str, at: int, end: int) -> bool:
    if mark in ("\n", "”", "»", "’"):
        return False
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    if mark in ("‘", "''"):
        return (before.isspace() or before in "([—–-“") and not after.isspace()
    return not (mark == '"' and after.isspace() and not before.isspace())


def _closes(text: str, mark: str, found: str, at: int, end: int) -> bool:
    wanted = _CLOSES.get(mark, mark)
    if found != wanted and not (mark in ('"', "“") and found in ('"', "”")):
        return False
    after = text[end] if end < len(text) else " "
    return not (found in ("’",) and after.isalnum())


def _stripped(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end
