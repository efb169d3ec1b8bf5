"""Events as evidence: their sentences, what they assert, who says and who denies, and their numbered sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .. import frames
from ..figures import words
from ..filters import Filter
from ..store import Store
from ..vocabulary import Vocabulary
from . import careful

STATUSES = ("confirmed", "reported", "claimed", "disputed", "denied", "hypothetical", "negated")
"""From the surest on; the order of columns and legends."""

CONTESTED = ("disputed", "denied")
"""Statuses with two sides to show."""


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source. `url` is empty where only a copy of the page is known, which is not for citing."""

    number: int
    publisher: str
    url: str
    published: str
    origin: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """One link of an event in words: the two, what between them, its status, who says and who denies."""

    pair: str
    polarity: str
    status: str
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One event with the sentences that carry it, what they assert, and the numbers of its sources."""

    event: str
    date: str
    title: str
    sentences: tuple[str, ...]
    assertions: tuple[Assertion, ...]
    outlets: tuple[str, ...]
    sources: tuple[int, ...]
    coded_by: str
    weak: bool

    @property
    def cited(self) -> str:
        """The numbers as they stand in the text: "[1, 4]"."""
        return f"[{', '.join(map(str, self.sources))}]" if self.sources else ""

    @property
    def statuses(self) -> str:
        """The statuses of its links, from the surest on: "confirmed, disputed"."""
        found = {assertion.status for assertion in self.assertions}
        return ", ".join(status for status in STATUSES if status in found)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The evidence of some events in their order, and its sources in the order in which they are first needed."""

    evidence: tuple[Evidence, ...]
    sources: tuple[Source, ...]


def gather(events: pd.DataFrame, held: Store, chosen: Filter, vocabulary: Vocabulary) -> Gathered:
    """One entry for each row of the events frame; its links and groups are those that the filter lets through."""
    ids = list(events["id"])
    sources, cited = _numbered(ids, _by_event(frames.sources(held, ids, chosen.asof)))
    links = _by_event(frames.links(held, chosen, events=ids))
    groups = _by_event(frames.groups(held, chosen, events=ids))
    reader = _Reader(sources, vocabulary)
    entries = (
        reader.evidence(row, links.get(row.id), groups.get(row.id), cited[row.id]) for row in events.itertuples()
    )
    return Gathered(tuple(entries), sources)


def _numbered(
    ids: Sequence[str], of_event: dict[str, pd.DataFrame]
) -> tuple[tuple[Source, ...], dict[str, tuple[int, ...]]]:
    """Sources in order, and the numbers of each event; one page is one source however many events it carries."""
    listed: list[Source] = []
    numbers: dict[tuple[str, str], int] = {}
    cited: dict[str, tuple[int, ...]] = {}
    for event in ids:
        mine = []
        for row in of_event[event].itertuples() if event in of_event else ():
            key = (text(row.publisher), text(row.url))
            if key not in numbers:
                numbers[key] = len(listed) + 1
                listed.append(_source(numbers[key], row))
            mine.append(numbers[key])
        cited[event] = tuple(dict.fromkeys(mine))
    return tuple(listed), cited


def _source(number: int, row: Any) -> Source:
    url = text(row.url)
    known = "" if pd.isna(row.published) else words.day(row.published)
    cited = url if careful.may_be_cited(url) else ""
    return Source(number, text(row.publisher), cited, known, text(row.origin))


class _Reader:
    """Puts rows into words, with the names of the vocabulary."""

    def __init__(self, sources: tuple[Source, ...], vocabulary: Vocabulary) -> None:
        self._sources = sources
        self._vocabulary = vocabulary

    def evidence(
        self, row: Any, links: pd.DataFrame | None, groups: pd.DataFrame | None, cited: tuple[int, ...]
    ) -> Evidence:
        """The entry of one event."""
        found = [rows for rows in (links, groups) if rows is not None]
        said = [sentence for rows in found for sentence in rows["evidence"]] or [row.summary]
        outlets = [text(outlet) for rows in found for outlet in rows["outlet"]]
        publishers = [self._sources[number - 1].publisher for number in cited]
        return Evidence(
            event=row.id,
            date=words.dated(row.date, row.precision),
            title=text(row.title),
            sentences=tuple(dict.fromkeys(text(sentence) for sentence in said)),
            assertions=(*_made(links, self._link), *_made(groups, self._group)),
            outlets=tuple(dict.fromkeys(filter(None, [*outlets, *publishers]))),
            sources=cited,
            coded_by=row.coded_by,
            weak=row.id in careful.weak_events(),
        )

    def _link(self, row: Any) -> Assertion:
        between = " → " if row.directed else " – "
        names = between.join(self._names((row.source, row.target)))
        return Assertion(names, row.polarity, row.status, self._names(row.asserted_by), self._names(row.denied_by))

    def _group(self, row: Any) -> Assertion:
        names = f"{words.listed(self._names(row.members))} (named together)"
        return Assertion(names, row.polarity, row.status, self._names(row.asserted_by), self._names(row.denied_by))

    def _names(self, codes: Sequence[str]) -> tuple[str, ...]:
        known = self._vocabulary
        return tuple(known.name(code) if known.is_code(code) else code for code in codes)


def _made(rows: pd.DataFrame | None, make: Callable[[Any], Assertion]) -> tuple[Assertion, ...]:
    return () if rows is None else tuple(map(make, rows.itertuples()))


def _by_event(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(event): found for event, found in rows.groupby("event", sort=False)}


def text(value: object) -> str:
    """Stored text, "" for nothing (None, NaN, NaT)."""
    return "" if value is None or value != value else str(value)
