"""Counting by number: rows grouped by small whole numbers, exact, in a few passes over flat columns."""

from __future__ import annotations

from typing import TypeAlias

import numpy
import numpy.typing

Numbers: TypeAlias = numpy.typing.NDArray[numpy.integer]

CELLS = 1 << 25
"""Cells of a table that is laid out whole, one byte each; beyond that numbers are sorted instead."""

DENSE = 4
"""Cells a row up to which a table of keys and values is laid out; a sparser one takes longer than sorting the rows."""

UNKNOWN = int(numpy.iinfo(numpy.int32).min)
"""Stands for a day that is not known, among days since 1970-01-01."""


def rows(key: Numbers, size: int) -> Numbers:
    """How many rows each key of 0 to size - 1 has."""
    return numpy.bincount(key, minlength=size)


def summed(key: Numbers, amounts: Numbers, size: int) -> Numbers:
    """The sum of the amounts of each key; exact up to 2**53."""
    return numpy.bincount(key, weights=amounts, minlength=size).astype(numpy.int64)


def distinct(size: int, *parts: tuple[Numbers, Numbers]) -> Numbers:
    """How many different values (0 and up) each key of 0 to size - 1 has; each part is keys and values, row by row."""
    width = 1 + max((int(value.max()) for _, value in parts if len(value)), default=0)
    if size * width <= DENSE * sum(len(key) for key, _ in parts):
        seen = numpy.zeros(size * width, bool)
        for key, value in parts:
            seen[key * width + value] = True
        cells = numpy.flatnonzero(seen)
    else:
        cells = _once(numpy.concatenate([key.astype(numpy.int64) * width + value for key, value in parts]))
    return numpy.bincount(cells // width, minlength=size)


def different(*numbers: Numbers) -> int:
    """How many different numbers (0 and up) there are in all."""
    most = max((int(some.max()) for some in numbers if len(some)), default=0)
    if most >= CELLS:
        return len(_once(numpy.concatenate(numbers)))
    seen = numpy.zeros(most + 1, bool)
    for some in numbers:
        seen[some] = True
    return int(numpy.count_nonzero(seen))


def _once(numbers: Numbers) -> Numbers:
    """Each number once, ascending; NumPy's own `unique` looks them up in a table, which takes forty times as long."""
    ordered = numpy.sort(numbers)
    first = numpy.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def compact(key: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """The keys of 0 to size - 1 that occur, ascending, and the place of each row's key among them."""
    if size > CELLS:
        found, place = numpy.unique(key, return_inverse=True)
        return found, place
    seen = numpy.zeros(size, bool)
    seen[key] = True
    return numpy.flatnonzero(seen), (numpy.cumsum(seen, dtype=numpy.int32) - 1)[key]


def first(key: Numbers, day: Numbers, size: int) -> Numbers:
    """The earliest known day of each key."""
    found = numpy.full(size, numpy.iinfo(numpy.int32).max, numpy.int32)
    known = day != UNKNOWN
    if not known.all():
        key, day = key[known], day[known]
    numpy.minimum.at(found, key, day)
    return numpy.where(found == numpy.iinfo(numpy.int32).max, UNKNOWN, found)


def last(key: Numbers, day: Numbers, size: int) -> Numbers:
    """The latest known day of each key."""
    found = numpy.full(size, UNKNOWN, numpy.int32)
    numpy.maximum.at(found, key, day)
    return found


def months(day: Numbers) -> tuple[Numbers, Numbers]:
    """The first day of each month from the earliest to the latest, UNKNOWN at the end, and each row's place there."""
    known = day[day != UNKNOWN]
    if not len(known):
        return numpy.array([UNKNOWN]), numpy.zeros(len(day), numpy.int32)
    start, end = int(known.min()), int(known.max())
    of_day = numpy.arange(start, end + 1).astype("datetime64[D]").astype("datetime64[M]")
    number = (of_day - of_day[0]).astype(numpy.int32)
    begins = (of_day[0] + numpy.arange(number[-1] + 1)).astype("datetime64[D]").astype(numpy.int64)
    if len(known) == len(day):
        return numpy.append(begins, UNKNOWN), number[day - start]
    place = number[numpy.where(day == UNKNOWN, start, day) - start]
    place[day == UNKNOWN] = len(begins)
    return numpy.append(begins, UNKNOWN), place
