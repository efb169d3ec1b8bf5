"""How sure the links of a month are: columns by class of status."""

from __future__ import annotations

import pandas
import plotly.graph_objects as go

from . import bars, marks, template, words
from .blank import RELAX, blank
from .chart import SCREEN, Chart, Size
from .palette import Theme, groups, looks


def claims_over_time(density: pandas.DataFrame, *, theme: Theme = "light", size: Size = SCREEN) -> Chart:
    """Links a month by class of status, stacked, from the density frame: how much is confirmed, claimed or disputed."""
    density = density[density["month"].notna()]
    if density.empty:
        return blank("No dated claim matches the filter", RELAX, theme, size)
    rows = density.assign(group=density["status"].map({s: look.group for s, look in looks().items()}))
    rows = rows.groupby(["group", "month"], as_index=False)["links"].sum()
    figure = go.Figure()
    names = [_status_bars(figure, rows[rows["group"] == group], theme) for group in groups()]
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
        xaxis={"type": "date", "tickfont": {"size": size.px(12)}, "hoverformat": "%b %Y"},
        yaxis={"tickfont": {"size": size.px(12)}, "rangemode": "tozero", "fixedrange": True},
        dragmode="select",
        selectdirection="h",
    )
    return Chart(figure, _title(rows), _alt(rows), ("Columns: links a month.",))


def _status_bars(figure: go.Figure, rows: pandas.DataFrame, theme: Theme) -> str:
    if rows.empty:
        return ""
    group = rows["group"].iloc[0]
    name = f"{groups()[group].group_name.capitalize()} ({words.number(rows['links'].sum())})"
    figure.add_bar(
        x=[f"{month:%Y-%m}" for month in rows["month"]],
        y=rows["links"].tolist(),
        xperiod="M1",
        xperiodalignment="middle",
        marker=bars.status_fill(group, theme),
        customdata=[marks.period(marks.OTHER, 1)] * len(rows),
        hovertemplate=f"%{{x|%b %Y}}: {groups()[group].group_name}, links: %{{y}}<extra></extra>",
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
