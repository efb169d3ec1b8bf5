"""The frames that count; DuckDB counts, pandas gets only what a figure needs."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..filters import Filter
from ..models import Status
from . import selection, typed

if TYPE_CHECKING:
    import pandas as pd

    from ..store import Store

# How counting is made cheap, and stays exact: an event with one statement is counted without DISTINCT (`shared_event`
# is empty for it), sides and statuses are grouped by the number the view gave them (`arc`, `tie`), and an origin is
# a number. A link of the ledger has several origins: each further one is a row that counts as no link.
_EVENTS = "count({row}) - count(shared_event) + count(DISTINCT shared_event) FILTER (shared_event IS NOT NULL)"
OF_LINKS = _EVENTS.format(row="link")

HITS = """
SELECT {key}, shared_event, origin_number, {day} AS day, 1 AS link FROM links WHERE {links}
UNION ALL
SELECT {key}, NULL, unnest(more_origins), NULL, NULL FROM ledger_links WHERE {links}
"""

_ARCS = """
SELECT a.source, a.target, a.pair, a.directed, a.polarity, a.status, c.events, c.links, c.origins, c.first, c.last
FROM (
    SELECT arc, {events} AS events, count(link) AS links, count(DISTINCT origin_number) AS origins,
           min(day) AS first, max(day) AS last
    FROM ({hits}) GROUP BY arc
) c JOIN arcs a USING (arc) ORDER BY a.source, a.target, a.directed, a.polarity, a.status
"""

COMENTIONS = """
SELECT source, target, pair, false AS directed, 'neutral' AS polarity, 'comention' AS status,
       count(DISTINCT article) AS events, count(*) AS links, count(DISTINCT origin_number) AS origins,
       min(published) AS first, max(published) AS last
FROM comentions WHERE article IN (SELECT id FROM articles WHERE {articles}) AND {sides}
GROUP BY source, target, pair ORDER BY source, target
"""

BOTH = "SELECT * FROM ({ties}) UNION ALL BY NAME SELECT * FROM ({faint})"

_COUNTRIES = """
WITH hits AS (
    SELECT unnest([source, target]) AS iso3, shared_event, origin_number, 1 AS event, 1 AS link
    FROM links WHERE {links}
    UNION ALL
    SELECT iso3, NULL, unnest(more_origins), NULL, NULL
    FROM (SELECT unnest([source, target]) AS iso3, more_origins FROM ledger_links WHERE {links})
    UNION ALL
    SELECT unnest(members), shared_event, origin_number, 1, NULL FROM groups WHERE {groups}
    UNION ALL
    SELECT iso3, NULL, unnest(more_origins), NULL, NULL
    FROM (SELECT unnest(members) AS iso3, more_origins FROM groups WHERE {groups})
),
counted AS (
    SELECT iso3, {events} AS events, count(link) AS links, count(DISTINCT origin_number) AS origins
    FROM hits GROUP BY iso3
),
read AS (
    SELECT iso3, sum(mentions) AS mentions, count(*) AS articles FROM named
    WHERE article IN (SELECT id FROM articles WHERE {articles}) AND {named} GROUP BY iso3
)
SELECT coalesce(c.iso3, r.iso3) AS iso3, coalesce(c.events, 0) AS events, coalesce(c.links, 0) AS links,
       coalesce(r.mentions, 0) AS mentions, coalesce(r.articles, 0) AS articles, coalesce(c.origins, 0) AS origins
