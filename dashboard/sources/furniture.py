"""Tells the article proper from the page furniture around it in pasted text.

Furniture is what a page puts around its article: menus, calls to subscribe, sharing buttons, cookie lines, captions
and headlines of other stories. The judgement goes line by line, from both ends towards the middle, and is
conservative: a line is cut only where a row of data/vocabulary/furniture.csv or the shape of the line says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .. import rows
from ..errors import BadData
from ..models import Span

_KINDS = ("whole", "starts", "label", "holds", "ends")
_LEADING = re.compile(r"^[\s›»>•·▪►▶→←|*#+\-–—_~=]+")
_BESIDE = re.compile(r"[\s\d:.,!?›»>•·▪►▶→|()\-–—+&/]*")
_SEPARATOR = re.compile(r"\s[·|•›»/►]\s|\s{3,}|\t| - ")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’')\]]*$")
_SIGNS = re.compile(r"[\W\d_]*")
_DATE_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s+[a-z]{3,9}\.?,?\s+\d{4}|[a-z]{3,9}\.?\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)(?:[\s,·|-]*(?:at\s)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*[a-z]{0,5})?"
)
_BYLINE = re.compile(r"by\s+[A-Z][\w.'’-]*(?:,?\s+(?:and\s+|in\s+|of\s+)?[A-Z][\w.'’-]*){0,7}(?:\s*[|·,-].{0,60})?")
_LABEL = re.compile(r"([A-Z][\w’' -]{1,24}):\s")
_LONG = 200
"""A line of more characters is a paragraph of an article, unless it only begins like furniture."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The rows of furniture.csv by kind."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    label: tuple[str, ...]
    holds: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text without the white space around it, and what it was judged to be."""

    start: int
    end: int
    text: str
    furniture: bool
    closes: bool
    prose: bool


def body(text: str) -> Span:
    """Start and end of the article proper. The whole text, without the white space around it, where no line of it
    is prose or title; (0, 0) for white space alone. Time is linear in the length of the text."""
    blocks = _blocks(text)
    kept = [block for block in blocks if not _furniture(block)]
    if not kept:
        stripped = text.strip()
        start = text.find(stripped) if stripped else 0
        return (start, start + len(stripped))
    lines = [line for block in _cut_after_close(blocks, kept) for line in block]
    lines = _without_edges(lines)
    return (lines[0].start, lines[-1].end)


def _without_edges(lines: list[Line]) -> list[Line]:
    """Without the furniture at the two ends, and, where prose remains, without short lines there that are no sentence:
    kickers and labels above it ("Ukraine war", "OPINION: ..."), headlines of other stories below it. A title stays."""
    prose = any(line.prose for line in lines)
    first, last = 0, len(lines)
    while first < last - 1 and (lines[first].furniture or (prose and _kicker(lines[first]))):
        first += 1
    while last > first + 1 and (lines[last - 1].furniture or (prose and _loose(lines[last - 1]))):
        last -= 1
    return lines[first:last]


def _kicker(line: Line) -> bool:
    """A line of a word or three, or one behind a word of the page ("OPINION: ..."), but not behind a speaker's name."""
    label = _LABEL.match(line.text)
    return _loose(line) and (len(line.text.split()) < 4 or (label is not None and _is_whole(label[1].lower())))


def _loose(line: Line) -> bool:
    """Short, and without the sign that ends a sentence."""
    return not line.prose and len(line.text) <= 100 and _SENTENCE_END.search(line.text) is None


def inner(text: str, body: Span) -> tuple[Span, ...]:
    """The lines inside the body that are furniture ("Read more: ...", "Advertisement"), in order."""
    return tuple((line.start, line.end) for line in _lines(text[body[0] : body[1]], body[0]) if line.furniture)


def _cut_after_close(blocks: list[list[Line]], kept: list[list[Line]]) -> list[list[Line]]:
    """Without what follows a line that closes the article ("LEAVE A REPLY"), if most of the prose stands above it."""
    total = sum(_prose(block) for block in blocks)
    above = 0
    for block in blocks:
        closing = next((line for line in block if line.closes), None)
        if closing and above * 2 > total:
            above_it = [[line for line in block if line.start < closing.start] for block in kept]
            return [block for block in above_it if block] or kept
        above += _prose(block)
    return kept


def _prose(block: list[Line]) -> int:
    return sum(line.end - line.start for line in block if line.prose)


def _furniture(block: list[Line]) -> bool:
    """A block of lines is furniture when some line of it is, and none is prose."""
    return any(line.furniture for line in block) and not any(line.prose for line in block)


def _blocks(text: str) -> list[list[Line]]:
    """The lines of the text in blocks that empty lines part."""
    found: list[list[Line]] = [[]]
    previous = 0
    for line in _lines(text, 0):
        if found[-1] and text.count("\n", previous, line.start) > 1:
            found.append([])
        found[-1].append(line)
        previous = line.end
    return [block for block in found if block]


def _lines(text: str, offset: int) -> list[Line]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        stripped = match[0].strip()
        if stripped:
            start = offset + match.start() + match[0].index(stripped)
            found.append(_judged(start, stripped))
    return found


def _judged(start: int, text: str) -> Line:
    plain = _LEADING.sub("", text).lower().replace("’", "'").replace("‘", "'")
    closes = len(text) <= 70 and plain.lstrip("0123456789,() ").startswith(_cues().ends) and not _is_prose(text)
    furniture = closes or _is_furniture(plain, text)
    return Line(start, start + len(text), text, furniture, closes, not furniture and _is_prose(text))


def _is_furniture(plain: str, text: str) -> bool:
    cues = _cues()
    if not plain or len(plain) > _LONG:
        return False
    if plain.startswith(cues.label) and not _is_prose(text):
        return True
    if _is_whole(plain) or plain.startswith(cues.starts) or any(cue in plain for cue in cues.holds):
        return True
    if _DATE_LINE.fullmatch(plain) or _BYLINE.fullmatch(text.replace("By ", "by ", 1)):
        return True
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    return len(parts) > 1 and not _SENTENCE_END.search(text) and _is_menu(parts)


def _is_whole(plain: str) -> bool:
    word = plain.strip(" \t\r0123456789:.,!?›»>•·▪►▶→|()-–—+&/")
    return word in _cues().whole


def _is_menu(parts: list[str]) -> bool:
    """Short pieces between signs: each is a cue, or all are a word or two."""
    if any(_is_whole(part.lower()) or part.lower().startswith(_cues().starts) for part in parts):
        return True
    return len(parts) > 2 and all(len(part.split()) <= 3 and len(part) <= 30 for part in parts)


def _is_prose(text: str) -> bool:
    """A line that can only be a sentence: it ends like one and has the length of one, or it is a long one."""
    words = text.split()
    return len(text) > _LONG or (len(words) >= 7 and _SENTENCE_END.search(text) is not None)


@cache
def _cues() -> Cues:
    return load()


def load(path: Path = rows.DATA / "vocabulary" / "furniture.csv") -> Cues:
    """The cues. Raises BadData when a row breaks its rule or stands twice."""
    found: dict[str, dict[str, rows.Row]] = {kind: {} for kind in _KINDS}
    for row in rows.read(path, ("kind", "cue", "example")):
        table = found[rows.choice(row, "kind", _KINDS)]
        if first := table.get(row["cue"]):
            raise BadData(f"{row.where}: {row['cue']!r} stands already at {first.where}; keep one of the two rows.")
        table[row["cue"]] = row
    return Cues(
        frozenset(found["whole"]),
        tuple(found["starts"]),
        tuple(found["label"]),
        tuple(found["holds"]),
        tuple(found["ends"]),
    )
