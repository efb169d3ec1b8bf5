"""Figures as pictures: PNG at twice the size of the screen, SVG with its typeface inside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import figures
from . import browser, charts, deck, faces, names
from .content import Content
from .jobs import NEVER, Watch
from .plots import stamped

USUAL = "map"
"""The figure of a picture for which none is named."""

SCALE = 2.0
"""Device pixels a CSS pixel: 16:9 becomes 3840 x 2160."""


def png(content: Content, watch: Watch = NEVER) -> bytes:
    """The figure of the request with its frame of words, at its size and twice the pixels."""
    return _drawn(content, "png", SCALE, watch)


def svg(content: Content, watch: Watch = NEVER) -> bytes:
    """The same as SVG. It asks for nothing from outside: the typeface is carried inside."""
    drawn = _drawn(content, "svg", 1.0, watch).decode("utf-8")
    head, tag, rest = drawn.partition(">")
    return f"{head}{tag}<style>{faces.css()}</style>{rest}".encode()


def for_slides(content: Content, wanted: Mapping[str, deck.Box], watch: Watch = NEVER) -> dict[str, bytes]:
    """PNG of the figures that a deck needs, each for its box, without title and footer, which the slide has itself."""
    images = {}
    for name, box in wanted.items():
        watch.step(f"Drawing the {name}")
        images[name] = _in_box(content, name, box, SCALE, watch)
    return images


def image(content: Content, picture: deck.Picture, scale: float) -> bytes:
    """One figure of a slide as PNG, at another scale than the file's: for the preview."""
    return _in_box(content, picture.figure, picture.box, scale, NEVER)


def can_draw() -> bool:
    """Whether there is a browser for pictures on this machine."""
    return browser.find() is not None


def camera(content: Content, name: str, size: figures.Size) -> dict[str, Any]:
    """Plotly's config for a figure that the reader's own browser saves: one button, a good name, twice the pixels."""
    kept = [button for button in figures.config()["modeBarButtonsToRemove"] if button != "toImage"]
    saved = {
        "filename": names.stem(name, content.filter, content.context.as_of),
        "width": size.width,
        "height": size.height,
        "scale": SCALE,
    }
    return figures.config(modeBarButtonsToRemove=kept, displayModeBar=True, toImageButtonOptions=saved)


def _in_box(content: Content, name: str, box: deck.Box, scale: float, watch: Watch) -> bytes:
    size = charts.size(box)
    figure = charts.drawn(content, name, box).figure
    return browser.picture(figure, form="png", width=size.width, height=size.height, scale=scale, watch=watch)


def _drawn(content: Content, form: str, scale: float, watch: Watch) -> bytes:
    size = figures.SIZES[content.asked.size]
    name = content.asked.figure or USUAL
    watch.step(f"Drawing the {name}")
    chart = stamped(content, name, size)
    return browser.picture(chart.figure, form=form, width=size.width, height=size.height, scale=scale, watch=watch)
