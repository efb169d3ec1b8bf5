"""Aggregates as the map and the timeline draw them: few rows, however many pairs the store holds."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy
import pyarrow as pa
import pyarrow.compute as pc

from ..filters import Filter
from ..models import Polarity, Status
from . import aggregates, counting, scan, sides, tally, typed
from .counting import Numbers
from .sides import Grouping, Sides, Words
from .tally import Tally

if TYPE_CHECKING:
    import pandas as pd

    from ..store import Store

OTHER = "other"
"""The pair under which `lanes` counts all that have no lane of their own."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a map makes of arcs: `classes` gives each status its class, pairs in `split` keep a strand for each
    direction, and the `most` heaviest strands between two codes of `placed` are drawn.
    """

    classes: tuple[tuple[str, str], ...]
    placed: tuple[str, ...]
    split: tuple[str, ...] = ()
    most: int = 40


@dataclass(frozen=True, slots=True, eq=False)
class _Strands:
    """The arcs of a store put together as a drawing wants them: by pair, polarity, class of status and way."""

    groups: Grouping
    ends: tuple[pa.Array, pa.Array]
    """The two codes of each group's pair."""
    placed: numpy.typing.NDArray[numpy.bool_]
    """Which groups have both of them on the map."""
    there: numpy.typing.NDArray[numpy.bool_]
    back: numpy.typing.NDArray[numpy.bool_]
    """Which arcs go from the first code of their pair to the second, and the other way."""


def strands(store: Store, chosen: Filter, drawing: Drawing) -> pd.DataFrame:
    """What the map draws: links counted by pair, polarity and class of status, those with most links first.

    A strand has a source and a target when three of four of its links or more go that way. Events and origins are
    counted for strands that are drawn. With the layer comention, countries named in one sentence stand among them.
    """
    snapshot = store.snapshot(chosen.asof)
    counted = scan.of(snapshot, chosen)
    answer = _counted(counted, _strands(counted.sides, drawing), drawing.most)
    if "comention" in chosen.layers:
        faint = aggregates.comentions(snapshot, chosen)
        answer = pa.concat_tables([answer, _faint(faint, answer.schema, dict(drawing.classes))])
        order = ("pair", "polarity", "status_class", "source")
        answer = answer.sort_by([("links", "descending"), *((name, "ascending") for name in order)])
    return typed.frame("strands", answer)


@functools.lru_cache(maxsize=8)
def _strands(of: Sides, drawing: Drawing) -> _Strands:
    kinds, directed = dict(drawing.classes), of.directed.code > 0
    kind = _renamed(of.status, [kinds.get(status, "") for status in of.status.names.to_pylist()])
    split = directed & _among(of.pair, drawing.split)
    way = Words(pa.concat_arrays([pa.array([""], of.source.names.type), of.source.names]), (of.source.code + 1) * split)
    groups = sides.grouping(of.pair, of.polarity, kind, way)
    halves = pc.split_pattern(groups.words[0].of(groups.words[0].code), "-")
    ends = (pc.list_element(halves, 0), pc.list_element(halves, 1))
    known = pa.array(drawing.placed, pa.string())
    placed = pc.and_(*(pc.is_in(end, known) for end in ends)).to_numpy(zero_copy_only=False)
    there = directed & (of.source.code < of.target.code)
    return _Strands(groups, ends, placed, there, directed & ~there)


def _renamed(words: Words, names: list[str]) -> Words:
    """The same arcs under other names, of which several may be the same."""
    known = sorted(set(names))
    place = numpy.array([known.index(name) for name in names], numpy.int32)
    return Words(pa.array(known, words.names.type), place[words.code])


def _among(words: Words, names: Iterable[str]) -> numpy.typing.NDArray[numpy.bool_]:
    """Which arcs have one of these words."""
    return pc.is_in(words.names, pa.array(list(names), words.names.type)).to_numpy(zero_copy_only=False)[words.code]


