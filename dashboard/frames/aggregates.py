"""The frames that count; DuckDB counts, pandas gets only what a figure needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..filters import Filter
from ..models import Status
from . import selection, typed

if TYPE_CHECKING:
    import pandas as pd

    from ..store import Store

IDS = 50
"""Ids that an arc carries for its click."""

_ARCS = """
WITH hits AS (
    SELECT CASE WHEN directed OR source < target THEN source ELSE target END AS source,
           CASE WHEN directed OR source < target THEN target ELSE source END AS target,
           pair, directed, polarity, status, event_number, origin_numbers, {day} AS day, id, number
    FROM links WHERE {links}
),
counted AS (
    SELECT source, target, pair, directed, polarity, status, count(DISTINCT event_number) AS events,
           count(*) AS links, min(day) AS first, max(day) AS last,
           max_by(id, number, {ids}) AS ids
    FROM hits GROUP BY ALL
),
origins AS (
    SELECT source, target, directed, polarity, status, count(DISTINCT origin) AS origins
    FROM (SELECT source, target, directed, polarity, status, unnest(origin_numbers) AS origin FROM hits) GROUP BY ALL
)
SELECT c.*, o.origins FROM counted c JOIN origins o USING (source, target, directed, polarity, status)
ORDER BY source, target, directed, polarity, status
"""

_COMENTIONS = """
SELECT source, target, pair, false AS directed, 'neutral' AS polarity, 'comention' AS status,
       count(DISTINCT article) AS events, count(*) AS links, count(DISTINCT origin_number) AS origins,
       min(published) AS first, max(published) AS last,
       max_by(id, (coalesce(published, DATE '0001-01-01'), id), {ids}) AS ids
FROM comentions WHERE article IN (SELECT id FROM articles WHERE {articles}) AND {sides}
GROUP BY source, target, pair ORDER BY source, target
"""

_BOTH = "SELECT * FROM ({ties}) UNION ALL BY NAME SELECT * FROM ({faint})"

_COUNTRIES = """
WITH hits AS (
    SELECT source AS iso3, event_number, origin_numbers, 1 AS links FROM links WHERE {links}
    UNION ALL
    SELECT target, event_number, origin_numbers, 1 FROM links WHERE {links}
    UNION ALL
    SELECT unnest(members), event_number, origin_numbers, 0 FROM groups WHERE {groups}
),
counted AS (
    SELECT iso3, count(DISTINCT event_number) AS events, sum(links) AS links FROM hits GROUP BY iso3
),
origins AS (
    SELECT iso3, count(DISTINCT origin) AS origins
    FROM (SELECT iso3, unnest(origin_numbers) AS origin FROM hits) GROUP BY iso3
),
read AS (
    SELECT iso3, sum(mentions) AS mentions, count(*) AS articles FROM named
    WHERE article IN (SELECT id FROM articles WHERE {articles}) AND {named} GROUP BY iso3
)
SELECT coalesce(c.iso3, r.iso3) AS iso3, coalesce(c.events, 0) AS events, coalesce(c.links, 0) AS links,
       coalesce(r.mentions, 0) AS mentions, coalesce(r.articles, 0) AS articles, coalesce(o.origins, 0) AS origins
FROM counted c LEFT JOIN origins o USING (iso3) FULL JOIN read r ON r.iso3 = c.iso3 ORDER BY 1
"""

_DENSITY = """
SELECT date_trunc('month', {month})::DATE AS month, pair, polarity, status,
       count(DISTINCT event_number) AS events, count(*) AS links
