"""The part of a view that later batches add to an earlier view: only what they touch is worked out again.

A batch touches the rows it holds, the articles they come from, and the events those articles and rows tell of. All
statements of a touched event are read again, so that its counts are whole; everything else stays in the earlier view.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from . import schema
from .batches import Batch

LEAST = 20_000
"""Rows that may be added before a view is made anew, whatever its size."""

SHARE = 0.1
"""The same, as a share of the rows the earlier view was made from."""

GONE = {"event_number": "gone_events", "article_number": "gone_articles", "id": "gone_ids"}
"""For each key of `sql.VIEWS`, the table that lists what this part replaces in the earlier view."""

_OF_ARTICLE = ("mentions", "links", "groups", "comentions")
_OF_EVENT = ("links", "groups", "sources")

_FRESH = """
CREATE TEMP VIEW fresh_{table} AS SELECT * FROM whole_{table} WHERE list_contains(getvariable('fresh'), batch)
"""

_TOUCHED = """
SELECT {key} FROM whole_{table} WHERE {key} IS NOT NULL AND id IN (SELECT id FROM fresh_{table})
"""

_OWN_ARTICLES = "CREATE TEMP TABLE own_articles AS " + " UNION ".join(  # noqa: S608 - constants
    ["SELECT id FROM fresh_articles", *(_TOUCHED.format(table=table, key="article") for table in _OF_ARTICLE)]
)

_TOLD = "SELECT event FROM whole_{table} WHERE article IN (SELECT id FROM own_articles)"

_OWN_EVENTS = "CREATE TEMP TABLE own_events AS " + " UNION ".join(  # noqa: S608 - constants
    [
        "SELECT id AS event FROM fresh_events",
        *(_TOUCHED.format(table=table, key="event") for table in _OF_EVENT),
        *(_TOLD.format(table=table) for table in ("links", "groups")),
    ]
)

_STORED = """
CREATE TEMP TABLE stored_{table} AS SELECT * FROM whole_{table}
WHERE id IN (SELECT id FROM whole_{table} WHERE {key} IN (SELECT {own} FROM own_{owns}))
"""

# A link that was stored again after its withdrawal may tell of another event than before: the last one counts.
_ELSEWHERE = """
DELETE FROM stored_{table} WHERE id IN (
    SELECT id FROM stored_{table} GROUP BY id
    HAVING arg_max(event, recorded_at) NOT IN (SELECT event FROM own_events)
)
"""

_ARTICLES = """
CREATE TEMP TABLE stored_articles AS SELECT * EXCLUDE (text) FROM whole_articles
WHERE id IN (SELECT id FROM own_articles UNION SELECT article FROM stored_links UNION SELECT article FROM stored_groups)
"""

_KNOWN = (
    "CREATE TEMP TABLE known_articles AS SELECT id, article_number AS number FROM base_articles "
    "WHERE id IN (SELECT id FROM stored_articles)",
    "CREATE TEMP TABLE known_events AS SELECT id AS event, event_number AS number FROM base_events "
    "WHERE id IN (SELECT event FROM own_events)",
    "CREATE TEMP TABLE known_origins AS SELECT * FROM base_origins",
    "CREATE TEMP TABLE known_arcs AS SELECT * FROM base_arcs",
    """
    CREATE TEMP TABLE starts AS
    SELECT (SELECT coalesce(max(article_number), 0) FROM base_articles) AS articles,
           (SELECT coalesce(max(event_number), 0) FROM base_events) AS events,
           (SELECT coalesce(max(number), 0) FROM base_origins) AS origins,
           (SELECT coalesce(max(arc), 0) FROM base_arcs) AS arcs, (SELECT coalesce(max(tie), 0) FROM base_arcs) AS ties
    """,
    "CREATE TEMP TABLE gone_events AS SELECT number AS event_number FROM known_events",
    "CREATE TEMP TABLE gone_articles AS SELECT number AS article_number FROM known_articles "
    "WHERE id IN (SELECT id FROM own_articles)",
    "CREATE TEMP TABLE gone_ids AS "  # noqa: S608 - constants
    + " UNION ".join(
        f"SELECT id FROM fresh_{table} UNION SELECT id FROM stored_{table} WHERE reason IS NOT NULL"  # noqa: S608
        for table in schema.TABLES
    )
    + " UNION SELECT id FROM whole_treaties",
)

STEPS = (
    *(_FRESH.format(table=table) for table in schema.TABLES),
    _OWN_ARTICLES,
    _OWN_EVENTS,
    *(_STORED.format(table=table, key="event", own="event", owns="events") for table in _OF_EVENT),
    *(_ELSEWHERE.format(table=table) for table in ("links", "groups")),
    *(_STORED.format(table=table, key="article", own="id", owns="articles") for table in ("mentions", "comentions")),
    _STORED.format(table="events", key="id", own="event", owns="events"),
    "CREATE TEMP VIEW stored_treaties AS SELECT * FROM whole_treaties",
    _ARTICLES,
    *_KNOWN,
)
"""From `whole_*` (all stored rows) and `base_*` (the earlier view) to the `stored_*` rows that this part works out."""


def fits(base: Sequence[Batch], fresh: Sequence[Batch]) -> bool:
    """Whether so few rows were added to an earlier view that a part of its own is cheaper than a new view."""
    return _rows(fresh) <= max(LEAST, SHARE * _rows(base))


def _rows(batches: Sequence[Batch]) -> int:
    return sum(file.rows for batch in batches for file in batch.files)


def prepare(connection: duckdb.DuckDBPyConnection, base: Path, fresh: Sequence[Batch]) -> None:
    """Leave in the connection the rows to work out and the numbers to go on from; `whole_*` must be there."""
    for name in ("articles", "events", "origins", "arcs"):
        connection.read_parquet(str(base / f"{name}.parquet")).create_view(f"base_{name}")
    connection.execute("SET VARIABLE fresh = $ids", {"ids": [batch.id for batch in fresh]})
    for step in STEPS:
        connection.execute(step)


def join(connection: duckdb.DuckDBPyConnection, name: str, key: str | None, base: Path, part: Path) -> None:
    """A view of this name over the earlier view, what the part replaces left out, and the part."""
    connection.read_parquet(str(base / f"{name}.parquet")).create_view(f"base_{name}")
    connection.read_parquet(str(part / f"{name}.parquet")).create_view(f"part_{name}")
    kept = f"SELECT * FROM base_{name}"  # noqa: S608 - constants
    if key and connection.table(GONE[key]).limit(1).fetchall():
        kept += f" ANTI JOIN {GONE[key]} USING ({key})"
    connection.execute(f"CREATE VIEW {name} AS {kept} UNION ALL BY NAME SELECT * FROM part_{name}")  # noqa: S608
