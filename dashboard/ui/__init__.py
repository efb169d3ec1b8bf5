"""The pages' frame and parts; with pages/ and the entry file the only rooms that know Streamlit."""

from . import add, claims, downloads, method, pair, relations, server, situation, texts, timeline, warm
from .finding import has_rows, title
from .frame import close_page, open_page

__all__ = [
    "add",
    "claims",
    "close_page",
    "downloads",
    "has_rows",
    "method",
    "open_page",
    "pair",
    "relations",
    "server",
    "situation",
    "texts",
    "timeline",
    "title",
    "warm",
]
