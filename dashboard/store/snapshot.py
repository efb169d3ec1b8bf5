"""One state of the store, for any number of readers at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from . import engine, parts, views
from .sql import VIEWS

SMALL = 1 << 18
"""Bytes up to which a file is read into memory once: opening it for each question costs more than its rows."""

_NAMES = re.compile(r"\$(\w+)")


class Snapshot:
    """The rows of one state under the names of `sql.VIEWS`. Questions never change it; threads may ask at once."""

    def __init__(self, folder: Path, version: str, recorded_at: dt.datetime | None) -> None:
        self.folder = folder
        self.version = version
        self.recorded_at = recorded_at
        under = views.base(folder)
        self._connection = engine.connect([folder, *([under] if under else [])])
        if under:
            for name in parts.GONE.values():
                self._connection.read_parquet(str(folder / f"{name}.parquet")).create(name)
        for name, key in VIEWS.items():
            if under:
                parts.join(self._connection, name, key, under, folder)
            else:
                self._read(name)
        engine.lock(self._connection)

    def _read(self, name: str) -> None:
        path = self.folder / f"{name}.parquet"
        rows = self._connection.read_parquet(str(path))
        (rows.create if path.stat().st_size <= SMALL else rows.create_view)(name)

    def touch(self) -> bool:
        """Note that it is in use; False when its files are gone, as another process drops views long unused."""
        return views.touch(self.folder)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of one's own, for one thread; close it after use."""
        return self._connection.cursor()

    def table(self, sql: str, values: Mapping[str, Any] | None = None) -> pa.Table:
        """The answer to a question as an Arrow table; values enter by name only ($name)."""
        with self.cursor() as cursor:
            return cursor.sql(sql, params=_used(sql, values)).to_arrow_table()

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The answer to a question as tuples."""
        with self.cursor() as cursor:
            return cursor.execute(sql, _used(sql, values)).fetchall()


def _used(sql: str, values: Mapping[str, Any] | None) -> dict[str, Any]:
    """The values that the question names; DuckDB refuses any other."""
    named = set(_NAMES.findall(sql))
    return {name: value for name, value in (values or {}).items() if name in named}
