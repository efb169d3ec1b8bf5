"""Articles into the store: what is new, what is read otherwise than before, and what is there already."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..models import Extraction
from . import comentions, records, writer
from .origins import DAYS, Known, Origins
from .tellings import Events, event_id, telling

if TYPE_CHECKING:
    from . import Snapshot, Store

GONE = "not found when the article was read again"
"""Why a row was withdrawn when no person did it."""

OF_ARTICLE = ("mentions", "links", "groups", "comentions")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an ingest did, as ids of articles. `batch` is None when nothing was new."""

    batch: str | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]

    def in_words(self) -> str:
        """What happened, in a sentence."""
        parts = [
            f"{len(ids)} {word}"
            for ids, word in (
                (self.added, "added"),
                (self.changed, "read again with other results"),
                (self.unchanged, "already there, nothing changed"),
            )
            if ids
        ]
        return f"{'; '.join(parts) or 'nothing to add'}."


@dataclass(slots=True)
class _Plan:
    """The rows of a batch as they are gathered."""

    rows: records.Rows = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    def add(self, table: str, rows: Iterable[records.Row]) -> None:
        self.rows.setdefault(table, []).extend(rows)


def ingest(store: Store, extractions: Iterable[Extraction], recorded_at: dt.datetime | None) -> Outcome:
    """Store the articles as one batch, whole or not at all. Reading an article twice changes nothing."""
    # The order inside a batch must not depend on the order of files: earliest report first.
    found = sorted(extractions, key=lambda one: (one.article.published or dt.date.max, one.article.id))
    with writer.alone(store.path):
        plan = _plan(store.snapshot(), found)
        batch = None
        if any(plan.rows.values()):
            batch = writer.append(store, plan.rows, "ingest", "", recorded_at)
    return Outcome(
        batch.id if batch else None, tuple(plan.added), tuple(plan.changed), tuple(dict.fromkeys(plan.unchanged))
    )


def _plan(snapshot: Snapshot, found: Sequence[Extraction]) -> _Plan:
    plan = _Plan()
    ids = [one.article.id for one in found]
    known = dict(snapshot.rows("SELECT id, reading FROM articles WHERE list_contains($ids, id)", {"ids": ids}))
    fresh = [(one, rows) for one in found if (rows := _rows(one)) and _is_news(plan, known, one, rows)]
    if fresh:
        _settle_origins(snapshot, fresh)
        _settle_events(snapshot, fresh)
    for one, rows in fresh:
        _gather(snapshot, plan, one, rows, again=one.article.id in plan.changed)
    return plan


def _rows(one: Extraction) -> records.Rows:
    rows = records.of_extraction(one)
    rows["comentions"] = list(comentions.of(one))
    rows["articles"][0]["reading"] = _reading(rows)
    return rows


def _reading(rows: records.Rows) -> str:
    """A digest of all that was read out of the article; the moment of retrieval is no part of it."""
    told = {table: [dict(sorted(row.items())) for row in found] for table, found in rows.items()}
    told["articles"] = [{key: value for key, value in rows["articles"][0].items() if key != "retrieved"}]
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()[:20]


def _is_news(plan: _Plan, known: dict[str, str], one: Extraction, rows: records.Rows) -> bool:
    id, reading = one.article.id, rows["articles"][0]["reading"]
    if known.get(id) == reading or id in plan.added or id in plan.changed:
        plan.unchanged.append(id)
        return False
    (plan.changed if id in known else plan.added).append(id)
    return True


def _settle_origins(snapshot: Snapshot, fresh: Sequence[tuple[Extraction, records.Rows]]) -> None:
    days = [one.article.published for one, _ in fresh if one.article.published]
    reach = dt.timedelta(days=DAYS)
    window = {"first": min(days, default=dt.date.max) - reach, "last": max(days, default=dt.date.min + reach) + reach}
    window["all"] = len(days) < len(fresh)
    stored = snapshot.rows(
        "SELECT id, origin, published, sketch FROM sketches "
        "WHERE $all OR published IS NULL OR published BETWEEN $first AND $last ORDER BY id",
        window,
    )
    ids = {one.article.id for one, _ in fresh}
    origins = Origins(Known(id, origin, day, tuple(drawn)) for id, origin, day, drawn in stored if id not in ids)
    for one, rows in fresh:
        rows["articles"][0]["origin"], rows["articles"][0]["sketch"] = origins.settle(one.article)


_TOLD = """
SELECT id, event, pair, NULL AS members, relation, polarity, date, date_end, precision, evidence, published
FROM links WHERE coded_by = 'machine' AND list_contains($pairs, pair)
UNION ALL
SELECT id, event, NULL, members, relation, polarity, date, date_end, precision, evidence, published
FROM groups WHERE coded_by = 'machine' AND $grouped
"""


def _settle_events(snapshot: Snapshot, fresh: Sequence[tuple[Extraction, records.Rows]]) -> None:
    made = [(one, row) for one, rows in fresh for row in (*rows["links"], *rows["groups"])]
    pairs = sorted({row["pair"] for _, row in made if "pair" in row})
    grouped = any("members" in row for _, row in made)
    stored = snapshot.table(_TOLD, {"pairs": pairs, "grouped": grouped}).to_pylist()
    settled = {row["id"]: row["event"] for row in stored}
    events = Events(_beginnings(stored))
    for one, row in made:
        row["event"] = settled.get(row["id"]) or events.settle(row["id"], telling(row, one.article.published))


def _beginnings(stored: Iterable[dict[str, Any]]) -> list[tuple[str, Any]]:
    """The first telling of each stored event; where it was withdrawn, the one with the smallest id."""
    first: dict[str, dict[str, Any]] = {}
    for row in sorted(stored, key=lambda row: row["id"]):
        if row["event"] not in first or event_id(row["id"]) == row["event"]:
            first[row["event"]] = row
    return [(event, telling(row, row["published"])) for event, row in sorted(first.items())]


def _gather(snapshot: Snapshot, plan: _Plan, one: Extraction, rows: records.Rows, *, again: bool) -> None:
    """The rows of one article; read again, what a person corrected or withdrew stays as the person left it."""
    plan.add("articles", rows["articles"])
    for table in OF_ARTICLE:
        if not again:
            plan.add(table, rows.get(table, ()))
            continue
        settled = _settled_by_person(snapshot, table)
        new = {row["id"]: row for row in rows.get(table, ()) if row["id"] not in settled}
        old = {id for (id,) in snapshot.rows(_IDS[table], {"article": one.article.id})} - settled
        plan.add(table, new.values())
        plan.add(table, ({"id": id, "withdrawn": True, "reason": GONE} for id in sorted(old - new.keys())))


_IDS = {table: f"SELECT id FROM {table} WHERE article = $article" for table in OF_ARTICLE}  # noqa: S608 - constants


def _settled_by_person(snapshot: Snapshot, table: str) -> set[str]:
    asked = {"table": table, "gone": GONE}
    return {id for (id,) in snapshot.rows('SELECT id FROM decided WHERE "table" = $table AND reason <> $gone', asked)}
