"""What a server does before its first reader."""

import gc
import logging

import pytest

from dashboard.filters import Filter
from dashboard.store import Store
from dashboard.ui import data, warm


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The folder that the server takes for its store; what a test freezes is let go again."""
    monkeypatch.setenv("NEXUS_STORE", str(tmp_path / "store"))
    data._store.clear()
    yield tmp_path / "store"
    gc.unfreeze()
    data._store.clear()


def test_the_first_reader_finds_the_counts_made_and_what_is_loaded_is_not_looked_through_again(place):
    Store(place).build()
    gc.unfreeze()
    warm.begin().join()
    before = data._headline.cache_info()
    assert data.headline(data.store(), Filter()).events == 425
    after = data._headline.cache_info()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)
    assert gc.get_freeze_count() > 100_000


def test_without_a_store_nothing_is_built_and_nothing_is_said(place, caplog):
    with caplog.at_level(logging.WARNING, "dashboard"):
        warm.up()
    assert not place.exists()
    assert caplog.records == []


def test_an_ill_store_is_left_to_the_page(place, caplog):
    Store(place).build()
    for part in (place / "batches").rglob("*.parquet"):
        part.write_bytes(b"not a table")
    with caplog.at_level(logging.WARNING, "dashboard"):
        warm.up()
    assert [record.message for record in caplog.records] == ["the server could not warm up"]
