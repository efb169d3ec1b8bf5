"""Where an arc carries its mark: in the middle of each part that can be seen, so that both sides of the seam answer."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import pairwise

from .. import world
from . import projections
from .strands import Strand, ends
from .views import View

_STEPS = 48
_LEAST = 0.07
"""Share of the picture's width that a part must have to carry a mark beside that of a longer part."""

Spot = tuple[world.Position, float]
"""Where the mark stands, and its angle clockwise from the upper edge of the picture."""


def spots(strand: Strand, bend: float, view: View) -> list[Spot]:
    """The marks of a strand in a view: one in the middle, or one in each part where the edge of the map cuts the arc.

    Where the view leaves out a part, the mark stands in the middle of what is left; none where nothing is.
    """
    return [_spot(at, on, strand, view) for at, on in _middles(strand.pair, bend, view)]


@functools.lru_cache(maxsize=4096)
def _middles(pair: str, bend: float, view: View) -> tuple[tuple[world.Position, world.Position], ...]:
    """For each part to mark the point in its middle and the next. Kept: other filters draw the same arcs again."""
    path = world.arc(*ends(pair), _STEPS + 1, bend)
    parts = [part for part in _parts(path, view) if len(part) > 1]
    if not parts:
        return ()
    lengths = [_length(part, view) for part in parts]
    west, _, east, _ = view.bounds
    least = min(max(lengths), _LEAST * (east - west))
    kept = (part for part, length in zip(parts, lengths, strict=True) if length >= least)
    return tuple((part[half := (len(part) - 1) // 2], part[half + 1]) for part in kept)


def _parts(path: list[world.Position], view: View) -> Iterator[list[world.Position]]:
    """The runs of points that are seen, ended also where the map is cut from pole to pole."""
    part: list[world.Position] = []
    for a, b in pairwise((*path, None)):
        if view.shows(a):
            part.append(a)
        if b is None or not view.shows(a) or _cut(a, b, view):
            yield part
            part = []


def _cut(a: world.Position, b: world.Position, view: View) -> bool:
    if view.globe:
        return False
    x, y = ((lon - view.middle[0] + 180) % 360 for lon, _ in (a, b))
    return abs(x - y) > 180


def _length(part: list[world.Position], view: View) -> float:
    drawn = [view.project(point) for point in part]
    return sum(((x - u) ** 2 + (y - v) ** 2) ** 0.5 for (x, y), (u, v) in pairwise(drawn))


def _spot(at: world.Position, on: world.Position, strand: Strand, view: View) -> Spot:
    if not strand.towards:
        return at, 0.0
    backwards = strand.towards[0] != strand.pair.split("-")[0]
    return at, projections.heading(view.project, *((on, at) if backwards else (at, on)))
