"""What an export shows: the same frames as the page, its sources numbered, its evidence in order."""

from __future__ import annotations

import copy
import datetime as dt
import functools
from collections.abc import Sequence

import pandas as pd

from .. import figures, frames, vocabulary
from ..figures import words
from ..filters import moments
from ..models import CodedBy
from . import permalink, quoted, request

MOST_DRAWN = 4000
"""More links than this are drawn by month, from frames.lanes."""


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
        """frames.arcs, as the network has them."""
        return frames.arcs(self.asked.store, self.filter)

    def strands(self, view: str) -> pd.DataFrame:
        """frames.strands, as the map of that part of the world has them."""
        return frames.strands(self.asked.store, self.filter, figures.drawing(view))

    @functools.cached_property
    def lanes(self) -> pd.DataFrame:
        """frames.lanes, as figures by month have them."""
        return frames.lanes(self.asked.store, self.filter, (*words.CORE, *self.filter.pairs))

    @functools.cached_property
    def countries(self) -> pd.DataFrame:
        """frames.countries, as the map has them."""
        return frames.countries(self.asked.store, self.filter)

    @functools.cached_property
    def density(self) -> pd.DataFrame:
        """frames.density: links a month of every pair."""
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
            link=permalink.link(self.asked),
            marking=self.asked.marking,
        )

    @functools.cached_property
    def shown(self) -> pd.DataFrame:
        """The events that stand on slides, newest first: the chosen rows, else the newest and the newest disputed.

        At most `most`; a quarter of the places is kept for events with a disputed or denied link, in a dossier half.
        """
        most = self.asked.most
        if self.asked.rows:
            return self._newest_first(list(self.asked.rows)).head(most)
        kept = self._contested()[: most // (2 if self.asked.view == "dossier" else 4)]
        newest = frames.events(self.asked.store, self.filter, most=most)["id"]
        others = [event for event in reversed(list(newest)) if event not in kept]
        return self._newest_first([*kept, *others[: most - len(kept)]])

    def _newest_first(self, ids: Sequence[str]) -> pd.DataFrame:
        found = frames.events(self.asked.store, self.filter, ids=ids)
        return found.sort_values(["date", "id"], ascending=False, na_position="last", ignore_index=True)

    def _contested(self) -> list[str]:
        """Events of the newest disputed or denied links that the filter lets through."""
        wanted = [status for status in quoted.CONTESTED if status in (self.filter.statuses or quoted.CONTESTED)]
        if not wanted:
            return []
        links = frames.links(self.asked.store, self.filter.with_(statuses=tuple(wanted)), most=self.asked.most)
        return list(dict.fromkeys(links["event"]))

    @functools.cached_property
    def gathered(self) -> quoted.Gathered:
        """The evidence and the sources of the events shown."""
        return quoted.gather(self.shown, self.asked.store, self.filter, self.vocabulary)

    @property
    def evidence(self) -> tuple[quoted.Evidence, ...]:
        """One entry for each event shown, in the order shown."""
        return self.gathered.evidence

    @property
    def sources(self) -> tuple[quoted.Source, ...]:
        """The sources of the events shown, numbered."""
        return self.gathered.sources
