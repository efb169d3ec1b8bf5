"""Reads what a filter lets through in one scan, once for all frames that count it.

DuckDB decides which rows a filter lets through; what is counted of them are numbers that the view gave to arcs,
events, origins and articles. Counting those in flat columns takes a fraction of the time of `count(DISTINCT ...)`.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

import numpy
import pyarrow as pa
import pyarrow.compute as pc

from ..filters import Filter
from ..store import Snapshot
from . import counting, selection, sides
from .counting import UNKNOWN, Numbers
from .selection import Selection
from .sides import Sides
from .tally import Groups, Tally

MOST_ROWS = 2_000_000
"""Links in all tallies that are kept for the next question, 21 bytes each; the newest is kept whatever its size."""

MOST_KEPT = 32

_LINKS = """
SELECT arc, coalesce(shared_event, 0) AS event, origin_number AS origin, coalesce(article_number, 0) AS article,
       {day} AS day, {month} AS month_known
FROM links WHERE {links}
"""

_MORE = "SELECT arc, unnest(more_origins) AS origin FROM ledger_links WHERE {links}"

_GROUPS = """
SELECT coalesce(shared_event, 0) AS event, coalesce(article_number, 0) AS article, {day} AS day, members
FROM groups WHERE {groups}
"""

_NAMED = """
SELECT DISTINCT member, unnest(list_prepend(origin_number, coalesce(more_origins, []))) AS origin
FROM (SELECT unnest(members) AS member, origin_number, more_origins FROM groups WHERE {groups})
"""

MONTH_KNOWN = {"happened": "precision IN ('day', 'month')", "reported": "true"}

_kept: OrderedDict[tuple[Snapshot, Filter], Tally] = OrderedDict()
_guard = Lock()


def of(snapshot: Snapshot, chosen: Filter) -> Tally:
    """The tally of a filter, from those kept where it is among them."""
    wanted = (snapshot, chosen)
    with _guard:
        if wanted in _kept:
            _kept.move_to_end(wanted)
            return _kept[wanted]
    made = _read(snapshot, selection.of(chosen), MONTH_KNOWN[chosen.clock])
    with _guard:
        _kept[wanted] = made
        while len(_kept) > 1 and (len(_kept) > MOST_KEPT or sum(len(one.arc) for one in _kept.values()) > MOST_ROWS):
            _kept.popitem(last=False)
    return made


def _read(snapshot: Snapshot, asked: Selection, month_known: str) -> Tally:
    parts = {"day": asked.day, "month": month_known, "links": asked.links_or_undated, "groups": asked.groups_or_undated}
    links, groups = (snapshot.table(sql.format(**parts), asked.values) for sql in (_LINKS, _GROUPS))
    more = snapshot.table(_MORE.format(links=asked.links), asked.values)
    named = snapshot.table(_NAMED.format(groups=asked.groups), asked.values)
    links, groups, undated = _within(links, groups, asked)
    known = sides.of(snapshot)
    shared, event, groups_shared, groups_event = _told(links, groups)
    return Tally(
        sides=known,
        arc=_numbers(links, "arc"),
        origin=_numbers(links, "origin"),
        article=_numbers(links, "article"),
        day=_days(links),
        month_known=_numbers(links, "month_known"),
        shared=shared,
        event=event,
        more_arc=_numbers(more, "arc"),
        more_origin=_numbers(more, "origin"),
        groups=_groups(groups, named, known, groups_shared, groups_event),
        links=counting.rows(_numbers(links, "arc"), len(known.pair.code)),
        undated=undated,
    )


def _within(links: pa.Table, groups: pa.Table, asked: Selection) -> tuple[pa.Table, pa.Table, int]:
    """Both tables without undated rows where a window leaves them out, and how many events those tell of."""
    undated = [
        table.filter(table["day"].is_null()) if table["day"].null_count else table[:0] for table in (links, groups)
    ]
    events = numpy.concatenate([_numbers(table, "event") for table in undated])
    told = int((events == 0).sum()) + counting.different(events[events > 0])
    if asked.keeps_undated:
        return links, groups, told
    links, groups = (
        table.filter(table["day"].is_valid()) if table["day"].null_count else table for table in (links, groups)
    )
    return links, groups, told


def _told(links: pa.Table, groups: pa.Table) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Of links and of groups: the rows whose event is told several times, and the number of each, counted from 0."""
    events = [_numbers(table, "event") for table in (links, groups)]
    shared = [numpy.flatnonzero(event) for event in events]
    several = numpy.concatenate([event[rows] for event, rows in zip(events, shared, strict=True)])
    _, number = counting.compact(several, int(several.max(initial=0)) + 1)
    return shared[0], number[: len(shared[0])], shared[1], number[len(shared[0]) :]


def _groups(table: pa.Table, named: pa.Table, known: Sides, shared: Numbers, event: Numbers) -> Groups:
    members = table["members"].combine_chunks()
    member = pc.list_flatten(members)
    names = known.source.names
    names = pa.concat_arrays([names, pc.unique(member.filter(pc.invert(pc.is_in(member, names))))])
    return Groups(
        article=_numbers(table, "article"),
        day=_days(table),
        shared=shared,
        event=event,
        names=names,
        member=pc.index_in(member, names).to_numpy(zero_copy_only=False),
        member_of=pc.list_parent_indices(members).to_numpy(),
        named=pc.index_in(named["member"], names).to_numpy(),
        named_origin=_numbers(named, "origin"),
    )


def _numbers(table: pa.Table, column: str) -> Numbers:
    return table[column].to_numpy()


def _days(table: pa.Table) -> Numbers:
    """Days since 1970-01-01, UNKNOWN where there is none."""
    return pc.fill_null(table["day"].cast(pa.int32()), UNKNOWN).to_numpy()
