"""What was read, and what of it carries a link."""

from __future__ import annotations

import pandas
import plotly.graph_objects as go

from . import bars, typeface, words
from .blank import blank
from .chart import SCREEN, Chart, Size
from .palette import Theme

_KINDS = ("with links", "no link found", "not coded")
_OUTLETS = 15


def coverage(articles: pandas.DataFrame, *, theme: Theme = "light", size: Size = SCREEN) -> Chart:
    """What was read, outlet by outlet, from the articles frame: with links, without, and not coded (a language the
    rules do not read); silence is told apart from what was not looked at.
    """
    if articles.empty:
        return blank(
            "No article was read for this view", "It rests on the ledger alone: add sources to read more.", theme, size
        )
    kind = pandas.Series(_KINDS[1], index=articles.index).mask(articles["links"] > 0, _KINDS[0])
    kind = kind.mask(articles["not_coded"].fillna("") != "", _KINDS[2])
    table = articles.assign(kind=kind, outlet=articles["outlet"].fillna("").replace("", "outlet not named"))
    ranked = table["outlet"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    shown = list(ranked.index[:_OUTLETS])
    figure = go.Figure()
    entries = [_kind_rows(figure, table, name, shown, theme) for name in _KINDS]
    names = [typeface.safe(typeface.fitted(outlet, size.px(190), size.px(13))) for outlet in shown]
    figure.update_layout(bars.layout(names, [entry for entry in entries if entry], theme, size))
    more = (f"{_OUTLETS} of {len(ranked)} outlets.",) if len(ranked) > _OUTLETS else ()
    return Chart(figure.to_plotly_json(), _title(table), _alt(table, ranked), more)


def _kind_rows(figure: go.Figure, table: pandas.DataFrame, kind: str, shown: list[str], theme: Theme) -> str:
    some = table[table["kind"] == kind]
    if some.empty:
        return ""
    counts = some["outlet"].value_counts()
    inside = [(n, outlet) for n, outlet in enumerate(shown) if outlet in counts.index]
    look = {_KINDS[0]: "confirmed", _KINDS[1]: "claimed", _KINDS[2]: "denied"}[kind]
    name = f"{kind.capitalize()} ({words.number(len(some))})"
    figure.add_bar(
        orientation="h",
        x=[int(counts[outlet]) for _, outlet in inside],
        y=[n for n, _ in inside],
        marker=bars.status_fill(look, theme),
        customdata=[f"outlet|{outlet.replace('|', ' ')}" for _, outlet in inside],
        hovertemplate=f"{kind}, articles: %{{x}}<extra></extra>",
        legendgroup=kind,
        name=name,
    )
    return name


def _title(table: pandas.DataFrame) -> str:
    matched = int((table["kind"] == _KINDS[0]).sum())
    skipped = int((table["kind"] == _KINDS[2]).sum())
    tail = f"; {words.number(skipped)} not coded" if skipped else ""
    return f"{words.number(matched)} of {words.counted(len(table), 'article')} read carry a link{tail}"


def _alt(table: pandas.DataFrame, ranked: pandas.Series) -> str:
    told = ", ".join(f"{outlet} {words.counted(n, 'article')}" for outlet, n in ranked.head(5).items())
    return f"{_title(table)}. Outlets: {told}."
