"""The one typeface and how wide its words are, so that lines break before they run out of the figure."""

from __future__ import annotations

import functools
import html

from PIL import ImageFont

from .. import rows

FOLDER = rows.DATA.parent / "static" / "fonts"
FAMILY = '"Source Sans 3", "Source Sans", "Noto Sans", Arial, sans-serif'
"""Source Sans 3 lies in static/fonts; the page declares it, an export loads it from there."""

REGULAR, SEMIBOLD = "SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf"


@functools.cache
def _face(file: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / file, 100)


@functools.lru_cache(maxsize=4096)
def width(text: str, size: float, file: str = REGULAR) -> float:
    """How wide a line of plain text is at `size` pixels. Signs the face lacks (Chinese, say) count a full square."""
    wide = sum(1 for sign in text if ord(sign) > 0x2E80)
    return (_face(file).getlength("".join(c for c in text if ord(c) <= 0x2E80)) / 100 + wide) * size


def lines(text: str, room: float, size: float, file: str = REGULAR, most: int = 99) -> list[str]:
    """The text broken into lines no wider than `room` pixels; what does not fit in `most` lines ends in an ellipsis."""
    done: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, room, size, file):
            longer = f"{line} {piece}".strip()
            if line and width(longer, size, file) > room:
                done.append(line)
                line = piece
            else:
                line = longer
    done.append(line)
    if len(done) > most:
        done = [*done[: most - 1], fitted(" ".join(done[most - 1 :]), room, size, file)]
    return [kept for kept in done if kept]


def balanced(text: str, room: float, size: float, file: str = REGULAR, most: int = 99) -> list[str]:
    """The text in as few lines as `lines` needs, all about as wide, so that no word is left alone on the last."""
    found = lines(text, room, size, file, most)
    narrow, wide = room / 2, room
    while len(found) > 1 and wide - narrow > size:
        middle = (narrow + wide) / 2
        if len(lines(text, middle, size, file)) <= len(found):
            wide = middle
        else:
            narrow = middle
    return lines(text, wide, size, file, most)


def _pieces(word: str, room: float, size: float, file: str) -> list[str]:
    """A word wider than the line (an address, a run of Chinese) in pieces that fit."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign, size, file) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def fitted(text: str, room: float, size: float, file: str = REGULAR) -> str:
    """The text cut to `room` pixels, with an ellipsis where something was cut."""
    if width(text, size, file) <= room:
        return text
    while text and width(text + "…", size, file) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def safe(text: str) -> str:
    """Text for Plotly, which reads some tags: every sign of it is shown, none acts."""
    return html.escape(str(text), quote=False)
