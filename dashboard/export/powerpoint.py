"""A deck as PowerPoint: native text, tables and charts that can be edited; pictures only for maps and networks."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from . import deck as d
from . import powerpoint_charts
from . import powerpoint_text as pt
from .jobs import NEVER, Watch

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def write(deck: d.Deck, watch: Watch = NEVER) -> bytes:
    """The deck as a .pptx file. Nothing of this machine (user, paths, clock beyond the day) goes into its metadata."""
    shown = Presentation()
    shown.slide_width, shown.slide_height = pt.emu(deck.size.width), pt.emu(deck.size.height)
    _properties(shown.core_properties, deck)
    for slide in deck.slides:
        watch.check()
        _slide(shown, slide)
    out = io.BytesIO()
    shown.save(out)
    return out.getvalue()


def _properties(core: Any, deck: d.Deck) -> None:
    core.title, core.subject, core.language = (
        d.readable(deck.title)[:250],
        d.readable(deck.subject)[:250],
        deck.language,
    )
    core.author = core.last_modified_by = "Nexus Watch"
    core.keywords, core.comments, core.revision = d.readable(", ".join(deck.keywords))[:250], "", 1
    core.created = core.modified = dt.datetime.combine(dt.datetime.now(dt.UTC).date(), dt.time())


def _slide(shown: Any, slide: d.Slide) -> None:
    """Layout 5 of the default template is "Title Only": the title is a real placeholder, so outlines show it."""
    page = shown.slides.add_slide(shown.slide_layouts[5])
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = pt.rgb(d.PAPER)
    for n, element in enumerate(slide.elements, 1):
        shape = _DRAW[type(element)](page, element)
        shape.name = f"{type(element).__name__} {n}"
    if page.shapes.title is not None and not page.shapes.title.text_frame.text:
        page.shapes.title.element.getparent().remove(page.shapes.title.element)
    if slide.notes:
        page.notes_slide.notes_text_frame.text = d.readable(slide.notes)


def _table(page: Any, table: d.Table) -> Any:
    shape = page.shapes.add_table(len(table.rows) + 1, len(table.columns), *pt.place(table.box))
    grid = shape.table
    _plain_style(grid)
    for column, spec in zip(grid.columns, table.columns, strict=True):
        column.width = pt.emu(spec.width)
    for row, high in zip(grid.rows, table.heights, strict=True):
        row.height = pt.emu(high)
    heads = tuple(d.Cell(column.head) for column in table.columns)
    for r, cells in enumerate((heads, *table.rows)):
        for c, cell in enumerate(cells):
            _cell(grid.cell(r, c), cell, table.size, table.columns[c].align, head=r == 0)
    pt.describe(shape, table.alt)
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
    pt.paragraph(paragraph, cell.text, size, bold=head, colour=colour, align=align, link=cell.link)
    _underline(target, d.INK if head else d.RULE, 1.0 if head else 0.5)


def _underline(target: Any, colour: str, points: float) -> None:
    properties = target._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(int(points * 12700))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#").upper()}))
    line.append(fill)
    properties.append(line)


def _picture(page: Any, picture: d.Picture) -> Any:
    if picture.image is None:
        words = ("This figure needs Chromium on the machine that makes the slides.", picture.alt)
        return pt.box(page, d.Text(picture.box, words, 12, colour=d.MUTED))
    shape = page.shapes.add_picture(io.BytesIO(picture.image), *pt.place(picture.box))
    pt.describe(shape, picture.alt)
    return shape


def _bar(page: Any, bar: d.Bar) -> Any:
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *pt.place(bar.box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = pt.rgb(bar.colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    return shape


_DRAW: dict[type, Callable[[Any, Any], Any]] = {
    d.Text: pt.box,
    d.Table: _table,
    d.Columns: powerpoint_charts.columns,
    d.Lanes: powerpoint_charts.timeline,
    d.Picture: _picture,
    d.Bar: _bar,
}
