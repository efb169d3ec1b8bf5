"""Who asserts what of whom, and who denies it: one row an assertion, the sentences side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from .. import figures
from ..ledger import categories
from ..models import Polarity, Status
from . import address, charts, data, display, evidence, finding, tables, words

if TYPE_CHECKING:
    import pandas as pd

    from ..filters import Filter
    from ..store import Store
    from .frame import Page

AT_ONCE = 12
SIZE = figures.Size(290, 520)
MOST = 4000
"""Links read for the page; of more only the latest, and the page says so."""

CONTESTED = (Status.CLAIMED, Status.DISPUTED, Status.DENIED)
KEYS = ["source", "target", "directed", "polarity", "category"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion: who says what of whom, who denies it, and the links that carry it, latest first."""

    source: str
    target: str
    directed: bool
    polarity: str
    category: str
    status: str
    said_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    events: int
    links: pd.DataFrame

    @property
    def pair(self) -> str:
        """The two codes without order."""
        return "-".join(sorted((self.source, self.target)))

    @property
    def key(self) -> str:
        """A word for the claim that stays the same between runs."""
        return f"{self.source}-{self.target}-{self.polarity}-{self.category}"


def gather(links: pd.DataFrame) -> list[Claim]:
    """The assertions that these links carry, those in most events first."""
    told = links[links["status"].isin(CONTESTED) | links["asserted_by"].map(bool) | links["denied_by"].map(bool)]
    found = [_claim(key, rows) for key, rows in told.groupby(KEYS, sort=False)]
    return sorted(found, key=lambda claim: (-claim.events, claim.key))


def _claim(key: Sequence[Any], rows: pd.DataFrame) -> Claim:
    statuses = set(rows["status"])
    status = next(
        (s for s in (Status.DISPUTED, Status.CLAIMED, Status.DENIED) if s in statuses), rows["status"].iloc[0]
    )
    ordered = rows.sort_values(["date", "id"], ascending=False, na_position="last")
    return Claim(
        *key, str(status), _voices(rows["asserted_by"]), _voices(rows["denied_by"]), rows["event"].nunique(), ordered
    )


def _voices(column: pd.Series) -> tuple[str, ...]:
    """The codes of a column of tuples, the most frequent first."""
    counts = column.explode().dropna().value_counts()
    return tuple(counts.index)


@lru_cache(maxsize=32)
def _gathered(of: Store, version: str, chosen: Filter) -> list[Claim]:
    return gather(data.frame("links", of, chosen, most=MOST))


def gathered(page: Page) -> list[Claim]:
    """The assertions of what a page shows, those in most events first."""
    return _gathered(page.store, page.store.version, page.filter)


def show(page: Page) -> None:
    """The lens, the assertions, and how statuses run over time."""
    _lens(page)
    left, right = st.columns([13, 6], gap="large")
    with left:
        _list(page)
    with right:
        _over_time(page)


def _lens(page: Page) -> None:
    lenses = data.lenses()
    if st.session_state.get("c_lens") != page.filter.lens:
        st.session_state["c_lens"] = page.filter.lens
    known = {**lenses, **({} if page.filter.lens in lenses else {page.filter.lens: page.filter.lens})}
    st.pills(
        "Whose version",
        list(known),
        format_func=known.__getitem__,
        key="c_lens",
        required=True,
        on_change=_lens_changed,
    )


def _lens_changed() -> None:
    chosen = st.session_state["c_lens"]
    address.change(lens=None if chosen in (None, "all") else chosen)


def _list(page: Page) -> None:
    found = gathered(page)
    display.show(display.heading(f"{words.count(len(found), 'assertion')}, those in most events first"))
    if not found:
        display.show(display.note("Nothing that is shown is only claimed, disputed or denied."))
        return
    number = int(page.state.control("page") or 1)
    for claim in found[(number - 1) * AT_ONCE : number * AT_ONCE]:
        card(claim, page)
    finding.pages(number, len(found), AT_ONCE)


def card(claim: Claim, page: Page) -> None:
    """One assertion with both sides' sentences, and the way to all its evidence."""
    name = page.vocabulary.name
    display.show(display.element("article", head(claim, name), _sides(claim, name), kind="nx-card"))
    pair = "-".join(sorted((claim.source, claim.target)))
    query = {
        **page.state.along(page.filter),
        "pair": [pair],
        "category": [claim.category],
        "show": [f"pair.{pair}"],
    }
    st.page_link(
        "streamlit_app.py", label=f"All {words.count(claim.events, 'event')} with their sources", query_params=query
    )


def head(claim: Claim, name: Callable[[str], str]) -> str:
    """The assertion in three lines: status and parties, voices, how often and when."""
    row = {"source": claim.source, "target": claim.target, "directed": claim.directed}
    # The polarity is what is said to pass between the two, the category what the event is about.
    category = categories.load().names[claim.category]
    what = f"{evidence.POLARITY[Polarity(claim.polarity)]}, in events of the category “{category}”"
    dated = claim.links["date"].dropna()
    when = " – ".join(dict.fromkeys(words.day(d) for d in (dated.min(), dated.max()))) if len(dated) else "undated"
    said = words.listed(map(name, claim.said_by)) or "the press or unnamed officials"
    denied = words.listed(map(name, claim.denied_by)) or "nobody on record"
    top = display.paragraph(
        evidence.badge(claim.status),
        display.element("b", display.text(evidence.parties(row, name))),
        display.text(f": {what}"),
    )
    voices = display.paragraph(display.text(f"Says so: {said}. Denies it: {denied}."), kind="nx-by")
    return (
        top
        + voices
        + display.paragraph(display.text(f"{words.count(claim.events, 'event')}, {when}"), kind="nx-kicker")
    )


def _sides(claim: Claim, name: Callable[[str], str]) -> str:
    """The latest sentence that asserts it beside the latest that denies it."""
    asserting = claim.links[claim.links["status"] != Status.DENIED]
    denying = claim.links[claim.links["denied_by"].map(bool)]
    said = _sentence(asserting.iloc[0], "evidence", "Latest assertion") if len(asserting) else ""
    against = _denial(denying.iloc[0], asserting.iloc[0] if len(asserting) else None) if len(denying) else ""
    return display.element("div", said, against, kind="nx-sides") if said or against else ""


def _denial(row: pd.Series, said: pd.Series | None) -> str:
    if row["denial"]:
        return _sentence(row, "denial", "Latest denial")
    if said is not None and row["id"] == said["id"]:
        return display.element(
            "div", display.paragraph(display.text("The same record holds the denial."), kind="nx-kicker")
        )
    return _sentence(row, "evidence", "Latest record of the denial")


def _sentence(row: pd.Series, column: str, label: str) -> str:
    when = words.date(row["date"], row["precision"])
    source = display.link(row["url"], row["outlet"] or "source")
    foot = display.paragraph(display.text(f"{label}, {when} · "), source, kind="nx-kicker")
    return display.element("div", foot, display.paragraph(display.text(row[column]), kind="nx-quote"))


def _over_time(page: Page) -> None:
    charts.draw(
        "Statuses over time",
        lambda size: figures.claims_over_time(data.lanes(page.store, page.filter), theme=page.theme, size=size),
        "status",
        page,
        SIZE,
    )
    charts.table(
        "Statuses over time", lambda: tables.density(data.frame("density", page.store, page.filter)), "status_table"
    )
