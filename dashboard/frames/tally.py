"""What a filter lets through as columns of whole numbers, and what frames count of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import pyarrow as pa

from . import counting
from .counting import UNKNOWN, Numbers
from .sides import Grouping, Sides


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Statements of several countries: one entry a statement under `article` and `day`.

    `member` is one entry a country of a statement, `member_of` its statement; `named` and `named_origin` are each
    country with each origin that names it so.
    """

    article: Numbers
    day: Numbers
    shared: Numbers
    event: Numbers
    names: pa.Array
    """Codes of countries: those of the arcs in their order, then those that only groups name."""
    member: Numbers
    member_of: Numbers
    named: Numbers
    named_origin: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """One entry a link: its arc, origin, article (0: the ledger) and day on the filter's clock.

    Most events are told once, and each row of theirs is one event whatever is counted. Of the others, `shared` has the
    row of each telling and `event` a number, the same in links and groups.
    """

    sides: Sides
    arc: Numbers
    origin: Numbers
    article: Numbers
    day: Numbers
    month_known: numpy.typing.NDArray[numpy.bool_]
    shared: Numbers
    event: Numbers
    more_arc: Numbers
    more_origin: Numbers
    """Origins beside the first, which only links of the ledger have, each with its arc."""
    groups: Groups
    links: Numbers
    """How many links each arc has."""
    undated: int
    """Events that fit the filter but have no day on its clock."""

    def events(self, of: Numbers, size: int) -> Numbers:
        """Distinct events of links, where `of` is the group of each row, 0 to size - 1."""
        told = of[self.shared]
        once = counting.rows(of, size) - counting.rows(told, size)
        return once + counting.distinct(size, (told, self.event))

    def origins(self, of_arc: Numbers, size: int) -> Numbers:
        """Distinct origins of links, where `of_arc` is the group of each arc, 0 to size - 1."""
        parts = (self.arc, self.origin), (self.more_arc, self.more_origin)
        return counting.distinct(size, *((of_arc[arc], origin) for arc, origin in parts))

    def every_event(self) -> int:
        """Distinct events of links and groups together."""
        once = len(self.arc) - len(self.shared) + len(self.groups.day) - len(self.groups.shared)
        return once + counting.different(self.event, self.groups.event)

    def table(self, groups: Grouping, names: Sequence[str]) -> pa.Table:
        """Events, links, origins, first and last day of each group of arcs that has links, after its words."""
        links = counting.summed(groups.of, self.links, groups.size)
        present = numpy.flatnonzero(links)
        of = groups.of[self.arc]
        counts = {
            "events": self.events(of, groups.size),
            "links": links,
            "origins": self.origins(groups.of, groups.size),
        }
        days = {"first": counting.first, "last": counting.last}
        return pa.table(
            {
                **groups.columns(names, present),
                **{name: count[present] for name, count in counts.items()},
                **{name: dates(bound(of, self.day, groups.size)[present]) for name, bound in days.items()},
            }
        )

    def monthly(self, groups: Grouping, names: Sequence[str]) -> pa.Table:
        """Events and links of each month and group of arcs, by month; those whose month is not known come last."""
        begins, month = counting.months(numpy.where(self.month_known, self.day, UNKNOWN))
        cells = len(begins) * groups.size
        small = numpy.int32 if cells <= numpy.iinfo(numpy.int32).max else numpy.int64
        present, place = counting.compact(month.astype(small) * small(groups.size) + groups.of[self.arc], cells)
        counts = {"events": self.events(place, len(present)), "links": counting.rows(place, len(present))}
        month = dates(begins[present // groups.size])
        return pa.table({"month": month, **groups.columns(names, present % groups.size), **counts})

    def countries(self) -> pa.Table:
        """Events, links and origins of each country; groups count as events of their members, never as links."""
        source, target, size = self.sides.source.code, self.sides.target.code, len(self.groups.names)
        told = self.arc[self.shared]
        once = self.links - counting.rows(told, len(self.links))
        of_groups = numpy.full(len(self.groups.day), -1)
        of_groups[self.groups.shared] = self.groups.event
        number = of_groups[self.groups.member_of]
        again = number >= 0
        events = counting.rows(self.groups.member[~again], size) + counting.distinct(
            size, (source[told], self.event), (target[told], self.event), (self.groups.member[again], number[again])
        )
        origins = [(self.groups.named, self.groups.named_origin)]
        for side in (source, target):
            events += counting.summed(side, once, size)
            origins += [(side[self.arc], self.origin), (side[self.more_arc], self.more_origin)]
        links = sum(counting.summed(side, self.links, size) for side in (source, target))
        counts = {"events": events, "links": links, "origins": counting.distinct(size, *origins)}
        return pa.table({"iso3": self.groups.names, **counts}).filter(pa.array(events > 0))


def dates(days: Numbers) -> pa.Array:
    """Days since 1970-01-01 as dates, null where UNKNOWN."""
    return pa.array(days.astype(numpy.int32), pa.int32(), mask=days == UNKNOWN).cast(pa.date32())
