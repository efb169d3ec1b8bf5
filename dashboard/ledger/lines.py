"""Lines of JSON with checks that name file, line and remedy."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..errors import BadData
from ..models import Source


@dataclass(slots=True)
class Line:
    """One object of a JSON-lines file, with where it stands."""

    where: str
    cells: dict[str, Any]
    is_code: Callable[[str], bool]

    def __getitem__(self, key: str) -> Any:
        return self.cells[key]

    def refuse(self, why: str) -> BadData:
        return BadData(f"{self.where}: {why}")

    def check(self, holds: bool, why: str) -> None:
        if not holds:
            raise self.refuse(why)

    def within(self, cells: Any, keys: Sequence[str], what: str) -> Line:
        """A part of the row that must be an object with just these keys."""
        if not isinstance(cells, dict) or list(cells) != list(keys):
            raise self.refuse(f"a {what} needs the keys {', '.join(keys)}, in this order.")
        return Line(self.where, cells, self.is_code)

    def text(self, key: str) -> str:
        value = self[key]
        self.check(isinstance(value, str) and bool(value.strip()), f"{key} is empty; write it as text.")
        return value

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        self.check(self[key] in allowed, f"{key} is {self[key]!r}; it must be one of {', '.join(allowed)}.")
        return self[key]

    def codes(self, key: str) -> tuple[str, ...]:
        value = self[key]
        self.check(isinstance(value, list), f"{key} must be a list of codes.")
        for code in value:
            self.check(
                isinstance(code, str) and self.is_code(code),
                f"{key} holds {code!r}, which is no code of a country or organisation; use ISO 3166-1 alpha-3.",
            )
        self.check(len(set(value)) == len(value), f"{key} holds a code twice; leave one.")
        return tuple(value)


def read(path: Path, keys: Sequence[str], is_code: Callable[[str], bool]) -> Iterator[Line]:
    """The objects of a file of JSON lines, each with just these keys and an id of its own; BadData otherwise."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadData(f"{path.name} cannot be read ({error.strerror}); restore it from the repository.") from error
    seen: dict[str, str] = {}
    for number, content in enumerate(text.split("\n"), 1):
        if not content.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            cells = json.loads(content)
        except ValueError as error:
            raise BadData(f"{where} is no JSON ({error}); write one object a line.") from error
        line = Line(where, {}, is_code).within(cells, keys, "row")
        line.check(
            line.text("id") not in seen, f"the id {line['id']!r} stands in {seen.get(line['id'])} too; rename one."
        )
        seen[line["id"]] = where
        yield line


def day(line: Line, key: str) -> dt.date:
    """A date known to the day."""
    try:
        return dt.date.fromisoformat(line[key])
    except (TypeError, ValueError) as error:
        raise line.refuse(f"{key} is {line[key]!r}; write it as YYYY-MM-DD.") from error


def sources(line: Line) -> tuple[Source, ...]:
    """The pages that carry the row: at least one, each with a web address."""
    line.check(bool(line["sources"]), "there is no source; give at least one with its web address.")
    found = tuple(_source(line, cells) for cells in line["sources"])
    line.check(len({source.url for source in found}) == len(found), "a web address stands twice; leave one.")
    return found


def _source(line: Line, cells: Any) -> Source:
    source = line.within(cells, ("publisher", "url", "published", "origin"), "source")
    parts = urlsplit(source.text("url"))
    fine = parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", source["url"])
    source.check(fine, f"{source['url']!r} is no web address; begin it with https://.")
    return Source(source.text("publisher"), source["url"], partial(source, "published"), source.text("origin"))


def partial(line: Line, key: str) -> dt.date | None:
    """A date known to the day, month or year; the first day of what is known."""
    value = line[key]
    if value is None:
        return None
    line.check(
        isinstance(value, str) and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) is not None,
        f"{key} is {value!r}; write YYYY, YYYY-MM or YYYY-MM-DD.",
    )
    return day(Line(line.where, {key: f"{value}-01-01"[:10]}, line.is_code), key)