FROM counted c FULL JOIN read r ON r.iso3 = c.iso3 ORDER BY 1
"""

_DENSITY = """
SELECT c.month, t.pair, t.polarity, t.status, c.events, c.links
FROM (
    SELECT date_trunc('month', {month})::DATE AS month, tie, {events} AS events, count(link) AS links
    FROM (SELECT *, 1 AS link FROM links WHERE {links}) GROUP BY ALL
) c JOIN ties t USING (tie) ORDER BY c.month NULLS LAST, t.pair, t.polarity, t.status
"""

MONTH = {"happened": "CASE WHEN precision IN ('day', 'month') THEN first_day END", "reported": "published"}

_PAIR_STATUS = """
SELECT t.pair, t.status, t.polarity, c.events, c.links, c.origins
FROM (
    SELECT tie, {events} AS events, count(link) AS links, count(DISTINCT origin_number) AS origins
    FROM ({hits}) GROUP BY tie
) c JOIN ties t USING (tie) ORDER BY t.pair, t.status, t.polarity
"""

# One pass: what lies inside the window, and what has no date on its clock.
_HEADLINE = """
WITH hits AS (
    SELECT shared_event, article_number, origin_number, more_origins, status, {day} AS day,
           {inside} AS inside
    FROM links WHERE {links}
    UNION ALL
    SELECT shared_event, article_number, origin_number, more_origins, NULL, {day}, {inside}
    FROM groups WHERE {groups}
)
SELECT {inside_events}, {undated_events}, count(DISTINCT article_number) FILTER (inside),
       min(day) FILTER (inside), max(day) FILTER (inside), list(DISTINCT origin_number) FILTER (inside),
       list(more_origins) FILTER (inside AND more_origins IS NOT NULL),
       histogram(status) FILTER (inside AND status IS NOT NULL)
FROM hits
"""

_COUNT_EVENTS = (
    "count(*) FILTER ({which} AND shared_event IS NULL) "
    "+ count(DISTINCT shared_event) FILTER ({which} AND shared_event IS NOT NULL)"
)
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
    sql = _HEADLINE.format(
        day=asked.day,
        inside=asked.window,
        links=asked.links_or_undated,
        groups=asked.groups_or_undated,
        inside_events=_COUNT_EVENTS.format(which="inside"),
        undated_events=_COUNT_EVENTS.format(which="day IS NULL"),
    )
    pages = _PAGES.format(links=asked.links, groups=asked.groups)
    events, undated, read, first, last, origins, more, counts = snapshot.rows(sql, asked.values)[0]
    by_status = {status.value: counts[status] for status in Status if status in (counts or {})}
    return Headline(
        events=events,
        links=sum(by_status.values()),
        articles=read + snapshot.rows(pages, asked.values)[0][0],
        origins=len({*(origins or ()), *itertools.chain.from_iterable(more or ())}),
        disputed=by_status.get(Status.DISPUTED, 0),
        by_status=by_status,
        first=first,
        last=last,
        undated=undated,
        data_version=snapshot.version,
        as_of=snapshot.recorded_at,
    )


def arcs(store: Store, chosen: Filter) -> pd.DataFrame:
    """What the map draws: links counted by sides, direction, polarity and status.

    With the layer comention, countries named in one sentence follow as rows of status "comention", whose events
    count articles and whose dates are days of publication. The links behind an arc are `frames.links` of the filter
    narrowed to its pair, polarity and status.
    """
    asked = selection.of(chosen)
    sql = _ARCS.format(events=OF_LINKS, hits=HITS.format(key="arc", day=asked.day, links=asked.links))
    if "comention" in chosen.layers:
        faint = COMENTIONS.format(articles=asked.articles, sides=selection.sides(chosen))
        sql = BOTH.format(ties=sql, faint=faint)
    return typed.frame("arcs", store.snapshot(chosen.asof).table(sql, asked.values))


def countries(store: Store, chosen: Filter) -> pd.DataFrame:
    """What colours the map: counts by country. Groups count as events of their members, never as links."""
    asked = selection.of(chosen)
    named = "list_contains($countries, iso3)" if chosen.countries else "true"
    parts = {"links": asked.links, "groups": asked.groups, "articles": asked.articles, "named": named}
    sql = _COUNTRIES.format(**parts, events=_EVENTS.format(row="event"))
    return typed.frame("countries", store.snapshot(chosen.asof).table(sql, asked.values))


def density(store: Store, chosen: Filter) -> pd.DataFrame:
    """Links and events a month, pair, polarity and status."""
    asked = selection.of(chosen)
    sql = _DENSITY.format(links=asked.links, month=MONTH[chosen.clock], events=OF_LINKS)
    return typed.frame("density", store.snapshot(chosen.asof).table(sql, asked.values))


def pair_status(store: Store, chosen: Filter) -> pd.DataFrame:
    """Links, events and origins a pair, status and polarity."""
    asked = selection.of(chosen)
    hits = HITS.format(key="tie", day=asked.day, links=asked.links)
    sql = _PAIR_STATUS.format(hits=hits, events=OF_LINKS)
    return typed.frame("pair_status", store.snapshot(chosen.asof).table(sql, asked.values))