def _counted(counted: Tally, drawn: _Strands, most: int) -> pa.Table:
    """The strands with links, those with most first, alike many in the order of their words."""
    of, size = drawn.groups.of, drawn.groups.size
    links = counting.summed(of, counted.links, size)
    present = numpy.flatnonzero(links)
    order = present[numpy.argsort(-links[present], kind="stable")]
    disputed = _among(counted.sides.status, (Status.DISPUTED,))
    first, last = (bound(of[counted.arc], counted.day, size) for bound in (counting.first, counting.last))
    columns = {
        **_towards(counted, drawn, order, links),
        "links": links[order],
        **_distinguished(counted, drawn, order, most),
        "disputed": counting.summed(of, counted.links * disputed, size)[order],
        "first": tally.dates(first[order]),
        "last": tally.dates(last[order]),
    }
    return pa.table({**drawn.groups.columns(("pair", "polarity", "status_class"), order), **columns})


def _towards(counted: Tally, drawn: _Strands, order: Numbers, links: Numbers) -> dict[str, pa.Array]:
    """Source and target where three of four links or more go one way, else empty."""
    there, back = (
        counting.summed(drawn.groups.of, counted.links * way, drawn.groups.size) for way in (drawn.there, drawn.back)
    )
    one_way = pa.array((4 * numpy.maximum(there, back) >= 3 * links)[order])
    turned = pa.array((back > there)[order])
    first, second = (end.take(pa.array(order)) for end in drawn.ends)
    return {
        "source": pc.if_else(one_way, pc.if_else(turned, second, first), ""),
        "target": pc.if_else(one_way, pc.if_else(turned, first, second), ""),
    }


def _distinguished(counted: Tally, drawn: _Strands, order: Numbers, most: int) -> dict[str, pa.Array]:
    """What cannot be added up, distinct events and origins, for the heaviest strands that have a place."""
    alone = numpy.flatnonzero(drawn.placed[order])[:most]
    number = numpy.full(drawn.groups.size, len(alone), numpy.int32)
    number[order[alone]] = numpy.arange(len(alone))
    of_arc, size = number[drawn.groups.of], len(alone) + 1
    unknown = numpy.ones(len(order), bool)
    unknown[alone] = False
    of_strand = {"events": counted.events(of_arc[counted.arc], size), "origins": counted.origins(of_arc, size)}
    return {name: pa.array(some[number[order]], mask=unknown) for name, some in of_strand.items()}


def _faint(comentions: pa.Table, schema: pa.Schema, kinds: dict[str, str]) -> pa.Table:
    """Rows of comentions as strands."""
    count = len(comentions)
    constant = {"polarity": Polarity.NEUTRAL, "status_class": kinds["comention"], "source": "", "target": ""}
    columns = {name: comentions[name] for name in ("pair", "links", "events", "origins", "first", "last")}
    columns |= {name: pa.repeat(pa.scalar(str(word)), count) for name, word in constant.items()}
    columns["disputed"] = pa.repeat(pa.scalar(0), count)
    return pa.table({name: columns[name] for name in schema.names}).cast(schema)


def lanes(store: Store, chosen: Filter, apart: tuple[str, ...]) -> pd.DataFrame:
    """The density frame for a figure of few pairs: those in `apart` and the one with most links keep their rows, all
    others are counted together under the pair "other".
    """
    counted = scan.of(store.snapshot(chosen.asof), chosen)
    of = counted.sides
    links = counting.summed(of.pair.code, counted.links, len(of.pair.names))
    kept = {*apart, *of.pair.names.take(pa.array(numpy.flatnonzero(links == links.max(initial=1))[:1])).to_pylist()}
    lane = _renamed(of.pair, [pair if pair in kept else OTHER for pair in of.pair.names.to_pylist()])
    return typed.frame("density", counted.monthly(sides.grouping(lane, of.polarity, of.status), aggregates.OF_LANE))
