"""What the numbers of arcs stand for: words as places in sorted lists, so that counting and ordering need no text."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import pyarrow as pa
import pyarrow.compute as pc

from ..store import Snapshot
from .counting import Numbers

_ARCS = "SELECT arc, source, target, pair, directed, polarity, status FROM arcs"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words in alphabetical order, and which of them each arc has: `code[arc]` is a place in `names`."""

    names: pa.Array
    code: Numbers

    def of(self, codes: Numbers) -> pa.Array:
        """The words of these places."""
        return self.names.take(pa.array(codes))


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """What the numbers of the arcs stand for; the columns have a place for every number of an arc, 0 included."""

    source: Words
    target: Words
    """Shares its names with `source`."""
    pair: Words
    polarity: Words
    status: Words
    directed: Words


@functools.lru_cache(maxsize=8)
def of(snapshot: Snapshot) -> Sides:
    """The arcs of a state of the store."""
    table = snapshot.table(_ARCS)
    arc = table["arc"].to_numpy()
    codes = pa.chunked_array([*table["source"].chunks, *table["target"].chunks], pa.string())
    names = _sorted(codes)
    return Sides(
        *(_words(table[column], arc, names) for column in ("source", "target")),
        *(_words(table[column], arc) for column in ("pair", "polarity", "status")),
        _words(table["directed"], arc, pa.array([False, True])),
    )


def _sorted(column: pa.ChunkedArray) -> pa.Array:
    found = pc.unique(column)
    return found.take(pc.sort_indices(found))


def _words(column: pa.ChunkedArray, arc: Numbers, names: pa.Array | None = None) -> Words:
    names = _sorted(column) if names is None else names
    code = numpy.zeros(int(arc.max(initial=-1)) + 1, numpy.int32)
    code[arc] = pc.index_in(column, names).to_numpy()
    return Words(names, code)


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Arcs put together: the group of each arc, and the words that a group is known by, in alphabetical order."""

    of: Numbers
    words: tuple[Words, ...]
    """Here `code[group]` is a place in `names`."""

    @property
    def size(self) -> int:
        return len(self.words[0].code)

    def columns(self, names: Sequence[str], present: Numbers) -> dict[str, pa.Array]:
        """The words of these groups as columns, as many as are named."""
        return {name: words.of(words.code[present]) for name, words in zip(names, self.words, strict=False)}


def grouping(*words: Words) -> Grouping:
    """The groups of arcs that share all these words."""
    shape = tuple(max(len(one.names), 1) for one in words)
    key = numpy.ravel_multi_index(tuple(one.code for one in words), shape)
    found, of = numpy.unique(key, return_inverse=True)
    codes = numpy.unravel_index(found, shape)
    return Grouping(
        of.astype(numpy.int32), tuple(Words(one.names, code) for one, code in zip(words, codes, strict=True))
    )
