"""Addresses that open what an export shows: the filter, its moment of knowledge fixed, and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from ..filters import query as filter_query
from . import choices, request

PAGES = {"timeline": "Timeline", "pairs": "Relations", "tempo": "Relations", "network": "Relations"}
"""Where a figure other than the map stands; those of the Pair page stand there for one pair only."""


def link(asked: request.Request, figure: str = "") -> str:
    """The address that opens the same rows and figures again, whatever was added since.

    `figure` names the one of a picture; without it the address is that of the whole subject.
    """
    page, more = _place(asked, figure)
    shown = words(asked, (*choices.LOOKS, "marking"))
    fixed = request.query(request.pinned(asked.filter, asked.store), {**shown, **more})
    return f"{asked.base.rstrip('/')}/{page}?{fixed}" if asked.base else f"?{fixed}"


def words(asked: request.Request, wanted: Sequence[str]) -> dict[str, list[str]]:
    """The wanted choices of a request as its address has them; defaults are left out."""
    return {word: [value] for word, value in choices.words_of(asked, wanted).items()}


def _place(asked: request.Request, figure: str) -> tuple[str, dict[str, list[str]]]:
    """The page, and what its address needs beside the filter."""
    if asked.view == "changes":
        return "Briefing", words(asked, ("about", "since"))
    if figure in PAGES:
        return PAGES[figure], {}
    if asked.view == "dossier" or (figure in ("statuses", "dimensions") and len(asked.filter.pairs) == 1):
        return ("", {}) if figure == "map" else ("Pair", {})
    if figure in ("statuses", "dimensions"):
        return "Briefing", {"view": [*filter(None, [asked.region]), choices.ROOM], "figure": [figure]}
    return "", {}


def strangers(text: str) -> list[str]:
    """Keys of a query string that say nothing of the rows or of a briefing: other controls, or slips of the pen."""
    return sorted(set(request.values(text)) - {key.key for key in filter_query.KEYS} - {*choices.CHOICES, "dyad"})
