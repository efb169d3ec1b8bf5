"""Turns bytes into text: byte order mark, then what the server or the page declares, then a guess that must hold."""

from __future__ import annotations

import codecs
import re

import chardet

from ..errors import BadInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\A\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_WEB_NAMES |= {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932"}
_WEB_NAMES |= {
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
"""Names as browsers read them (WHATWG Encoding Standard): the wider table that the pages in fact use."""

_WIDE = {"x0x0": "utf-16-le", "0x0x": "utf-16-be", "x000": "utf-32-le", "000x": "utf-32-be"}
_WIDE |= {"xx00": "utf-32-le", "00xx": "utf-32-be"}
_ESCAPES = re.compile(rb"\x1b[$(][A-Z@)(]|~\{")
"""ISO-2022 and HZ write Asian text in ASCII bytes, so that it passes for UTF-8."""

SAMPLE = 200_000
"""Bytes looked at when the encoding must be guessed."""

LEAST_SURE = 0.08
"""Confidence below which chardet's guess is none: bytes drawn at random reach 0.04, real texts 0.1 and more."""

MOST_ASCII = 0.3
"""Share of other bytes up to which a text is taken for mostly ASCII: there chardet has little to go by, and a wrong
guess spoils single letters only."""

_ASCII = bytes(range(128))


def text(data: bytes, name: str, *, charset: str | None = None, markup: bool = False) -> str:
    """The text of the bytes. `charset` is what the server said; with `markup` the page's own declaration counts too.

    Raises BadInput when no encoding reads the bytes, or when the text that comes out holds control characters that no
    text has (a binary file under a text name).
    """
    decoded = _decoded(data, charset, markup)
    if decoded is None and not _looks_binary(data[:SAMPLE].decode("latin-1")):
        raise BadInput(f"{name} is in an encoding that cannot be told; save it as UTF-8 and add it again.")
    if decoded is None or _looks_binary(decoded[:SAMPLE]):
        raise BadInput(f"{name} is not a text file (it holds binary data); save the article as text first.")
    return decoded


def _decoded(data: bytes, charset: str | None, markup: bool) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for declared in (charset, *(_declared(data) if markup else ())):
        if declared and (read := _tried(data, declared)) is not None:
            return read
    if not _ESCAPES.search(data[:SAMPLE]) and (read := _tried(data, "utf-8")) is not None and "\x00" not in read[:2000]:
        return read
    if (read := _wide(data)) is not None:
        return read
    return _guessed(data)


def _guessed(data: bytes) -> str | None:
    """The text in the encoding that chardet finds most likely; None where it is hardly likely at all."""
    guess = chardet.detect(data[:SAMPLE])
    if guess["encoding"] is None or (guess["confidence"] < LEAST_SURE and _high(data[:SAMPLE]) > MOST_ASCII):
        return None
    return _tried(data, guess["encoding"])


def _high(data: bytes) -> float:
    """Share of bytes that are no ASCII."""
    return len(data.translate(None, _ASCII)) / max(1, len(data))


def _declared(data: bytes) -> list[str]:
    head = data[:4096]
    return [found[1].decode("ascii") for pattern in (_XML, _META) if (found := pattern.search(head))]


def _tried(data: bytes, encoding: str) -> str | None:
    """The text, or None where the encoding is unknown or does not fit. UTF-16 without its mark is never believed."""
    try:
        codec = codecs.lookup(_WEB_NAMES.get(encoding.lower(), encoding)).name
        if codec.startswith(("utf-16", "utf-32")) or not codecs.lookup(codec)._is_text_encoding:  # type: ignore[attr-defined]
            return None
        return data.decode(codec)
    except (LookupError, UnicodeError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 and UTF-32 without a mark show in the zero bytes that stand at the same places of every character."""
    head = data[:4000]
    if len(head) < 8 or len(data) % 2:
        return None
    zeros = [head[place::4].count(0) * 4 / len(head) for place in range(4)]
    pattern = "".join("0" if share > 0.4 else "x" for share in zeros)
    encoding = _WIDE.get(pattern)
    try:
        return data.decode(encoding) if encoding else None
    except UnicodeError:
        return None


def _looks_binary(head: str) -> bool:
    """A zero, or more than one control character in a hundred other than tab, line feed, form feed and return."""
    odd = sum(1 for sign in head if (sign < " " and sign not in "\t\n\r\f\x0b\x1b") or sign == "\x7f")
    return odd * 100 > len(head) or "\x00" in head
