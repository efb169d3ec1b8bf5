"""The table twins: rows as readers see them, names for codes, dates as exactly as they are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from .. import vocabulary
from ..ledger import categories
from . import data, words

if TYPE_CHECKING:
    from .assertions import Claim


def events(frame: pd.DataFrame) -> pd.DataFrame:
    """Date, event, category, countries, status, origins, read by; latest first."""
    return _latest(frame).assign(
        Date=_dates(frame),
        Event=frame["title"],
        Category=frame["category"].map(categories.load().names),
        Countries=frame["countries"].map(_names),
        Status=frame["statuses"].map(", ".join),
        Place=frame["place"],
        Origins=frame["origins"],
        Coded=frame["coded_by"].map(lambda coded: f"by {coded}"),
    )[["Date", "Event", "Category", "Countries", "Status", "Place", "Origins", "Coded"]]


def links(frame: pd.DataFrame) -> pd.DataFrame:
    """Date, from, to, polarity, status, who says, who denies, sentence, source; latest first."""
    name = vocabulary.load().name
    return _latest(frame).assign(
        Date=_dates(frame),
        From=frame["source"].map(name),
        To=frame["target"].map(name),
        Polarity=frame["polarity"],
        Status=frame["status"],
        Says=frame["asserted_by"].map(_names),
        Denies=frame["denied_by"].map(_names),
        Evidence=frame["evidence"],
        Outlet=frame["outlet"],
    )[["Date", "From", "To", "Polarity", "Status", "Says", "Denies", "Evidence", "Outlet"]]


def claims(found: Sequence[Claim]) -> pd.DataFrame:
    """One row an assertion: from, to, direction, polarity, category, status, who says, who denies, events, dates."""
    name, categories_ = vocabulary.load().name, categories.load().names
    return pd.DataFrame(
        {
            "From": name(claim.source),
            "To": name(claim.target),
            "Direction": "one way" if claim.directed else "mutual",
            "Polarity": claim.polarity,
            "Category": categories_[claim.category],
            "Status": claim.status,
            "Says": _names(claim.said_by),
            "Denies": _names(claim.denied_by),
            "Events": claim.events,
            "First": words.day(claim.dates.min()),
            "Last": words.day(claim.dates.max()),
        }
        for claim in found
    )


def arcs(frame: pd.DataFrame) -> pd.DataFrame:
    """From, to, polarity, status, events, links, origins, first and last date; most links first."""
    name = vocabulary.load().name
    return frame.sort_values("links", ascending=False).assign(
        From=frame["source"].map(name),
        To=frame["target"].map(name),
        Direction=frame["directed"].map({True: "one way", False: "mutual"}),
        Polarity=frame["polarity"],
        Status=frame["status"],
        Events=frame["events"],
        Links=frame["links"],
        Origins=frame["origins"],
        First=frame["first"].map(words.day),
        Last=frame["last"].map(words.day),
    )[["From", "To", "Direction", "Polarity", "Status", "Events", "Links", "Origins", "First", "Last"]]


def pair_status(frame: pd.DataFrame) -> pd.DataFrame:
    """Pair, polarity, status, events, links, origins."""
    return frame.assign(Pair=frame["pair"].map(data.pair_name)).rename(columns=str.capitalize)[
        ["Pair", "Polarity", "Status", "Events", "Links", "Origins"]
    ]


def density(frame: pd.DataFrame) -> pd.DataFrame:
    """Month, pair, polarity, status, events, links."""
    return frame.assign(
        Month=frame["month"].map(lambda month: words.date(month, "month")), Pair=frame["pair"].map(data.pair_name)
    ).rename(columns=str.capitalize)[["Month", "Pair", "Polarity", "Status", "Events", "Links"]]


def _latest(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(["date", "id"], ascending=False, na_position="last")


def _dates(frame: pd.DataFrame) -> list[str] | pd.Series:
    if frame.empty:
        return frame["precision"]
    return frame.apply(lambda row: words.date(row["date"], row["precision"]), axis=1)


def _names(codes: tuple[str, ...]) -> str:
    return ", ".join(map(vocabulary.load().name, codes))
