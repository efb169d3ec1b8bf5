"""The pages' frame and parts; with pages/ and the entry file the only rooms that know Streamlit."""

from . import method, server, situation
from .finding import has_rows, title
from .frame import close_page, open_page

__all__ = ["close_page", "has_rows", "method", "open_page", "server", "situation", "title"]
