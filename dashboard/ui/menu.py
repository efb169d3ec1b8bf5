"""Our own menu, read from the folder of pages: a new file there is in the menu at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[2]
ENTRY = "streamlit_app.py"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its file as Streamlit wants it, its name for readers, and its path in the URL."""

    file: str
    name: str
    path: str


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """The entry page, then pages/N_Name.py in the order of N."""
    found = [(int(m[1]), m[2], path) for path in (ROOT / "pages").glob("*.py") if (m := _numbered(path))]
    rest = (Entry(f"pages/{path.name}", name.replace("_", " "), name) for _, name, path in sorted(found))
    return (Entry(ENTRY, "Situation", ""), *rest)


def _numbered(path: Path) -> re.Match[str] | None:
    return re.fullmatch(r"(\d+)_(\w+)\.py", path.name)


def find(name: str) -> Entry:
    """The page of that name. KeyError when there is none."""
    return {entry.name: entry for entry in entries()}[name]


def show(here: str, query: Mapping[str, Sequence[str]]) -> None:
    """The links to every page, each with the filter of this one; the page we are on is marked."""
    with st.container(key="menu", horizontal=True, gap="small", width="stretch"):
        for entry in entries():
            with st.container(key=f"menu_{'here' if entry.name == here else entry.path or 'home'}", width="content"):
                st.page_link(entry.file, label=entry.name, query_params=query)
