"""The first steps, in SQL: from all stored states to the latest rows, with events, origins and numbers."""

from __future__ import annotations

from .schema import TABLES

_LATEST = """
CREATE TEMP VIEW latest_{table} AS
SELECT s.* FROM stored_{table} s
WHERE NOT s.withdrawn AND (s.id, s.recorded_at) NOT IN (SELECT id, recorded_at FROM shadowed_{table})
"""

_SHADOWED = """
CREATE TEMP TABLE shadowed_{table} AS
SELECT s.id, s.recorded_at FROM stored_{table} s
JOIN (SELECT id, max(recorded_at) AS last FROM stored_{table} GROUP BY id HAVING count(*) > 1) newest USING (id)
WHERE s.recorded_at < newest.last
"""

_ARTICLES = """
CREATE TEMP TABLE kept_articles AS
SELECT id, title, outlet, url, published, language, words, origin, not_coded, recorded_at, body_start, body_end,
       reading,
       coalesce(k.number, (SELECT articles FROM starts) + row_number() OVER (ORDER BY id))::INTEGER AS number
FROM latest_articles LEFT JOIN known_articles k USING (id)
"""

_STATEMENTS = """
CREATE TEMP VIEW statements AS
SELECT l.id, l.event, l.article, l.date, l.date_end, l.precision, l.evidence, l.category, l.recorded_at,
       NULL AS members FROM latest_links l
UNION ALL
SELECT g.id, g.event, g.article, g.date, g.date_end, g.precision, g.evidence, g.category, g.recorded_at,
       g.members FROM latest_groups g
"""

_ORIGINS = """
CREATE TEMP TABLE event_origins AS
SELECT event, count(*) AS sources, min(published) AS published, list_sort(list(DISTINCT origin)) AS origins FROM (
    SELECT event, url, published, origin FROM latest_sources
    UNION
    SELECT s.event, a.id, a.published, a.origin FROM statements s JOIN kept_articles a ON a.id = s.article
) GROUP BY event
"""

_NUMBERS = """
CREATE TEMP TABLE origin_numbers AS
SELECT origin, number FROM known_origins
UNION ALL
SELECT origin, ((SELECT origins FROM starts) + row_number() OVER (ORDER BY origin))::INTEGER
FROM (
    SELECT unnest(origins) AS origin FROM event_origins UNION SELECT origin FROM kept_articles
    EXCEPT SELECT origin FROM known_origins
)
"""

# An event with a single statement needs no DISTINCT to be counted once, whatever the filter: `shared_event` is its
# number only where several statements tell it.
_EVENT_NUMBERS = """
CREATE TEMP TABLE event_numbers AS
SELECT event, o.sources, o.published, len(o.origins) AS origins, n.origin_numbers[1] AS origin_number,
       CASE WHEN len(n.origin_numbers) > 1 THEN n.origin_numbers[2:] END AS more_origins,
       CASE WHEN s.statements > 1 THEN number END AS shared_event, number
FROM (
    SELECT event_origins.*,
           coalesce(k.number, (SELECT events FROM starts) + row_number() OVER (ORDER BY event))::INTEGER AS number
    FROM event_origins LEFT JOIN known_events k USING (event)
) o
JOIN (
    SELECT event, list_sort(list(n.number)) AS origin_numbers
    FROM (SELECT event, unnest(origins) AS origin FROM event_origins) JOIN origin_numbers n USING (origin)
    GROUP BY event
) n USING (event)
LEFT JOIN (SELECT event, count(*) AS statements FROM statements GROUP BY event) s USING (event)
"""

