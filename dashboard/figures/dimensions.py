"""Links by category, grouped by the four dimensions of a relationship."""

from __future__ import annotations

import pandas
import plotly.graph_objects as go

from ..ledger import categories
from . import bars, palette, words
from .blank import RELAX, blank
from .chart import SCREEN, Chart, Size
from .palette import Theme, groups, looks

_DIMENSIONS = ("security", "political", "economic", "technology")


def dimensions(links: pandas.DataFrame, *, theme: Theme = "light", size: Size = SCREEN) -> Chart:
    """Links by category, grouped by dimension (security, political, economic, technology), split by status; from the
    links frame, as a rule of one pair.
    """
    if links.empty:
        return blank("No link matches the filter", RELAX, theme, size)
    table = links.assign(group=links["status"].map({s: look.group for s, look in looks().items()}))
    counts = table.groupby(["category", "group"]).size().rename("links").reset_index()
    order = _order(counts)
    figure = go.Figure()
    entries = [_status_rows(figure, counts[counts["group"] == g], order, theme, size) for g in groups()]
    entries = [entry for entry in entries if entry]
    names = [categories.load().names[c] if c else f"<b>{d.capitalize()}</b>" for d, c in order]
    figure.update_layout(bars.layout(names, entries, theme, size))
    return Chart(figure.to_plotly_json(), _dimensions_title(counts), _dimensions_alt(counts))


def _order(counts: pandas.DataFrame) -> list[tuple[str, str]]:
    """Rows from the top: each dimension's heading (no category), then its categories, most links first."""
    sums = counts.groupby("category")["links"].sum()
    rows = []
    for dimension in _DIMENSIONS:
        inside = [c for c in sums.index if palette.dimensions()[c][0] == dimension]
        if inside:
            rows += [(dimension, ""), *((dimension, c) for c in sorted(inside, key=lambda c: (-sums[c], c)))]
    return rows


def _status_rows(figure: go.Figure, rows: pandas.DataFrame, order: list, theme: Theme, size: Size) -> str:
    if rows.empty:
        return ""
    group = rows["group"].iloc[0]
    name = f"{groups()[group].group_name.capitalize()} ({words.number(rows['links'].sum())})"
    at = {category: n for n, (_, category) in enumerate(order)}
    figure.add_bar(
        orientation="h",
        x=rows["links"].tolist(),
        y=[at[category] for category in rows["category"]],
        marker=bars.status_fill(group, theme),
        customdata=[f"category|{category}" for category in rows["category"]],
        hovertemplate=f"{groups()[group].group_name}, links: %{{x}}<extra></extra>",
        legendgroup=group,
        name=name,
    )
    return name


def _by_dimension(counts: pandas.DataFrame) -> pandas.Series:
    named = counts["category"].map({category: d for category, (d, _) in palette.dimensions().items()})
    return counts.groupby(named)["links"].sum().sort_values(ascending=False, kind="stable")


def _dimensions_title(counts: pandas.DataFrame) -> str:
    sums = _by_dimension(counts)
    total = int(sums.sum())
    lead = f"{sums.index[0].capitalize()} ties lead with {words.number(sums.iloc[0])} of {words.counted(total, 'link')}"
    missing = [d for d in _DIMENSIONS if d not in sums.index]
    return f"{lead}; none is {words.listed(missing).replace(' and ', ' or ')}" if missing else lead


def _dimensions_alt(counts: pandas.DataFrame) -> str:
    told = ", ".join(f"{dimension} {words.number(links)}" for dimension, links in _by_dimension(counts).items())
    top = counts.groupby("category")["links"].sum().sort_values(ascending=False).head(3)
    named = ", ".join(f"{categories.load().names[c].lower()} {words.number(n)}" for c, n in top.items())
    return f"Links by dimension: {told}. Largest categories: {named}."
