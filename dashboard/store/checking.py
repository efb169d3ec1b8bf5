"""Checks every file and article of the store against its checksum, and clears what killed writers left."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.transaction import RemoveAction

from ..errors import StoreError
from . import disk, records, schema, tables, views, writer

if TYPE_CHECKING:
    from . import Store


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, what is damaged, and which files no batch names."""

    batches: int
    files: int
    articles: int
    damaged: tuple[str, ...]
    left_behind: tuple[str, ...]
    remade: tuple[str, ...]
    """Views that were damaged; they were thrown away and are made anew from the tables when next asked for."""


def check(store: Store, *, clean: bool) -> Report:
    """Read everything. With `clean`, files that no batch names are removed, under the lock of the writers."""
    named = {(file.table, file.path): file for batch in store.batches for file in batch.files}
    damaged, articles = [], 0
    for (table, name), file in sorted(named.items()):
        try:
            tables.verify(store.path, file)
            if table == "articles":
                articles += _articles(store.path / table / name)
        except StoreError as error:
            damaged.append(f"{table}/{name} ({error})")
    with writer.alone(store.path):
        named = {(file.table, file.path) for batch in store.batches for file in batch.files}
        left = [(table, name) for table in schema.TABLES for name in _present(store.path / table)]
        left = sorted(pair for pair in left if pair not in named)
        if clean:
            for table, name in left:
                _remove(store.path / table, name)
    behind = tuple("/".join(pair) for pair in left)
    return Report(len(store.batches), len(named), articles, tuple(damaged), behind, views.sift(store.path))


def _articles(path: Path) -> int:
    """How many texts the file holds; StoreError when one is not what its digest says."""
    try:
        rows = pq.read_table(path, columns=["id", "text", "digest", "withdrawn"], page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        raise StoreError("it cannot be read") from error
    texts = [row for row in rows.to_pylist() if not row["withdrawn"]]
    for row in texts:
        if records.digest(row["text"]) != row["digest"]:
            raise StoreError(f"the text of article {row['id']} is not what was stored")
    return len(texts)


def _present(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.parquet")} | tables.files(folder.parent, folder.name)


def _remove(folder: Path, name: str) -> None:
    """Take a file out of the Delta table, where it got that far, and off the disk."""
    if name in tables.files(folder.parent, folder.name):
        delta = DeltaTable(folder)
        action = RemoveAction(path=name, deletion_timestamp=int(time.time() * 1000), data_change=True)
        delta.create_write_transaction([action], "append", schema.TABLES[folder.name])
    (folder / name).unlink(missing_ok=True)
    disk.sync(folder)
