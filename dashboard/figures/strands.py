"""Arcs between countries: rows of the strands frame, drawn so that they never lie on one another."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas

from .. import frames, world
from . import palette, words

WIDTHS = ((30, 4.6), (10, 3.2), (3, 2.1), (0, 1.2))
"""Least origins and the width in pixels they are drawn with."""
WIDTHS_IN_WORDS = "Width of a line: origins (1–2, 3–9, 10–29, 30 and more)."

MOST = 40
"""Arcs drawn at most, heaviest first; more are a hairball. The footer says how many were left out."""

_APART = (0.075, 1.5, 3.2)
"""Share of the distance, least and most degrees between two strands of a pair at their middle."""


@dataclass(frozen=True, slots=True)
class Strand:
    """One arc: a pair, a polarity and a class of status. `towards` is source and target when three of four links or
    more go one way, and empty when they go both ways or have no direction.
    """

    pair: str
    polarity: str
    group: str
    towards: tuple[str, ...]
    links: int
    origins: int
    first: pandas.Timestamp
    last: pandas.Timestamp

    @property
    def width(self) -> float:
        return next(width for least, width in WIDTHS if self.origins >= least)

    def text(self) -> str:
        """What the arc says when pointed at."""
        ends = " → ".join(words.name(c) for c in self.towards) if self.towards else words.short_pair(self.pair)
        return (
            f"{ends}<br>{words.counted(self.links, 'link')}, {words.counted(self.origins, 'origin')}<br>"
            f"{words.span(self.first, self.last)}"
        )


POLARITIES = {"cooperation": "Cooperation", "conflict": "Conflict", "neutral": "Neutral"}


def drawing(view: str) -> frames.Drawing:
    """What to ask `frames.strands` for: in the view of a pair, that pair keeps a strand for each direction."""
    classes = tuple((status, look.group) for status, look in palette.looks().items())
    return frames.Drawing(classes, tuple(sorted(world.positions())), (view,) if "-" in view else (), MOST)


def heaviest(rows: pandas.DataFrame) -> list[Strand]:
    """The strands to draw out of the strands frame, heaviest first."""
    drawn = rows[rows["origins"].notna()].head(MOST)
    return [
        Strand(
            row.pair, row.polarity, row.status_class, (row.source, row.target) if row.source else (), row.links,
            int(row.origins), row.first, row.last,
        )
        for row in drawn.itertuples()
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Totals:
    """What the strands frame adds up to: links a pair (most first), disputed ones, and what has no place to draw.

    `strands` and `links` count what can be drawn, countries only named together included; `pairs` leaves these out.
    """

    pairs: tuple[tuple[str, int], ...]
    disputed: int
    strands: int
    links: int
    lost: int
    homeless: frozenset[str]

    @property
    def linked(self) -> int:
        return sum(links for _, links in self.pairs)


def totals(rows: pandas.DataFrame) -> Totals:
    """Sums over the whole strands frame."""
    pairs: dict[str, int] = defaultdict(int)
    homeless: set[str] = set()
    disputed = count = links = lost = 0
    columns = (rows[name].tolist() for name in ("pair", "status_class", "links", "disputed"))
    for pair, kind, several, open_ in zip(*columns, strict=True):
        if not drawable(pair):
            lost += several
            homeless.update(code for code in pair.split("-") if code not in world.positions())
            continue
        count, links, disputed = count + 1, links + several, disputed + open_
        if kind != palette.COMENTION:
            pairs[pair] += several
    ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return Totals(tuple(ranked), disputed, count, links, lost, frozenset(homeless))


def bends(strands: Iterable[Strand]) -> dict[Strand, float]:
    """How far each strand bends, as world.arc takes it: the heaviest of a pair runs straight, the others beside it."""
    pairs: dict[str, list[Strand]] = defaultdict(list)
    for strand in strands:
        pairs[strand.pair].append(strand)
    return {
        strand: place * _step(pair)
        for pair, several in pairs.items()
        for place, strand in zip(_places(), several, strict=False)
    }


def _places() -> Iterator[int]:
    yield 0
    for n in range(1, 1000):
        yield n
        yield -n


def _step(pair: str) -> float:
    a, b = ends(pair)
    middle = world.arc(a, b, 3)[1]
    degrees = 2 * world.distance(a, middle)
    share, least, most = _APART
    return min(max(share * degrees, least), most) / degrees if degrees else 0.0


def ends(pair: str) -> tuple[world.Position, world.Position]:
    """Where the two codes of a pair stand."""
    a, b = pair.split("-")
    return world.positions()[a], world.positions()[b]


@functools.lru_cache(maxsize=50_000)
def drawable(pair: str) -> bool:
    """True when both ends have a place on the map, and not the same one."""
    codes = pair.split("-")
    return len(codes) == 2 and codes[0] != codes[1] and all(code in world.positions() for code in codes)
