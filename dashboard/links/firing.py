"""Which rows of the lexicon a word fires, by its lemma, its particle and what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..models import Relation
from . import grammar, lexicon, words
from .lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = frozenset({"compound", "amod"})
_COMPLEMENTS = frozenset({"attr", "oprd", "acomp", "xcomp", "ccomp", "advmod", "prt"})
_WRAPPERS = words.of("wrappers")
_LOOSE = frozenset({"oprd", "ccomp", "pobj", "attr"})
_NAMING = words.of("naming")
_NAMES = frozenset({"oprd", "ccomp", "xcomp", "acomp"})


def verbs(token: Token) -> Iterator[Entry]:
    """The rows that fit a verb, the most specific first: with its object, with its particle, then the bare verb."""
    if token.pos_ != "ADJ" and not grammar.clausal(token):
        return
    entries = _entries(token)
    particles = {c.lower_ for c in token.children if c.dep_ in ("prt", "advmod", "prep", "acomp")}
    told: set[str] | None = None
    for entry in entries:
        if entry.particle and not set(entry.particle.split()) <= particles:
            continue
        if not entry.objects and _names(token, entry):
            continue
        if "*" in entry.objects:
            if not grammar.patients(token):
                continue
        elif entry.objects:
            told = about(token) if told is None else told
            if not told & entry.objects:
                continue
        yield entry


def _names(token: Token, entry: Entry) -> bool:
    """ "Called Japan a bully" is no call, by telephone or for help: only rows that ask for what it is called count."""
    if token.lemma_ not in _NAMING:
        return False
    if "o" in entry.places:
        return any(c.dep_ in _NAMES for c in token.children)
    return not any(c.dep_ in ("prep", "prt") and c.lower_ in entry.places for c in token.children)


def _entries(token: Token) -> tuple[Entry, ...]:
    """The rows of a verb; the lemmas "stag" and "rerout" of the tables behind the parser are mended."""
    table = lexicon.load().verbs
    word = token.lower_
    forms = [token.lemma_.lower(), *((word[:-1], word[:-2]) if word.endswith("ed") else ())]
    return next((table[form] for form in forms if form in table), ())


def first(token: Token) -> Entry | None:
    """The row that a word fires, whoever its actors are; rows that ask for a kind of subject do not count."""
    return next((entry for entry in verbs(token) if not entry.who), None) or noun(token)


def noun(token: Token) -> Entry | None:
    """The row of a noun; two words ("cyber attack", "cease-fire") come before one, the very form before the lemma."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    nouns, forms = lexicon.load().nouns, (token.lower_, token.lemma_.lower())
    before = token.nbor(-1) if token.i else None
    if before is not None and before.text == "-" and token.i > 1:
        forms = tuple(f"{token.nbor(-2).lower_}-{form}" for form in forms) + forms
    elif before is not None:
        forms = tuple(f"{word} {form}" for form in forms for word in (before.lower_, before.lemma_.lower())) + forms
    return next((nouns[form] for form in forms if form in nouns), None)


def _relation(noun: str) -> Relation | None:
    entry = lexicon.load().nouns.get(noun)
    return entry.relation if entry is not None else None


def about(token: Token) -> set[str]:
    """The lemmas of what a verb is about: its objects and complements, and what stands behind its prepositions."""
    heads = [*grammar.patients(token)]
    for c in token.children:
        if c.dep_ in _COMPLEMENTS:
            heads.append(c)
        if c.dep_ == "prep":
            heads.extend(n for n in c.children if n.dep_ in ("amod", "pcomp"))
    heads.extend(noun for _, noun in grammar.prepositions(token))
    found: set[str] = set()
    for head in heads:
        for word in grammar.conjuncts(head):
            found |= _words(word, head.dep_ in _LOOSE)
    return found


def _words(word: Token, loose: bool) -> set[str]:
    lemma = word.lemma_.lower()
    pairs = {f"{c.lemma_.lower()} {lemma}" for c in word.children if c.dep_ in _BEFORE}
    nouns = lexicon.load().nouns
    own = _relation(lemma)
    other = own is not None and any(pair in nouns and nouns[pair].relation is not own for pair in pairs)
    found = pairs | (set() if other else {lemma, word.lower_})
    if lemma in _WRAPPERS:
        found.update(c.lemma_.lower() for c in word.children if c.dep_ in _BEFORE)
    for name, inner in grammar.prepositions(word):
        if name == "of":
            found |= {inner.lemma_.lower(), inner.lower_}
    if lemma in ("make", "let"):
        found.update(c.lemma_.lower() for c in word.children if c.dep_ in ("ccomp", "xcomp"))
    if loose:
        found.update(c.lemma_.lower() for c in word.children if c.dep_ in ("amod", "attr", "acomp", "oprd"))
    return found
