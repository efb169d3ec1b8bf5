"""Frames and figures as files that can stand alone: slides, pictures, pages, tables, data, each with its provenance."""

from __future__ import annotations

from ..errors import BadInput
from .browser import MISSING as NO_BROWSER
from .choices import ROOM
from .content import Content
from .formats import FORMATS, Format
from .jobs import NEVER, Cancelled, Job, Product, Watch, start
from .page import fragment as preview
from .permalink import link, strangers
from .picture import camera, can_draw, image
from .plots import FIGURES, stamped
from .request import PARTS, TABLES, VIEWS, Request, parsed, pinned, query
from .sentences import findings, title

__all__ = [
    "FIGURES",
    "FORMATS",
    "NO_BROWSER",
    "PARTS",
    "ROOM",
    "TABLES",
    "VIEWS",
    "Cancelled",
    "Content",
    "Format",
    "Job",
    "Product",
    "Request",
    "Watch",
    "camera",
    "can_draw",
    "findings",
    "image",
    "link",
    "parsed",
    "pinned",
    "preview",
    "query",
    "stamped",
    "start",
    "strangers",
    "title",
    "write",
]


def write(format: str, request: Request, watch: Watch = NEVER) -> Product:
    """The request as bytes with their file name and media type; BadInput for a format that does not exist.

    Nothing is written to disk. Formats that draw pictures raise BadInput where there is no browser.
    """
    if format not in FORMATS:
        raise BadInput(f"There is no format {format!r}; choose one of {', '.join(FORMATS)}.")
    watch.step("Reading the rows")
    return FORMATS[format].product(Content(request), watch)
