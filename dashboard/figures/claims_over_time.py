"""How sure the links of a month are: columns by class of status."""

from __future__ import annotations

import pandas
import plotly.graph_objects as go

from . import bars, lane_layers, marks, template, words
from .blank import RELAX, blank
from .chart import SCREEN, Chart, Size
from .palette import Theme, groups, looks


def claims_over_time(density: pandas.DataFrame, *, theme: Theme = "light", size: Size = SCREEN) -> Chart:
    """Links a month by class of status, stacked, from the density frame: how much is confirmed, claimed or disputed.

    Where a month would be too narrow for its hatch to be told, a column stands for a quarter.
    """
    density = density[density["month"].notna()]
    if density.empty:
        return blank("No dated claim matches the filter", RELAX, theme, size)
    rows = density.assign(group=density["status"].map({s: look.group for s, look in looks().items()}))
    rows = rows.groupby(["group", "month"], as_index=False)["links"].sum()
    step = _step(rows, size)
    drawn = rows.assign(month=rows["month"].dt.to_period("Q").dt.start_time) if step == 3 else rows
    drawn = drawn.groupby(["group", "month"], as_index=False)["links"].sum()
    figure = go.Figure()
    names = [_status_bars(figure, drawn[drawn["group"] == group], step, theme) for group in groups()]
    names = [name for name in names if name]
    figure.update_layout(
        **template.layout(
            theme,
            size,
            left=44,
            right=16,
            top=10 + 20 * template.legend_rows(names, size.width - size.px(60), size),
            bottom=26,
        ),
        legend=template.legend(theme, size),
        barmode="stack",
        bargap=0.1,
        xaxis={"type": "date", "tickfont": {"size": size.px(12)}, "hoverformat": lane_layers.PERIOD[step]},
        yaxis={"tickfont": {"size": size.px(12)}, "rangemode": "tozero", "fixedrange": True},
        dragmode="select",
        selectdirection="h",
    )
    notes = (f"Columns: links a {'month' if step == 1 else 'quarter'}.",)
    return Chart(figure.to_plotly_json(), _title(rows), _alt(rows), notes)


_LEAST = 7
"""Pixels of the design that a hatched column needs."""


def _step(rows: pandas.DataFrame, size: Size) -> int:
    """Months a column stands for."""
    months = (rows["month"].max() - rows["month"].min()).days / 30.4 + 1
    return 1 if (size.width - size.px(60)) / months >= size.px(_LEAST) else 3


def _status_bars(figure: go.Figure, rows: pandas.DataFrame, step: int, theme: Theme) -> str:
    if rows.empty:
        return ""
    group = rows["group"].iloc[0]
    name = f"{groups()[group].group_name.capitalize()} ({words.number(rows['links'].sum())})"
    figure.add_bar(
        x=[f"{month:%Y-%m}" for month in rows["month"]],
        y=rows["links"].tolist(),
        xperiod=f"M{step}",
        xperiodalignment="middle",
        xhoverformat=lane_layers.PERIOD[step],
        width=step * 27.4 * lane_layers.DAY,
        marker=bars.status_fill(group, theme),
        customdata=[marks.period(marks.OTHER, step)] * len(rows),
        hovertemplate=f"%{{x}}: {groups()[group].group_name}, links: %{{y}}<extra></extra>",
        legendgroup=group,
        name=name,
    )
    return name


def _title(rows: pandas.DataFrame) -> str:
    total = int(rows["links"].sum())
    disputed = rows[rows["group"] == "disputed"]
    if disputed.empty:
        return f"None of {words.counted(total, 'dated link')} is disputed"
    peak = disputed.loc[disputed["links"].idxmax()]
    part = f"{words.number(disputed['links'].sum())} of {words.counted(total, 'dated link')} are disputed"
    return f"{part}, most of them in {peak['month']:%b %Y} ({words.number(peak['links'])})"


def _alt(rows: pandas.DataFrame) -> str:
    sums = rows.groupby("group")["links"].sum()
    told = [f"{words.number(sums[g])} {look.group_name}" for g, look in groups().items() if g in sums]
    return f"Links a month by status, {words.span(rows['month'].min(), rows['month'].max())}: {', '.join(told)}."