# What the map draws as one arc, and what a matrix or timeline counts together, each under a number.
_NEW_ARCS = """
CREATE TEMP TABLE new_arcs AS
SELECT ((SELECT arcs FROM starts) + row_number() OVER (ORDER BY source, target, directed, polarity, status))::INTEGER
           AS arc,
       coalesce(k.tie, (SELECT ties FROM starts) + dense_rank() OVER (ORDER BY pair, polarity, status))::INTEGER AS tie,
       n.*
FROM (
    SELECT CASE WHEN directed THEN source ELSE least(source, target) END AS source,
           CASE WHEN directed THEN target ELSE greatest(source, target) END AS target, pair, directed, polarity, status
    FROM latest_links
    EXCEPT SELECT source, target, pair, directed, polarity, status FROM known_arcs
) n LEFT JOIN (SELECT DISTINCT tie, pair, polarity, status FROM known_arcs) k USING (pair, polarity, status)
"""

_ARCS = "CREATE TEMP TABLE arc_numbers AS SELECT * FROM known_arcs UNION ALL BY NAME SELECT * FROM new_arcs"

_HAND = """
CREATE TEMP VIEW hand_events AS
SELECT id, date, date_end, precision, title, summary, category, members, place, place_country, lat, lon,
       'hand' AS coded_by, recorded_at
FROM latest_events
"""

# The date of a machine-coded event is the earliest of the most exact ones its links give; its words are those
# of the article that was published first.
_MACHINE = """
CREATE TEMP VIEW machine_events AS
SELECT s.event AS id,
       min_by(s.date, (p.rank, s.date)) AS date, min_by(s.date_end, (p.rank, s.date)) AS date_end,
       coalesce(min_by(s.precision, (p.rank, s.date)), 'unresolved') AS precision,
       coalesce(min_by(coalesce(a.title, s.evidence), (coalesce(a.published, DATE '9999-12-31'), s.id)), '') AS title,
       min_by(s.evidence, (coalesce(a.published, DATE '9999-12-31'), s.id)) AS summary,
       min_by(s.category, (coalesce(a.published, DATE '9999-12-31'), s.id)) AS category,
       any_value(s.members) AS members,
       NULL::VARCHAR AS place, NULL::VARCHAR AS place_country, NULL::DOUBLE AS lat, NULL::DOUBLE AS lon,
       'machine' AS coded_by, min(s.recorded_at) AS recorded_at
FROM statements s
JOIN kept_articles a ON a.id = s.article
LEFT JOIN (VALUES ('day', 1), ('month', 2), ('year', 3), ('unresolved', 4)) p(precision, rank)
       ON p.precision = s.precision
GROUP BY s.event
"""

_DAYS = """
CREATE TEMP MACRO last_known(date, date_end, precision) AS
CASE precision WHEN 'day' THEN coalesce(date_end, date)
               WHEN 'month' THEN coalesce(date_end, last_day(date))
               WHEN 'year' THEN coalesce(date_end, make_date(year(date), 12, 31)) END
"""

# A part that stands on no other begins all numbers at one and holds every article.
ALONE = (
    "CREATE TEMP TABLE starts AS SELECT 0 AS articles, 0 AS events, 0 AS origins, 0 AS arcs, 0 AS ties",
    "CREATE TEMP TABLE known_articles (id VARCHAR, number INTEGER)",
    "CREATE TEMP TABLE known_events (event VARCHAR, number INTEGER)",
    "CREATE TEMP TABLE known_origins (origin VARCHAR, number INTEGER)",
    "CREATE TEMP TABLE known_arcs (arc INTEGER, tie INTEGER, source VARCHAR, target VARCHAR, pair VARCHAR, "
    "directed BOOLEAN, polarity VARCHAR, status VARCHAR)",
    "CREATE TEMP VIEW own_articles AS SELECT DISTINCT id FROM stored_articles",
)

STEPS = (
    *(_SHADOWED.format(table=table) for table in TABLES),
    *(_LATEST.format(table=table) for table in TABLES),
    _ARTICLES,
    _STATEMENTS,
    _ORIGINS,
    _NUMBERS,
    _EVENT_NUMBERS,
    _NEW_ARCS,
    _ARCS,
    _DAYS,
    _HAND,
    _MACHINE,
)
