"""Two periods side by side, pair by pair."""

from __future__ import annotations

import pandas
import plotly.graph_objects as go

from . import bars, marks, typeface, words
from .blank import RELAX, blank
from .chart import SCREEN, Chart, Size
from .palette import Theme, colour


def compare(
    before: pandas.DataFrame,
    after: pandas.DataFrame,
    *,
    names: tuple[str, str],
    months: tuple[float, float],
    theme: Theme = "light",
    size: Size = SCREEN,
) -> Chart:
    """Two periods side by side: links a month of each pair, from the pair_status frame of each period.

    `names` are the periods in words, `months` their lengths; a rate, because periods differ in length.
    """
    if before.empty and after.empty:
        return blank("No link in either period", RELAX, theme, size)
    rates = _rates(before, after, months)
    figure = go.Figure()
    _dumbbells(figure, rates, names, theme, size)
    labels = [typeface.safe(words.short_pair(lane)) for lane in rates["lane"]]
    layout = bars.layout(labels, [f"{names[0]} (links a month)", names[1]], theme, size)
    figure.update_layout(layout)
    notes = ("Links a month, period by period.",)
    return Chart(figure.to_plotly_json(), _title(rates, names), _alt(rates, names), notes)


def _rates(before: pandas.DataFrame, after: pandas.DataFrame, months: tuple[float, float]) -> pandas.DataFrame:
    sums = []
    for frame in (before, after):
        lane = frame["pair"].where(frame["pair"].isin(words.CORE), marks.OTHER)
        sums.append(frame.groupby(lane)["links"].sum())
    lanes = marks.lanes([*sums[0].index, *sums[1].index])
    rows = [(n, lane, int(sums[0].get(lane, 0)), int(sums[1].get(lane, 0))) for n, lane in enumerate(lanes)]
    table = pandas.DataFrame(rows, columns=["y", "lane", "a", "b"])
    return table.assign(before=table["a"] / months[0], after=table["b"] / months[1])


def _dumbbells(figure: go.Figure, rates: pandas.DataFrame, names: tuple[str, str], theme: Theme, size: Size) -> None:
    figure.add_scatter(
        x=[x for row in rates.itertuples() for x in (round(row.before, 2), round(row.after, 2), None)],
        y=[y for row in rates.itertuples() for y in (row.y, row.y, None)],
        mode="lines",
        line={"width": size.px(3), "color": colour("rule", theme)},
        hoverinfo="skip",
        showlegend=False,
    )
    for side, fill, name in (("before", 100, names[0]), ("after", 0, names[1])):
        count = rates["a" if side == "before" else "b"]
        figure.add_scatter(
            x=rates[side].round(2).tolist(),
            y=rates["y"].tolist(),
            mode="markers",
            marker={
                "symbol": fill,
                "size": size.px(13),
                "color": colour("ink", theme),
                "line": {"width": size.px(2), "color": colour("ink", theme)},
            },
            text=[words.counted(links, "link") for links in count],
            customdata=[f"pair|{lane}||" for lane in rates["lane"]],
            hovertemplate=f"{typeface.safe(name)}: %{{x}} a month (%{{text}})<extra></extra>",
            legendgroup=side,
            name=f"{typeface.safe(name)} (links a month)" if side == "before" else typeface.safe(name),
        )


def _title(rates: pandas.DataFrame, names: tuple[str, str]) -> str:
    change = rates["after"] - rates["before"]
    row = rates.loc[change.abs().idxmax()]
    if row["after"] == row["before"]:
        return f"No pair changes between {names[0]} and {names[1]}"
    word = "rise" if row["after"] > row["before"] else "fall"
    told = f"{row['before']:.1f} a month in {names[0]}, {row['after']:.1f} in {names[1]}"
    return f"Links of {words.pair(row['lane'])} {word} most: {told}"


def _alt(rates: pandas.DataFrame, names: tuple[str, str]) -> str:
    told = [f"{words.short_pair(r.lane)} {r.before:.1f} to {r.after:.1f}" for r in rates.itertuples()]
    return f"Links a month in {names[0]} and in {names[1]}: {'; '.join(told)}."
