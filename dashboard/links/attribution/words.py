"""Loads the verbs and nouns of saying from data/vocabulary/speech*.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ... import rows
from ...errors import BadData
from ..parts import Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = rows.DATA / "vocabulary" / "speech.csv"
NOUNS = rows.DATA / "vocabulary" / "speech_nouns.csv"
_PARTS = frozenset({"prt", "prep", "advmod", "acomp", "oprd", "ccomp", "advcl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
VERB_COLUMNS = ("verb", "voice", "frames", "example", "source", "content")
NOUN_COLUMNS = ("noun", "voice", "frames", "example", "source", "content")


@dataclass(frozen=True, slots=True)
class Word:
    """A verb or noun of saying: its voice, where its content may stand, and the row it comes from."""

    lemma: str
    voice: Voice
    frames: frozenset[str]
    rule: str


@lru_cache(maxsize=1)
def verbs() -> dict[str, Word]:
    """The rows of speech.csv by lemma ("say", "brush aside", "call for")."""
    return _load(VERBS, VERB_COLUMNS)


@lru_cache(maxsize=1)
def nouns() -> dict[str, Word]:
    """The rows of speech_nouns.csv by lemma."""
    return _load(NOUNS, NOUN_COLUMNS)


def _load(path: Path, columns: tuple[str, ...]) -> dict[str, Word]:
    table: dict[str, Word] = {}
    for row in rows.read(path, columns):
        lemma = row[columns[0]]
        if lemma in table:
            raise BadData(f"{row.where}: {lemma!r} stands there already ({table[lemma].rule}); keep one of the two.")
        voice = Voice(rows.choice(row, "voice", list(Voice)))
        table[lemma] = Word(lemma, voice, frozenset(rows.many(row, "frames")), row.where)
    return table


def verb(token: Token) -> tuple[Word, Token | None] | None:
    """The row of a verb, and its particle or preposition where that is part of the row; None for other words.

    The longest row wins: "lash out at" before "lash out".
    """
    if token.pos_ not in ("VERB", "AUX") and token.tag_[:2] != "VB":
        return None
    table = verbs()
    after = [c for c in token.children if c.i > token.i and (c.dep_ in _PARTS or c.lower_ == "it")]
    deeper = [(c, d) for c in after for d in (*after, *c.children) if d.dep_ == "prep" and d.i > c.i]
    for lemma in _lemmas(token):
        for first, second in deeper:
            if found := table.get(f"{lemma} {first.lower_} {second.lower_}"):
                return found, second
        for child in after:
            if found := table.get(f"{lemma} {child.lower_}"):
                return found, child
    plain = next((table[lemma] for lemma in _lemmas(token) if lemma in table), None)
    return (plain, None) if plain else None


def resumes(token: Token) -> Token | None:
    """The verb of saying whose subject goes on in a verb hung on what was said: "confirmed that two had died but denied
    that ..."; None where the verb has a subject of its own or says nothing."""
    above = token.head.head
    if token.dep_ != "conj" or token.head.dep_ != "ccomp" or token.tag_ != above.tag_ or verb(token.head) is not None:
        return None
    if any(c.dep_ in _SUBJECTS for c in token.children) or not any(c.dep_ == "ccomp" for c in token.children):
        return None
    return above if verb(token) is not None and verb(above) is not None else None


def _lemmas(token: Token) -> list[str]:
    """The lemma, and what the ending suggests where the model errs ("hoped" is no form of "hop")."""
    lower = token.lower_
    guesses = [lower[:-1], lower[:-2]] if lower.endswith("ed") else []
    return [token.lemma_.lower(), *guesses]


def noun(token: Token) -> Word | None:
    """The row of a noun; None for other words."""
    return nouns().get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
