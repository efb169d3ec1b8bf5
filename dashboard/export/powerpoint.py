"""A deck as PowerPoint: native text, tables and charts that can be edited; pictures only for maps and networks."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from . import deck as d
from . import fit, lanes
from .jobs import NEVER, Watch

FACE = "Arial"
"""The face of the text: every office program has it or one of the same widths (Liberation Sans, Arimo)."""

EAST_ASIAN = "Noto Sans CJK KR"
"""Asked for where text is Chinese, Japanese or Korean; programs without it take their own."""

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
_MARKS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "square": XL_MARKER_STYLE.SQUARE,
    "triangle": XL_MARKER_STYLE.TRIANGLE,
}


def write(deck: d.Deck, watch: Watch = NEVER) -> bytes:
    """The deck as a .pptx file. Nothing of this machine (user, paths, clock beyond the day) goes into its metadata."""
    shown = Presentation()
    shown.slide_width, shown.slide_height = _emu(deck.size.width), _emu(deck.size.height)
    _properties(shown.core_properties, deck)
    for slide in deck.slides:
        watch.check()
        _slide(shown, slide)
    out = io.BytesIO()
    shown.save(out)
    return out.getvalue()


def _properties(core: Any, deck: d.Deck) -> None:
    core.title, core.subject, core.language = deck.title[:250], deck.subject[:250], deck.language
    core.author = core.last_modified_by = "Nexus Watch"
    core.keywords, core.comments, core.revision = ", ".join(deck.keywords)[:250], "", 1
    core.created = core.modified = dt.datetime.combine(dt.datetime.now(dt.UTC).date(), dt.time())


def _slide(shown: Any, slide: d.Slide) -> None:
    """Layout 5 of the default template is "Title Only": the title is a real placeholder, so outlines show it."""
    page = shown.slides.add_slide(shown.slide_layouts[5])
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = _rgb(d.PAPER)
    for n, element in enumerate(slide.elements, 1):
        shape = _DRAW[type(element)](page, element)
        shape.name = f"{type(element).__name__} {n}"
    if page.shapes.title is not None and not page.shapes.title.text_frame.text:
        page.shapes.title.element.getparent().remove(page.shapes.title.element)
    if slide.notes:
        page.notes_slide.notes_text_frame.text = _clean(slide.notes)


def _text(page: Any, text: d.Text) -> Any:
    shape = page.shapes.title if text.role == "title" else page.shapes.add_textbox(*_place(text.box))
    shape.left, shape.top, shape.width, shape.height = _place(text.box)
    frame = shape.text_frame
    _frame(frame, MSO_ANCHOR.TOP)
    for n, words in enumerate(text.paragraphs):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        _paragraph(paragraph, words, text.size, bold=text.bold, colour=text.colour, align=text.align, link=text.link)
    return shape


def _frame(frame: Any, anchor: MSO_ANCHOR) -> None:
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _paragraph(
    paragraph: Any, words: str, size: float, *, bold: bool, colour: str, align: str, link: str | None
) -> None:
    paragraph.alignment = _ALIGN[align]
    paragraph.line_spacing = 1.0
    paragraph.space_before = paragraph.space_after = Pt(0)
    if fit.right_to_left(words):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
        paragraph.alignment = PP_ALIGN.RIGHT if align == "left" else _ALIGN[align]
    run = paragraph.add_run()
    run.text = _clean(words)
    font = run.font
    font.size, font.bold, font.name = Pt(size), bold, FACE
    font.color.rgb = _rgb(colour)
    if fit.east_asian(words):
        _east_asian(run)
    if link:
        run.hyperlink.address = link


def _east_asian(run: Any) -> None:
    face = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": EAST_ASIAN})
    latin = run._r.rPr.find(qn("a:latin"))
    latin.addnext(face)


def _table(page: Any, table: d.Table) -> Any:
    shape = page.shapes.add_table(len(table.rows) + 1, len(table.columns), *_place(table.box))
    grid = shape.table
    _plain_style(grid)
    for column, spec in zip(grid.columns, table.columns, strict=True):
        column.width = _emu(spec.width)
    for row, high in zip(grid.rows, table.heights, strict=True):
        row.height = _emu(high)
    heads = tuple(d.Cell(column.head) for column in table.columns)
    for r, cells in enumerate((heads, *table.rows)):
        for c, cell in enumerate(cells):
            _cell(grid.cell(r, c), cell, table.size, table.columns[c].align, head=r == 0)
    _describe(shape, table.alt)
    return shape


def _plain_style(grid: Any) -> None:
    """No banding, and the built-in style "No Style, Table Grid"'s plain sister, so that our own fills decide."""
    grid.horz_banding = False
    style = grid._tbl.tblPr.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _cell(target: Any, cell: d.Cell, size: float, align: str, *, head: bool) -> None:
    target.margin_left = target.margin_right = Pt(4)
    target.margin_top = target.margin_bottom = Pt(2)
    target.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = target.text_frame.paragraphs[0]
    colour = d.MUTED if head else d.INK
    _paragraph(paragraph, cell.text, size, bold=head, colour=colour, align=align, link=cell.link)
    _underline(target, d.INK if head else d.RULE, 1.0 if head else 0.5)


