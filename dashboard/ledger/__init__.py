"""Reads and checks the ledger of events coded by hand, and its treaties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from .. import rows, vocabulary
from ..errors import BadData
from ..models import Event, Treaty
from . import events as _events
from . import lines
from . import treaties as _treaties

FOLDER = rows.DATA / "ledger"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Events and treaties in the order of their files; `recorded` says when an id was recorded (UTC)."""

    events: tuple[Event, ...]
    treaties: tuple[Treaty, ...]
    first: dt.datetime
    recorded: dict[str, dt.datetime] = field(hash=False)

    def recorded_at(self, id: str) -> dt.datetime:
        """When the row of this id was recorded: its own moment, else that of the first edition."""
        return self.recorded.get(id, self.first)


def load(folder: Path = FOLDER) -> Ledger:
    """All events and treaties of a folder, checked by the rules of its codebook.

    Raises BadData, naming file, line and remedy, at the first row that breaks a rule.
    """
    known = vocabulary.load().is_code
    events = tuple(_events.event(line) for line in lines.read(folder / "events.jsonl", _events.KEYS, known))
    treaties = tuple(_treaties.treaty(line) for line in lines.read(folder / "alliances.jsonl", _treaties.KEYS, known))
    moments = _moments(folder / "recorded.csv", {row.id for row in (*events, *treaties)})
    return Ledger(events, treaties, moments.pop("*"), moments)


def _moments(path: Path, ids: Collection[str]) -> dict[str, dt.datetime]:
    """When each id was recorded; * is the first edition."""
    moments: dict[str, dt.datetime] = {}
    for row in rows.read(path, ("id", "recorded_at")):
        if row["id"] != "*" and row["id"] not in ids:
            raise BadData(f"{row.where}: {row['id']!r} is in no file of the ledger; mend the id or take the row out.")
        if row["id"] in moments:
            raise BadData(f"{row.where}: {row['id']!r} stands twice; leave one row.")
        moments[row["id"]] = _moment(row)
    if "*" not in moments:
        raise BadData(f"{path.name} has no row *; it must say when the first edition was recorded.")
    return moments


def _moment(row: rows.Row) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(row["recorded_at"])
    except ValueError as error:
        raise BadData(f"{row.where}: {row['recorded_at']!r} is no moment; write 2026-11-23T00:00:00Z.") from error
    if moment.tzinfo is None:
        raise BadData(f"{row.where}: {row['recorded_at']!r} has no time zone; end it with Z for UTC.")
    return moment.astimezone(dt.UTC)
