"""The tempo of each pair: one small chart of columns a pair, all on the same scale."""

from __future__ import annotations

import pandas
import plotly.graph_objects as go

from . import marks, template, typeface, words
from .blank import RELAX, blank
from .chart import SCREEN, Chart, Size
from .palette import Theme, colour
from .strands import POLARITIES


def tempo(density: pandas.DataFrame, *, theme: Theme = "light", size: Size = SCREEN) -> Chart:
    """Links a month of each pair by polarity, one small chart a pair on the same scale, from the density frame."""
    density = density[density["month"].notna()]
    if density.empty:
        return blank("No dated link matches the filter", RELAX, theme, size)
    rows = density.assign(lane=density["pair"].where(density["pair"].isin(words.CORE), marks.OTHER))
    rows = rows.groupby(["lane", "month", "polarity"], as_index=False)["links"].sum()
    lanes = marks.lanes(density["pair"].tolist())
    figure = go.Figure()
    across = 1 if size.narrow else 2
    names = [f"{POLARITIES[p]}" for p in POLARITIES if (rows["polarity"] == p).any()]
    top = 10 + 20 * template.legend_rows(names, size.width - size.px(70), size)
    figure.update_layout(
        **template.layout(theme, size, left=44, right=16, top=top, bottom=24),
        legend=template.legend(theme, size),
        barmode="stack",
        bargap=0.08,
    )
    _panels(figure, rows, lanes, across, theme, size)
    return Chart(figure, _title(rows), _alt(rows, lanes))


def _panels(figure: go.Figure, rows: pandas.DataFrame, lanes: list[str], across: int, theme: Theme, size: Size) -> None:
    down = -(-len(lanes) // across)
    window = [f"{rows['month'].min() - pandas.Timedelta(days=20):%Y-%m-%d}", f"{rows['month'].max():%Y-%m}-28"]
    most = int(rows.groupby(["lane", "month"])["links"].sum().max())
    shown: set[str] = set()
    gap = 0.06 if across > 1 else 0
    wide = (1 - gap * (across - 1)) / across
    for n, lane in enumerate(lanes):
        column, row = n % across, n // across
        axis = "" if n == 0 else str(n + 1)
        high = 1 / down
        figure.update_layout(
            {
                f"xaxis{axis}": {
                    "domain": [column * (wide + gap), column * (wide + gap) + wide],
                    "anchor": f"y{axis}",
                    "range": window,
                    "type": "date",
                    "showticklabels": n + across >= len(lanes),
                    "tickfont": {"size": size.px(11)},
                    "showgrid": True,
                    "hoverformat": "%b %Y",
                },
                f"yaxis{axis}": {
                    "domain": [1 - (row + 1) * high + 0.01, 1 - row * high - 0.24 * high],
                    "anchor": f"x{axis}",
                    "range": [0, most * 1.05],
                    "nticks": 3,
                    "tickfont": {"size": size.px(10.5)},
                    "fixedrange": True,
                },
            }
        )
        total = words.counted(rows.loc[rows["lane"] == lane, "links"].sum(), "link")
        figure.add_annotation(
            text=f"<b>{typeface.safe(words.short_pair(lane))}</b>  {total}",
            font={"size": size.px(12.5)},
            x=column * (wide + gap),
            y=1 - row * high - 0.24 * high,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            borderpad=0,
        )
        _bars(figure, rows[rows["lane"] == lane], lane, axis, shown, theme)


def _bars(figure: go.Figure, rows: pandas.DataFrame, lane: str, axis: str, shown: set[str], theme: Theme) -> None:
    for polarity in POLARITIES:
        some = rows[rows["polarity"] == polarity]
        if some.empty:
            continue
        figure.add_bar(
            x=[f"{month:%Y-%m}" for month in some["month"]],
            y=some["links"].tolist(),
            xperiod="M1",
            xperiodalignment="middle",
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            marker={"color": colour(polarity, theme), "line": {"width": 0}},
            customdata=[f"month|{lane}|{month:%Y-%m}" for month in some["month"]],
            hovertemplate=f"%{{x|%b %Y}}: {POLARITIES[polarity].lower()}, links: %{{y}}<extra></extra>",
            legendgroup=polarity,
            showlegend=polarity not in shown,
            name=POLARITIES[polarity],
        )
        shown.add(polarity)


def _title(rows: pandas.DataFrame) -> str:
    months = rows.groupby(["lane", "month"])["links"].sum()
    lane, month = months.idxmax()
    return f"{words.pair(lane)} had the busiest month: {words.counted(months.max(), 'link')} in {month:%b %Y}"


def _alt(rows: pandas.DataFrame, lanes: list[str]) -> str:
    told = []
    for lane in lanes:
        months = rows[rows["lane"] == lane].groupby("month")["links"].sum()
        if len(months):
            peak = f"most in {months.idxmax():%b %Y} ({months.max()})"
            told.append(f"{words.short_pair(lane)} {words.counted(months.sum(), 'link')}, {peak}")
    return f"Links a month of each pair. {'; '.join(told)}."
