"""The two native charts drawn as SVG, for the pages that are printed and for the preview."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from . import deck as d
from . import fit, lanes

_LEGEND = 10.0


def columns(chart: d.Columns) -> str:
    """Stacked columns with a count axis and a legend, in the chart's own box (0, 0 is its corner)."""
    inner = d.Box(34, 26, chart.box.w - 40, chart.box.h - 48)
    totals = [sum(series.values[n] for series in chart.series) for n in range(len(chart.categories))]
    top, step = _ticks(max(totals, default=0))
    parts = [*_legend([(s.name, _swatch(s.colour)) for s in chart.series])]
    for value in range(0, top + 1, step):
        y = inner.bottom - inner.h * value / top
        parts.append(_line(inner.x, y, inner.x + inner.w, y))
        parts.append(_words(str(value), inner.x - 5, y + 3.5, "end"))
    parts.extend(_bars(chart, inner, top))
    parts.extend(_names(chart.categories, inner))
    return _svg(chart.box, parts, chart.alt)


def timeline(chart: d.Lanes) -> str:
    """Lanes with their marks, years below, in the chart's own box."""
    inner, x0, y0 = lanes.area(chart), chart.box.x, chart.box.y
    parts = [*_legend([(dots.name, _mark(dots, 5, -3.5, 4)) for dots in chart.dots])]
    for year in lanes.years(chart):
        x = lanes.place(chart, year, 0)[0] - x0
        parts.append(_line(x, inner.y - y0, x, inner.bottom - y0))
        parts.append(_words(str(year.year), x, inner.bottom - y0 + 14, "middle"))
    for n, name in enumerate(chart.lanes):
        y = lanes.place(chart, chart.start, n)[1] - y0
        parts.append(_line(inner.x - x0, y, inner.x - x0 + inner.w, y))
        parts.append(_words(name, 0, y + 3.5, "start", d.INK))
    for dots in chart.dots:
        spots = (lanes.place(chart, day, lane) for day, lane in dots.points)
        parts.extend(_mark(dots, x - x0, y - y0, 3.5) for x, y in spots)
    return _svg(chart.box, parts, chart.alt)


def _bars(chart: d.Columns, inner: d.Box, top: int) -> Iterator[str]:
    slot = inner.w / max(len(chart.categories), 1)
    share = 100 / (100 + chart.gap)
    for n in range(len(chart.categories)):
        y = inner.bottom
        for series in chart.series:
            high = inner.h * series.values[n] / top
            y -= high
            if high:
                x = inner.x + slot * (n + (1 - share) / 2)
                yield (
                    f'<rect x="{x:.2f}" y="{y:.2f}" width="{slot * share:.2f}" height="{high:.2f}" '
                    f'fill="{series.colour}"/>'
                )


def _names(categories: tuple[str, ...], inner: d.Box) -> Iterator[str]:
    """The names under the columns, only as many as stand side by side without touching."""
    slot = inner.w / max(len(categories), 1)
    widest = max((fit.width(name, _LEGEND) for name in categories), default=0) + 8
    every = max(1, -(-int(widest) // max(int(slot), 1)))
    for n in range(0, len(categories), every):
        yield _words(categories[n], inner.x + slot * (n + 0.5), inner.bottom + 14, "middle")


def _ticks(most: int) -> tuple[int, int]:
    """The top of the axis and the distance of its ticks: whole numbers, at most six of them."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000, 1_000_000):
        if most <= step * 6:
            return max(-(-most // step), 1) * step, step
    step = -(-most // 6)
    return step * 6, step


def _legend(entries: list[tuple[str, str]]) -> Iterator[str]:
    x = 0.0
    for name, mark in entries:
        yield f'<g transform="translate({x:.1f},12)">{mark}{_words(name, 14, 0, "start", d.INK)}</g>'
        x += fit.width(name, _LEGEND) + 30


def _swatch(colour: str) -> str:
    return f'<rect x="0" y="-8" width="9" height="9" fill="{colour}"/>'


def _mark(dots: d.Dots, x: float, y: float, r: float) -> str:
    fill = dots.colour if dots.filled else d.pale(dots.colour)
    style = f'fill="{fill}" stroke="{dots.colour}" stroke-width="1.2"'
    if dots.shape == "circle":
        return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{r}" {style}/>'
    corners = {
        "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
        "square": ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)),
        "triangle": ((0, -1.15), (1.1, 0.9), (-1.1, 0.9)),
    }[dots.shape]
    points = " ".join(f"{x + dx * r:.2f},{y + dy * r:.2f}" for dx, dy in corners)
    return f'<polygon points="{points}" {style}/>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{d.RULE}" stroke-width="0.6"/>'


def _words(text: str, x: float, y: float, anchor: str, colour: str = d.MUTED) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{_LEGEND}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(text)}</text>"
    )


def _svg(box: d.Box, parts: list[str], alt: str) -> str:
    return (
        f'<svg role="img" aria-label="{escape(alt)}" viewBox="0 0 {box.w:.2f} {box.h:.2f}" width="100%" height="100%">'
        + "".join(parts)
        + "</svg>"
    )
