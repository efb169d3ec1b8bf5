"""The steps, in SQL, from the stored rows to the views that readers share."""

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
       reading, row_number() OVER (ORDER BY id)::INTEGER AS number
FROM latest_articles
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
SELECT origin, row_number() OVER (ORDER BY origin)::INTEGER AS number
FROM (SELECT DISTINCT unnest(origins) AS origin FROM event_origins UNION SELECT DISTINCT origin FROM kept_articles)
"""

# An event with a single statement needs no DISTINCT to be counted once, whatever the filter: `shared_event` is its
# number only where several statements tell it.
_EVENT_NUMBERS = """
CREATE TEMP TABLE event_numbers AS
SELECT event, o.sources, o.published, len(o.origins) AS origins, n.origin_numbers[1] AS origin_number,
       CASE WHEN len(n.origin_numbers) > 1 THEN n.origin_numbers[2:] END AS more_origins,
       CASE WHEN s.statements > 1 THEN number END AS shared_event, number
FROM (SELECT *, row_number() OVER (ORDER BY event)::INTEGER AS number FROM event_origins) o
JOIN (
    SELECT event, list_sort(list(n.number)) AS origin_numbers
    FROM (SELECT event, unnest(origins) AS origin FROM event_origins) JOIN origin_numbers n USING (origin)
    GROUP BY event
) n USING (event)
LEFT JOIN (SELECT event, count(*) AS statements FROM statements GROUP BY event) s USING (event)
"""

_ARC_NUMBERS = """
CREATE TEMP TABLE arcs AS
SELECT row_number() OVER (ORDER BY source, target, directed, polarity, status)::INTEGER AS arc,
       dense_rank() OVER (ORDER BY pair, polarity, status)::INTEGER AS tie, *
FROM (
    SELECT DISTINCT CASE WHEN directed THEN source ELSE least(source, target) END AS source,
           CASE WHEN directed THEN target ELSE greatest(source, target) END AS target, pair, directed, polarity, status
    FROM latest_links
)
"""

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

_VIEW_EVENTS = """
CREATE TEMP VIEW events AS
SELECT e.*, n.number, n.origins, n.sources, n.published, e.date AS first_day,
       last_known(e.date, e.date_end, e.precision) AS last_day
FROM (SELECT * FROM hand_events UNION ALL SELECT * FROM machine_events) e
JOIN event_numbers n ON n.event = e.id
ORDER BY first_day, e.id
"""

_VIEW_LINKS = """
CREATE TEMP VIEW links AS
SELECT l.id, l.event, l.article, l.source, l.target, l.pair, l.directed, l.relation, l.category, l.polarity,
       l.intensity, l.status, l.asserted_by, l.denied_by, l.date, l.date_end, l.precision, l.words,
       coalesce(a.published, n.published) AS published, l.evidence, l.evidence_start, l.evidence_end,
       l.denial, l.denial_start, l.denial_end, coalesce(a.title, h.title) AS title,
       coalesce(a.outlet, f.publisher) AS outlet, coalesce(a.url, f.url) AS url,
       n.origins, l.coded_by, l.recorded_at, l.rule, l.stance, n.number AS event_number, n.shared_event,
       a.number AS article_number, coalesce(o.number, n.origin_number) AS origin_number,
       CASE WHEN a.id IS NULL THEN n.more_origins END AS more_origins, c.arc, c.tie,
       l.date AS first_day, last_known(l.date, l.date_end, l.precision) AS last_day
FROM latest_links l
JOIN event_numbers n ON n.event = l.event
JOIN arcs c ON c.source = CASE WHEN l.directed THEN l.source ELSE least(l.source, l.target) END
           AND c.target = CASE WHEN l.directed THEN l.target ELSE greatest(l.source, l.target) END
           AND c.directed = l.directed AND c.polarity = l.polarity AND c.status = l.status
LEFT JOIN kept_articles a ON a.id = l.article
LEFT JOIN origin_numbers o ON o.origin = a.origin
LEFT JOIN latest_events h ON h.id = l.event
LEFT JOIN latest_sources f ON f.event = h.id AND f.position = 1
WHERE l.article IS NULL AND h.id IS NOT NULL OR a.id IS NOT NULL
ORDER BY first_day, l.id
"""

_VIEW_GROUPS = """
CREATE TEMP VIEW groups AS
SELECT g.id, g.event, g.article, g.members, g.relation, g.category, g.polarity, g.status, g.asserted_by,
       g.denied_by, g.date, g.date_end, g.precision, g.words, coalesce(a.published, n.published) AS published,
       g.evidence, g.evidence_start, g.evidence_end, coalesce(a.title, h.title) AS title,
       coalesce(a.outlet, f.publisher) AS outlet, coalesce(a.url, f.url) AS url,
       n.origins, g.coded_by, g.recorded_at, g.rule, g.stance, n.number AS event_number, n.shared_event,
       a.number AS article_number, n.origin_number, n.more_origins,
       g.date AS first_day, last_known(g.date, g.date_end, g.precision) AS last_day
