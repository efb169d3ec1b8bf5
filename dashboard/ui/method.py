"""How far to trust what is shown: measured accuracy, coverage, words, limits, boundaries, how to cite."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from .. import figures, rows, world
from . import charts, data, display, finding, frame, words

if TYPE_CHECKING:
    import pandas as pd

    from .frame import Page

SCORES = rows.DATA / "accuracy" / "scores.json"
WORDS = rows.DATA / "ui" / "words.csv"
LIMITS = rows.DATA / "ui" / "limits.csv"


def show(page: Page) -> None:
    """All parts of the page."""
    frame.title(", ".join(("How far to trust what is shown", *finding.seen(page))), *finding.provenance(page))
    left, right = charts.columns(page, 1, 1)
    with left:
        _limits()
    with right:
        _boundaries()
        _cite(page)
    _accuracy()
    _coverage(page)
    _dictionary()


def _accuracy() -> None:
    display.show(display.heading("How often the machine is right"))
    with frame.guarded("The measured accuracy"):
        measured = _scores(SCORES)
        if measured is None:
            display.show(
                _para("No measurement is recorded yet; this command makes one: python -m dashboard evaluate --record")
            )
            return
        day = words.written(measured["date"])
        lead = (
            f"Measured {day} against texts that people had read and coded, with a fixed scorer. A dot is the machine, "
            "the line its 95 % interval, a ring the best that was known before. F1 weighs what was missed and what was "
            "found wrongly alike."
        )
        columns = ("What", "0 to 100 %", "Right", "95 % interval", "Best known before")
        display.show(_para(lead), display.table(columns, map(_score, measured["scores"]), "Measured accuracy"))


def _scores(path: Path) -> dict[str, Any] | None:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _score(score: dict[str, Any]) -> Sequence[str]:
    interval = f"{_percent(score['low'])} – {_percent(score['high'])}".replace(" ", "\u00a0")
    before = f"{_percent(score['baseline'])} ({score['measured']})" if score["baseline"] is not None else "–"
    name, right, within, best = map(display.text, (score["name"], _percent(score["value"]), interval, before))
    return name, _drawn(score), right, within, best


def _drawn(score: dict[str, Any]) -> str:
    """The row as a drawing from 0 to 100; hidden from screen readers, who hear the numbers beside it."""
    parts = [_dot("nx-within", score["low"], score["high"] - score["low"]), _dot("nx-now", score["value"])]
    if score["baseline"] is not None:
        parts.insert(1, _dot("nx-before", score["baseline"]))
    return display.element("div", *parts, kind="nx-dots", aria_hidden="true")


def _dot(kind: str, share: float, width: float | None = None) -> str:
    """A mark at its share of the row's width, or a line that is `width` of it long."""
    wide = "" if width is None else f"; width: {100 * width:.1f}%"
    return display.element("span", kind=kind, style=f"left: {100 * share:.1f}%{wide}")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\u00a0%"


def _coverage(page: Page) -> None:
    display.show(display.heading("What has been read"))
    with frame.guarded("The coverage"):
        head = data.headline(page.store, page.filter)
        articles = data.frame("articles", page.store, page.filter)
        lead = (
            f"The ledger and the articles hold events from {words.span(head.first, head.last) or 'no date'}. "
            f"{words.count(len(articles), 'article')} read by machine match the filter. "
            "Where nothing is shown, nothing may have happened, or nothing was read about it."
        )
        display.show(_para(lead))
        if len(articles):
            _chart(page, articles)


def _chart(page: Page, articles: pd.DataFrame) -> None:
    """Outlet by outlet what carries a link, what does not, and what could not be coded."""
    size = figures.Size(920, 160 + 26 * min(articles["outlet"].nunique(dropna=False), 15))
    make = functools.partial(figures.coverage, articles, theme=page.theme)
    charts.draw("The coverage", lambda room: make(size=room), "coverage", page, size)
    with st.expander("The coverage as a table"):
        display.show(_outlets(articles))


def _outlets(articles: pd.DataFrame) -> str:
    told = articles.assign(matched=articles["links"] > 0, missed=articles["not_coded"].fillna("") != "")
    grouped = told.groupby(articles["outlet"].fillna("").replace("", "not named"))
    found = grouped.agg(
        screened=("id", "size"),
        matched=("matched", "sum"),
        missed=("missed", "sum"),
        languages=("language", lambda spoken: ", ".join(sorted(set(spoken)))),
    )
    ordered = found.sort_values("screened", ascending=False).head(40)
    cells = (
        (
            display.text(outlet),
            display.text(f"{row.screened:,}"),
            display.text(f"{row.matched:,}"),
            display.text(f"{row.missed:,}"),
            display.text(row.languages),
        )
        for outlet, row in ordered.iterrows()
    )
    return display.table(("Outlet", "Screened", "With a link", "Not covered", "Languages"), cells, "Articles by outlet")


@frame.part("The limits")
def _limits() -> None:
    display.show(display.heading("Limits"))
    found = rows.read(LIMITS, ("limit",))
    display.show(display.items((display.text(row["limit"]) for row in found), kind="nx-list nx-plain"))


def _boundaries() -> None:
    display.show(display.heading("Boundaries on the map"), _para(world.VIEWPOINT))


@frame.part("How to cite")
def _cite(page: Page) -> None:
    head = data.headline(page.store, page.filter)
    shown = page.filter.in_words(page.vocabulary)
    lead = "Cite the view: its address holds the filter, and with an as-of date it shows the same rows later."
    counts = f"{words.count(head.events, 'event')}, {words.count(head.links, 'link')}"
    words_ = f"Nexus Watch, {shown}; {counts}; data version {head.data_version}."
    display.show(display.heading("How to cite"), _para(lead), display.paragraph(display.text(words_), kind="nx-note"))


@frame.part("The meaning of words")
def _dictionary() -> None:
    display.show(display.heading("What each word means"))
    entries = rows.read(WORDS, ("word", "meaning"))
    display.show(
        display.table(
            ("Word", "Meaning"),
            ((display.text(row["word"]), display.text(row["meaning"])) for row in entries),
            "Data dictionary",
        )
    )


def _para(sentence: str) -> str:
    return display.paragraph(display.text(sentence), kind="nx-prose")
