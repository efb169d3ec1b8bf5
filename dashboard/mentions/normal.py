"""A text made plain for matching, with the way back to the offsets of the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ..models import Span

_SAME_LENGTH = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("ʻ", "'"),
    ("＇", "'"),
    ("`", "'"),
    ("´", "'"),
    ("‐", "-"),
    ("‑", "-"),
    ("‒", "-"),
    ("﹣", "-"),
    ("－", "-"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("\u2007", " "),
    ("\u3000", " "),
    ("\t", " "),
    ("\r", " "),
    ("\u2028", "\n"),
    ("\u2029", "\n"),
    ("\x0b", " "),
    ("\x0c", "\n"),
)
"""One character for one: apostrophes, hyphens and spaces. En and em dashes stay: they part words."""

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c"
"""Soft hyphen, zero-width characters, bidi marks and embeddings, byte-order mark."""

_REMOVED = re.compile(rf"[{_INVISIBLE}]+|(?<=[a-z])-[ ]?\n[ ]*(?=[a-z])|(?<=[ \n]) +")
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which broken input may hold and the automaton refuses."""
_SOFT_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is matched: one line a paragraph. `lines` is the same with its line ends. `origin` is where it begins."""

    text: str
    lines: str
    origin: int
    _cuts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def start(self, position: int) -> int:
        """Offset in the original of the character at a position."""
        return self.origin + position + self._shift(position)

    def end(self, position: int) -> int:
        """Offset in the original just after the character before a position."""
        return self.origin + position + self._shift(position - 1)

    def _shift(self, position: int) -> int:
        index = bisect_right(self._cuts, position) - 1
        return self._shifts[index] if index >= 0 else 0


def plain(text: str, body: Span) -> Plain:
    """The body made plain: straight apostrophes, plain hyphens and spaces, nothing invisible or hyphenated."""
    piece = text[body[0] : body[1]]
    if not piece.isascii():
        piece = _HALVES.sub("\ufffd", piece)
        for old, new in _SAME_LENGTH:
            piece = piece.replace(old, new)
    else:
        for old, new in (("`", "'"), ("\t", " "), ("\r", " "), ("\x0b", " "), ("\x0c", "\n")):
            piece = piece.replace(old, new)
    lines, cuts, shifts = _without(piece)
    return Plain(_SOFT_BREAK.sub(" ", lines), lines, body[0], cuts, shifts)


def _without(piece: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The piece without what is removed; positions from which on the original is further along, and by how much."""
    kept: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    last = removed = 0
    for match in _REMOVED.finditer(piece):
        kept.append(piece[last : match.start()])
        removed += match.end() - match.start()
        cuts.append(match.end() - removed)
        shifts.append(removed)
        last = match.end()
    if not kept:
        return piece, (), ()
    kept.append(piece[last:])
    return "".join(kept), tuple(cuts), tuple(shifts)
