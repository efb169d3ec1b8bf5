"""What a slide is made of: boxes in points, filled with text, tables, charts and pictures; every writer draws these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..figures import palette

INK, MUTED, RULE, PAPER = (palette.colour(name, "light") for name in ("ink", "muted", "rule", "paper"))


def pale(colour: str) -> str:
    """A light tint of a colour, for marks that are not filled: some programs draw no edge around a mark."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * 0.6):02x}" for part in parts)


def readable(text: str) -> str:
    """Text that XML 1.0 and HTML can hold: control characters and lone surrogates become the replacement character."""
    return "".join(char if char in "\t\n" or _held(char) else "\ufffd" for char in text)


def _held(char: str) -> bool:
    return not (char < " " or "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff")


@dataclass(frozen=True, slots=True)
class Size:
    """A page size: its name, the page in points (1/72 inch), and the same shape in CSS pixels for pictures."""

    name: str
    width: float
    height: float
    pixels: tuple[int, int]


SIZES = {
    size.name: size
    for size in (
        Size("16:9", 960, 540, (1920, 1080)),
        Size("4:3", 720, 540, (1440, 1080)),
        Size("square", 540, 540, (1080, 1080)),
    )
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in points from the top left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def bottom(self) -> float:
        return self.y + self.h


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs in one size. `role` is title, body, note or footer: what a reader's software is told it is."""

    box: Box
    paragraphs: tuple[str, ...]
    size: float
    role: str = "body"
    bold: bool = False
    colour: str = INK
    align: str = "left"
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in points, and how its cells stand."""

    head: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `link` is an http(s) address."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. `heights` are the measured heights in points: first the head's, then one a row."""

    box: Box
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[float, ...]
    size: float
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart: its name in the legend and its values, one a category."""

    name: str
    colour: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Stacked columns of counts: a native chart in PowerPoint."""

    box: Box
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str

    @property
    def gap(self) -> int:
        """Room between two columns in percent of a column's width; where there are few, they stay slender."""
        return 30 if len(self.categories) > 5 else 200


@dataclass(frozen=True, slots=True)
class Dots:
    """One kind of mark on the lanes: where (day, lane number from the top), its colour, its shape, filled or hollow."""

    name: str
    colour: str
    shape: str
    filled: bool
    points: tuple[tuple[dt.date, int], ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """A timeline with a lane for each pair: a native scatter chart in PowerPoint. `start` and `end` are its span."""

    box: Box
    lanes: tuple[str, ...]
    dots: tuple[Dots, ...]
    start: dt.date
    end: dt.date
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure drawn by the browser; `image` is its PNG, None where no browser could draw it."""

    box: Box
    figure: str
    alt: str
    image: bytes | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A plain coloured rectangle."""

    box: Box
    colour: str


Element = Text | Table | Columns | Lanes | Picture | Bar


@dataclass(frozen=True, slots=True)
class Slide:
    """One page: its elements in reading order, and the notes that go with it."""

    title: str
    elements: tuple[Element, ...]
    notes: str = ""

    def texts(self) -> Iterator[str]:
        """Every piece of text a reader of the slide sees, in reading order."""
        for element in self.elements:
            if isinstance(element, Text):
                yield from element.paragraphs
            elif isinstance(element, Table):
                yield from (column.head for column in element.columns)
                yield from (cell.text for row in element.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole presentation. `subject` describes it to the reader's software; `language` is its main language."""

    title: str
    size: Size
    slides: tuple[Slide, ...]
    subject: str = ""
    language: str = "en-GB"
    keywords: tuple[str, ...] = field(default=())

    def with_pictures(self, images: dict[str, bytes]) -> Deck:
        """The same deck with the figures that were drawn put into their places."""
        return replace(self, slides=tuple(_filled(slide, images) for slide in self.slides))

    def figures(self) -> dict[str, Box]:
        """The figures that need drawing, by name, each with the box it fills."""
        pictures = (e for slide in self.slides for e in slide.elements if isinstance(e, Picture))
        return {picture.figure: picture.box for picture in pictures}


def _filled(slide: Slide, images: dict[str, bytes]) -> Slide:
    elements = tuple(replace(e, image=images.get(e.figure)) if isinstance(e, Picture) else e for e in slide.elements)
    return replace(slide, elements=elements)
