"""Measures text and breaks it into lines, so that it fits its box whichever program draws the slide."""

from __future__ import annotations

import functools
import unicodedata

from PIL import ImageFont

from ..figures import typeface

LEADING = 1.2
"""Height of a line in font sizes; PowerPoint, LibreOffice and our CSS agree on it within 3 %."""

MARGIN = {False: 1.14, True: 1.17}
"""Slides name Arial, which every office has and which runs wider than the shipped face (on the ledger's sentences by
1.05 to 1.12 times, bold by 1.10 to 1.15): text is measured with the shipped face and taken to be this much wider."""

_EM = 1000
_WIDE, _UNKNOWN = 1.0, 0.62
"""Widths in font sizes of an East Asian character, and of one that the shipped face does not have."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide one line of text is, in the unit of `size`."""
    return sum(_advance(char, bold) for char in text) * size * MARGIN[bold]


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The text broken at spaces (and inside words that are longer than a line) so that each line is within `room`."""
    found: list[str] = []
    for paragraph in text.split("\n") or [""]:
        found.extend(_broken(paragraph, room, size, bold))
    return found


def height(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """How high the text stands when broken to `room`, in the unit of `size`."""
    return len(lines(text, room, size, bold=bold)) * size * LEADING


def shortened(text: str, room: float, size: float, most: int, *, bold: bool = False) -> str:
    """The text when it takes at most `most` lines, else its beginning and an ellipsis."""
    broken = lines(text, room, size, bold=bold)
    if len(broken) <= most:
        return text
    kept = _joined(broken[:most]).rstrip()
    while kept and len(lines(kept + "…", room, size, bold=bold)) > most:
        kept = kept[:-1].rstrip()
    return kept + "…"


def largest(text: str, room: float, high: float, sizes: tuple[float, ...], *, bold: bool = False) -> tuple[float, str]:
    """The first of the sizes (largest first) at which the text fits; at the smallest it is shortened instead."""
    for size in sizes:
        if height(text, room, size, bold=bold) <= high:
            return size, text
    size = sizes[-1]
    return size, shortened(text, room, size, max(int(high / (size * LEADING)), 1), bold=bold)


def right_to_left(text: str) -> bool:
    """The first letter that has a direction is Hebrew, Arabic or another that runs right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def east_asian(text: str) -> bool:
    """Some of the text is Chinese, Japanese or Korean."""
    return any(_is_wide(char) for char in text)


def _broken(paragraph: str, room: float, size: float, bold: bool) -> list[str]:
    found, line = [], ""
    for piece in _pieces(paragraph):
        if line and width((line + piece).rstrip(), size, bold=bold) > room:
            found.append(line.rstrip())
            line = ""
        line += piece
        while width(line.rstrip(), size, bold=bold) > room and len(line) > 1:
            cut = _fitting(line, room, size, bold)
            found.append(line[:cut])
            line = line[cut:]
    return [*found, line.rstrip()]


def _fitting(line: str, room: float, size: float, bold: bool) -> int:
    """How many characters of a word longer than a line stand on the line; at least one."""
    used = 0.0
    for n, char in enumerate(line):
        used += width(char, size, bold=bold)
        if used > room:
            return max(n, 1)
    return len(line)


def _pieces(paragraph: str) -> list[str]:
    """The places where a line may break: after a space, and on both sides of an East Asian character."""
    pieces: list[str] = []
    word = ""
    for char in paragraph:
        if _is_wide(char):
            pieces.extend(p for p in (word, char) if p)
            word = ""
            continue
        word += char
        if char == " ":
            pieces.append(word)
            word = ""
    return [*pieces, word] if word else pieces


def _joined(broken: list[str]) -> str:
    text = ""
    for line in broken:
        parted = text and not (_is_wide(text[-1]) and line[:1] and _is_wide(line[0]))
        text += f" {line}" if parted else line
    return text


@functools.lru_cache(maxsize=20_000)
def _advance(char: str, bold: bool) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Cc", "Mn", "Me", "Zl", "Zp"}:
        return 0.0
    if _is_wide(char):
        return _WIDE
    face = _face(bold)
    if face.getmask(char).getbbox() == _face(bold).getmask("\U0010fffd").getbbox() and not char.isspace():
        return _UNKNOWN
    return face.getlength(char) / _EM


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}


@functools.cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    file = typeface.FOLDER / (typeface.SEMIBOLD if bold else typeface.REGULAR)
    # Letters are measured one at a time; the shaping engine would refuse a paragraph mark.
    return ImageFont.truetype(file, _EM, layout_engine=ImageFont.Layout.BASIC)
