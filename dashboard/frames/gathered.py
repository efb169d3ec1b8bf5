"""Aggregates as the map and the timeline draw them: few rows, however many pairs the store holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..filters import Filter
from . import aggregates, selection, typed

if TYPE_CHECKING:
    import pandas as pd

    from ..store import Store

# The counts of arcs are summed to strands: both sides of a pair together, statuses of one class together. What cannot
# be summed, events and origins, is counted for the strands that are drawn alone.
_STRANDS = """
WITH counted AS (
    SELECT arc, count(*) AS links, min({day}) AS first, max({day}) AS last FROM links WHERE {links} GROUP BY arc
),
named AS (
    SELECT *, list_extract($kinds, list_position($statuses, status)) AS kind,
           CASE WHEN directed AND list_contains($split, pair) THEN source ELSE '' END AS way
    FROM counted JOIN arcs USING (arc)
),
summed AS (
    SELECT pair, polarity, kind, way, sum(links) AS links, min(first) AS first, max(last) AS last,
           coalesce(sum(links) FILTER (status = 'disputed'), 0) AS disputed,
           coalesce(sum(links) FILTER (directed AND source < target), 0) AS there,
           coalesce(sum(links) FILTER (directed AND source > target), 0) AS back, list(arc) AS arcs
    FROM named GROUP BY pair, polarity, kind, way
),
sites AS (SELECT unnest($placed) AS code),
drawn AS (
    SELECT unnest(arcs) AS arc, pair, polarity, kind, way FROM (
        SELECT * FROM summed SEMI JOIN sites a ON a.code = split_part(pair, '-', 1)
        SEMI JOIN sites b ON b.code = split_part(pair, '-', 2)
        ORDER BY links DESC, pair, polarity, kind, way LIMIT $most
    )
),
distinguished AS (
    SELECT pair, polarity, kind, way, {events} AS events, count(DISTINCT origin_number) AS origins
    FROM ({hits}) JOIN drawn USING (arc) GROUP BY pair, polarity, kind, way
)
SELECT pair, polarity, kind AS status_class,
       CASE WHEN 4 * greatest(there, back) >= 3 * links THEN split_part(pair, '-', 1 + (back > there)::INT) ELSE '' END
           AS source,
       CASE WHEN 4 * greatest(there, back) >= 3 * links THEN split_part(pair, '-', 2 - (back > there)::INT) ELSE '' END
           AS target,
       links, events, origins, disputed, first, last
FROM summed LEFT JOIN distinguished USING (pair, polarity, kind, way)
"""

_FAINT_STRANDS = """
SELECT pair, 'neutral' AS polarity, list_extract($kinds, list_position($statuses, 'comention')) AS status_class,
       '' AS source, '' AS target, links, events, origins, 0 AS disputed, first, last
FROM ({faint})
"""

_HEAVIEST = "SELECT * FROM ({strands}) ORDER BY links DESC, pair, polarity, status_class, source"

# Pairs that nobody asked for by name are one: a store of many pairs has a hundred thousand months of a pair.
_LANES = """
WITH lead AS (
    SELECT pair FROM (SELECT tie, count(*) AS links FROM links WHERE {links} GROUP BY tie) JOIN ties USING (tie)
    GROUP BY pair ORDER BY sum(links) DESC, pair LIMIT 1
),
lanes AS (
    SELECT tie, lane, polarity, status, dense_rank() OVER (ORDER BY lane, polarity, status) AS number
    FROM (
        SELECT *, CASE WHEN list_contains($apart, pair) OR pair IN (FROM lead) THEN pair ELSE 'other' END AS lane
        FROM ties
    )
)
SELECT month, lane AS pair, polarity, status, events, links
FROM (
    SELECT month, number, {events} AS events, count(link) AS links
    FROM (
        SELECT date_trunc('month', {month})::DATE AS month, tie, shared_event, 1 AS link FROM links WHERE {links}
    ) JOIN lanes USING (tie) GROUP BY month, number
) JOIN (SELECT DISTINCT number, lane, polarity, status FROM lanes) USING (number)
ORDER BY month NULLS LAST, pair, polarity, status
"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a map makes of arcs: `classes` gives each status its class, pairs in `split` keep a strand for each
    direction, and the `most` heaviest strands between two codes of `placed` are drawn.
    """

    classes: tuple[tuple[str, str], ...]
    placed: tuple[str, ...]
    split: tuple[str, ...] = ()
    most: int = 40


def strands(store: Store, chosen: Filter, drawing: Drawing) -> pd.DataFrame:
    """What the map draws: links counted by pair, polarity and class of status, those with most links first.

    A strand has a source and a target when three of four of its links or more go that way. Events and origins are
    counted for strands that are drawn. With the layer comention, countries named in one sentence stand among them.
    """
    asked = selection.of(chosen)
    hits = aggregates.HITS.format(key="arc", day=asked.day, links=asked.links)
    sql = _STRANDS.format(events=aggregates.OF_LINKS, hits=hits, day=asked.day, links=asked.links)
    if "comention" in chosen.layers:
        faint = aggregates.COMENTIONS.format(articles=asked.articles, sides=selection.sides(chosen))
        sql = aggregates.BOTH.format(ties=sql, faint=_FAINT_STRANDS.format(faint=faint))
    statuses, kinds = map(list, zip(*drawing.classes, strict=True))
    values = {"statuses": statuses, "kinds": kinds, "split": list(drawing.split)}
    values |= {"placed": list(drawing.placed), "most": drawing.most}
    answer = store.snapshot(chosen.asof).table(_HEAVIEST.format(strands=sql), {**asked.values, **values})
    return typed.frame("strands", answer)


def lanes(store: Store, chosen: Filter, apart: tuple[str, ...]) -> pd.DataFrame:
    """The density frame for a figure of few pairs: those in `apart` and the one with most links keep their rows, all
    others are counted together under the pair "other".
    """
    asked = selection.of(chosen)
    sql = _LANES.format(links=asked.links, month=aggregates.MONTH[chosen.clock], events=aggregates.OF_LINKS)
    return typed.frame("density", store.snapshot(chosen.asof).table(sql, {**asked.values, "apart": list(apart)}))
