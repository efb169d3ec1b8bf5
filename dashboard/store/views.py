"""The state of the store at one batch, written once as plain Parquet that every reader shares.

A view holds the latest state of each row, what was withdrawn left out, links joined with their articles, and
events with their counts. It is made from the stored tables alone, can be deleted at any time, and is named by
the batch whose state it shows.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from ..errors import StoreError
from . import disk, engine, schema, tables
from .batches import Batch
from .sql import STEPS, VIEWS

FORMAT = 4
"""Counts up when a column or rule of the views changes, so that older ones are made anew."""

KEPT = 6
"""How many views stay on the disk; the ones used longest ago go first."""

_LIST = "files.json"


def folder(root: Path, batches: Sequence[Batch]) -> Path:
    """Where the view of the state after these batches is, made if it is not there yet."""
    state = batches[-1].id if batches else "empty"
    place = root / "views" / f"{state}-{FORMAT}"
    if not (place / _LIST).exists():
        with disk.guarded(root):
            _make(root, place, batches)
    check(place)
    os.utime(place)
    return place


def check(place: Path) -> None:
    """StoreError when a file of the view is not what was written; the next call then makes it anew."""
    listed = json.loads((place / _LIST).read_text(encoding="utf-8"))
    for name, digest in listed.items():
        if disk.sha256(place / name) != digest:
            shutil.rmtree(place)
            raise StoreError(f"The view {place.name}/{name} of the store was damaged; it is made anew, try again.")


def _make(root: Path, place: Path, batches: Sequence[Batch]) -> None:
    """Build beside the place and move there, so that nobody ever sees half a view."""
    draft = place.with_name(f".{place.name}.{os.getpid()}.{id(batches):x}")
    draft.mkdir(parents=True)
    try:
        _fill(root, draft, batches)
        listed = {path.name: disk.sha256(path) for path in sorted(draft.iterdir())}
        (draft / _LIST).write_text(json.dumps(listed), encoding="utf-8")
        try:
            draft.replace(place)
        except OSError:
            if not (place / _LIST).exists():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _drop_old(place.parent)


def _fill(root: Path, draft: Path, batches: Sequence[Batch]) -> None:
    connection = engine.connect([root])
    try:
        for table, stored in schema.TABLES.items():
            _load(connection, root, table, stored, [f for b in batches for f in b.files if f.table == table])
        for step in STEPS:
            connection.execute(step)
        for name in VIEWS:
            _write(connection, draft, name)
    finally:
        connection.close()


def _load(
    connection: duckdb.DuckDBPyConnection, root: Path, table: str, stored: pa.Schema, files: Sequence[tables.File]
) -> None:
    """A DuckDB view `stored_<table>` over files that are, bit for bit, what their batches recorded."""
    if not files:
        connection.register(f"stored_{table}", stored.empty_table())
        return
    for file in files:
        tables.verify(root, file)
    paths = [str(root / table / file.path) for file in files]
    connection.read_parquet(paths).create_view(f"stored_{table}")


def _write(connection: duckdb.DuckDBPyConnection, draft: Path, name: str) -> None:
    connection.table(name).write_parquet(str(draft / f"{name}.parquet"), compression="zstd", row_group_size=122_880)


def _drop_old(views: Path) -> None:
    """Keep the newest few; a reader that still holds an older one has its files open."""
    found = [place for place in views.iterdir() if not place.name.startswith(".")]
    for place in sorted(found, key=lambda place: place.stat().st_mtime, reverse=True)[KEPT:]:
        shutil.rmtree(place, ignore_errors=True)
