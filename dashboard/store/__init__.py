"""The store: append-only Delta tables, read by DuckDB, with every earlier state kept."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from .. import ledger as ledgers
from ..errors import StoreError
from ..filters import moments
from . import batches, views, writer
from .batches import Batch
from .snapshot import Snapshot

__all__ = ["Snapshot", "Store"]

Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what is being done, in words."""


class Store:
    """A folder of Delta tables. Readers need no lock; writers take turns; every call may come from any thread."""

    def __init__(self, path: Path | str | None = None) -> None:
        default = os.environ.get("NEXUS_STORE") or Path(__file__).resolve().parents[2] / "store"
        self.path = Path(path or default).resolve()
        self._batches: tuple[Batch, ...] = ()
        self._snapshots: dict[str, Snapshot] = {}
        self._guard = threading.Lock()

    @property
    def exists(self) -> bool:
        """Whether there is a store at all; it may still be damaged."""
        return (self.path / batches.TABLE).is_dir()

    @property
    def batches(self) -> tuple[Batch, ...]:
        """All visible batches in order. StoreError when the store is missing, damaged, older or newer."""
        if not self.exists:
            raise StoreError(f"There is no store at {self.path}; make it with: python -m dashboard build")
        with self._guard:
            if not self._batches or batches.changed(self.path, len(self._batches)):
                self._batches = batches.load(self.path)
            return self._batches

    @property
    def version(self) -> str:
        """The data version: names the newest batch, and by their chain all before it."""
        return _version(self.batches)

    def snapshot(self, asof: str | dt.date | dt.datetime | None = None) -> Snapshot:
        """The store as it is, or as it was known at a moment."""
        known = self.batches
        if asof is not None:
            limit = moments.parse(asof)
            known = tuple(batch for batch in known if batch.recorded_at <= limit)
        version = _version(known)
        with self._guard:
            if version not in self._snapshots:
                self._snapshots[version] = Snapshot(
                    views.folder(self.path, known), version, known[-1].recorded_at if known else None
                )
                while len(self._snapshots) > views.KEPT:
                    del self._snapshots[next(iter(self._snapshots))]
            return self._snapshots[version]

    def build(self, progress: Progress | None = None, folder: Path = ledgers.FOLDER) -> None:
        """Make the store from the ledger, or add to a store what is new in the ledger; safe to call at any time."""
        writer.build(self, folder, progress or (lambda done, total, words: None))


def _version(known: Iterable[Batch]) -> str:
    newest = tuple(known)[-1:]
    return newest[0].id[:12] if newest else "empty"
