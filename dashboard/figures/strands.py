"""Arcs between countries: rows of the arcs frame gathered to strands that never lie on one another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas

from .. import world
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
    events: int
    origins: int
    rows: int
    first: pandas.Timestamp
    last: pandas.Timestamp

    @property
    def width(self) -> float:
        return next(width for least, width in WIDTHS if self.origins >= least)

    def text(self) -> str:
        """What the arc says when pointed at. A strand of several rows knows only a lower bound of its origins."""
        ends = " → ".join(words.name(c) for c in self.towards) if self.towards else words.short_pair(self.pair)
        least = "at least " if self.rows > 1 else ""
        return (
            f"{ends}<br>{words.counted(self.links, 'link')}, {least}{words.counted(self.origins, 'origin')}<br>"
            f"{words.span(self.first, self.last)}"
        )


POLARITIES = {"cooperation": "Co-operation", "conflict": "Conflict", "neutral": "Neutral"}


def gather(arcs: pandas.DataFrame, *, split: Iterable[str] = ()) -> list[Strand]:
    """Strands out of the arcs frame, heaviest first; pairs in `split` keep a strand for each direction."""
    found: dict[tuple[str, ...], list[dict]] = defaultdict(list)
    apart = frozenset(split)
    for row in arcs.to_dict("records"):
        group = palette.looks()[row["status"]].group
        way = (row["source"] if row["directed"] else "") if row["pair"] in apart else ""
        found[(row["pair"], row["polarity"], group, way)].append(row)
    strands = [_strand(*key[:3], rows) for key, rows in found.items()]
    return sorted(strands, key=lambda s: (-s.links, s.pair, s.polarity, s.group, s.towards))


def _strand(pair: str, polarity: str, group: str, rows: list[dict]) -> Strand:
    links = sum(row["links"] for row in rows)
    ways: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows:
        ways[(row["source"], row["target"]) if row["directed"] else ()] += row["links"]
    way, most = max(ways.items(), key=lambda item: (item[1], item[0]))
    dates = [(row["first"], row["last"]) for row in rows if not pandas.isna(row["first"])]
    return Strand(
        pair,
        polarity,
        group,
        way if most >= 0.75 * links else (),
        links,
        max(row["events"] for row in rows),
        max(row["origins"] for row in rows),
        len(rows),
        min((a for a, _ in dates), default=pandas.NaT),
        max((b for _, b in dates), default=pandas.NaT),
    )


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
    degrees = 2 * _distance(a, middle)
    share, least, most = _APART
    return min(max(share * degrees, least), most) / degrees if degrees else 0.0


def _distance(a: world.Position, b: world.Position) -> float:
    (lon1, lat1), (lon2, lat2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return math.degrees(2 * math.asin(math.sqrt(half)))


def ends(pair: str) -> tuple[world.Position, world.Position]:
    """Where the two codes of a pair stand."""
    a, b = pair.split("-")
    return world.positions()[a], world.positions()[b]


def drawable(pair: str) -> bool:
    """True when both ends have a place on the map, and not the same one."""
    codes = pair.split("-")
    return len(codes) == 2 and codes[0] != codes[1] and all(code in world.positions() for code in codes)
