"""DuckDB connections that reach only the store's own files: no other files, no network, no extensions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb


def connect(reach: Sequence[Path]) -> duckdb.DuckDBPyConnection:
    """A connection in memory that may touch only the folders of `reach`."""
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "threads": "2",
        }
    )
    connection.execute("SET allowed_directories = $folders", {"folders": [f"{folder}/" for folder in reach]})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def lock(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The same connection; nothing can widen its reach any more."""
    connection.execute("SET lock_configuration = true")
    return connection
