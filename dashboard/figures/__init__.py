"""Frames to Plotly figures, one function a chart, all with the same template, frame of words and alternative text."""

from __future__ import annotations

from .chart import FOUR_THREE, PHONE, SCREEN, SIZES, SQUARE, WIDE, Chart, Context, Size
from .frame import footer, stamp
from .template import config
from .timeline import timeline
from .world_map import world_map

__all__ = [
    "FOUR_THREE",
    "PHONE",
    "SCREEN",
    "SIZES",
    "SQUARE",
    "WIDE",
    "Chart",
    "Context",
    "Size",
    "config",
    "footer",
    "stamp",
    "timeline",
    "world_map",
]
