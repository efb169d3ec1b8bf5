"""Which rows of the lexicon a word fires, by its lemma, its particle and what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import grammar, lexicon
from .lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = frozenset({"compound", "amod"})
_COMPLEMENTS = frozenset({"attr", "oprd", "acomp", "xcomp", "ccomp", "advmod", "prt"})
_LOOSE = frozenset({"oprd", "ccomp", "pobj", "attr"})


def verbs(token: Token) -> Iterator[Entry]:
    """The rows that fit a verb, the most specific first: with its object, with its particle, then the bare verb."""
    entries = lexicon.load().verbs.get(token.lemma_.lower())
    if not entries or token.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    particles = {c.lower_ for c in token.children if c.dep_ in ("prt", "advmod", "prep", "acomp")}
    words: set[str] | None = None
    for entry in entries:
        if entry.particle and not set(entry.particle.split()) <= particles:
            continue
        if "*" in entry.objects:
            if not grammar.patients(token):
                continue
        elif entry.objects:
            words = about(token) if words is None else words
            if not words & entry.objects:
                continue
        yield entry


def noun(token: Token) -> Entry | None:
    """The row of a noun; two words ("cyber attack") come before one."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    nouns, lemma = lexicon.load().nouns, token.lemma_.lower()
    before = next((c.lemma_.lower() for c in token.children if c.dep_ in _BEFORE), "")
    return nouns.get(f"{before} {lemma}") or nouns.get(lemma)


def about(token: Token) -> set[str]:
    """The lemmas of what a verb is about: its objects and complements, and what stands behind its prepositions."""
    heads = [*grammar.patients(token)]
    for c in token.children:
        if c.dep_ in _COMPLEMENTS:
            heads.append(c)
        if c.dep_ == "prep":
            heads.extend(n for n in c.children if n.dep_ in ("pobj", "amod", "pcomp"))
    found: set[str] = set()
    for head in heads:
        for word in grammar.conjuncts(head):
            found |= _words(word, head.dep_ in _LOOSE)
    return found


def _words(word: Token, loose: bool) -> set[str]:
    lemma = word.lemma_.lower()
    found = {lemma, word.lower_}
    found.update(f"{c.lemma_.lower()} {lemma}" for c in word.children if c.dep_ in _BEFORE)
    for name, inner in grammar.prepositions(word):
        if name == "of":
            found |= {inner.lemma_.lower(), inner.lower_}
    if loose:
        found.update(c.lemma_.lower() for c in word.children if c.dep_ in ("amod", "attr", "acomp", "oprd"))
    return found
