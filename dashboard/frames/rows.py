"""The frames that hold one row a thing: events, links, groups, mentions, articles, sources, treaties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy
import pyarrow as pa

from ..filters import Filter
from ..models import CodedBy
from . import columns, counting, scan, selection, typed

if TYPE_CHECKING:
    import pandas as pd

    from ..store import Snapshot, Store

MOST = 2**62

_EVENTS = """
WITH {near} hits AS NOT MATERIALIZED (
    SELECT event_number, pair, source, target, polarity, status, NULL AS members FROM {from_links}
    WHERE {links} AND {told}
    UNION ALL
    SELECT event_number, NULL, NULL, NULL, polarity, status, members FROM groups WHERE {groups} AND {told}
),
latest AS MATERIALIZED (
    SELECT event_number FROM {from_events}
    WHERE event_number IN (SELECT event_number FROM hits) AND ($ids IS NULL OR list_contains($ids, id))
    ORDER BY {day} DESC NULLS LAST, id LIMIT $most
),
found AS (SELECT * FROM {from_events} WHERE event_number IN (SELECT event_number FROM latest)),
told AS (
    SELECT event_number,
           coalesce(list_sort(list(DISTINCT pair) FILTER (pair IS NOT NULL)), []) AS pairs,
           list_sort(list_distinct(flatten([coalesce(list(source) FILTER (source IS NOT NULL), []),
                                            coalesce(list(target) FILTER (target IS NOT NULL), []),
                                            coalesce(flatten(list(members)), [])]))) AS countries,
           list_sort(list(DISTINCT polarity) FILTER (members IS NULL)) AS of_links,
           list_sort(list(DISTINCT polarity)) AS of_all,
           list_sort(list(DISTINCT status) FILTER (members IS NULL)) AS said_of_links,
           list_sort(list(DISTINCT status)) AS said
    FROM hits WHERE event_number IN (SELECT event_number FROM latest) GROUP BY event_number
)
SELECT {columns} FROM (
    SELECT f.*, t.pairs, t.countries, coalesce(t.of_links, t.of_all) AS polarities,
           coalesce(t.said_of_links, t.said) AS statuses
    FROM found f JOIN told t USING (event_number)
) ORDER BY {day} NULLS LAST, id
"""

# The same without what links tell of their event, where nobody asks for that: planned in a third of the time.
_PLAIN_EVENTS = """
WITH {near} hits AS NOT MATERIALIZED (
    SELECT event_number FROM {from_links} WHERE {links} AND {told}
    UNION ALL
    SELECT event_number FROM groups WHERE {groups} AND {told}
)
SELECT {columns} FROM (
    SELECT * FROM {from_events}
    WHERE event_number IN (FROM hits) AND ($ids IS NULL OR list_contains($ids, id))
    ORDER BY {day} DESC NULLS LAST, id LIMIT $most
) ORDER BY {day} NULLS LAST, id
"""

_TOLD = frozenset({"pairs", "countries", "polarities", "statuses"})

# Of the latest events alone, those of the last days are looked at first.
_NEAR = "near AS MATERIALIZED (SELECT * FROM events WHERE {day} >= $since),"
_TOLD_NEAR = "event_number IN (SELECT event_number FROM near)"

_MADE = """
SELECT {columns} FROM {table}
WHERE {condition} AND ($ids IS NULL OR list_contains($ids, id)) AND ($events IS NULL OR list_contains($events, event))
ORDER BY {day} DESC NULLS LAST, id LIMIT $most
"""

_ARTICLES = """
SELECT {columns} FROM articles
WHERE {condition} AND ($ids IS NULL OR list_contains($ids, id))
ORDER BY published DESC NULLS LAST, id LIMIT $most
"""

_MENTIONS = """
SELECT {columns} FROM mentions
WHERE article IN (SELECT id FROM articles WHERE {condition} AND ($ids IS NULL OR list_contains($ids, id))) AND {named}
ORDER BY article, start LIMIT $most
"""

_COMENTIONS = """
SELECT {columns} FROM comentions
WHERE article IN (SELECT id FROM articles WHERE {articles}) AND {sides}
ORDER BY published DESC NULLS LAST, id LIMIT $most
"""

_SOURCES = """
SELECT {columns} FROM sources WHERE list_contains($ids, event) ORDER BY event, position, published, article
"""

_TREATIES = "SELECT {columns} FROM treaties ORDER BY signed NULLS LAST, id"


def events(
    store: Store,
    chosen: Filter,
    *,
    ids: Sequence[str] | None = None,
    most: int | None = None,
    only: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Events that hold a link or group which the filter lets through, earliest first, undated last.

    `ids` narrows to these; `most` keeps the latest so many; `only` gives some columns alone. An event's lists tell of
    the links let through only.
    """
    if most == 0:
        return typed.empty("events", only)
    snapshot = store.snapshot(chosen.asof)
    since = _enough_since(snapshot, chosen, most) if most and ids is None else None
    answer = _events(snapshot, chosen, ids, most, only, since)
    if since is not None and len(answer) < most:
        answer = _events(snapshot, chosen, ids, most, only, None)
    return typed.frame("events", answer, only)


