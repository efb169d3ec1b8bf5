"""A deck as HTML, one sheet a slide: what is printed to PDF and what the preview shows."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable

from ..figures import typeface
from . import deck as d
from . import drawing, faces, fit

_FONT = typeface.FAMILY.replace('"', "'")
"""With single quotes, for it stands in attributes; without any, "3" would make it no name in CSS."""

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"


def document(deck: d.Deck) -> str:
    """All slides as one HTML file whose pages have the deck's size; it holds no script and asks for nothing."""
    width, height = deck.size.width, deck.size.height
    sheets = "".join(
        f'<section class="sheet">{_inside(slide, _Scale("pt", 1.0, "h1"))}</section>' for slide in deck.slides
    )
    return (
        f'<!doctype html><html lang="{_safe(deck.language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{_safe(deck.title)}</title>'
        f"<style>{faces.css()}@page{{size:{width}pt {height}pt;margin:0}}html,body{{margin:0;padding:0}}"
        f".sheet{{position:relative;width:{width}pt;height:{height}pt;overflow:hidden;break-after:page;"
        f"background:{d.PAPER};font-family:{_FONT}}}.sheet:last-child{{break-after:auto}}{_STYLE}</style>"
        f"</head><body>{sheets}</body></html>"
    )


def fragment(slide: d.Slide, size: d.Size) -> str:
    """One slide as a piece of HTML that fills the width it is given: sizes are shares of its own width (cqw)."""
    unit = 100 / size.width
    style = (
        f"position:relative;width:100%;aspect-ratio:{size.width}/{size.height};container-type:inline-size;"
        f"overflow:hidden;background:{d.PAPER};color:{d.INK};font-family:{_FONT};border:1px solid {d.RULE}"
    )
    named = f'role="group" aria-roledescription="slide" aria-label="{_safe(slide.title)}"'
    return f'<div {named} style="{style}">{_inside(slide, _Scale("cqw", unit, "h3"))}</div>'


def _inside(slide: d.Slide, scale: _Scale) -> str:
    return "".join(_DRAW[type(element)](element, scale) for element in slide.elements)


class _Scale:
    """Writes lengths of the page in the unit of the output; `head` is the tag of a slide's title there."""

    def __init__(self, unit: str, factor: float, head: str) -> None:
        self._unit, self._factor, self.head = unit, factor, head

    def __call__(self, points: float) -> str:
        return f"{points * self._factor:.4f}{self._unit}"

    def box(self, box: d.Box) -> str:
        place = f"left:{self(box.x)};top:{self(box.y)};width:{self(box.w)};height:{self(box.h)}"
        return f"position:absolute;{place};"


def _text(text: d.Text, scale: _Scale) -> str:
    tag = scale.head if text.role == "title" else "p"
    weight = 700 if text.bold else 400
    style = (
        f"margin:0;padding:0;font-size:{scale(text.size)};line-height:{fit.LEADING};font-weight:{weight};"
        f"color:{text.colour};text-align:{_side(text)};overflow-wrap:anywhere;white-space:pre-wrap;letter-spacing:0"
    )
    inside = "".join(f'<{tag} dir="auto" style="{style}">{_linked(p, text.link)}</{tag}>' for p in text.paragraphs)
    return f'<div style="{scale.box(text.box)}overflow:hidden">{inside}</div>'


def _side(text: d.Text) -> str:
    return "start" if text.align == "left" else text.align


def _linked(words: str, link: str | None) -> str:
    if not link:
        return _safe(words)
    return f'<a href="{_safe(link)}" style="color:inherit;text-decoration:underline">{_safe(words)}</a>'


def _table(table: d.Table, scale: _Scale) -> str:
    cols = "".join(f'<col style="width:{scale(column.width)}">' for column in table.columns)
    heads = tuple(d.Cell(column.head) for column in table.columns)
    head = _row(heads, table, table.heights[0], scale, "th")
    rows = zip(table.rows, table.heights[1:], strict=True)
    body = "".join(_row(cells, table, high, scale, "td") for cells, high in rows)
    style = f"width:100%;table-layout:fixed;border-collapse:collapse;font-size:{scale(table.size)};line-height:1.2"
    return (
        f'<div style="{scale.box(table.box)}"><table aria-label="{_safe(table.alt)}" style="{style}">'
        f"<colgroup>{cols}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _row(cells: tuple[d.Cell, ...], table: d.Table, high: float, scale: _Scale, tag: str) -> str:
    head = tag == "th"
    rule = d.INK if head else d.RULE
    inside = ""
    for cell, column in zip(cells, table.columns, strict=True):
        align = "start" if column.align == "left" else column.align
        style = (
            f"padding:{scale(2)} {scale(4)};vertical-align:top;text-align:{align};overflow-wrap:anywhere;border:0;"
            "white-space:pre-line;"
            f"border-bottom:{scale(1 if head else 0.5)} solid {rule};color:{d.MUTED if head else d.INK};"
            f"font-weight:{700 if head else 400};font-size:{scale(table.size)}"
        )
        scope = ' scope="col"' if head else ""
        inside += f'<{tag}{scope} dir="auto" style="{style}">{_linked(cell.text, cell.link)}</{tag}>'
    return f'<tr style="height:{scale(high)};background:{d.PAPER}">{inside}</tr>'


def _chart(svg: str, box: d.Box, scale: _Scale) -> str:
    return f'<div style="{scale.box(box)}">{svg}</div>'


def _columns(chart: d.Columns, scale: _Scale) -> str:
    return _chart(drawing.columns(chart), chart.box, scale)


def _lanes(chart: d.Lanes, scale: _Scale) -> str:
    return _chart(drawing.timeline(chart), chart.box, scale)


def _picture(picture: d.Picture, scale: _Scale) -> str:
    if picture.image is None:
        words = ("This figure is drawn when the slides are made.", picture.alt)
        return _text(d.Text(picture.box, words, 12, colour=d.MUTED), scale)
    data = base64.b64encode(picture.image).decode()
    style = f"{scale.box(picture.box)}object-fit:contain"
    return f'<img alt="{_safe(picture.alt)}" src="data:image/png;base64,{data}" style="{style}">'


def _bar(bar: d.Bar, scale: _Scale) -> str:
    return f'<div style="{scale.box(bar.box)}background:{bar.colour}"></div>'


_STYLE = f"body{{color:{d.INK}}}svg text{{font-family:inherit}}"


def _safe(text: str) -> str:
    return html.escape(d.readable(text))


_DRAW: dict[type, Callable[..., str]] = {
    d.Text: _text,
    d.Table: _table,
    d.Columns: _columns,
    d.Lanes: _lanes,
    d.Picture: _picture,
    d.Bar: _bar,
}