def _underline(target: Any, colour: str, points: float) -> None:
    properties = target._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(int(points * 12700))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#").upper()}))
    line.append(fill)
    properties.append(line)


def _columns(page: Any, columns: d.Columns) -> Any:
    data = CategoryChartData()
    data.categories = columns.categories
    for series in columns.series:
        data.add_series(series.name, series.values)
    shape = page.shapes.add_chart(XL_CHART_TYPE.COLUMN_STACKED, *_place(columns.box), data)
    chart = shape.chart
    _legend(chart)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 30, 100
    for series, spec in zip(plot.series, columns.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(spec.colour)
    _axis(chart.value_axis, lines=True)
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = "0", False
    _axis(chart.category_axis, lines=False)
    _describe(shape, columns.alt)
    return shape


def _lanes(page: Any, drawn: d.Lanes) -> Any:
    """A scatter of days against lane numbers. The lanes' names are text boxes, for a value axis takes no words."""
    data = XyChartData()
    for dots in drawn.dots:
        series = data.add_series(dots.name)
        for day, lane in dots.points:
            series.add_data_point(lanes.serial(day), -lane)
    area = lanes.area(drawn)
    shape = page.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *_place(drawn.box), data)
    chart = shape.chart
    _legend(chart)
    for series, dots in zip(chart.plots[0].series, drawn.dots, strict=True):
        _dots(series, dots)
    _time_axis(chart, drawn)
    _inner_area(chart, drawn.box, area)
    _describe(shape, drawn.alt)
    for n, name in enumerate(drawn.lanes):
        box = lanes.label_box(drawn, n)
        _text(page, d.Text(box, (name,), lanes.LABEL_SIZE, colour=d.INK))
    return shape


def _dots(series: Any, dots: d.Dots) -> None:
    series.format.line.fill.background()
    marker = series.marker
    marker.style, marker.size = _MARKS[dots.shape], 7
    marker.format.line.color.rgb = _rgb(dots.colour)
    marker.format.line.width = Pt(1)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = _rgb(dots.colour if dots.filled else d.pale(dots.colour))


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
    axis.tick_labels.font.size, axis.tick_labels.font.name = Pt(10), FACE
    axis.tick_labels.font.color.rgb = _rgb(d.MUTED)
    axis.format.line.color.rgb = _rgb(d.RULE)
    axis.has_major_gridlines = lines
    if lines:
        axis.major_gridlines.format.line.color.rgb = _rgb(d.RULE)
        axis.major_gridlines.format.line.width = Pt(0.5)


def _legend(chart: Any) -> None:
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size, chart.legend.font.name = Pt(10), FACE
    chart.legend.font.color.rgb = _rgb(d.INK)


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


def _picture(page: Any, picture: d.Picture) -> Any:
    if picture.image is None:
        words = ("This figure needs Chromium on the machine that makes the slides.", picture.alt)
        return _text(page, d.Text(picture.box, words, 12, colour=d.MUTED))
    shape = page.shapes.add_picture(io.BytesIO(picture.image), *_place(picture.box))
    _describe(shape, picture.alt)
    return shape


def _bar(page: Any, bar: d.Bar) -> Any:
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_place(bar.box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(bar.colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    return shape


def _describe(shape: Any, alt: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", _clean(alt))


def _clean(text: str) -> str:
    """XML 1.0 cannot hold control characters or lone surrogates; they are shown as the replacement character."""
    return "".join(char if char in "\t\n" or _printable(char) else "\ufffd" for char in text)


def _printable(char: str) -> bool:
    return not (char < " " or "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff")


def _emu(points: float) -> Emu:
    return Emu(round(points * 12700))


def _place(box: d.Box) -> tuple[Emu, Emu, Emu, Emu]:
    return _emu(box.x), _emu(box.y), _emu(box.w), _emu(box.h)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())


_DRAW: dict[type, Callable[[Any, Any], Any]] = {
    d.Text: _text,
    d.Table: _table,
    d.Columns: _columns,
    d.Lanes: _lanes,
    d.Picture: _picture,
    d.Bar: _bar,
}
