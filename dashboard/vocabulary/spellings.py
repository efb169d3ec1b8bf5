"""How else newsrooms write a name: other transliterations, al- with or without hyphen, Korean hyphens, no accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from .. import rows
from ..errors import BadData

COLUMNS = ("spellings", "example")
HYPHENATED = frozenset({"PRK", "KOR", "TWN"})
"""Codes whose given names of two syllables are written "Jong-un", "Jong-Un" and "Jong Un"."""
MOST = 24
"""No name gets more forms than these: three parts with six spellings each are nobody's habit."""
_PLAIN = str.maketrans("ıłøđßŁØĐŞşȘș", "ilodsLODSsSs")

Groups = dict[str, tuple[str, ...]]


def read(path: Path) -> Groups:
    """The spellings of each part of a name that has several. Raises BadData for a spelling in two rows."""
    groups: Groups = {}
    for row in rows.read(path, COLUMNS):
        for word in rows.many(row, "spellings"):
            if word in groups:
                raise BadData(f"{row.where}: {word!r} stands in an earlier row too; keep it in one of them.")
            groups[word] = rows.many(row, "spellings")
    return groups


def forms(names: Iterable[str], code: str, groups: Groups) -> tuple[str, ...]:
    """The full names and their other spellings, each once, the given ones first."""
    given = tuple(names)
    found = dict.fromkeys(given)
    for name in given:
        for one in _hyphens(name) if code in HYPHENATED else (name,):
            found |= dict.fromkeys(_respelt(one, groups))
    found |= dict.fromkeys(article for name in tuple(found) for article in _articles(name))
    return tuple(found | dict.fromkeys(map(plain, found)))


def short(names: Iterable[str]) -> tuple[str, ...]:
    """Surnames: with the article in its ways of writing, and without accents."""
    given = tuple(names)
    found = dict.fromkeys((*given, *(article for name in given for article in _articles(name))))
    return tuple(found | dict.fromkeys(map(plain, found)))


def plain(name: str) -> str:
    """The name without accents: "Nicușor Dan" as "Nicusor Dan"."""
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFD", name.translate(_PLAIN))
    return "".join(c for c in parts if not unicodedata.combining(c))


def _respelt(name: str, groups: Groups) -> tuple[str, ...]:
    found = [""]
    for word in name.split():
        ways = (word, *(w for w in groups.get(word, ()) if w != word))
        found = [f"{start} {way}".strip() for way in ways for start in found][:MOST]
    return tuple(found)


def _articles(name: str) -> tuple[str, ...]:
    """The article: "al-Sudani" as "Al-Sudani", "al Sudani" and "Al Sudani"."""
    if not any(f" {way}" in f" {name}" for way in ("al-", "Al-", "al ", "Al ")):
        return ()
    spaced = f" {name}"
    for way in ("Al-", "al ", "Al "):
        spaced = spaced.replace(f" {way}", " al-")
    return tuple(spaced.replace(" al-", f" {way}").strip() for way in ("al-", "Al-", "al ", "Al "))


def _hyphens(name: str) -> tuple[str, ...]:
    """The two syllables: "Kim Jong-un" as "Kim Jong Un" and "Kim Jong-Un", each from each."""
    words = name.replace("-", " ").split()
    if len(words) != 3:
        return (name,)
    family, first, second = words
    return (
        name,
        f"{family} {first} {second.capitalize()}",
        f"{family} {first}-{second.lower()}",
        f"{family} {first}-{second.capitalize()}",
    )
