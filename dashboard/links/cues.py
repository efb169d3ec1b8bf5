"""Loads what single words do to the acts they govern, from data/vocabulary/cues.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import rows
from .parts import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

FILE = rows.DATA / "vocabulary" / "cues.csv"
COLUMNS = ("cue", "kind", "effect", "denied", "example", "word", "reading")
KINDS = (
    "aux", "negator", "determiner", "subject", "adverb", "adjective",
    "clause", "object", "happening", "noun", "preposition", "conjunction", "passive", "fiction",
)  # fmt: skip
FACT, UNCERTAIN, FUTURE, NEGATED = Factuality.FACT, Factuality.UNCERTAIN, Factuality.FUTURE, Factuality.NEGATED
HEARSAY = Factuality.HEARSAY


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word does to the act it governs: `effect`, or `denied` when the word is itself negated."""

    effect: Factuality
    denied: Factuality
    rule: str


@lru_cache(maxsize=1)
def table() -> dict[tuple[str, str], Cue]:
    """The rows of cues.csv by kind and cue. Raises BadData when a cell is not in its list."""
    found: dict[tuple[str, str], Cue] = {}
    for row in rows.read(FILE, COLUMNS):
        kind = rows.choice(row, "kind", KINDS)
        effect = Factuality(rows.choice(row, "effect", list(Factuality)))
        denied = Factuality(rows.choice(row, "denied", list(Factuality))) if row["denied"] else NEGATED
        rows.choice(row, "reading", list(Factuality))
        found[kind, row["cue"]] = Cue(effect, denied, row.where)
    return found


def of(word: Token, kind: str) -> Cue | None:
    """The row for a word with its particle ("rule out"), with its preposition, or alone."""
    known = table()
    for child in word.children:
        if child.dep_ in ("prt", "prep", "acomp", "dobj", "advmod") and child.i > word.i:
            cue = known.get((kind, f"{word.lemma_.lower()} {child.lower_}"))
            if cue:
                return cue
    return known.get((kind, word.lemma_.lower())) or known.get((kind, word.lower_))


def of_phrase(word: Token, kind: str) -> Cue | None:
    """ "is likely to", "is due to": the adjective carries the cue, the copula the clause."""
    if word.lemma_ not in ("be", "stand", "remain", "seem", "become", "look"):
        return None
    for child in word.children:
        if child.dep_ in ("acomp", "attr", "oprd", "prep") and (cue := table().get((kind, child.lemma_.lower()))):
            return cue
    return None
