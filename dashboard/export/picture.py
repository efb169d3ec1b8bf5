"""Figures as pictures: PNG at twice the size of the screen, SVG with its typeface inside."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from .. import figures
from ..figures import typeface
from . import browser, charts, deck
from .content import Content, stamped
from .jobs import NEVER, Watch

SCALE = 2.0
"""Device pixels a CSS pixel: 16:9 becomes 3840 x 2160."""


def png(content: Content, watch: Watch = NEVER) -> bytes:
    """The figure of the request with its frame of words, at its size and twice the pixels."""
    return _drawn(content, "png", SCALE, watch)


def svg(content: Content, watch: Watch = NEVER) -> bytes:
    """The same as SVG. It asks for nothing from outside: the typeface is carried inside."""
    drawn = _drawn(content, "svg", 1.0, watch).decode("utf-8")
    head, tag, rest = drawn.partition(">")
    return f"{head}{tag}<style>{_faces()}</style>{rest}".encode()


def for_slides(content: Content, wanted: Mapping[str, deck.Box], watch: Watch = NEVER) -> dict[str, bytes]:
    """PNG of the figures that a deck needs, each for its box, without title and footer, which the slide has itself."""
    images = {}
    for name, box in wanted.items():
        watch.step(f"Drawing the {name}")
        size = charts.size(box)
        drawn = charts.drawn(content, name, box)
        images[name] = browser.picture(
            drawn.figure, form="png", width=size.width, height=size.height, scale=SCALE, watch=watch
        )
    return images


def _drawn(content: Content, form: str, scale: float, watch: Watch) -> bytes:
    size = figures.SIZES[content.asked.size]
    watch.step(f"Drawing the {content.asked.figure}")
    chart = stamped(content, content.asked.figure, size)
    return browser.picture(chart.figure, form=form, width=size.width, height=size.height, scale=scale, watch=watch)


def _faces() -> str:
    rules = ""
    for file, weight in ((typeface.REGULAR, 400), (typeface.SEMIBOLD, 600)):
        data = base64.b64encode((typeface.FOLDER / f"{file}.woff2").read_bytes()).decode()
        rules += (
            f"@font-face{{font-family:'Source Sans 3';font-weight:{weight};src:url(data:font/woff2;base64,{data})}}"
        )
    return rules
