"""The frame of every slide: title above, marking at the corners, what stands behind it and the link below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..figures.frame import TLP
from . import deck as d
from . import fit
from .content import Content
from .sentences import stamp

TITLE_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
FOOTER_SIZE = 8.5
_TITLE_HIGH, _FOOT_HIGH, _MARK_SIZE = 58.0, 42.0, 12.0
_TOP, _MARK_HIGH = 22.0, 18.0
"""The strips above the title and below the footer, and the marking inside them: it never takes room from words."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide before it is numbered: its title, what it shows, and notes for the speaker."""

    title: str
    elements: tuple[d.Element, ...]
    notes: str = ""


def edge(size: d.Size) -> float:
    """The margin left and right."""
    return size.width / 24


def body(size: d.Size) -> d.Box:
    """The room between title and footer."""
    side = edge(size)
    top = _TOP + _TITLE_HIGH + 12
    return d.Box(side, top, size.width - 2 * side, size.height - top - _FOOT_HIGH - _TOP - 8)


def finish(drafts: Sequence[Draft], content: Content, title: str) -> d.Deck:
    """The drafts as a deck: framed, numbered, and described for the reader's software."""
    size = content.asked.shape
    slides = tuple(_framed(draft, n, len(drafts), content) for n, draft in enumerate(drafts, 1))
    return d.Deck(title, size, slides, subject=stamp(content), keywords=content.filter.pairs + content.filter.countries)


def _framed(draft: Draft, number: int, whole: int, content: Content) -> d.Slide:
    size, marking = content.asked.shape, content.asked.marking
    elements = [_title(draft.title, size), _rule(size), *draft.elements]
    elements.extend(_foot(number, whole, content))
    if marking:
        elements.extend(_marks(marking, size))
    notes = "\n\n".join(filter(None, [draft.title, draft.notes, stamp(content), content.context.link]))
    return d.Slide(draft.title, tuple(elements), notes)


def _title(words: str, size: d.Size) -> d.Text:
    room = size.width - 2 * edge(size)
    letters, fitted = fit.largest(words, room, _TITLE_HIGH, TITLE_SIZES, bold=True)
    return d.Text(d.Box(edge(size), _TOP, room, _TITLE_HIGH), (fitted,), letters, "title", bold=True)


def _rule(size: d.Size) -> d.Bar:
    return d.Bar(d.Box(edge(size), _TOP + _TITLE_HIGH + 3, size.width - 2 * edge(size), 0.75), d.INK)


def _foot(number: int, whole: int, content: Content) -> list[d.Element]:
    size = content.asked.shape
    top, side = size.height - _FOOT_HIGH - _TOP, edge(size)
    room = size.width - 2 * side - 90
    line = FOOTER_SIZE * fit.LEADING
    words = fit.shortened(stamp(content), room, FOOTER_SIZE, 3)
    high = fit.height(words, room, FOOTER_SIZE)
    link = fit.shortened(content.context.link, room, FOOTER_SIZE, 1)
    address = content.context.link if content.asked.base else None
    page = d.Box(size.width - side - 80, top, 80, line + 2)
    return [
        d.Text(d.Box(side, top, room, high + 1), (words,), FOOTER_SIZE, "footer", colour=d.MUTED),
        d.Text(
            d.Box(side, top + high + 1, room, line + 1), (link,), FOOTER_SIZE, "footer", colour=d.MUTED, link=address
        ),
        d.Text(page, (f"{number} of {whole}",), FOOTER_SIZE, "footer", colour=d.MUTED, align="right"),
    ]


def _marks(marking: str, size: d.Size) -> list[d.Element]:
    """Top and bottom right, as TLP 2.0 asks for documents: its colour on black, at least 12 points."""
    level = marking.upper().removeprefix("TLP:").split("+")[0]
    colour = TLP.get(level, "#ffffff")
    wide = min(fit.width(marking, _MARK_SIZE, bold=True) + 16, size.width - 2 * edge(size))
    letters, words = fit.largest(marking, wide - 8, 15, (_MARK_SIZE, 11.0, 10.0, 9.0, 8.0), bold=True)
    found: list[d.Element] = []
    for y in (2.0, size.height - _MARK_HIGH - 2):
        box = d.Box(size.width - edge(size) - wide, y, wide, _MARK_HIGH)
        inner = d.Box(box.x, box.y + 1.5, wide, 15)
        found.append(d.Bar(box, "#000000"))
        found.append(d.Text(inner, (words,), letters, "note", bold=True, colour=colour, align="center"))
    return found
