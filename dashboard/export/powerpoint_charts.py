"""The native charts of a deck: stacked columns of counts, and a timeline with a lane for each pair."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from . import deck as d
from . import lanes, tables
from . import powerpoint_text as pt

_MARKS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "square": XL_MARKER_STYLE.SQUARE,
    "triangle": XL_MARKER_STYLE.TRIANGLE,
}


def columns(page: Any, drawn: d.Columns) -> Any:
    """Stacked columns of counts."""
    data = CategoryChartData()
    data.categories = tuple(map(_word, drawn.categories))
    for series in drawn.series:
        data.add_series(_word(series.name), series.values)
    shape = page.shapes.add_chart(XL_CHART_TYPE.COLUMN_STACKED, *pt.place(drawn.box), data)
    chart = shape.chart
    _legend(chart)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = drawn.gap, 100
    for series, spec in zip(plot.series, drawn.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = pt.rgb(spec.colour)
    _axis(chart.value_axis, lines=True)
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = "0", False
    _axis(chart.category_axis, lines=False)
    _number_axes(chart)
    pt.describe(shape, drawn.alt)
    return shape


def timeline(page: Any, drawn: d.Lanes) -> Any:
    """A scatter of days against lane numbers. The lanes' names are text boxes, for a value axis takes no words."""
    data = XyChartData()
    for dots in drawn.dots:
        series = data.add_series(_word(dots.name))
        for day, lane in dots.points:
            series.add_data_point(lanes.serial(day), -lane)
    area = lanes.area(drawn)
    shape = page.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *pt.place(drawn.box), data)
    chart = shape.chart
    _legend(chart)
    for series, dots in zip(chart.plots[0].series, drawn.dots, strict=True):
        _dots(series, dots)
    _time_axis(chart, drawn)
    _inner_area(chart, drawn.box, area)
    _number_axes(chart)
    pt.describe(shape, drawn.alt)
    for n, name in enumerate(drawn.lanes):
        box = lanes.label_box(drawn, n)
        pt.box(page, d.Text(box, (name,), lanes.LABEL_SIZE, colour=d.INK))
    return shape


def _word(text: str) -> str:
    """A name as XML can hold it; the workbook inside the chart takes none for a formula."""
    return tables.safe(d.readable(text))


def _dots(series: Any, dots: d.Dots) -> None:
    series.format.line.fill.background()
    marker = series.marker
    marker.style, marker.size = _MARKS[dots.shape], 7
    marker.format.line.color.rgb = pt.rgb(dots.colour)
    marker.format.line.width = Pt(1)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = pt.rgb(dots.colour if dots.filled else d.pale(dots.colour))


def _time_axis(chart: Any, drawn: d.Lanes) -> None:
    """Ticks stand every 365.25 days; begun on 2 January they stay on 1 or 2 January for a century."""
    across, up = chart.category_axis, chart.value_axis
    _axis(across, lines=True)
    _axis(up, lines=False)
    ticks = lanes.years(drawn)
    across.minimum_scale, across.maximum_scale = lanes.serial(ticks[0]) + 1, lanes.serial(ticks[-1]) + 2
    across.major_unit = 365.25 * lanes.step(drawn)
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = "yyyy", False
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    up.minimum_scale, up.maximum_scale, up.major_unit = -len(drawn.lanes) + 0.5, 0.5, 1
    up.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    up.format.line.fill.background()


def _axis(axis: Any, *, lines: bool) -> None:
    axis.has_title = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.font.size, axis.tick_labels.font.name = Pt(10), pt.FACE
    axis.tick_labels.font.color.rgb = pt.rgb(d.MUTED)
    axis.format.line.color.rgb = pt.rgb(d.RULE)
    axis.has_major_gridlines = lines
    if lines:
        axis.major_gridlines.format.line.color.rgb = pt.rgb(d.RULE)
        axis.major_gridlines.format.line.width = Pt(0.5)


def _number_axes(chart: Any) -> None:
    """Axes by positive numbers, as the schema has them (unsigned): python-pptx's templates write negative ones."""
    for tag in ("c:axId", "c:crossAx"):
        for element in chart._chartSpace.iter(qn(tag)):
            element.set("val", str(abs(int(element.get("val")))))


def _legend(chart: Any) -> None:
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size, chart.legend.font.name = Pt(10), pt.FACE
    chart.legend.font.color.rgb = pt.rgb(d.INK)


def _inner_area(chart: Any, whole: d.Box, area: d.Box) -> None:
    """Fixes the plotting area inside the chart, so that the lanes' names stand beside their lanes."""
    plot = chart._chartSpace.chart.plotArea
    layout = plot.find(qn("c:layout"))
    if layout is None:
        layout = plot.makeelement(qn("c:layout"), {})
        plot.insert(0, layout)
    manual = layout.makeelement(qn("c:manualLayout"), {})
    layout.append(manual)
    shares = {
        "x": (area.x - whole.x) / whole.w,
        "y": (area.y - whole.y) / whole.h,
        "w": area.w / whole.w,
        "h": area.h / whole.h,
    }
    values = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    values |= {key: f"{share:.5f}" for key, share in shares.items()}
    for key, value in values.items():
        manual.append(manual.makeelement(qn(f"c:{key}"), {"val": value}))
