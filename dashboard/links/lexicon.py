"""The words that carry links: verbs, nouns and classes of objects, read from data/vocabulary/relations_*.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .. import rows
from ..errors import BadData
from ..models import Polarity, Relation

FOLDER = rows.DATA / "vocabulary"
_COLUMNS = ("pattern", "relation", "polarity", "intensity", "example", "expected")
_PATTERN = re.compile(r"(?P<who>[a-z]*)(?P<way>[<>~+])(?P<places>[a-z ,]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a word that carries a relation, and where its two sides stand.

    `way` is ">" (subject acts on the other side), "<" (the reverse), "~" (mutual) or "+" (all together); `places` name
    where the other side stands, best first; `who` limits the subject of a verb or the use of a noun.
    """

    word: str
    particle: str
    objects: frozenset[str]
    who: str
    way: str
    places: tuple[str, ...]
    relation: Relation
    polarity: Polarity
    intensity: float
    rule: str
    example: str
    expected: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by lemma; the entries of one verb are sorted with the most specific first."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, Entry]
    objects: dict[str, frozenset[str]]

    def entries(self) -> list[Entry]:
        """Every row, verbs first."""
        return [entry for entries in self.verbs.values() for entry in entries] + list(self.nouns.values())


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The project's own files, read once."""
    return read(FOLDER)


def read(folder: Path) -> Lexicon:
    """Reads and checks the relation files of a folder. Raises BadData naming file, row and remedy."""
    objects = _objects(folder)
    roots = _roots(folder)
    verbs: dict[str, list[Entry]] = {}
    for row in rows.read(folder / "relations_verbs.csv", ("verb", "object", *_COLUMNS)):
        entry = _entry(row, "verb", _named(row, objects), roots)
        same = [e for e in verbs.get(entry.word, []) if _key(e) == _key(entry)]
        if same:
            raise BadData(f"{row.where} repeats {same[0].rule} ({row['verb']}, {row['object']}); keep one of the two.")
        verbs.setdefault(entry.word, []).append(entry)
    nouns: dict[str, Entry] = {}
    for row in rows.read(folder / "relations_nouns.csv", ("noun", *_COLUMNS)):
        entry = _entry(row, "noun", frozenset(), roots)
        if row["noun"] in nouns:
            raise BadData(f"{row.where} repeats {nouns[row['noun']].rule} ({row['noun']}); keep one of the two.")
        nouns[row["noun"]] = entry
    ordered = {word: tuple(sorted(found, key=_generality)) for word, found in verbs.items()}
    return Lexicon(ordered, nouns, objects)


def root(relation: Relation) -> tuple[Polarity, float]:
    """Polarity and intensity that a relation has where no row says otherwise."""
    polarity, intensity = _roots(FOLDER)[relation]
    return Polarity(polarity), intensity


def _key(entry: Entry) -> tuple[str, frozenset[str], str]:
    return entry.particle, entry.objects, entry.who


def _generality(entry: Entry) -> tuple[bool, bool, bool]:
    return (not entry.objects, not entry.particle, not entry.who)


def _entry(row: rows.Row, column: str, objects: frozenset[str], roots: dict[str, tuple[str, float]]) -> Entry:
    pattern = _PATTERN.fullmatch(row["pattern"])
    if pattern is None:
        raise BadData(f"{row.where}: pattern {row['pattern']!r} is not like '>o,m,to' or 'official>to'.")
    relation = Relation(rows.choice(row, "relation", [r.value for r in Relation]))
    polarity, intensity = roots[relation]
    if row["polarity"]:
        polarity = rows.choice(row, "polarity", [p.value for p in Polarity])
    word, _, particle = row[column].partition(" ") if column == "verb" else (row[column], "", "")
    return Entry(
        word,
        particle,
        objects,
        pattern["who"],
        pattern["way"],
        tuple(place.strip() for place in pattern["places"].split(",")),
        relation,
        Polarity(polarity),
        float(row["intensity"] or intensity),
        row.where,
        row["example"],
        row["expected"],
    )


def _named(row: rows.Row, objects: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in rows.many(row, "object"):
        if not word.startswith("@"):
            found.add(word)
        elif word[1:] in objects:
            found |= objects[word[1:]]
        else:
            raise BadData(f"{row.where}: {word} is no class of relations_objects.csv; add it there or mend the name.")
    return frozenset(found)


def _objects(folder: Path) -> dict[str, frozenset[str]]:
    return {
        row["class"]: frozenset(rows.many(row, "words"))
        for row in rows.read(folder / "relations_objects.csv", ("class", "words"))
    }


@lru_cache(maxsize=4)
def _roots(folder: Path) -> dict[str, tuple[str, float]]:
    return {
        row["relation"]: (row["polarity"], float(row["intensity"]))
        for row in rows.read(folder / "relations_roots.csv", ("relation", "polarity", "intensity"))
    }
