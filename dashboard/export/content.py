"""What an export shows: the same frames as the page, its sources numbered, its evidence in order."""

from __future__ import annotations

import copy
import datetime as dt
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .. import figures, frames, vocabulary
from ..figures import words
from ..figures.views import views
from ..filters import moments
from ..models import CodedBy
from . import careful, request

STATUSES = ("confirmed", "reported", "claimed", "disputed", "denied", "hypothetical", "negated")
"""From the surest on; the order of columns and legends."""

MOST_DRAWN = 4000
"""More links than this are drawn by month, from frames.density."""

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


class Content:
    """The frames of one request, each read when it is first used and then kept."""

    def __init__(self, asked: request.Request) -> None:
        self.asked = asked
        self.filter = request.pinned(asked.filter, asked.store)
        self.vocabulary = vocabulary.load()
        self.headline = frames.headline(asked.store, self.filter)

    @functools.cached_property
    def events(self) -> pd.DataFrame:
        """frames.events, as the page has them."""
        return frames.events(self.asked.store, self.filter)

    @functools.cached_property
    def links(self) -> pd.DataFrame:
        """frames.links, as the page has them."""
        return frames.links(self.asked.store, self.filter)

    @functools.cached_property
    def placed(self) -> pd.DataFrame:
        """Events that can have a place: only the ledger names one."""
        if self.filter.coded and CodedBy.HAND not in self.filter.coded:
            return self._few("events", 0)
        return frames.events(self.asked.store, self.filter.with_(coded=(CodedBy.HAND.value,)))

    @functools.cached_property
    def in_detail(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Events and links for a figure that draws each; empty ones where there are more than MOST_DRAWN."""
        if self.headline.links > MOST_DRAWN:
            return self._few("events", 0), self._few("links", 0)
        return self.events, self.links

    def _few(self, name: str, most: int) -> pd.DataFrame:
        return getattr(frames, name)(self.asked.store, self.filter, most=most)

    @functools.cached_property
    def groups(self) -> pd.DataFrame:
        """frames.groups, as the page has them."""
        return frames.groups(self.asked.store, self.filter)

    @functools.cached_property
    def arcs(self) -> pd.DataFrame:
        """frames.arcs, as the map has them."""
        return frames.arcs(self.asked.store, self.filter)

    @functools.cached_property
    def countries(self) -> pd.DataFrame:
        """frames.countries, as the map has them."""
        return frames.countries(self.asked.store, self.filter)

    @functools.cached_property
    def density(self) -> pd.DataFrame:
        """frames.density, as the timeline has it."""
        return frames.density(self.asked.store, self.filter)

    @functools.cached_property
    def pair_status(self) -> pd.DataFrame:
        """frames.pair_status, as the matrix has it."""
        return frames.pair_status(self.asked.store, self.filter)

    @functools.cached_property
    def articles(self) -> pd.DataFrame:
        """frames.articles, as the page has them."""
        return frames.articles(self.asked.store, self.filter)

    @functools.cached_property
    def mentions(self) -> pd.DataFrame:
        """frames.mentions, as the page has them."""
        return frames.mentions(self.asked.store, self.filter)

    @functools.cached_property
    def treaties(self) -> pd.DataFrame:
        """frames.treaties as known at the moment of the request."""
        return frames.treaties(self.asked.store, self.filter.asof)

    @functools.cached_property
    def sources_of_all(self) -> pd.DataFrame:
        """frames.sources of every event that the filter finds."""
        return frames.sources(self.asked.store, tuple(self.events["id"]), self.filter.asof)

    @property
    def since(self) -> dt.datetime:
        """The earlier moment that the request compares with."""
        return moments.parse(self.asked.since)

    @functools.cached_property
    def changes(self) -> pd.DataFrame:
        """frames.changes between the earlier moment and that of the filter."""
        return frames.changes(self.asked.store, self.filter, self.asked.since, self.filter.asof)

    @property
    def table(self) -> pd.DataFrame:
        """The frame that the request names for CSV and Parquet."""
        return self.frame(self.asked.table)

    def frame(self, name: str) -> pd.DataFrame:
        """A frame by its name in request.TABLES."""
        return self.sources_of_all if name == "sources" else getattr(self, name)

    def with_(self, **changes: object) -> Content:
        """The same frames, already read, under a request that differs in table, figure, size or marking."""
        other = copy.copy(self)
        other.asked = self.asked.but(**changes)
        other.__dict__.pop("context", None)
        return other

    @property
    def clock(self) -> str:
        """The column that holds the date of the filter's clock."""
        return "published" if self.filter.clock == "reported" else "date"

    @functools.cached_property
    def context(self) -> figures.Context:
        """What every figure and footer says of itself."""
        head = self.headline
        return figures.Context(
            window=words.span(head.first, head.last),
            clock=self.filter.clock,
            filters=self.filter.with_(asof=None).in_words(self.vocabulary),
            as_of=head.as_of,
            data_version=head.data_version,
            events=head.events,
            articles=head.articles,
            origins=head.origins,
            disputed=head.disputed,
            links=head.links,
            link=request.link(self.asked),
            marking=self.asked.marking,
        )

    @functools.cached_property
    def shown(self) -> pd.DataFrame:
        """The events that stand on slides, newest first: the chosen rows, else the newest and the newest disputed.

        At most `most`; a quarter of the places is kept for events with a disputed or denied link.
        """
        most = self.asked.most
        if self.asked.rows:
            return self._newest_first(list(self.asked.rows)).head(most)
        kept = self._contested()[: most // 4]
        newest = frames.events(self.asked.store, self.filter, most=most)["id"]
        others = [event for event in reversed(list(newest)) if event not in kept]
        return self._newest_first([*kept, *others[: most - len(kept)]])

    def _newest_first(self, ids: Sequence[str]) -> pd.DataFrame:
        found = frames.events(self.asked.store, self.filter, ids=ids)
        return found.sort_values(["date", "id"], ascending=False, na_position="last", ignore_index=True)

    def _contested(self) -> list[str]:
        """Events of the newest disputed or denied links that the filter lets through."""
        wanted = [status for status in CONTESTED if status in (self.filter.statuses or CONTESTED)]
        if not wanted:
            return []
        links = frames.links(self.asked.store, self.filter.with_(statuses=tuple(wanted)), most=self.asked.most)
        return list(dict.fromkeys(links["event"]))

    @functools.cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """One entry for each event shown, in the order shown, with numbered sources."""
        ids = list(self.shown["id"])
        of_links = _by_event(frames.links(self.asked.store, self.filter, events=ids))
        of_groups = _by_event(frames.groups(self.asked.store, self.filter, events=ids))
        return tuple(
            self._evidence(row, of_links.get(row.id), of_groups.get(row.id)) for row in self.shown.itertuples()
        )

    @functools.cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the events shown, numbered in the order in which they are first needed."""
        return tuple(self._numbered[0])

    @functools.cached_property
    def _numbered(self) -> tuple[list[Source], dict[str, tuple[int, ...]]]:
        """Sources in order, and the numbers of each event; one page is one source however many events it carries."""
        ids = tuple(self.shown["id"])
        of_event = _by_event(frames.sources(self.asked.store, ids, self.filter.asof))
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
        return listed, cited

    def _evidence(self, row: object, links: pd.DataFrame | None, groups: pd.DataFrame | None) -> Evidence:
        found = [rows for rows in (links, groups) if rows is not None]
        said = [sentence for rows in found for sentence in rows["evidence"]] or [row.summary]
        outlets = [text(outlet) for rows in found for outlet in rows["outlet"]]
        cited = self._numbered[1].get(row.id, ())
        publishers = [self.sources[number - 1].publisher for number in cited]
        return Evidence(
            event=row.id,
            date=words.dated(row.date, row.precision),
            title=text(row.title),
            sentences=tuple(dict.fromkeys(text(sentence) for sentence in said)),
            assertions=(*self._made(links, self._link), *self._made(groups, self._group)),
            outlets=tuple(dict.fromkeys(filter(None, [*outlets, *publishers]))),
            sources=cited,
            coded_by=row.coded_by,
            weak=row.id in careful.weak_events(),
        )

    @staticmethod
    def _made(rows: pd.DataFrame | None, make: Callable[[Any], Assertion]) -> tuple[Assertion, ...]:
        return () if rows is None else tuple(map(make, rows.itertuples()))

    def _link(self, row: object) -> Assertion:
        between = " → " if row.directed else " – "
        names = between.join(self.vocabulary.name(code) for code in (row.source, row.target))
        return Assertion(names, row.polarity, row.status, self._names(row.asserted_by), self._names(row.denied_by))

    def _group(self, row: object) -> Assertion:
        names = f"{words.listed(map(self.vocabulary.name, row.members))} (named together)"
        return Assertion(names, row.polarity, row.status, self._names(row.asserted_by), self._names(row.denied_by))

    def _names(self, codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.vocabulary.name(code) if self.vocabulary.is_code(code) else code for code in codes)


def chart(content: Content, name: str, size: figures.Size = figures.SCREEN) -> figures.Chart:
    """The figure of that name for that size, from the frames of the content, in its theme, without title or footer."""
    return FIGURES[name](content, {"theme": content.asked.theme, "size": size})


def stamped(content: Content, name: str, size: figures.Size) -> figures.Chart:
    """The same figure with its title, filter, state of knowledge, amounts and link inside the picture."""
    return figures.stamp(chart(content, name, size), content.context, size=size, theme=content.asked.theme)


def _map(content: Content, look: dict[str, Any]) -> figures.Chart:
    return figures.world_map(content.arcs, content.countries, content.placed, view=_region(content), **look)


def _region(content: Content) -> str:
    pairs = content.filter.pairs
    return content.asked.region or (pairs[0] if len(pairs) == 1 and pairs[0] in views() else "world")


def _timeline(content: Content, look: dict[str, Any]) -> figures.Chart:
    events, links = content.in_detail
    return figures.timeline(events, content.density, links=links, clock=content.filter.clock, **look)


def _pairs(content: Content, look: dict[str, Any]) -> figures.Chart:
    return figures.pair_matrix(content.pair_status, content.groups, **look)


def _tempo(content: Content, look: dict[str, Any]) -> figures.Chart:
    return figures.tempo(content.density, **look)


def _by_event(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(event): found for event, found in rows.groupby("event", sort=False)}


def text(value: object) -> str:
    """Stored text, "" for nothing (None, NaN, NaT)."""
    return "" if value is None or value != value else str(value)


def _source(number: int, row: object) -> Source:
    url = text(row.url)
    known = "" if pd.isna(row.published) else words.day(row.published)
    return Source(number, text(row.publisher), "" if careful.is_copy(url) else url, known, text(row.origin))


FIGURES: dict[str, Callable[[Content, dict[str, Any]], figures.Chart]] = {
    "map": _map,
    "timeline": _timeline,
    "pairs": _pairs,
    "tempo": _tempo,
}
"""Every figure that can be exported, by name; a new one is one function and its line here."""
