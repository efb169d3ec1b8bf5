"""Who asserts what of whom, and who denies it: one entry an assertion, the sentences side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from .. import figures
from ..ledger import categories
from ..models import Polarity, Status
from . import address, assertions, charts, data, display, evidence, filter_bar, finding, frame, panel, tables, words
from .assertions import Claim

if TYPE_CHECKING:
    import pandas as pd

    from .frame import Page

AT_ONCE = 12
SIZE = figures.Size(290, 520)


def show(page: Page) -> None:
    """The lens, the assertions, and how statuses run over time."""
    _lens(page)
    left, right = charts.columns(page, 13, 6)
    with left:
        _list(page)
    with right:
        _over_time(page)


def _lens(page: Page) -> None:
    lenses = data.lenses()
    if st.session_state.get("c_lens") != page.filter.lens:
        st.session_state["c_lens"] = page.filter.lens
    known = filter_bar.named("lens", lenses, {"lens": [page.filter.lens]})
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


@frame.part("The assertions")
def _list(page: Page) -> None:
    _, by = assertions.ORDERS[page.state.control("sort")]
    found = sorted(assertions.gathered(page.store, page.filter), key=by)
    display.show(display.heading(words.count(len(found), "assertion")))
    if not found:
        display.show(display.note("Nothing that is shown is only claimed, disputed or denied."))
        return
    links = data.headline(page.store, page.filter).links
    if links > assertions.MOST:
        display.show(display.note(f"Gathered from the latest {assertions.MOST:,} of {links:,} links."))
    orders = {word: name for word, (name, _) in assertions.ORDERS.items()}
    charts.choose("sort", "Order", orders, page, labelled=False)
    number = finding.turned(page, "page", len(found), AT_ONCE)
    shown = found[(number - 1) * AT_ONCE : number * AT_ONCE]
    if page.state.control("show") not in ("", *(_picks(claim) for claim in shown)):
        panel.show(page)
    for claim in shown:
        card(claim, page)
    finding.pages("page", number, len(found), AT_ONCE)
    charts.table("The assertions", lambda: tables.claims(found), "claims_table")


def card(claim: Claim, page: Page) -> None:
    """One assertion with both sides' sentences; all its events open in its place, and close again."""
    name = page.vocabulary.name
    display.show(display.element("article", head(claim, name), _sides(claim, name), kind="nx-card"))
    if page.state.control("show") == _picks(claim):
        panel.show(page)
        return
    label = "Its event with sources" if claim.events == 1 else f"All {claim.events:,} events with sources"
    st.button(label, key=f"claim_{claim.key}", on_click=address.changer(show=_picks(claim)))


def _picks(claim: Claim) -> str:
    """What the address says when this claim is open."""
    return f"claim.{claim.key}"


def head(claim: Claim, name: Callable[[str], str]) -> str:
    """The assertion in three lines: status and parties, voices, how often and when."""
    row = {"source": claim.source, "target": claim.target, "directed": claim.directed}
    # The polarity is what is said to pass between the two, the category what the event is about.
    category = categories.load().names[claim.category]
    what = f"{evidence.POLARITY[Polarity(claim.polarity)]}, in events of the category “{category}”"
    dated = claim.dates
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


@frame.part("The statuses over time")
def _over_time(page: Page) -> None:
    charts.draw(
        "Statuses over time",
        lambda size: figures.claims_over_time(data.lanes(page.store, page.filter), theme=page.theme, size=size),
        "status",
        page,
        charts.part(page, SIZE),
    )
    charts.table(
        "Statuses over time", lambda: tables.density(data.frame("density", page.store, page.filter)), "status_table"
    )
