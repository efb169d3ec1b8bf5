"""The last steps, in SQL: from the latest rows to the views that readers share."""

from __future__ import annotations

from .schema import TABLES

_VIEW_ARCS = "CREATE TEMP VIEW arcs AS SELECT * FROM new_arcs"
_VIEW_TIES = """
CREATE TEMP VIEW ties AS
SELECT DISTINCT tie, pair, polarity, status FROM new_arcs WHERE tie NOT IN (SELECT tie FROM known_arcs)
"""

_VIEW_ORIGINS = "CREATE TEMP VIEW origins AS SELECT * FROM origin_numbers ANTI JOIN known_origins USING (origin)"

_VIEW_EVENTS = """
CREATE TEMP VIEW events AS
SELECT e.*, n.number AS event_number, n.origins, n.sources, n.published, e.date AS first_day,
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
JOIN arc_numbers c ON c.source = CASE WHEN l.directed THEN l.source ELSE least(l.source, l.target) END
           AND c.target = CASE WHEN l.directed THEN l.target ELSE greatest(l.source, l.target) END
           AND c.directed = l.directed AND c.polarity = l.polarity AND c.status = l.status
LEFT JOIN kept_articles a ON a.id = l.article
LEFT JOIN origin_numbers o ON o.origin = a.origin
LEFT JOIN latest_events h ON h.id = l.event
LEFT JOIN latest_sources f ON f.event = h.id AND f.position = 1
WHERE l.article IS NULL AND h.id IS NOT NULL OR a.id IS NOT NULL
ORDER BY first_day, l.id
"""

# The few links of the ledger, which alone have several origins and pages: kept apart, so that counting those reads
# them alone.
_VIEW_LEDGER_LINKS = "CREATE TEMP VIEW ledger_links AS SELECT * FROM links WHERE article IS NULL ORDER BY first_day, id"

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
SELECT m.article, m.start, m."end", m.surface, m.iso3, m.kind, m.rule, a.outlet, a.published, m.id,
       a.number AS article_number
FROM latest_mentions m JOIN kept_articles a ON a.id = m.article
ORDER BY m.article, m.start
"""

_VIEW_NAMED = """
CREATE TEMP VIEW named AS
SELECT m.article, m.iso3, count(*) AS mentions, any_value(a.published) AS published,
       any_value(a.number) AS article_number, any_value(o.number) AS origin_number
FROM latest_mentions m JOIN kept_articles a ON a.id = m.article JOIN origin_numbers o ON o.origin = a.origin
GROUP BY m.article, m.iso3
"""

_VIEW_ARTICLES = """
CREATE TEMP VIEW articles AS
SELECT a.id, a.title, a.outlet, a.url, a.published, a.language, a.words,
       coalesce(m.countries, []) AS countries, coalesce(l.links, 0) AS links, a.origin, a.not_coded, a.recorded_at,
       a.body_start, a.body_end, a.reading, a.number AS article_number
FROM kept_articles a JOIN own_articles USING (id)
LEFT JOIN (SELECT article, list_sort(list(DISTINCT iso3)) AS countries FROM latest_mentions GROUP BY article) m
       ON m.article = a.id
LEFT JOIN (SELECT article, count(*) AS links FROM latest_links GROUP BY article) l ON l.article = a.id
ORDER BY a.id
"""

# The ledger's events, which alone have a place: the map reads them without reading the others.
_VIEW_LEDGER_EVENTS = """
CREATE TEMP VIEW ledger_events AS SELECT * FROM events WHERE coded_by = 'hand' ORDER BY first_day, id
"""

_VIEW_SOURCES = """
CREATE TEMP VIEW sources AS
SELECT s.*, n.number AS event_number FROM (
    SELECT event, publisher, url, published, origin, NULL::VARCHAR AS article, position FROM latest_sources
    UNION ALL
    SELECT DISTINCT s.event, coalesce(a.outlet, ''), a.url, a.published, a.origin, a.id, 0
    FROM statements s JOIN kept_articles a ON a.id = s.article
) s JOIN event_numbers n USING (event)
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
       a.url, a.title, o.number AS origin_number, c.recorded_at, a.number AS article_number
FROM latest_comentions c JOIN kept_articles a ON a.id = c.article JOIN origin_numbers o ON o.origin = a.origin
ORDER BY a.published, c.id
"""

_VIEW_SKETCHES = """
CREATE TEMP VIEW sketches AS
SELECT s.id, s.origin, s.published, s.sketch, a.number AS article_number
FROM latest_articles s JOIN own_articles USING (id) JOIN kept_articles a USING (id)
WHERE len(s.sketch) > 0 ORDER BY s.id
"""

_DECIDED = """
SELECT '{table}' AS "table", id, reason, withdrawn, recorded_at FROM stored_{table}
WHERE reason IS NOT NULL AND (id, recorded_at) NOT IN (SELECT id, recorded_at FROM shadowed_{table})
"""

_VIEW_DECIDED = "CREATE TEMP VIEW decided AS " + " UNION ALL ".join(_DECIDED.format(table=table) for table in TABLES)

VIEWS = {
    "articles": "article_number",
    "mentions": "article_number",
    "named": "article_number",
    "origins": None,
    "arcs": None,
    "ties": None,
    "links": "event_number",
    "ledger_links": "event_number",
    "groups": "event_number",
    "events": "event_number",
    "ledger_events": "event_number",
    "sources": "event_number",
    "pages": "event_number",
    "treaties": "id",
    "comentions": "article_number",
    "sketches": "article_number",
    "decided": "id",
}
"""What is written, in this order, and the column by which a later part replaces rows of an earlier one."""

STEPS = (
    _VIEW_ARTICLES,
    _VIEW_MENTIONS,
    _VIEW_NAMED,
    _VIEW_ORIGINS,
    _VIEW_ARCS,
    _VIEW_TIES,
    _VIEW_LINKS,
    _VIEW_LEDGER_LINKS,
    _VIEW_GROUPS,
    _VIEW_EVENTS,
    _VIEW_LEDGER_EVENTS,
    _VIEW_SOURCES,
    _VIEW_PAGES,
    _VIEW_TREATIES,
    _VIEW_COMENTIONS,
    _VIEW_SKETCHES,
    _VIEW_DECIDED,
)
