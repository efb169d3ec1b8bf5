"""What a briefing is made of, as words of an address: the page, a copied link and the command line read them alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from ..errors import BadInput
from ..figures.views import views
from ..filters import moments
from . import deck, marking, request

TITLE_MOST = 300
ROWS_MOST = 100
"""Events chosen by hand that an address holds: about 3,000 characters, which every mail program leaves whole."""

NONE = "none"
"""Stands for no part at all."""

ROOM = "briefing"
"""The word of `view=` that asks for the view for a room; a part of the world may stand beside it."""

_ID = re.compile(r"[\w.:-]{1,80}")


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of the address: the field of Request that it fills, and how its text is read (BadInput says why not)."""

    field: str
    read: Callable[[str], Any]

    @property
    def default(self) -> Any:
        """What holds while the address is silent."""
        return _DEFAULTS[self.field]


_DEFAULTS = {field.name: field.default for field in fields(request.Request)}


def write(value: Any) -> str:
    """A value as the address has it; several are parted by commas."""
    return (",".join(value) or NONE) if isinstance(value, tuple) else str(value)


def read(query: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], list[str]]:
    """The choices of a query in the address's own words, defaults left out, and a sentence for each left out."""
    found: dict[str, str] = {}
    notices: list[str] = []
    for word, choice in CHOICES.items():
        given = [text for text in query.get(word, ()) if (word, text) != ("view", ROOM)]
        if given:
            try:
                value = choice.read(given[-1])
            except BadInput as error:
                notices.append(str(error))
                continue
            if value != choice.default:
                found[word] = write(value)
    return found, notices


def fields_of(words: Mapping[str, str]) -> dict[str, Any]:
    """Fields of a Request from choices that `read` gave; words of other things are left alone."""
    return {choice.field: choice.read(words[word]) for word, choice in CHOICES.items() if word in words}


def words_of(asked: request.Request, wanted: Sequence[str]) -> dict[str, str]:
    """The choices of a request in the address's words, of those wanted and where they differ from the default."""
    values = {word: getattr(asked, CHOICES[word].field) for word in wanted}
    return {word: write(value) for word, value in values.items() if value != CHOICES[word].default}


def _one_of(what: str, allowed: Sequence[str]) -> Callable[[str], str]:
    def reader(text: str) -> str:
        if text not in allowed:
            raise BadInput(f"The {what} {_short(text)} is unknown and was left out; use one of {', '.join(allowed)}.")
        return text

    return reader


def _parts(text: str) -> tuple[str, ...]:
    """The parts in the order given; NONE leaves the first page and the end of the deck."""
    named = dict.fromkeys([] if text == NONE else text.split(","))
    return tuple(_one_of("part of the slides", (*request.PARTS, NONE))(name) for name in named)


def _rows(text: str) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(text.split(",")))
    if len(ids) > ROWS_MOST or not all(map(_ID.fullmatch, ids)):
        raise BadInput(f"The chosen events were left out; write at most {ROWS_MOST} ids, parted by commas.")
    return ids


def _most(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= request.ROWS_MOST):
        raise BadInput(f"The number of events {_short(text)} was left out; write 1 to {request.ROWS_MOST}.")
    return int(text)


def _moment(text: str) -> str:
    try:
        moments.parse(text)
    except BadInput as error:
        raise BadInput(f"The earlier moment {_short(text)} is none and was left out; write 2026-11-01.") from error
    return text


def _title(text: str) -> str:
    """Any text on one line, cut to TITLE_MOST; signs that cannot be seen are dropped."""
    seen = "".join(sign for sign in " ".join(text.split()) if sign.isprintable() or sign in "\u200c\u200d")
    return seen[:TITLE_MOST].strip()


def _short(text: str) -> str:
    return repr(text[:40] + ("…" if len(text) > 40 else ""))


CHOICES: dict[str, Choice] = {
    "about": Choice("view", _one_of("subject", request.VIEWS)),
    "since": Choice("since", _moment),
    "parts": Choice("parts", _parts),
    "rows": Choice("rows", _rows),
    "most": Choice("most", _most),
    "size": Choice("size", _one_of("shape", tuple(deck.SIZES))),
    "figure": Choice("figure", _one_of("figure", request.FIGURES)),
    "table": Choice("table", _one_of("table", request.TABLES)),
    "title": Choice("title", _title),
    "marking": Choice("marking", marking.read),
    "view": Choice("region", _one_of("part of the world", tuple(views()))),
    "fill": Choice("fill", _one_of("colouring", request.FILLS)),
    "eras": Choice("eras", _one_of("choice of treaties", request.ERAS)),
    "detail": Choice("detail", _one_of("detail", request.DETAILS)),
    "second": Choice("second", _one_of("second layer", request.SECONDS)),
}
"""Every choice by its word; the last five are also controls of other pages."""

LOOKS = ("view", "fill", "eras", "detail", "second")
"""Those that change how a figure is drawn."""
