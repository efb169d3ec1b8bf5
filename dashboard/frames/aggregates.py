"""The frames that count; pandas gets only what a figure needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy
import pyarrow as pa
import pyarrow.compute as pc

from ..filters import Filter
from ..models import Status
from . import counting, scan, selection, sides, tally, typed
from .counting import UNKNOWN
from .tally import Tally

if TYPE_CHECKING:
    import pandas as pd

    from ..store import Snapshot, Store

_COMENTIONS = """
SELECT source, target, pair, false AS directed, 'neutral' AS polarity, 'comention' AS status,
       count(DISTINCT article) AS events, count(*) AS links, count(DISTINCT origin_number) AS origins,
       min(published) AS first, max(published) AS last
FROM comentions WHERE article IN (SELECT id FROM articles WHERE {articles}) AND {sides}
GROUP BY source, target, pair ORDER BY source, target
"""

_NAMED = """
SELECT iso3, sum(mentions)::BIGINT AS mentions, count(*) AS articles FROM named
WHERE article IN (SELECT id FROM articles WHERE {articles}) AND {named} GROUP BY iso3
"""

OF_LANE = ("pair", "polarity", "status")

_PAGES = """
SELECT count(DISTINCT url) FROM pages WHERE event_number IN (
    SELECT event_number FROM ledger_links WHERE {links}
    UNION ALL SELECT event_number FROM groups WHERE article_number IS NULL AND {groups}
)
"""


@dataclass(frozen=True, slots=True)
class Headline:
    """The counts behind a view.

    `articles` counts articles read and pages named by the ledger; `by_status` counts links, `disputed` is its entry;
    `undated` counts events that fit all but have no date on the filter's clock; a window leaves them out unless
    the filter keeps them. `as_of` is the moment of the newest batch that is known to the view, None in an empty store.
    """

    events: int
    links: int
    articles: int
    origins: int
    disputed: int
    by_status: dict[str, int] = field(hash=False)
    first: dt.date | None
    last: dt.date | None
    undated: int
    data_version: str
    as_of: dt.datetime | None


def headline(store: Store, chosen: Filter) -> Headline:
    """The counts behind a view."""
    asked = selection.of(chosen)
    snapshot = store.snapshot(chosen.asof)
    counted = scan.of(snapshot, chosen)
    pages = snapshot.rows(_PAGES.format(links=asked.links, groups=asked.groups), asked.values)[0][0]
    by_status = _by_status(counted)
    first, last = _ends(counted)
    return Headline(
        events=counted.every_event(),
        links=len(counted.arc),
        articles=pages + _read(counted),
        origins=counting.different(counted.origin, counted.more_origin, counted.groups.named_origin),
        disputed=by_status.get(Status.DISPUTED, 0),
        by_status=by_status,
        first=first,
        last=last,
        undated=counted.undated,
        data_version=snapshot.version,
        as_of=snapshot.recorded_at,
    )


def _by_status(counted: Tally) -> dict[str, int]:
    status = counted.sides.status
    links = counting.summed(status.code, counted.links, len(status.names))
    found = dict(zip(status.names.to_pylist(), links.tolist(), strict=True))
    return {status.value: found[status] for status in Status if found.get(status)}


def _read(counted: Tally) -> int:
    """Articles behind links and groups; 0 stands for the ledger."""
    ledger = numpy.zeros(1, numpy.int32)
    return counting.different(ledger, counted.article, counted.groups.article) - 1


def _ends(counted: Tally) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day."""
    days = numpy.concatenate([day[day != UNKNOWN] for day in (counted.day, counted.groups.day)])
    return tuple(tally.dates(numpy.array([days.min(), days.max()])).to_pylist()) if len(days) else (None, None)


def arcs(store: Store, chosen: Filter) -> pd.DataFrame:
    """What the map draws: links counted by sides, direction, polarity and status.

    With the layer comention, countries named in one sentence follow as rows of status "comention", whose events
    count articles and whose dates are days of publication. The links behind an arc are `frames.links` of the filter
    narrowed to its pair, polarity and status.
    """
    snapshot = store.snapshot(chosen.asof)
    counted = scan.of(snapshot, chosen)
    of = counted.sides
    groups = sides.grouping(of.source, of.target, of.directed, of.polarity, of.status, of.pair)
    answer = counted.table(groups, ("source", "target", "directed", "polarity", "status", "pair"))
    if "comention" in chosen.layers:
        faint = comentions(snapshot, chosen).select(answer.column_names)
        answer = pa.concat_tables([answer, faint.cast(answer.schema)])
    return typed.frame("arcs", answer)


def comentions(snapshot: Snapshot, chosen: Filter) -> pa.Table:
    """Countries named in one sentence, in the columns of `arcs`."""
    asked = selection.of(chosen)
    sql = _COMENTIONS.format(articles=asked.articles, sides=selection.sides(chosen))
    return snapshot.table(sql, asked.values)


def countries(store: Store, chosen: Filter) -> pd.DataFrame:
    """What colours the map: counts by country. Groups count as events of their members, never as links."""
    asked = selection.of(chosen)
    snapshot = store.snapshot(chosen.asof)
    named = "list_contains($countries, iso3)" if chosen.countries else "true"
    read = snapshot.table(_NAMED.format(articles=asked.articles, named=named), asked.values)
    counted = scan.of(snapshot, chosen).countries().join(read, "iso3", join_type="full outer").sort_by("iso3")
    columns = {name: pc.fill_null(counted[name], 0) for name in counted.column_names if name != "iso3"}
    return typed.frame("countries", pa.table({"iso3": counted["iso3"], **columns}))


def density(store: Store, chosen: Filter) -> pd.DataFrame:
    """Links and events a month, pair, polarity and status."""
    counted = scan.of(store.snapshot(chosen.asof), chosen)
    groups = sides.grouping(counted.sides.pair, counted.sides.polarity, counted.sides.status)
    return typed.frame("density", counted.monthly(groups, OF_LANE))


def pair_status(store: Store, chosen: Filter) -> pd.DataFrame:
    """Links, events and origins a pair, status and polarity."""
    counted = scan.of(store.snapshot(chosen.asof), chosen)
    groups = sides.grouping(counted.sides.pair, counted.sides.status, counted.sides.polarity)
    return typed.frame("pair_status", counted.table(groups, ("pair", "status", "polarity")))
