"""One state of the store, for any number of readers at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from . import engine
from .sql import VIEWS

_NAMES = re.compile(r"\$(\w+)")


class Snapshot:
    """The rows of one state under the names of `sql.VIEWS`. Questions never change it; threads may ask at once."""

    def __init__(self, folder: Path, version: str, recorded_at: dt.datetime | None) -> None:
        self.folder = folder
        self.version = version
        self.recorded_at = recorded_at
        self._connection = engine.connect([folder])
        for name in VIEWS:
            self._connection.read_parquet(str(folder / f"{name}.parquet")).create_view(name)
        engine.lock(self._connection)

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
