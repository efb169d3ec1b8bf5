"""Legends that filter: buttons over the picture with counts and swatches; what is pressed stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .. import figures
from ..figures import legend, palette, words
from ..filters import POLARITIES
from . import address, display

if TYPE_CHECKING:
    import pandas as pd

    from ..figures import Chart
    from ..filters import Filter
    from .frame import Page


def facets(page: Page, count: Callable[[Filter], pd.DataFrame], shape: legend.Shape) -> tuple[figures.Entry, ...]:
    """The entries that filter. `count` gives the frame of a filter; without a polarity or status it is the figure's own
    frame, so that nothing more is asked of the store.
    """
    counted = count(page.filter.with_(polarities=(), statuses=()))
    chosen = page.filter.polarities, page.filter.statuses
    return figures.facets(counted, *chosen, shape=shape, theme=page.theme, narrow=page.narrow)


def written(chart: Chart, key: str) -> str:
    """The legend of the figure `key` as HTML, laid over the room that the picture leaves for it; "" for none."""
    if not chart.legend:
        return ""
    lead = display.element("span", display.text(legend.LEAD), kind="nx-lead")
    groups = (
        display.element("div", *map(_entry, some), role="group", aria_label=label)
        for facet, label in (("polarity", "Links by polarity"), ("status", "Links by status"), ("", ""))
        if (some := [entry for entry in chart.legend if entry.facet == facet])
    )
    return display.element(
        "div", lead, *groups, kind="nx-legend", style=f"top:{chart.above:g}px", data_of=key,
        title="Press an entry to see its links only, once more to see all",
    )  # fmt: skip


def _entry(entry: figures.Entry) -> str:
    swatch = display.element("i", kind=f"nx-{entry.look}", style=f"color:{entry.colour}" if entry.colour else "")
    count = [] if entry.count is None else [display.element("b", display.text(words.number(entry.count)))]
    inside = (swatch, display.text(f"{entry.name} "), *count)
    if not entry.facet:
        return display.element("span", *inside, kind="nx-key")
    return display.element("button", *inside, kind="nx-key", data_press=entry.key, aria_pressed=entry.chosen)


def press(key: str) -> None:
    """A press on an entry: its values enter the filter, or leave it when all stand there. The browser may send
    anything: what is no entry changes nothing.
    """
    facet, _, word = key.partition(":")
    chosen = address.read().filter
    if facet == "polarity" and word in tuple(POLARITIES):
        address.change(polarity=toggled(chosen.polarities, (word,)))
    elif facet == "status" and word in palette.looks():
        address.change(status=toggled(chosen.statuses, palette.members(palette.looks()[word].group)))


def toggled(chosen: tuple[str, ...], values: tuple[str, ...]) -> list[str]:
    """The values of the filter after a press: without these where all of them stood there, else with them."""
    rest = [word for word in chosen if word not in values]
    return rest if set(values) <= set(chosen) else [*rest, *values]
