"""A finished chart, the size it is drawn for, and what its frame of words says."""

from __future__ import annotations

import base64
import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

if TYPE_CHECKING:
    from .legend import Entry


@dataclass(frozen=True)
class Chart:
    """A figure with the finding its title states and a text that tells it to those who cannot see it.

    `told` is the figure as JSON has it, data and layout; never change what is in it. `notes` are lines the footer must
    carry (what was left out, boundaries). `legend` is what the page writes over the picture in place of a legend in it,
    and `above` how many pixels below its upper edge that begins.
    """

    told: Mapping[str, Any] = field(repr=False)
    title: str
    alt: str
    notes: tuple[str, ...] = ()
    legend: tuple[Entry, ...] = ()
    above: float = 0.0

    @functools.cached_property
    def figure(self) -> go.Figure:
        """The figure as an object of Plotly's, with copies of all that was told; made when it is first asked for."""
        return go.Figure(dict(self.told), _validate=False)

    @property
    def light(self) -> BaseFigure:
        """The figure for what only wants its JSON."""
        return _Told(self.told)


class _Told(BaseFigure):
    """A figure of Plotly's that has no objects and makes no copies: both take longer than sending what they tell."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._told = told

    def to_dict(self) -> dict[str, Any]:
        return {"data": [_sent(trace) for trace in self._told["data"]], "layout": self._told["layout"]}


def _sent(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties with their arrays packed as plotly.js reads them: https://plotly.com/javascript/reference."""
    return {
        name: _packed(value) if isinstance(value, numpy.ndarray) else _sent(value) if isinstance(value, dict) else value
        for name, value in properties.items()
    }


def _packed(numbers: numpy.ndarray) -> dict[str, str]:
    return {"dtype": numbers.dtype.str[1:], "bdata": base64.b64encode(numbers.tobytes()).decode()}


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
