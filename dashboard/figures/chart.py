"""A finished chart, the size it is drawn for, and what its frame of words says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import plotly.graph_objects as go

if TYPE_CHECKING:
    from .legend import Entry


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with the finding its title states and a text that tells it to those who cannot see it.

    `notes` are lines the footer must carry (what was left out, boundaries). `legend` is what the page writes over the
    picture in place of a legend in it, and `above` how many pixels below its upper edge that begins.
    """

    figure: go.Figure
    title: str
    alt: str
    notes: tuple[str, ...] = ()
    legend: tuple[Entry, ...] = ()
    above: float = 0.0


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in CSS pixels. `safe`: the width in the middle that survives a crop to a narrower shape.

    `scale` enlarges all type, for pictures that end up on a wall or a slide.
    """

    width: int
    height: int
    safe: int = 0
    scale: float = 1.0

    @property
    def narrow(self) -> bool:
        """True on a phone, where words under the chart take the place of words beside it."""
        return self.width / self.scale < 620

    def px(self, size: float) -> float:
        """A length of the design at this size."""
        return round(size * self.scale, 1)


SCREEN = Size(1100, 620)
PHONE = Size(390, 720)
WIDE = Size(1920, 1080, safe=1080, scale=1.75)
FOUR_THREE = Size(1440, 1080, safe=1080, scale=1.6)
SQUARE = Size(1080, 1080, safe=1080, scale=1.45)
SIZES = {"screen": SCREEN, "phone": PHONE, "16:9": WIDE, "4:3": FOUR_THREE, "square": SQUARE}


@dataclass(frozen=True, slots=True)
class Context:
    """What every figure says of itself: which window, filter and state of knowledge, and how much stands behind it.

    `window` is the span of dates in words, `clock` is happened or reported, `filters` the filter in words (empty for
    none), `link` the address that opens the same view, `marking` a handling marking such as TLP:AMBER.
    """

    window: str
    clock: str
    filters: str
    as_of: dt.datetime | dt.date | None
    data_version: str
    events: int
    articles: int
    origins: int
    disputed: int
    links: int
    link: str = ""
    marking: str = ""
