"""Corrections and withdrawals by a person: new rows, each with its reason; nothing is changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import BadInput
from ..models import Polarity, Relation, Status
from . import records, schema, writer
from .batches import Batch

if TYPE_CHECKING:
    from . import Store

TABLES = ("articles", "links", "groups", "events", "comentions", "mentions")
"""Tables whose rows a person can withdraw, in the order in which an id is looked up."""

CLOSED = {"status": Status, "polarity": Polarity, "relation": Relation}
FIELDS = ("status", "polarity", "relation", "directed", "source", "target", "asserted_by", "denied_by")
"""What a person can correct in a link; of a group all but directed, source and target."""

REVIEWED = "review"
"""The `stance` of a row that a person corrected."""


def withdraw(store: Store, ids: Iterable[str], reason: str) -> Batch:
    """Withdraw articles (with all that was read out of them), links, groups or events.

    Raises BadInput when an id is unknown or withdrawn already, or no reason is given.
    """
    wanted = list(dict.fromkeys(ids))
    _check_reason(reason)
    with writer.alone(store.path):
        rows: records.Rows = {}
        for id in wanted:
            row = {"id": id, "withdrawn": True, "reason": reason.strip()}
            rows.setdefault(_table_of(store, id), []).append(row)
        if not rows:
            raise BadInput("Nothing was chosen to withdraw; give at least one id.")
        return writer.append(store, rows, "withdraw", reason.strip(), None)


def correct(store: Store, id: str, changes: Mapping[str, Any], reason: str) -> Batch:
    """Correct fields of a link or group. Raises BadInput when the id, a field or a value is unknown."""
    _check_reason(reason)
    with writer.alone(store.path):
        table = _table_of(store, id)
        if table not in ("links", "groups"):
            raise BadInput(f"{id} is in the table {table}; only links and groups can be corrected.")
        row = _current(store, table, id)
        row |= _checked(table, changes) | {"reason": reason.strip(), "stance": REVIEWED}
        if table == "links":
            row["pair"] = records.pair(row["source"], row["target"])
        return writer.append(store, {table: [row]}, "correct", reason.strip(), None)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput("A correction needs a reason; say in a sentence what was wrong.")


def _table_of(store: Store, id: str) -> str:
    snapshot = store.snapshot()
    for table in TABLES:
        if snapshot.rows(_HAS[table], {"id": id}):
            return table
    raise BadInput(f"{id[:60]!r} names nothing that the store holds now; it may have been withdrawn already.")


def _current(store: Store, table: str, id: str) -> dict[str, Any]:
    stored = [name for name in schema.TABLES[table].names if name not in schema.STATE]
    row = store.snapshot().table(_ROW[table], {"id": id}).to_pylist()[0]
    return {name: row[name] for name in stored}


def _checked(table: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    allowed = FIELDS if table == "links" else tuple(f for f in FIELDS if f not in ("directed", "source", "target"))
    for name, value in changes.items():
        if name not in allowed:
            raise BadInput(f"{name!r} cannot be corrected; choose one of {', '.join(allowed)}.")
        if name in CLOSED and value not in set(CLOSED[name]):
            raise BadInput(f"{name} cannot be {value!r}; choose one of {', '.join(CLOSED[name])}.")
    if not changes:
        raise BadInput("Nothing was changed; give at least one field.")
    return {name: list(value) if isinstance(value, tuple) else value for name, value in changes.items()}


_HAS = {table: f"SELECT 1 FROM {table} WHERE id = $id LIMIT 1" for table in TABLES}  # noqa: S608 - constants
_ROW = {table: f"SELECT * FROM {table} WHERE id = $id" for table in ("links", "groups")}  # noqa: S608 - constants
