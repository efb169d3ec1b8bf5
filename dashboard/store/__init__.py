"""The store: append-only Delta tables, read by DuckDB, with every earlier state kept."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from .. import ledger as ledgers
from ..errors import StoreError
from ..filters import moments
from ..models import Extraction
from . import batches, checking, corrections, ingest, views, writer
from .batches import Batch
from .checking import Report
from .ingest import Outcome
from .snapshot import Snapshot

__all__ = ["Outcome", "Report", "Snapshot", "Store"]

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
            if version not in self._snapshots or not self._snapshots[version].touch():
                self._snapshots[version] = Snapshot(
                    views.folder(self.path, known), version, known[-1].recorded_at if known else None
                )
                while len(self._snapshots) > views.KEPT:
                    del self._snapshots[next(iter(self._snapshots))]
            return self._snapshots[version]

    def forget(self) -> None:
        """Look at the disk anew at the next call."""
        with self._guard:
            self._batches = ()
            self._snapshots.clear()

    def build(self, progress: Progress | None = None, folder: Path = ledgers.FOLDER) -> None:
        """Make the store from the ledger, or add to a store what is new in the ledger; safe to call at any time."""
        writer.build(self, folder, progress or (lambda done, total, words: None))

    def ingest(self, extractions: Iterable[Extraction], recorded_at: dt.datetime | None = None) -> Outcome:
        """Store articles with all that was read out of them, as one batch; the same article twice changes nothing.

        `recorded_at` may not lie before what is stored. Raises StoreError, with nothing stored, when the disk refuses.
        """
        return ingest.ingest(self, extractions, recorded_at)

    def withdraw(self, ids: Iterable[str], reason: str) -> Batch:
        """Withdraw articles, links, groups or events; readers as of an earlier moment still see them."""
        return corrections.withdraw(self, ids, reason)

    def correct(self, id: str, changes: Mapping[str, Any], reason: str) -> Batch:
        """Correct fields of a link or group, for example {"status": "disputed"}; the earlier state stays on record."""
        return corrections.correct(self, id, changes, reason)

    def check(self, *, clean: bool = False) -> Report:
        """Compare every file and article with its checksum; `clean` removes what killed writers left behind."""
        return checking.check(self, clean=clean)

    def put_aside(self) -> Path | None:
        """Rename the store so that a new one can be built; the old one is kept. None when there is none."""
        return writer.put_aside(self) if self.exists else None


def _version(known: Iterable[Batch]) -> str:
    newest = tuple(known)[-1:]
    return newest[0].id[:12] if newest else "empty"