FROM links WHERE {links} GROUP BY ALL ORDER BY month NULLS LAST, pair, polarity, status
"""

_MONTH = {"happened": "CASE WHEN precision IN ('day', 'month') THEN first_day END", "reported": "published"}

_PAIR_STATUS = """
WITH hits AS (SELECT pair, status, polarity, event_number, origin_numbers FROM links WHERE {links}),
counted AS (
    SELECT pair, status, polarity, count(DISTINCT event_number) AS events, count(*) AS links FROM hits GROUP BY ALL
),
origins AS (
    SELECT pair, status, polarity, count(DISTINCT origin) AS origins
    FROM (SELECT pair, status, polarity, unnest(origin_numbers) AS origin FROM hits) GROUP BY ALL
)
SELECT * FROM counted JOIN origins USING (pair, status, polarity) ORDER BY pair, status, polarity
"""

_HEADLINE = """
WITH hits AS (
    SELECT event, event_number, article_number, origin_numbers, {day} AS day FROM links WHERE {links}
    UNION ALL
    SELECT event, event_number, article_number, origin_numbers, {day} FROM groups WHERE {groups}
)
SELECT count(DISTINCT event_number), count(DISTINCT article_number), min(day), max(day),
       (SELECT count(DISTINCT origin) FROM (SELECT unnest(origin_numbers) AS origin FROM hits)),
       (SELECT count(DISTINCT url) FROM sources
        WHERE article IS NULL AND event IN (SELECT event FROM hits WHERE article_number IS NULL))
FROM hits
"""

_BY_STATUS = "SELECT status, count(*) FROM links WHERE {links} GROUP BY status"

_UNDATED = """
SELECT count(DISTINCT event_number) FROM (
    SELECT event_number FROM links WHERE {links} AND {day} IS NULL
    UNION ALL SELECT event_number FROM groups WHERE {groups} AND {day} IS NULL
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
    asked, open_ = selection.of(chosen), selection.of(chosen, window=False)
    snapshot = store.snapshot(chosen.asof)
    parts = {"links": asked.links, "groups": asked.groups, "day": asked.day}
    found = snapshot.rows(_HEADLINE.format(**parts), asked.values)[0]
    events, read, first, last, origins, pages = found
    statuses = dict(snapshot.rows(_BY_STATUS.format(links=asked.links), asked.values))
    undated = _UNDATED.format(links=open_.links, groups=open_.groups, day=open_.day)
    by_status = {status.value: statuses[status.value] for status in Status if status.value in statuses}
    return Headline(
        events=events,
        links=sum(by_status.values()),
        articles=read + pages,
        origins=origins,
        disputed=by_status.get(Status.DISPUTED, 0),
        by_status=by_status,
        first=first,
        last=last,
        undated=snapshot.rows(undated, open_.values)[0][0],
        data_version=snapshot.version,
        as_of=snapshot.recorded_at,
    )


def arcs(store: Store, chosen: Filter) -> pd.DataFrame:
    """What the map draws: links counted by sides, direction, polarity and status.

    With the layer comention, countries named in one sentence follow as rows of status "comention", whose events
    count articles and whose dates are days of publication.
    """
    asked = selection.of(chosen)
    snapshot = store.snapshot(chosen.asof)
    sql = _ARCS.format(day=asked.day, links=asked.links, ids=IDS)
    if "comention" in chosen.layers:
        faint = _COMENTIONS.format(articles=asked.articles, sides=selection.sides(chosen), ids=IDS)
        sql = _BOTH.format(ties=sql, faint=faint)
    return typed.frame("arcs", snapshot.table(sql, asked.values))


def countries(store: Store, chosen: Filter) -> pd.DataFrame:
    """What colours the map: counts by country. Groups count as events of their members, never as links."""
    asked = selection.of(chosen)
    named = "list_contains($countries, iso3)" if chosen.countries else "true"
    sql = _COUNTRIES.format(links=asked.links, groups=asked.groups, articles=asked.articles, named=named)
    return typed.frame("countries", store.snapshot(chosen.asof).table(sql, asked.values))


def density(store: Store, chosen: Filter) -> pd.DataFrame:
    """Links and events a month, pair, polarity and status."""
    asked = selection.of(chosen)
    sql = _DENSITY.format(links=asked.links, month=_MONTH[chosen.clock])
    return typed.frame("density", store.snapshot(chosen.asof).table(sql, asked.values))


def pair_status(store: Store, chosen: Filter) -> pd.DataFrame:
    """Links, events and origins a pair, status and polarity."""
    asked = selection.of(chosen)
    sql = _PAIR_STATUS.format(links=asked.links)
    return typed.frame("pair_status", store.snapshot(chosen.asof).table(sql, asked.values))
