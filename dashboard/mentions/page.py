"""One article under reading: its plain text, the forms found in it, and quick looks at the words around a place."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict

from .lexicon import Hit
from .normal import Plain

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=['\"“‘(]?[A-Z0-9])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Adm|Sen|Rep|Gov|Prof|St|No|Oct|Nov|Dec|Jan|Feb|Aug|Sept))\.\s+$"
)

_OPENING = "\"'“‘([{«„—–"
_CLOSING = "\"'”’)]}»,;:!?…—–"
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_LINE_END = re.compile(r"\n")
_LOOK = 400
"""Characters of a line by which its letters are judged."""
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "under",
        "vs",
        "via",
        "with",
    ]
)


class Page:
    """What the rules look at. Positions count characters of the plain text."""

    def __init__(self, plain: Plain, hits: list[Hit], published: dt.date | None) -> None:
        self.plain = plain
        self.text = plain.text
        self.hits = hits
        self.published = published.isoformat() if published else ""
        self.sure: dict[str, list[int]] = defaultdict(list)
        """Where names of one reading name a country, by code."""
        self.codes: dict[str, list[int]] = defaultdict(list)
        """The same with the names of several readings, taken at their default."""
        self._cues: dict[str, list[int]] = {}
        self._ends: list[int] | None = None
        self._starts: list[int] | None = None
        self._lines: dict[int, tuple[bool, bool]] = {}

    def name(self, code: str, position: int, sure: bool) -> None:
        """Record that a country is named at a position; positions come in order."""
        self.codes[code].append(position)
        if sure:
            self.sure[code].append(position)

    def word_before(self, position: int) -> str:
        """The word right before, parted by one space or hyphen, without opening marks; empty at a paragraph's start."""
        text = self.text
        if position < 2 or text[position - 1] not in " -":
            return ""
        stop = position - 1
        start = max(text.rfind(" ", max(0, stop - 40), stop), text.rfind("\n", max(0, stop - 40), stop))
        return text[start + 1 : stop].lstrip(_OPENING)

    def word_after(self, position: int) -> str:
        """The word right after, parted by one space, without closing marks; empty where something else follows."""
        text = self.text
        if position + 1 >= len(text) or text[position] != " ":
            return ""
        return self.raw_after(position).rstrip(_CLOSING)

    def raw_after(self, position: int) -> str:
        """The next run of characters without space after the space at a position."""
        stop = self.text.find(" ", position + 1, position + 42)
        found = self.text[position + 1 : stop if stop >= 0 else position + 42]
        return found.split("\n", 1)[0]

    def sentence_start(self, position: int) -> bool:
        """Whether nothing but opening marks stands between a position and the end of the sentence before."""
        before = self.text[max(0, position - 4) : position].rstrip(" " + _OPENING)
        return not before or before[-1] in ".!?:\n•›·"

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around a position, roughly; the cut of links is finer."""
        if self._ends is None:
            self._ends = [m.end() for m in _SENTENCE_END.finditer(self.text) if not self._abbreviated(m)]
        index = bisect_right(self._ends, position)
        start = self._ends[index - 1] if index else 0
        return start, self._ends[index] if index < len(self._ends) else len(self.text)

    def _abbreviated(self, match: re.Match[str]) -> bool:
        return match[0][0] == "." and bool(_ABBREVIATED.search(self.text, max(0, match.start() - 6), match.end()))

    def cue(self, words: str) -> list[int]:
        """Positions of words of the article, whole words only, in order."""
        found = self._cues.get(words)
        if found is None:
            found = self._cues[words] = self._find(words)
        return found

    def _find(self, words: str) -> list[int]:
        text, found, position = self.text, [], self.text.find(words)
        while position >= 0 and len(found) < 5000:
            end = position + len(words)
            open_before = position == 0 or not text[position - 1].isalnum()
            if open_before and (end == len(text) or not text[end].isalnum()):
                found.append(position)
            position = text.find(words, end)
        return found

    def in_capitals(self, position: int) -> bool:
        """Whether the line is written in capital letters."""
        return self._line(position)[0]

    def in_title_case(self, position: int) -> bool:
        """Whether the line is written like a headline: nearly every longer word begins with a capital letter."""
        return self._line(position)[1]

    def _line(self, position: int) -> tuple[bool, bool]:
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.plain.lines))]
        start = self._starts[bisect_right(self._starts, position) - 1]
        found = self._lines.get(start)
        if found is None:
            found = self._lines[start] = _cases(self.plain.lines[start : start + _LOOK].split("\n", 1)[0])
        return found


def within(positions: list[int], span: tuple[int, int], but: int = -1) -> bool:
    """Whether one of the ordered positions lies in a span, the position `but` apart."""
    index = bisect_left(positions, span[0])
    stop = bisect_right(positions, span[1] - 1)
    return any(found != but for found in positions[index : min(stop, index + 2)])


def _cases(line: str) -> tuple[bool, bool]:
    words = _WORD.findall(line)
    letters = "".join(words)
    capitals = bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    long = [word for word in words if len(word) > 3 or word not in _SMALL]
    titled = len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
    return capitals, capitals or titled
