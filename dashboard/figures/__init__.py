"""Frames to Plotly figures, one function a chart, all with the same template, frame of words and alternative text."""

from __future__ import annotations

from collections.abc import Callable

from .chart import FOUR_THREE, PHONE, SCREEN, SIZES, SQUARE, WIDE, Chart, Context, Size
from .claims_over_time import claims_over_time
from .clicks import Click, events_of
from .clicks import read as clicked
from .compare import compare
from .coverage import coverage
from .dimensions import dimensions
from .frame import footer, stamp
from .legend import Entry, facets
from .network import network
from .network_option import network_option
from .pair_matrix import pair_matrix
from .palette import Theme, colour
from .strands import drawing
from .template import config
from .tempo import tempo
from .timeline import timeline
from .views import views
from .world_map import world_map

CHARTS: dict[str, Callable[..., Chart]] = {
    "world_map": world_map,
    "timeline": timeline,
    "pair_matrix": pair_matrix,
    "network": network,
    "tempo": tempo,
    "dimensions": dimensions,
    "claims_over_time": claims_over_time,
    "compare": compare,
    "coverage": coverage,
}
"""Every chart by its name; the tests draw each of them from full and from empty frames."""

__all__ = [
    "CHARTS",
    "FOUR_THREE",
    "PHONE",
    "SCREEN",
    "SIZES",
    "SQUARE",
    "WIDE",
    "Chart",
    "Click",
    "Context",
    "Entry",
    "Size",
    "Theme",
    "claims_over_time",
    "clicked",
    "colour",
    "compare",
    "config",
    "coverage",
    "dimensions",
    "drawing",
    "events_of",
    "facets",
    "footer",
    "network",
    "network_option",
    "pair_matrix",
    "stamp",
    "tempo",
    "timeline",
    "views",
    "world_map",
]
