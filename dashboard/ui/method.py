"""How far to trust what is shown: measured accuracy, coverage, words, limits, boundaries, how to cite."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from .. import rows, world
from . import data, display, finding, frame, words
from .frame import Page

SCORES = rows.DATA / "accuracy" / "scores.json"
WORDS = rows.DATA / "ui" / "words.csv"
LIMITS = rows.DATA / "ui" / "limits.csv"


def show(page: Page) -> None:
    """All parts of the page."""
    frame.title("How far to trust what is shown", *finding.provenance(page))
    left, right = st.columns(2, gap="large")
    with left:
        _accuracy()
        _limits()
    with right:
        _coverage(page)
        _boundaries()
        _cite(page)
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
        lead = f"Measured {measured['date']} against texts that people had read and coded, with a fixed scorer."
        table = display.table(
            ("What", "Right", "95 % interval", "Best known before"),
            map(_score, measured["scores"]),
            "Measured accuracy",
        )
        display.show(_para(lead), table)


def _scores(path: Path) -> dict[str, Any] | None:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _score(score: dict[str, Any]) -> Sequence[str]:
    interval = f"{_percent(score['low'])} – {_percent(score['high'])}"
    before = f"{_percent(score['baseline'])} ({score['measured']})" if score["baseline"] is not None else "–"
    return tuple(map(display.text, (score["name"], _percent(score["value"]), interval, before)))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _coverage(page: Page) -> None:
    display.show(display.heading("What has been read"))
    with frame.guarded("The coverage"):
        head = data.headline(page.store, page.filter)
        articles = data.frame("articles", page.store, page.filter)
        lead = (
            f"The ledger holds events coded by hand, from {words.span(head.first, head.last) or 'no date'}. "
            f"{words.count(len(articles), 'article')} read by machine match the filter."
        )
        display.show(_para(lead))
        if len(articles):
            display.show(_outlets(articles))
        display.show(_para("Where nothing is shown, nothing may have happened, or nothing was read about it."))


def _outlets(articles: Any) -> str:
    grouped = articles.assign(matched=articles["links"] > 0).groupby(articles["outlet"].fillna("not named"))
    found = grouped.agg(
        screened=("id", "size"), matched=("matched", "sum"), languages=("language", lambda s: ", ".join(sorted(set(s))))
    )
    ordered = found.sort_values("screened", ascending=False).head(40)
    cells = (
        (
            display.text(outlet),
            display.text(f"{row.screened:,}"),
            display.text(f"{row.matched:,}"),
            display.text(row.languages),
        )
        for outlet, row in ordered.iterrows()
    )
    return display.table(("Outlet", "Screened", "With a link", "Languages"), cells, "Articles by outlet")


def _limits() -> None:
    display.show(display.heading("Limits"))
    found = rows.read(LIMITS, ("limit",))
    display.show(display.items((display.text(row["limit"]) for row in found), kind="nx-list nx-plain"))


def _boundaries() -> None:
    display.show(display.heading("Boundaries on the map"), _para(world.VIEWPOINT))


def _cite(page: Page) -> None:
    head = data.headline(page.store, page.filter)
    shown = page.filter.in_words(page.vocabulary)
    lead = "Cite the view: its address holds the filter, and with an as-of date it shows the same rows later."
    counts = f"{words.count(head.events, 'event')}, {words.count(head.links, 'link')}"
    words_ = f"Nexus Watch, {shown}; {counts}; data version {head.data_version}."
    display.show(display.heading("How to cite"), _para(lead), display.paragraph(display.text(words_), kind="nx-note"))


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
