"""A real store, built from the ledger once a test run, for the tests of the exports."""

import functools
import tempfile
from pathlib import Path

from dashboard import export
from dashboard.store import Store


@functools.cache
def folder() -> tempfile.TemporaryDirectory:
    """The folder that holds it, gone when the run ends."""
    return tempfile.TemporaryDirectory(prefix="nexus-export-")


@functools.cache
def built() -> Store:
    """The store of the ledger alone."""
    store = Store(Path(folder().name) / "store")
    store.build()
    return store


def request(query: str = "", **choices: object) -> export.Request:
    """A request for the view of a query string."""
    chosen, notices = export.parsed(query)
    assert notices == []
    return export.Request(built(), chosen, **choices)


def content(query: str = "", **choices: object) -> export.Content:
    """What such a request shows."""
    return export.Content(request(query, **choices))
