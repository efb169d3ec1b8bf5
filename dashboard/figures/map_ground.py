"""The ground of the map: countries filled by a count, points over those too small to be hit, and the hatch."""

from __future__ import annotations

import pandas

from .. import world
from . import typeface, words
from .canvas import Canvas
from .chart import Size
from .palette import FILLS, Theme, colour
from .views import View


def fill(canvas: Canvas, countries: pandas.DataFrame, measure: str, theme: Theme, size: Size) -> None:
    """Countries by a count in at most five steps; named without a count plain; named by nothing hatched."""
    known = countries[countries["iso3"].isin(world.shaped())]
    steps, palette = _scale(countries, measure, theme)
    canvas.choropleth(
        locations=known["iso3"].tolist(),
        z=[_step(value, steps) for value in known[measure]],
        text=[words.name(code) for code in known["iso3"]],
        customdata=known[["events", "links", "articles", "origins"]].values.tolist(),
        hovertemplate=_COUNTS,
        colorscale=_bands(palette),
        zmin=-0.5,
        zmax=len(palette) - 0.5,
        marker={"line": {"width": size.px(0.5), "color": colour("border", theme)}},
        colorbar=_bar(steps, measure, size, theme),
        name="countries",
    )


def _scale(countries: pandas.DataFrame, measure: str, theme: Theme) -> tuple[list[int], list[str]]:
    """The lower ends of the steps, and the colours of a count of none and of each step."""
    known = countries[countries["iso3"].isin(world.shaped())]
    steps = thresholds(int(known[measure].max()) if len(known) else 0)
    names = ("count0", *FILLS[-len(steps) :]) if steps else ("count0",)
    return steps, [colour(name, theme) for name in names]


def _step(value: int, steps: list[int]) -> int:
    return sum(value >= step for step in steps)


_COUNTS = (
    "<b>%{text}</b><br>Events %{customdata[0]:,}, links %{customdata[1]:,}<br>"
    "Articles %{customdata[2]:,}, origins %{customdata[3]:,}<extra></extra>"
)
"""What a country says when pointed at; the counts stand beside the name so that they need no words of their own."""


def thresholds(most: int) -> list[int]:
    """The lower ends of at most five steps from 1 to `most`, each about the same factor apart, in round numbers."""
    if most < 1:
        return []
    if most <= 5:
        return list(range(1, most + 1))
    factor = most ** (1 / 5)
    return sorted({1, *(_round(factor**k) for k in range(1, 5))})


def _round(value: float) -> int:
    power = 10 ** max(0, len(str(int(value))) - 1)
    return min((int(n * power) for n in (1, 2, 3, 5, 10)), key=lambda nice: abs(nice - value))


def _bands(shades: list[str]) -> list[list]:
    n = len(shades)
    return [[edge / n, shade] for k, shade in enumerate(shades) for edge in (k, k + 1)]


def _bar(steps: list[int], measure: str, size: Size, theme: Theme) -> dict:
    title = f"{measure.capitalize()} a country"
    ends_ = [step - 1 for step in steps[1:]]
    names = [f"{a}" if a == b else f"{a}–{b}" for a, b in zip(steps, ends_, strict=False)]
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "xpad": 0,
        "y": 0,
        "yanchor": "top",
        "ypad": size.px(4),
        "lenmode": "pixels",
        "len": size.px(32 if size.narrow else 44) * (len(steps) + 1) + typeface.width(title, size.px(11)) + size.px(16),
        "thickness": size.px(8),
        "outlinewidth": 0,
        "tickmode": "array",
        "tickvals": list(range(len(steps) + 1)),
        "ticktext": ["0", *names, f"{steps[-1]}+"] if steps else ["0"],
        "ticks": "",
        "tickfont": {"size": size.px(10 if size.narrow else 11), "color": colour("muted", theme)},
        "tickangle": 0,
        "title": {"text": title, "side": "right", "font": {"size": size.px(11)}},
    }


def _counts(row: dict) -> str:
    return (
        f"<b>{words.name(row['iso3'])}</b><br>{words.counted(row['events'], 'event')}, "
        f"{words.counted(row['links'], 'link')}<br>{words.counted(row['articles'], 'article')}, "
        f"{words.counted(row['origins'], 'origin')}"
    )


HIT = 8
"""Pixels that a finger or pointer needs to hit a country."""


def small_states(
    canvas: Canvas, countries: pandas.DataFrame, measure: str, view: View, theme: Theme, size: Size
) -> None:
    """A point for each code that is known but too small to be hit: a square in the colour of its count where it is
    too small to be seen, and nothing to be seen over a small shape.
    """
    steps, palette = _scale(countries, measure, theme)
    known = [
        row
        for row in countries.to_dict("records")
        if row["iso3"] in world.positions() and view.holds(world.positions()[row["iso3"]])
        and (row["iso3"] in world.small() or _thin(row["iso3"], view, size))
    ]  # fmt: skip
    at = [world.positions()[row["iso3"]] for row in known]
    canvas.scattergeo(
        lon=[lon for lon, _ in at],
        lat=[lat for _, lat in at],
        mode="markers",
        marker={
            "symbol": "square",
            "size": size.px(HIT),
            "color": [palette[min(_step(row[measure], steps), len(palette) - 1)] for row in known],
            "opacity": [float(row["iso3"] in world.small()) for row in known],
            "line": {"color": colour("muted", theme)},
        },
        text=[_counts(row) for row in known],
        customdata=[f"country|{row['iso3']}" for row in known],
        showlegend=False,
    )


def _thin(code: str, view: View, size: Size) -> bool:
    """Whether a shape may be narrower than HIT in a view: countries are taken as twice as long as wide."""
    degree = size.width / (view.lon[1] - view.lon[0])
    return code in world.areas() and (world.areas()[code] / 2) ** 0.5 / _DEGREE * degree < size.px(HIT)


_DEGREE = 111.2
"""Kilometres of a degree of latitude."""


def hatched(canvas: Canvas, theme: Theme, size: Size) -> list[str]:
    """The legend entry that says what the hatch means; the hatch itself lies in the map file."""
    name = "No event or article" if not size.narrow else "No data"
    canvas.scattergeo(
        lon=[None],
        lat=[None],
        mode="markers",
        marker={"symbol": "hash-open", "size": size.px(9), "color": colour("border", theme), "line": {"width": 1}},
        hoverinfo="skip",
        name=name,
    )
    return [name]
