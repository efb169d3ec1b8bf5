"""The tempo of each pair: one small chart of columns a pair, all on the same scale."""

from __future__ import annotations

from typing import Any

import pandas

from . import marks, template, typeface, words
from .blank import RELAX, blank
from .canvas import Canvas
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
    names = [POLARITIES[p] for p in POLARITIES if (rows["polarity"] == p).any()]
    top = 10 + 20 * template.legend_rows(names, size.width - size.px(70), size)
    layout = {
        **template.layout(theme, size, left=44, right=16, top=top, bottom=24),
        "legend": template.legend(theme, size),
        "barmode": "stack",
        "bargap": 0.08,
        "annotations": [],
    }
    canvas = Canvas()
    _panels(canvas, layout, rows, lanes, theme, size)
    return Chart(canvas.told(layout), _title(rows), _alt(rows, lanes))


def _panels(
    canvas: Canvas, layout: dict[str, Any], rows: pandas.DataFrame, lanes: list[str], theme: Theme, size: Size
) -> None:
    window = [f"{rows['month'].min() - pandas.Timedelta(days=20):%Y-%m-%d}", f"{rows['month'].max():%Y-%m}-28"]
    most = int(rows.groupby(["lane", "month"])["links"].sum().max())
    across = 1 if size.narrow else 2
    shown: set[str] = set()
    for n, lane in enumerate(lanes):
        axis = "" if n == 0 else str(n + 1)
        left, right, low, high = _cell(n, across, -(-len(lanes) // across))
        last = n + across >= len(lanes)
        layout[f"xaxis{axis}"] = _month_axis((left, right), f"y{axis}", window, last, size)
        layout[f"yaxis{axis}"] = _count_axis((low, high), f"x{axis}", most, size)
        some = rows[rows["lane"] == lane]
        layout["annotations"].append(_panel_name(lane, int(some["links"].sum()), left, high, size))
        _bars(canvas, some, lane, axis, shown, theme)


def _cell(n: int, across: int, down: int) -> tuple[float, float, float, float]:
    """Left, right, low and high edge of the n-th panel in shares of the figure, room for its name above left free."""
    gap = 0.06 if across > 1 else 0.0
    wide, tall = (1 - gap * (across - 1)) / across, 1 / down
    column, row = n % across, n // across
    left, top = column * (wide + gap), 1 - row * tall
    return left, left + wide, top - 0.9 * tall, top - 0.24 * tall


def _month_axis(domain: tuple[float, float], anchor: str, window: list[str], ticks: bool, size: Size) -> dict[str, Any]:
    return {
        "domain": list(domain),
        "anchor": anchor,
        "range": window,
        "type": "date",
        "showticklabels": ticks,
        "tickfont": {"size": size.px(11)},
        "showgrid": True,
        "hoverformat": "%b %Y",
    }


def _count_axis(domain: tuple[float, float], anchor: str, most: int, size: Size) -> dict[str, Any]:
    return {
        "domain": list(domain),
        "anchor": anchor,
        "range": [0, most * 1.05],
        **template.counts(most),
        "tickfont": {"size": size.px(10.5)},
        "fixedrange": True,
    }


def _panel_name(lane: str, links: int, left: float, high: float, size: Size) -> dict[str, Any]:
    return {
        "text": f"<b>{typeface.safe(words.short_pair(lane))}</b>  {words.counted(links, 'link')}",
        "font": {"size": size.px(12.5)},
        "x": left,
        "y": high,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 0,
    }


def _bars(canvas: Canvas, rows: pandas.DataFrame, lane: str, axis: str, shown: set[str], theme: Theme) -> None:
    for polarity in POLARITIES:
        some = rows[rows["polarity"] == polarity]
        if some.empty:
            continue
        canvas.bar(
            x=[f"{month:%Y-%m}" for month in some["month"]],
            y=some["links"].tolist(),
            xperiod="M1",
            xperiodalignment="middle",
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            marker={"color": colour(polarity, theme), "line": {"width": 0}},
            customdata=[marks.period(lane, 1)] * len(some),
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
