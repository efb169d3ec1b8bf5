"""A Filter as a reader would say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..ledger import categories
from . import Filter, moments, periods

if TYPE_CHECKING:
    from ..vocabulary import Vocabulary


def of(filter: Filter, vocabulary: Vocabulary) -> str:
    """Parts joined by semicolons; "everything" for the empty filter. Names, not codes."""
    names = vocabulary.name
    parts = [
        _either(map(names, filter.countries)),
        _either(" and ".join(map(names, pair.split("-"))) for pair in filter.pairs),
        _window(filter),
        _either(categories.load().names[category] for category in filter.categories),
        _either(relation.capitalize() for relation in filter.relations),
        _either(filter.polarities),
        _either(filter.statuses),
        _coded(filter),
        f"at least {filter.origins} origins" if filter.origins > 1 else "",
        f"with the words “{filter.q}”" if filter.q else "",
        _lens(filter, vocabulary),
        _layers(filter),
        f"as known on {moments.in_words(filter.asof)}" if filter.asof else "",
    ]
    return "; ".join(part for part in parts if part) or "everything"


def _either(words: Iterable[str]) -> str:
    found = list(words)
    return " or ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def _window(filter: Filter) -> str:
    verb = "reported " if filter.clock == "reported" else ""
    undated = " or undated" if filter.undated and (filter.start or filter.end) else ""
    if filter.start and filter.start == filter.end:
        return f"{verb}{periods.in_words(filter.start)}{undated}"
    start = periods.in_words(filter.start) if filter.start else ""
    end = periods.in_words(filter.end) if filter.end else ""
    if start and end:
        return f"{verb}{start} to {end}{undated}"
    if start or end:
        return f"{verb}{f'from {start}' if start else f'until {end}'}{undated}"
    return "by date of report" if verb else ""


def _coded(filter: Filter) -> str:
    words = {"hand": "coded by hand", "machine": "coded by machine"}
    return _either(words[coded] for coded in filter.coded)


def _lens(filter: Filter, vocabulary: Vocabulary) -> str:
    if filter.lens == "affirmed":
        return "as affirmed by the parties themselves"
    return f"as told by {' and '.join(map(vocabulary.name, filter.voices))}" if filter.voices else ""


def _layers(filter: Filter) -> str:
    if filter.layers == Filter().layers:
        return ""
    words = {"ties": "links", "groups": "group statements", "comention": "countries named in one sentence"}
    return "showing " + " and ".join(words[layer] for layer in filter.layers)
