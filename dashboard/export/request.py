"""What is asked for: one frozen record that the page, the command line and the tests hand to every writer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import urllib.parse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .. import filters, store
from ..errors import BadInput
from ..figures.views import views
from ..filters import moments
from . import deck, marking

VIEWS = ("situation", "dossier", "changes")
"""What a deck can be about: the filter as it is, one pair, or what two moments of knowledge differ in."""

PARTS = ("map", "timeline", "counts", "pairs", "network", "claims", "latest", "treaties")
"""What a deck can hold between its first page and its appendix, in this order."""

FIGURES = ("map", "timeline", "pairs", "tempo", "network", "statuses", "dimensions")
"""The figures that pictures can show."""

THEMES = ("light", "dark")

FILLS, ERAS, DETAILS, SECONDS = (
    ("events", "mentions", "origins"),
    ("off", "on"),
    ("auto", "events", "months"),
    ("treaties", "none"),
)
"""How the pages draw: what colours countries, treaties behind the timeline, its marks, the network's second layer."""

TABLES = ("events", "links", "groups", "articles", "mentions", "sources", "treaties")
"""The frames that CSV and Parquet can hold."""

ROWS_MOST = 500
"""More evidence than this on slides helps nobody; the tables and the evidence pack hold every row."""


@dataclass(frozen=True, slots=True)
class Request:
    """One export. `rows` are ids of events to show instead of the newest; `most` caps the rows shown on slides.

    `base` is the address of the dashboard, for the link in the footer; without it the footer shows the query alone.
    `since` is the earlier moment that `changes` compares with. `theme` is light or dark. `region` is
    the map's view; empty: that of the filter's pair, where it names one that has a view, else the world. `figure` is
    the one of pictures and of the view for a room; empty: the map, in the room with timeline and findings.
    """

    store: store.Store
    filter: filters.Filter
    view: str = "situation"
    parts: tuple[str, ...] = PARTS
    rows: tuple[str, ...] = ()
    most: int = 40
    size: str = "16:9"
    table: str = "links"
    figure: str = ""
    region: str = ""
    marking: str = ""
    title: str = ""
    base: str = ""
    since: str = ""
    theme: str = "light"
    fill: str = "events"
    eras: str = "off"
    detail: str = "auto"
    second: str = "treaties"

    def __post_init__(self) -> None:
        """Raises BadInput that names the choice and what may stand there."""
        _one_of("view", self.view, VIEWS)
        _one_of("size", self.size, tuple(deck.SIZES))
        _one_of("table", self.table, TABLES)
        _one_of("figure", self.figure, ("", *FIGURES))
        _one_of("theme", self.theme, THEMES)
        for name, allowed in (("fill", FILLS), ("eras", ERAS), ("detail", DETAILS), ("second", SECONDS)):
            _one_of(name, getattr(self, name), allowed)
        _one_of("region", self.region, ("", *views()))
        for part in self.parts:
            _one_of("part", part, PARTS)
        if not 1 <= self.most <= ROWS_MOST:
            raise BadInput(f"{self.most} rows cannot stand on slides; choose 1 to {ROWS_MOST} (the tables hold all).")
        object.__setattr__(self, "marking", marking.read(self.marking))
        if self.view == "dossier" and len(self.filter.pairs) != 1:
            raise BadInput("A dossier is about one pair; choose exactly one, for example pair=PRK-RUS.")
        if self.view == "changes" and not self.since:
            raise BadInput("To say what changed, an earlier moment is needed: since=2026-11-01.")
        if self.since:
            moments.parse(self.since)

    @property
    def shape(self) -> deck.Size:
        """The page of the slides and the pixels of the pictures."""
        return deck.SIZES[self.size]

    def but(self, **changes: object) -> Request:
        """The same request with some things changed."""
        return dataclasses.replace(self, **changes)


def pinned(chosen: filters.Filter, held: store.Store) -> filters.Filter:
    """The filter with its moment of knowledge fixed to the newest batch that it sees.

    The store only grows, and no batch is ever recorded before an earlier one; so this filter finds the same rows for
    good. A filter that has a moment already keeps it.
    """
    if chosen.asof is not None:
        return chosen
    newest = held.batches[-1:]
    if not newest:
        return chosen
    return chosen.with_(asof=newest[0].recorded_at.isoformat().replace("+00:00", "Z"))


def query(chosen: filters.Filter, extra: Mapping[str, Sequence[str]] | None = None) -> str:
    """The filter as a query string in codes, with what else the page needs to show the same."""
    pairs = [(key, value) for key, values in {**chosen.to_query(), **(extra or {})}.items() for value in values]
    return urllib.parse.urlencode(pairs, safe=":,/")


def values(text: str) -> dict[str, list[str]]:
    """The values of a query string, or of a whole address."""
    part = text.partition("?")[2] if "?" in text else text
    return urllib.parse.parse_qs(part, keep_blank_values=True)


def parsed(text: str) -> tuple[filters.Filter, Sequence[str]]:
    """A query string (or a whole address) as a filter, and what of it could not be used.

    The pair that the Pair page tells of (`dyad`) narrows the filter, as it does there.
    """
    found = values(text)
    if "dyad" in found:
        found["pair"] = found.pop("dyad")[-1:]
    return filters.Filter.from_query(found)


def moment(request: Request) -> dt.datetime | None:
    """The moment of knowledge of the request, fixed."""
    asof = pinned(request.filter, request.store).asof
    return None if asof is None else moments.parse(asof)


def _one_of(what: str, given: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        raise BadInput(f"There is no {what} {given!r}; choose one of {', '.join(allowed)}.")
