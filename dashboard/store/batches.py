"""Batches: what makes rows visible, whole or not at all, in all tables at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from ..errors import StoreError
from . import disk, schema, tables

TABLE = "batches"
HEAD = "head"
"""Number and id of the newest batch: a store whose tail was lost is noticed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A set of rows that were stored together. `previous` is the id of the batch before: they form a chain."""

    number: int
    id: str
    previous: str
    recorded_at: dt.datetime
    kind: str
    note: str
    schema: int
    files: tuple[tables.File, ...]


def load(root: Path) -> tuple[Batch, ...]:
    """All visible batches in order. StoreError when the store is older, newer or damaged."""
    names = sorted(tables.files(root, TABLE))
    try:
        rows = [row for name in names for row in pq.read_table(root / TABLE / name).to_pylist()]
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"The list of batches of the store {root} is damaged; restore it from a copy.") from error
    found = tuple(_batch(row) for row in rows)
    _check(root, found)
    return found


def _batch(row: dict[str, object]) -> Batch:
    files = tuple(tables.File(**file) for file in row.pop("files"))
    return Batch(**row, files=files)


def _check(root: Path, found: Sequence[Batch]) -> None:
    for batch in found:
        if batch.schema != schema.VERSION:
            age = "an older" if batch.schema < schema.VERSION else "a newer"
            raise StoreError(
                f"The store {root} was made by {age} version of this program; move it away and build it again "
                "with: python -m dashboard build"
            )
    chain = ["", *(batch.id for batch in found)]
    whole = all(batch.number == place and batch.previous == chain[place - 1] for place, batch in enumerate(found, 1))
    newest = _newest(root)
    if not whole or len(found) < newest or DeltaTable(root / TABLE).version() != len(found):
        raise StoreError(f"The store {root} has lost a batch; restore it from a copy.")


def _newest(root: Path) -> int:
    """The number of the newest batch that was ever seen; 0 where none is noted."""
    head = root / HEAD
    try:
        return int(head.read_text(encoding="utf-8").split()[0]) if head.exists() else 0
    except (OSError, ValueError, IndexError) as error:
        raise StoreError(
            f"{head} of the store is damaged: it should hold the number and id of the newest batch. "
            "Restore it from a copy, or delete it if the rest is whole."
        ) from error


def append(root: Path, batch: Batch) -> None:
    """Make a batch visible: from here on, and not before, its rows count."""
    row = asdict(batch)
    name = f"{batch.number:08d}-{batch.id}.parquet"
    with disk.ready(root / HEAD, f"{batch.number} {batch.id}\n"):
        tables.append(root, TABLE, name, pa.Table.from_pylist([row], schema.BATCHES))


def changed(root: Path, seen: int) -> bool:
    """Whether batches were added after the first `seen`: one look at the disk."""
    return (root / TABLE / "_delta_log" / f"{seen + 1:020d}.json").exists()