def _enough_since(snapshot: Snapshot, chosen: Filter, most: int) -> dt.date | None:
    """A day since which there are probably as many events; None where all are to be looked at."""
    if chosen.coded == (CodedBy.HAND,):
        return None
    days = scan.of(snapshot, chosen).day
    place = len(days) - 4 * most
    if place < 12 * most:
        return None
    day = int(numpy.partition(days, place)[place])
    return None if day == counting.UNKNOWN else dt.date(1970, 1, 1) + dt.timedelta(day)


def _events(
    snapshot: Snapshot,
    chosen: Filter,
    ids: Sequence[str] | None,
    most: int | None,
    only: Sequence[str] | None,
    since: dt.date | None,
) -> pa.Table:
    asked = selection.of(chosen)
    kind = "ledger_" if chosen.coded == (CodedBy.HAND,) else ""
    parts = {"columns": columns.select("events", only), "links": asked.links, "groups": asked.groups, "day": asked.day}
    parts |= {"near": "", "told": "true", "from_links": f"{kind}links", "from_events": f"{kind}events"}
    if since:
        parts |= {"near": _NEAR.format(day=asked.day), "told": _TOLD_NEAR, "from_events": "near"}
    sql = _PLAIN_EVENTS if only is not None and _TOLD.isdisjoint(only) else _EVENTS
    return snapshot.table(sql.format(**parts), {**asked.values, **_narrow(ids, most), "since": since})


def links(
    store: Store,
    chosen: Filter,
    *,
    ids: Sequence[str] | None = None,
    events: Sequence[str] | None = None,
    most: int | None = None,
    only: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Links that the filter lets through, latest first, undated last; `ids` and `events` narrow to these, `only` gives
    some columns alone.
    """
    return _made(store, chosen, "links", ids, events, most, only)


def groups(
    store: Store,
    chosen: Filter,
    *,
    ids: Sequence[str] | None = None,
    events: Sequence[str] | None = None,
    most: int | None = None,
) -> pd.DataFrame:
    """Group statements that the filter lets through, latest first. A filter of pairs lets none through."""
    return _made(store, chosen, "groups", ids, events, most)


def _made(
    store: Store,
    chosen: Filter,
    table: str,
    ids: Sequence[str] | None,
    events: Sequence[str] | None,
    most: int | None,
    only: Sequence[str] | None = None,
) -> pd.DataFrame:
    if most == 0:
        return typed.empty(table, only)
    asked = selection.of(chosen)
    condition = {"links": asked.links, "groups": asked.groups}[table]
    sql = _MADE.format(columns=columns.select(table, only), table=table, condition=condition, day=asked.day)
    values = {**asked.values, **_narrow(ids, most), "events": None if events is None else list(events)}
    return typed.frame(table, store.snapshot(chosen.asof).table(sql, values), only)


def articles(
    store: Store, chosen: Filter, *, ids: Sequence[str] | None = None, most: int | None = None
) -> pd.DataFrame:
    """Articles that name the countries and pairs of the filter, latest first.

    Their clock is the day of publication. A filter that narrows links (category, status, lens ...) keeps the articles
    that hold such a link or group.
    """
    asked = selection.of(chosen)
    sql = _ARTICLES.format(columns=columns.select("articles"), condition=asked.articles)
    return typed.frame("articles", store.snapshot(chosen.asof).table(sql, {**asked.values, **_narrow(ids, most)}))


def mentions(
    store: Store, chosen: Filter, *, articles: Sequence[str] | None = None, most: int | None = None
) -> pd.DataFrame:
    """Mentions in the articles that `articles` gives; of the filter's countries only, where it names any."""
    asked = selection.of(chosen)
    named = "list_contains($countries, iso3)" if chosen.countries else "true"
    sql = _MENTIONS.format(columns=columns.select("mentions"), condition=asked.articles, named=named)
    values = {**asked.values, **_narrow(articles, most)}
    return typed.frame("mentions", store.snapshot(chosen.asof).table(sql, values))


def comentions(store: Store, chosen: Filter, *, most: int | None = None) -> pd.DataFrame:
    """Sentences that name two countries without a word that links them, in the articles of the filter."""
    asked = selection.of(chosen)
    parts = {"columns": columns.select("comentions"), "articles": asked.articles, "sides": selection.sides(chosen)}
    sql = _COMENTIONS.format(**parts)
    values = {**asked.values, **_narrow(None, most)}
    return typed.frame("comentions", store.snapshot(chosen.asof).table(sql, values))


def sources(store: Store, event_ids: Sequence[str], asof: str | dt.date | dt.datetime | None = None) -> pd.DataFrame:
    """The pages and articles that carry these events, in the order of the ledger or of publication."""
    sql = _SOURCES.format(columns=columns.select("sources"))
    return typed.frame("sources", store.snapshot(asof).table(sql, {"ids": list(event_ids)}))


def treaties(store: Store, asof: str | dt.date | dt.datetime | None = None) -> pd.DataFrame:
    """All treaties and memberships as known at a moment, by date of signing."""
    sql = _TREATIES.format(columns=columns.select("treaties"))
    return typed.frame("treaties", store.snapshot(asof).table(sql))


def _narrow(ids: Sequence[str] | None, most: int | None) -> dict[str, object]:
    return {"ids": None if ids is None else list(ids), "most": MOST if most is None else most}
