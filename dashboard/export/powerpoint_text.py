"""Text, places and colours as PowerPoint wants them."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from . import deck as d
from . import fit

FACE = "Arial"
"""The face of the text: every office program has it or one of the same widths (Liberation Sans, Arimo)."""

EAST_ASIAN = "Noto Sans CJK KR"
"""Asked for where text is Chinese, Japanese or Korean; programs without it take their own."""

_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}


def box(page: Any, text: d.Text) -> Any:
    """A text box with paragraphs; a title goes into the slide's own title placeholder."""
    shape = page.shapes.title if text.role == "title" else page.shapes.add_textbox(*place(text.box))
    shape.left, shape.top, shape.width, shape.height = place(text.box)
    inside = shape.text_frame
    frame(inside, MSO_ANCHOR.TOP)
    for n, words in enumerate(text.paragraphs):
        line = inside.paragraphs[0] if n == 0 else inside.add_paragraph()
        paragraph(line, words, text.size, bold=text.bold, colour=text.colour, align=text.align, link=text.link)
    return shape


def frame(inside: Any, anchor: MSO_ANCHOR) -> None:
    """A frame that wraps, without margins, and never resizes itself or its letters."""
    inside.word_wrap, inside.auto_size, inside.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    inside.margin_left = inside.margin_right = inside.margin_top = inside.margin_bottom = 0


def paragraph(line: Any, words: str, size: float, *, bold: bool, colour: str, align: str, link: str | None) -> None:
    """One paragraph in one run; text that runs right to left is set so."""
    line.alignment = _ALIGN[align]
    line.line_spacing = 1.0
    line.space_before = line.space_after = Pt(0)
    if fit.right_to_left(words):
        line._p.get_or_add_pPr().set("rtl", "1")
        line.alignment = PP_ALIGN.RIGHT if align == "left" else _ALIGN[align]
    run = line.add_run()
    run.text = d.readable(words)
    font = run.font
    font.size, font.bold, font.name = Pt(size), bold, FACE
    font.color.rgb = rgb(colour)
    if fit.east_asian(words):
        _east_asian(run)
    if link:
        run.hyperlink.address = link


def _east_asian(run: Any) -> None:
    face = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": EAST_ASIAN})
    latin = run._r.rPr.find(qn("a:latin"))
    latin.addnext(face)


def describe(shape: Any, alt: str) -> None:
    """The alternative text of a shape, for screen readers."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", d.readable(alt))


def emu(points: float) -> Emu:
    """Points in the unit of the file."""
    return Emu(round(points * 12700))


def place(box: d.Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width and height of a box."""
    return emu(box.x), emu(box.y), emu(box.w), emu(box.h)


def rgb(colour: str) -> RGBColor:
    """A colour from #rrggbb."""
    return RGBColor.from_string(colour.lstrip("#").upper())
