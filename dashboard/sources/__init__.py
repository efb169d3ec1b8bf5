"""Reads what comes in (pasted text, files) into articles; every input that cannot be used is refused with a reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict, Unpack

from dateutil import parser as date_parser

from ..errors import BadInput
from ..models import Article
from . import decode, furniture, kinds, language, origin, sandbox

MAX_TEXT = 2_000_000
"""Most characters of one article; the longest report of a think tank has half of it."""
MAX_BYTES = 10_000_000
"""Most bytes of one file."""


class Known(TypedDict, total=False):
    """What is known about an article from elsewhere; it goes before what the file itself says."""

    title: str | None
    published: dt.date | None
    outlet: str | None
    url: str | None
    retrieved: dt.datetime | None
    charset: str | None


def from_text(
    text: str,
    *,
    title: str | None = None,
    published: dt.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    retrieved: dt.datetime | None = None,
) -> Article:
    """An article of pasted text, with its body, language and origin. Offsets later count in `text` as given here.

    Raises BadInput when the text is empty or longer than MAX_TEXT, or the URL is not http or https.
    """
    if not re.search(r"\w", text):
        raise BadInput("The text is empty; paste the words of an article.")
    if len(text) > MAX_TEXT:
        raise BadInput(
            f"The text has {len(text):,} characters and one article may have {MAX_TEXT:,}; add its articles one by one."
        )
    body = furniture.body(text)
    return Article(
        text=text,
        body=body,
        title=_line(title),
        outlet=_line(outlet),
        url=web_address(url),
        published=published,
        retrieved=retrieved,
        language=language.of(text[body[0] : body[1]]),
        origin=origin.of(text, body, _line(outlet)),
    )


def read(path: str | Path, **known: Unpack[Known]) -> Article | list[Article]:
    """The article of a file (a list where the format holds several). Raises BadInput, naming the file."""
    path = Path(path)
    try:
        if path.exists() and not path.is_file():
            raise BadInput(f"{path.name} is a folder or device; name the files in it.")
        if (size := path.stat().st_size) > MAX_BYTES:
            raise _too_large(path.name, size)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise BadInput(f"{path.name} cannot be read ({reason}); check its name and your right to read it.") from error
    return parse(data, path.name, **known)


def parse(data: bytes, name: str, **known: Unpack[Known]) -> Article | list[Article]:
    """The article in the bytes of a file called `name`; the kind is told by the content, not by the name alone.

    Raises BadInput, naming the file, for what is empty, too large, of a kind without a reader, or holds no text.
    """
    if not data.strip():
        raise BadInput(f"{name} is empty; choose a file that holds an article.")
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    kind = kinds.of(data, name)
    if kind not in READERS:
        readable = ", ".join(reader.label for reader in READERS.values())
        raise BadInput(
            f"{name} is {kinds.LABELS.get(kind, 'of an unknown kind')} and cannot be read; use one of: {readable}."
        )
    return READERS[kind].parse(data, name, known)


def parse_date(words: str) -> dt.date:
    """The day that the words name: 2024-05-01, 1 May 2024, May 1, 2024. Raises BadInput when they name none, or more
    than one (05/06/2024), or leave out a part; what is left out is never taken from today's date."""
    words = words.strip()
    refusal = BadInput(f"{words[:40]!r} is no date; write it as YYYY-MM-DD, for example 2024-05-01.")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        try:
            return dt.date.fromisoformat(words)
        except ValueError as error:
            raise refusal from error
    if len(words) > 60 or not re.search(r"\d{4}", words):
        raise refusal
    readings = {_read_date(words, default, day_first) for default in _DEFAULTS for day_first in (True, False)}
    if len(readings) != 1 or None in readings:
        raise refusal
    return next(day for day in readings if day)


_DEFAULTS = (dt.datetime(2001, 1, 1), dt.datetime(2002, 2, 2))


def _read_date(words: str, default: dt.datetime, day_first: bool) -> dt.date | None:
    try:
        return date_parser.parse(words, default=default, dayfirst=day_first, ignoretz=True).date()
    except (ValueError, OverflowError, date_parser.ParserError):
        return None


def web_address(url: str | None) -> str | None:
    """The address without white space around it, None for none. Raises BadInput unless it is http or https."""
    if url is None or not url.strip():
        return None
    if not re.fullmatch(r"https?://[^\s/?#\\@]+(?:[/?#]\S*)?", url.strip(), re.IGNORECASE):
        raise BadInput(f"{url.strip()[:80]!r} is no web address; it must begin with http:// or https://.")
    return url.strip()


def _line(words: str | None) -> str | None:
    """One line without control characters or white space around it; None for nothing."""
    cleaned = " ".join((words or "").split())
    return cleaned or None


def _too_large(name: str, size: int) -> BadInput:
    return BadInput(
        f"{name} has {size / 1e6:.1f} MB and one file may have {MAX_BYTES // 1_000_000} MB; "
        "split it or paste the article."
    )


def _text(data: bytes, name: str, known: Known) -> Article:
    given: dict[str, Any] = dict(known)
    text = decode.text(data, name, charset=given.pop("charset", None))
    return _named(name, text.replace("\r\n", "\n").replace("\r", "\n"), given)


def _html(data: bytes, name: str, known: Known) -> Article:
    given: dict[str, Any] = dict(known)
    page = sandbox.run("html", data, name, charset=given.pop("charset", None))
    published = page["published"] and dt.date.fromisoformat(page["published"])
    told = {"title": page["title"], "outlet": page["outlet"], "published": published, "url": _safe_address(page["url"])}
    return _named(name, page["text"], told | {key: value for key, value in given.items() if value is not None})


def _safe_address(url: str | None) -> str | None:
    """The address a page gives for itself, where it is one; a page may write anything there."""
    try:
        return web_address(url)
    except BadInput:
        return None


def _named(name: str, text: str, known: dict[str, Any]) -> Article:
    """The article, or a refusal that names the file."""
    try:
        return from_text(text, **known)
    except BadInput as refusal:
        raise BadInput(str(refusal).replace("The text", name, 1)) from refusal


@dataclass(frozen=True, slots=True)
class Reader:
    """How one format becomes articles."""

    label: str
    suffixes: tuple[str, ...]
    parse: Callable[[bytes, str, Known], Article | list[Article]]


READERS: dict[str, Reader] = {
    "text": Reader("plain text (.txt)", (".txt", ".text", ".md"), _text),
    "html": Reader("a web page (.html)", (".html", ".htm", ".xhtml"), _html),
}
"""Kind (as `kinds.of` tells it) -> its reader; a new format adds its line here and its signs in `kinds`."""
