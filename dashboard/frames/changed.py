"""What changed between two moments of knowledge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..filters import Filter
from . import selection, typed

if TYPE_CHECKING:
    import pandas as pd

    from ..store import Snapshot, Store

Row = dict[str, Any]
_LONG_AGO = dt.datetime(1, 1, 1, tzinfo=dt.UTC)

_SINCE = """
SELECT id, event, {pair} AS pair, title, date, status, recorded_at FROM {table}
WHERE {condition} AND recorded_at > $since
"""

_BEFORE = "SELECT id, status FROM {table} WHERE list_contains($ids, id)"

_LOST = """
SELECT id, event, {pair} AS pair, title, date, status, article FROM {table}
WHERE {condition} AND (list_contains($ids, id) OR list_contains($ids, event) OR list_contains($ids, article))
"""

_EVENTS = "SELECT id, title, date, origins, recorded_at FROM events WHERE list_contains($ids, id)"

_DECIDED = "SELECT id, reason, withdrawn, recorded_at FROM decided WHERE recorded_at > $since"

_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("what", "id", "event", "pair", "title", "before", "after", "reason")]
    + [("date", pa.date32()), ("recorded_at", pa.timestamp("us", tz="UTC"))]
)

_ORDER = ("new event", "new link", "new group", "status", "withdrawn", "new origin", "other")


def changes(
    store: Store,
    chosen: Filter,
    earlier: str | dt.date | dt.datetime,
    later: str | dt.date | dt.datetime | None = None,
) -> pd.DataFrame:
    """New events, links and groups, status flips, what was withdrawn, new origins, other corrections.

    Compares the state known at `earlier` with that at `later` (None: now) for what passes the filter; the filter's
    own as-of is not looked at. Ordered by kind, then by the moment the change was recorded, latest first.
    """
    before, after = store.snapshot(earlier), store.snapshot(later)
    since = {"since": before.recorded_at or _LONG_AGO}
    decided = {row["id"]: row for row in after.table(_DECIDED, since).to_pylist()}
    asked = selection.of(chosen)
    found: list[Row] = []
    for table, condition in (("links", asked.links), ("groups", asked.groups)):
        parts = {"table": table, "condition": condition, "pair": "pair" if table == "links" else "''"}
        new = after.table(_SINCE.format(**parts), {**asked.values, **since}).to_pylist()
        found += _new_or_turned(before, table, new, decided)
        found += _withdrawn(before, after, parts, asked.values, decided)
    found += _events(before, after, {row["event"] for row in found})
    found.sort(key=lambda row: (_ORDER.index(row["what"]), -row["recorded_at"].timestamp(), row["id"]))
    return typed.frame("changes", pa.Table.from_pylist(found, _SCHEMA))


def _new_or_turned(before: Snapshot, table: str, new: list[Row], decided: dict[str, Row]) -> Iterator[Row]:
    known = dict(before.rows(_BEFORE.format(table=table), {"ids": [row["id"] for row in new]}))
    for row in new:
        was = known.get(row["id"])
        turned = "status" if was != row["status"] else "other"
        what = f"new {table[:-1]}" if was is None else turned
        reason = decided.get(row["id"], {}).get("reason")
        yield {**row, "what": what, "before": was, "after": row["status"], "reason": reason}


def _withdrawn(
    before: Snapshot, after: Snapshot, parts: dict[str, str], values: dict[str, Any], decided: dict[str, Row]
) -> Iterator[Row]:
    ids = [id for id, row in decided.items() if row["withdrawn"]]
    lost = before.table(_LOST.format(**parts), {**values, "ids": ids}).to_pylist()
    still = dict(after.rows(_BEFORE.format(**parts), {"ids": [row["id"] for row in lost]}))
    for row in lost:
        cause = next(decided[row[key]] for key in ("id", "article", "event") if row[key] in decided)
        if row["id"] not in still:
            why = {"reason": cause["reason"], "recorded_at": cause["recorded_at"]}
            yield {**row, **why, "what": "withdrawn", "before": row["status"], "after": None}


def _events(before: Snapshot, after: Snapshot, ids: set[str]) -> Iterator[Row]:
    """New events, and events that more origins report than before, among these ids."""
    asked = {"ids": sorted(ids)}
    known = {row["id"]: row["origins"] for row in before.table(_EVENTS, asked).to_pylist()}
    for row in after.table(_EVENTS, asked).to_pylist():
        was = known.get(row["id"])
        if was is None or was < row["origins"]:
            told = {"event": row["id"], "before": was and str(was), "after": str(row["origins"])}
            yield {**row, **told, "what": "new event" if was is None else "new origin"}