FROM latest_groups g
JOIN event_numbers n ON n.event = g.event
LEFT JOIN kept_articles a ON a.id = g.article
LEFT JOIN latest_events h ON h.id = g.event
LEFT JOIN latest_sources f ON f.event = h.id AND f.position = 1
WHERE g.article IS NULL AND h.id IS NOT NULL OR a.id IS NOT NULL
ORDER BY first_day, g.id
"""

_VIEW_MENTIONS = """
CREATE TEMP VIEW mentions AS
SELECT m.article, m.start, m."end", m.surface, m.iso3, m.kind, m.rule, a.outlet, a.published, m.id
FROM latest_mentions m JOIN kept_articles a ON a.id = m.article
ORDER BY m.article, m.start
"""

_VIEW_NAMED = """
CREATE TEMP VIEW named AS
SELECT m.article, m.iso3, count(*) AS mentions, any_value(a.published) AS published, any_value(a.number) AS number,
       any_value(o.number) AS origin_number
FROM latest_mentions m JOIN kept_articles a ON a.id = m.article JOIN origin_numbers o ON o.origin = a.origin
GROUP BY m.article, m.iso3
"""

_VIEW_ARTICLES = """
CREATE TEMP VIEW articles AS
SELECT a.id, a.title, a.outlet, a.url, a.published, a.language, a.words,
       coalesce(m.countries, []) AS countries, coalesce(l.links, 0) AS links, a.origin, a.not_coded, a.recorded_at,
       a.body_start, a.body_end, a.reading
FROM kept_articles a
LEFT JOIN (SELECT article, list_sort(list(DISTINCT iso3)) AS countries FROM latest_mentions GROUP BY article) m
       ON m.article = a.id
LEFT JOIN (SELECT article, count(*) AS links FROM latest_links GROUP BY article) l ON l.article = a.id
ORDER BY a.id
"""

_VIEW_SOURCES = """
CREATE TEMP VIEW sources AS
SELECT event, publisher, url, published, origin, NULL::VARCHAR AS article, position FROM latest_sources
UNION ALL
SELECT DISTINCT s.event, coalesce(a.outlet, ''), a.url, a.published, a.origin, a.id, 0
FROM statements s JOIN kept_articles a ON a.id = s.article
ORDER BY event, position, published, article
"""

_VIEW_PAGES = """
CREATE TEMP VIEW pages AS
SELECT n.number AS event_number, s.url FROM latest_sources s JOIN event_numbers n ON n.event = s.event
"""

_VIEW_TREATIES = """
CREATE TEMP VIEW treaties AS
SELECT id, name, kind, parties, signed, in_force, ended, note, members, sources, recorded_at
FROM latest_treaties ORDER BY signed, id
"""

_VIEW_COMENTIONS = """
CREATE TEMP VIEW comentions AS
SELECT c.id, c.article, c.source, c.target, c.pair, c.evidence, c.evidence_start, c.evidence_end, a.published, a.outlet,
       a.url, a.title, o.number AS origin_number, c.recorded_at
FROM latest_comentions c JOIN kept_articles a ON a.id = c.article JOIN origin_numbers o ON o.origin = a.origin
ORDER BY a.published, c.id
"""

_VIEW_SKETCHES = """
CREATE TEMP VIEW sketches AS SELECT id, origin, published, sketch FROM latest_articles WHERE len(sketch) > 0 ORDER BY id
"""

_DECIDED = """
SELECT '{table}' AS "table", id, reason, withdrawn, recorded_at FROM stored_{table}
WHERE reason IS NOT NULL AND (id, recorded_at) NOT IN (SELECT id, recorded_at FROM shadowed_{table})
"""

_VIEW_DECIDED = "CREATE TEMP VIEW decided AS " + " UNION ALL ".join(_DECIDED.format(table=table) for table in TABLES)

VIEWS = (
    "articles",
    "mentions",
    "named",
    "arcs",
    "links",
    "groups",
    "events",
    "sources",
    "pages",
    "treaties",
    "comentions",
    "sketches",
    "decided",
)
"""What is written, in this order."""

STEPS = (
    *(_SHADOWED.format(table=table) for table in TABLES),
    *(_LATEST.format(table=table) for table in TABLES),
    _ARTICLES,
    _STATEMENTS,
    _ORIGINS,
    _NUMBERS,
    _EVENT_NUMBERS,
    _ARC_NUMBERS,
    _DAYS,
    _HAND,
    _MACHINE,
    _VIEW_ARTICLES,
    _VIEW_MENTIONS,
    _VIEW_NAMED,
    _VIEW_LINKS,
    _VIEW_GROUPS,
    _VIEW_EVENTS,
    _VIEW_SOURCES,
    _VIEW_PAGES,
    _VIEW_TREATIES,
    _VIEW_COMENTIONS,
    _VIEW_SKETCHES,
    _VIEW_DECIDED,
)
