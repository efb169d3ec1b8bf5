"""What pages ask of the store, kept in bounded caches by data version and Filter; frames from here are read-only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from .. import figures, frames, rows, vocabulary
from ..filters import Filter
from ..models import FOUR, CodedBy
from ..store import Store, texts

if TYPE_CHECKING:
    import pandas as pd

    from ..frames import Headline

Narrow = tuple[tuple[str, object], ...]
MOST_DRAWN = 4000
"""Links above which a figure gets counts by month instead of rows."""

EVENT_MARKS = ("id", "date", "date_end", "precision", "title", "category", "group", "place", "lat", "lon", "coded_by")
EVENT_MARKS += ("published",)
LINK_MARKS = ("event", "pair", "polarity", "status", "date", "published")
"""The columns that marks on a map or timeline need."""

LENSES = rows.DATA / "ui" / "lenses.csv"
CORE = tuple("-".join(sorted((a, b))) for i, a in enumerate(FOUR) for b in FOUR[i + 1 :])
"""The six pairs of the four."""

FIRST_PAIR = "PRK-RUS"
"""The pair that is told of while the filter names none."""


@st.cache_resource(max_entries=4, show_spinner=False)
def _store(path: str | None) -> Store:
    return Store(path)


def store() -> Store:
    """The store of this server (NEXUS_STORE or the folder store/), shared by all sessions."""
    return _store(None)


@lru_cache(maxsize=160)
def _frame(name: str, of: Store, version: str, chosen: Filter, narrow: Narrow) -> pd.DataFrame:
    return getattr(frames, name)(of, chosen, **dict(narrow))


def frame(name: str, of: Store, chosen: Filter, **narrow: object) -> pd.DataFrame:
    """The frame `frames.<name>` of a filter. Shared between sessions: copy it before you change it."""
    return _frame(name, of, of.version, chosen, tuple(sorted(narrow.items())))


@lru_cache(maxsize=256)
def _headline(of: Store, version: str, chosen: Filter) -> Headline:
    return frames.headline(of, chosen)


def headline(of: Store, chosen: Filter) -> Headline:
    """The counts behind a page: events, links, articles, origins, statuses, first and last date."""
    return _headline(of, of.version, chosen)


@lru_cache(maxsize=16)
def _treaties(of: Store, version: str, asof: str | None) -> pd.DataFrame:
    return frames.treaties(of, asof)


def treaties(of: Store, asof: str | None) -> pd.DataFrame:
    """Treaties and memberships as known at a moment."""
    return _treaties(of, of.version, asof)


def placed(of: Store, chosen: Filter) -> pd.DataFrame:
    """Events that can have a place: only the ledger names one."""
    if chosen.coded and CodedBy.HAND not in chosen.coded:
        return frame("events", of, chosen, most=0, only=EVENT_MARKS)
    if headline(of, chosen).links <= MOST_DRAWN:
        every, _ = in_detail(of, chosen)
        return every[every["coded_by"] == CodedBy.HAND]
    return frame("events", of, chosen.with_(coded=(CodedBy.HAND.value,)), only=EVENT_MARKS)


def in_detail(of: Store, chosen: Filter) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Events and links for a figure that draws each, as far as it needs them; empty ones where there are more than it
    may draw.
    """
    most = None if headline(of, chosen).links <= MOST_DRAWN else 0
    events = frame("events", of, chosen, most=most, only=EVENT_MARKS)
    return events, frame("links", of, chosen, most=most, only=LINK_MARKS)


def strands(of: Store, chosen: Filter, view: str) -> pd.DataFrame:
    """What the map draws in a part of the world."""
    return frame("strands", of, chosen, drawing=figures.drawing(view))


def lanes(of: Store, chosen: Filter) -> pd.DataFrame:
    """The density frame for a figure: the six pairs, those the filter names, and all others as one."""
    return frame("lanes", of, chosen, apart=(*CORE, *chosen.pairs))


def latest(of: Store, chosen: Filter, most: int) -> pd.DataFrame:
    """The latest dated events of a filter, newest first."""
    if headline(of, chosen).links <= MOST_DRAWN:
        every, _ = in_detail(of, chosen)
    else:
        every = frame("events", of, chosen, most=most, only=EVENT_MARKS)
    return every[every["date"].notna()].iloc[::-1].head(most)


@lru_cache(maxsize=64)
def _holding(of: Store, version: str, query: str, asof: str | None) -> tuple[str, ...]:
    return texts.holding(of, query.split(), asof)


def holding(of: Store, query: str, asof: str | None) -> tuple[str, ...]:
    """Ids of articles whose text holds every word of the search."""
    return _holding(of, of.version, query, asof)


@lru_cache(maxsize=64)
def _text(of: Store, version: str, id: str, asof: str | None) -> str | None:
    found = texts.article(of, id, asof)
    return None if found is None else found.text[slice(*found.body)]


def text(of: Store, id: str, asof: str | None) -> str | None:
    """The body of an article; None when the store has none of that id."""
    return _text(of, of.version, id, asof)


@lru_cache(maxsize=8)
def _options(of: Store, version: str) -> tuple[dict[str, str], dict[str, str]]:
    known = vocabulary.load()
    found = frames.countries(of, Filter())
    codes = sorted(found.loc[found["links"] > 0, "iso3"], key=known.name)
    countries = {code: known.name(code) for code in dict.fromkeys((*FOUR, *codes))}
    pairs = dict.fromkeys((*CORE, *sorted(frames.pair_status(of, Filter())["pair"].unique())))
    return countries, {pair: pair_name(pair) for pair in pairs}


def options(of: Store) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Countries, pairs and lenses to choose from, code to name: what the store holds, the four first."""
    return (*_options(of, of.version), lenses())


@lru_cache(maxsize=1)
def lenses(path: Path = LENSES) -> Mapping[str, str]:
    """The rows of data/ui/lenses.csv."""
    return {row["lens"]: row["name"] for row in rows.read(path, ("lens", "name"))}


def pair_name(pair: str) -> str:
    """ "North Korea – Russia" for PRK-RUS."""
    return " – ".join(map(_name, pair.split("-")))


def _name(code: str) -> str:
    known = vocabulary.load()
    return known.name(code) if known.is_code(code) else code


def pair_of(chosen: Filter) -> str:
    """The one pair that a page about a pair tells of while nobody chose one: the filter's first, else the first of the
    six that holds a country of the filter (both, where it names two of the four), else FIRST_PAIR.
    """
    sought = set(chosen.countries)
    fitting = sorted((FIRST_PAIR, *CORE), key=lambda pair: -len(sought & set(pair.split("-"))))
    return (*chosen.pairs, *fitting)[0]
