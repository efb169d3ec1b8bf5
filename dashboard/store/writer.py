"""Everything that changes the store: under one lock, in batches, whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from filelock import FileLock, Timeout

from .. import ledger as ledgers
from ..errors import BadInput, StoreError
from ..models import make_id
from . import batches, disk, records, schema, tables
from .batches import Batch

if TYPE_CHECKING:
    from . import Store

PATIENCE = 120
"""Seconds that a writer waits for another one."""

POLL = 0.01
"""Seconds between two looks at the lock."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of all writers; it stands beside the store and goes with the process that holds it.

    Who waits holds the place in the queue, so that a busy writer cannot take turn after turn.
    """
    with disk.guarded(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        queue, lock = (FileLock(path.with_name(f".{path.name}.{name}"), timeout=PATIENCE) for name in ("queue", "lock"))
        try:
            with queue.acquire(poll_interval=POLL):
                lock.acquire(poll_interval=POLL)
        except Timeout as error:
            raise StoreError("Another program is writing to the store; wait for it, then try again.") from error
    try:
        yield
    finally:
        lock.release()


def build(store: Store, folder: Path, progress: Callable[[int, int, str], None]) -> None:
    """Make the store from the ledger, or add what is new in the ledger to the store that is there."""
    progress(0, 4, "Reading the ledger")
    ledger = ledgers.load(folder)
    with alone(store.path):
        progress(1, 4, "Writing the events")
        if store.exists:
            _add(store, ledger)
        else:
            _build_anew(store, ledger)
    progress(3, 4, "Preparing the views")
    store.snapshot()
    progress(4, 4, "Done")


def _build_anew(store: Store, ledger: ledgers.Ledger) -> None:
    """Build beside the place and move there: nobody ever sees half a store."""
    draft = type(store)(store.path.with_name(f".{store.path.name}.{os.getpid()}"))
    with disk.guarded(store.path):
        shutil.rmtree(draft.path, ignore_errors=True)
        try:
            _create(draft.path)
            _add(draft, ledger)
            draft.path.replace(store.path)
            disk.sync(store.path.parent)
        finally:
            shutil.rmtree(draft.path, ignore_errors=True)


def put_aside(store: Store) -> Path:
    """Rename the store to a name that tells when, and return it."""
    aside = store.path.with_name(f"{store.path.name}.{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}")
    with alone(store.path), disk.guarded(store.path):
        store.path.replace(aside)
        disk.sync(store.path.parent)
    store.forget()
    return aside


def _create(root: Path) -> None:
    root.mkdir(parents=True)
    for name, columns in {**schema.TABLES, batches.TABLE: schema.BATCHES}.items():
        tables.create(root / name, columns)


def _add(store: Store, ledger: ledgers.Ledger) -> None:
    for when in sorted({ledger.first, *ledger.recorded.values()}):
        if not any(batch.kind == "ledger" and batch.recorded_at == when for batch in store.batches):
            ids = [row.id for row in (*ledger.events, *ledger.treaties) if ledger.recorded_at(row.id) == when]
            append(store, records.of_ledger(ledger, ids), "ledger", "", when)


def append(store: Store, rows: records.Rows, kind: str, note: str, when: dt.datetime | None) -> Batch:
    """Store rows as one batch. The caller holds the lock."""
    last = store.batches[-1] if store.batches else None
    number, previous = (last.number + 1, last.id) if last else (1, "")
    recorded = _next_moment(last, when)
    found = {name: table(name, part) for name, part in rows.items() if part}
    id = make_id("batch", previous, recorded.isoformat(), kind, note, *map(_digest, found.values()))
    with disk.guarded(store.path):
        files = tuple(
            tables.append(store.path, name, f"{number:08d}-{id}.parquet", stamped(made, id, recorded))
            for name, made in found.items()
        )
        batch = Batch(number, id, previous, recorded, kind, note, schema.VERSION, files)
        batches.append(store.path, batch)
    return batch


def _next_moment(last: Batch | None, when: dt.datetime | None) -> dt.datetime:
    """When a batch is recorded: later than all before it, even when the clock of the machine was set back."""
    earliest = last.recorded_at + dt.timedelta(microseconds=1) if last else None
    if when is None:
        now = dt.datetime.now(dt.UTC)
        return max(now, earliest) if earliest else now
    if earliest and when < earliest:
        raise BadInput(
            f"Nothing can be recorded at {when.isoformat()}: the store already holds what was recorded later, "
            f"at {last.recorded_at.isoformat()}; leave the moment out to record it now."
        )
    return when


def table(name: str, rows: list[records.Row]) -> pa.Table:
    """Rows of the stored table of this name, in its columns; they lack their batch and moment yet."""
    columns = schema.TABLES[name]
    return pa.Table.from_pylist([{"withdrawn": False, **row} for row in rows], columns)


def stamped(table: pa.Table, batch: str, recorded: dt.datetime) -> pa.Table:
    """The rows with the batch and the moment they were recorded."""
    for column, value in (("batch", batch), ("recorded_at", recorded)):
        place = table.schema.get_field_index(column)
        kind = table.schema.field(place)
        table = table.set_column(place, kind, pa.repeat(pa.scalar(value, kind.type), table.num_rows))
    return table


def _digest(table: pa.Table) -> str:
    """SHA-256 over the rows in Arrow's own format, so that the same rows give the same data version everywhere."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return hashlib.sha256(sink.getvalue()).hexdigest()
