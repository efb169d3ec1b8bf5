"""Pairs down, status across: how many links stand behind each pair, and how well; groups apart, as what they are."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas
import plotly.graph_objects as go

from ..models import FOUR
from . import marks, template, typeface, words
from .blank import RELAX, blank
from .chart import SCREEN, Chart, Size
from .palette import Theme, colour, groups, looks
from .strands import POLARITIES

_ASIDE = {"cooperation": -0.36, "neutral": 0.0, "conflict": 0.22}
"""Where in its cell the square of a polarity stands."""


_ALWAYS = ("confirmed", "claimed", "disputed")
"""Classes of status that have a column even when it is empty."""


def pair_matrix(
    pair_status: pandas.DataFrame, groups_: pandas.DataFrame, *, theme: Theme = "light", size: Size = SCREEN
) -> Chart:
    """The matrix of `pair_status` (pair, status, polarity, links) with the `groups_` frame below: statements that name
    three or all four together, which give no pair anything.
    """
    if pair_status.empty and groups_.empty:
        return blank("No link and no statement matches the filter", RELAX, theme, size)
    every = _cells(pair_status)
    cells = _majority(every) if size.narrow else every
    rows = [*words.CORE, *([marks.OTHER] if (cells["lane"] == marks.OTHER).any() else [])]
    together = _together(groups_)
    columns = [group for group in groups() if group in _ALWAYS or (cells["group"] == group).any()]
    figure = go.Figure()
    entries = _squares(figure, cells, rows, columns, theme, size)
    for n, group in enumerate(columns):
        figure.add_annotation(**_head(n, groups()[group].group_name.split(" or ")[0].capitalize(), theme, size))
    entries += _statements(figure, together, len(rows), theme, size)
    figure.update_layout(_layout(rows, list(together), columns, entries, theme, size))
    return Chart(figure.to_plotly_json(), _title(every), _alt(every, rows, together), _notes(size))


def _cells(pair_status: pandas.DataFrame) -> pandas.DataFrame:
    table = pair_status.assign(
        group=pair_status["status"].map({status: look.group for status, look in looks().items()}),
        lane=pair_status["pair"].where(pair_status["pair"].isin(words.CORE), marks.OTHER),
    )
    return table.groupby(["lane", "group", "polarity"], as_index=False)["links"].sum()


def _majority(cells: pandas.DataFrame) -> pandas.DataFrame:
    """On a phone a cell has room for one square: all its links, in the hue of the polarity with most."""
    ranked = cells.sort_values("links", ascending=False, kind="stable")
    lead = ranked.drop_duplicates(["lane", "group"]).drop(columns="links")
    return lead.merge(cells.groupby(["lane", "group"], as_index=False)["links"].sum(), on=["lane", "group"])


def _together(groups_: pandas.DataFrame) -> dict[tuple[str, ...], int]:
    """Statements by the set of the four they name: the four triads and all four, also when there is none."""
    found = Counter(tuple(sorted(set(members) & set(FOUR))) for members in groups_["members"])
    four = sorted(FOUR)
    return {members: found[members] for members in (*combinations(four, 3), tuple(four))}


def _squares(
    figure: go.Figure, cells: pandas.DataFrame, rows: list[str], columns: list[str], theme: Theme, size: Size
) -> list[str]:
    most = max(cells["links"].max(), 1) if len(cells) else 1
    names = []
    for polarity in POLARITIES:
        some = cells[cells["polarity"] == polarity]
        if some.empty:
            continue
        hue = colour(polarity, theme)
        names.append(f"Mostly {POLARITIES[polarity].lower()}")
        figure.add_scatter(
            x=[columns.index(group) + (-0.2 if size.narrow else _ASIDE[polarity]) for group in some["group"]],
            y=[rows.index(lane) for lane in some["lane"]],
            mode="markers+text",
            marker={
                "symbol": [marks.filled("square", group) for group in some["group"]],
                "size": [
                    round(size.px(6 + (14 if size.narrow else 20) * (links / most) ** 0.5)) for links in some["links"]
                ],
                "color": hue,
                "opacity": 1,
                "line": {"width": size.px(1.5), "color": hue},
            },
            text=some["links"].tolist(),
            textposition="middle right",
            textfont={"size": size.px(11.5), "color": colour("ink", theme)},
            customdata=[f"pair|{row.lane}|{polarity}|{row.group}" for row in some.itertuples()],
            hovertext=[_hover(row, polarity) for row in some.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
            legendgroup=polarity,
            name=names[-1],
        )
    return names


def _hover(row: object, polarity: str) -> str:
    status = groups()[row.group].group_name  # type: ignore[attr-defined]
    return (
        f"<b>{words.short_pair(row.lane)}</b><br>{POLARITIES[polarity]}, {status}: "  # type: ignore[attr-defined]
        f"{words.counted(row.links, 'link')}"  # type: ignore[attr-defined]
    )


def _statements(
    figure: go.Figure, together: dict[tuple[str, ...], int], first: int, theme: Theme, size: Size
) -> list[str]:
    said = [(n, members, count) for n, (members, count) in enumerate(together.items()) if count]
    for n, count in enumerate(together.values()):
        if not count:
            figure.add_annotation(**_nothing(first + n, theme, size))
    if not said:
        return []
    name = f"Statements that name them together ({words.number(sum(count for _, _, count in said))})"
    figure.add_scatter(
        x=[-0.36] * len(said),
        y=[first + n for n, _, _ in said],
        mode="markers+text",
        marker={
            "symbol": "hexagon-open",
            "size": size.px(14),
            "color": colour("group", theme),
            "line": {"width": size.px(1.5)},
        },
        text=[f"statements only: {words.number(count)}" for _, _, count in said],
        textposition="middle right",
        textfont={"size": size.px(11.5), "color": colour("ink", theme)},
        customdata=[f"group|{'-'.join(members)}" for _, members, _ in said],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        legendgroup="group",
        name=name,
    )
    return [name]


def _nothing(row: int, theme: Theme, size: Size) -> dict:
    font = {"size": size.px(11.5), "color": colour("muted", theme)}
    return {"text": "no statement", "font": font, "x": -0.42, "xanchor": "left", "y": row, "showarrow": False}


def _layout(
    rows: list[str], sets: list[tuple[str, ...]], columns: list[str], entries: list[str], theme: Theme, size: Size
) -> dict:
    names = [words.short_pair(row) for row in rows] + [_set_name(members, size) for members in sets]
    letters = size.px(11 if size.narrow else 13)
    left = max(typeface.width(part, letters) for name in names for part in name.split("<br>")) / size.scale + 14
    total = len(names)
    return {
        **template.layout(
            theme,
            size,
            left=left,
            right=20,
            top=10 + 20 * template.legend_rows(entries, size.width - size.px(left + 30), size),
        ),
        "legend": template.legend(theme, size),
        "xaxis": {"range": [-0.5, len(columns) - 0.5], "visible": False, "fixedrange": True},
        "yaxis": {
            "range": [total - 0.5, -1.3],
            "tickvals": list(range(total)),
            "ticktext": [typeface.safe(name).replace("&lt;br&gt;", "<br>") for name in names],
            "showgrid": False,
            "tickfont": {"size": letters, "color": colour("ink", theme)},
            "fixedrange": True,
        },
        "shapes": [_rule(n, n == len(rows), theme) for n in range(total + 1)],
        "clickmode": "event+select",
        "dragmode": False,
    }


def _head(n: int, text: str, theme: Theme, size: Size) -> dict:
    font = {"size": size.px(11 if size.narrow else 13), "color": colour("muted", theme)}
    place = {"x": n - 0.42, "xanchor": "left", "y": -0.9, "yanchor": "middle", "borderpad": 0}
    return {**place, "text": text, "font": font, "showarrow": False}


def _set_name(members: tuple[str, ...], size: Size) -> str:
    if len(members) == len(FOUR):
        return "All four"
    names = sorted(map(words.name, members))
    return ",<br>".join((names[0], ", ".join(names[1:]))) if size.narrow else ", ".join(names)


def _rule(n: int, strong: bool, theme: Theme) -> dict:
    line = {"color": colour("muted" if strong else "rule", theme), "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": n - 0.5, "y1": n - 0.5, "line": line}


def _title(cells: pandas.DataFrame) -> str:
    total = int(cells["links"].sum())
    if not total:
        return "Statements only: no pair has a link in view"
    sure = int(cells.loc[cells["group"] == "confirmed", "links"].sum())
    disputed = cells[cells["group"] == "disputed"].groupby("lane")["links"].sum().sort_values(ascending=False)
    lead = f"{words.share(sure, total)} of {words.counted(total, 'link')} are confirmed"
    if disputed.empty:
        return f"{lead}; none is disputed"
    return f"{lead}; most disputes concern {words.pair(disputed.index[0])}, {words.number(disputed.iloc[0])}"


def _alt(cells: pandas.DataFrame, rows: list[str], together: dict[tuple[str, ...], int]) -> str:
    told = []
    for lane in rows:
        some = cells[cells["lane"] == lane].groupby("group")["links"].sum()
        parts = [f"{some[g]} {look.group_name}" for g, look in groups().items() if g in some]
        told.append(f"{words.short_pair(lane)}: {', '.join(parts) or 'no link'}")
    said = [f"{_set_name(m, SCREEN)}: {words.counted(n, 'statement')} only" for m, n in together.items() if n]
    return f"Matrix of pairs by status. {'; '.join(told)}." + (f" {'; '.join(said)}." if said else "")


def _notes(size: Size) -> tuple[str, ...]:
    told = "A statement that names three or four together counts for no pair."
    return (told, "Hue of a square: the polarity of most of its links.") if size.narrow else (told,)
