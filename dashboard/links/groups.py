"""Statements about three or more countries that name them together and say nothing of what each pair does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import rows
from ..models import Polarity, Relation
from . import grammar, lexicon, sites
from .actors import Actor, Cast
from .parts import Candidate, GroupCandidate, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

FILE = rows.DATA / "vocabulary" / "relations_together.csv"
KINDS = ("verb", "noun", "adverb")
SMALLEST = 3
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "pobj", "attr", "dobj"})


@dataclass(frozen=True, slots=True)
class Together:
    """A word that makes a group of those named with it."""

    word: str
    particle: str
    relation: Relation
    polarity: Polarity
    rule: str
    example: str


@lru_cache(maxsize=1)
def table() -> dict[tuple[str, str], Together]:
    """The rows of relations_together.csv by kind and word. Raises BadData on an unknown kind or relation."""
    found = {}
    for row in rows.read(FILE, ("word", "kind", "relation", "example")):
        kind = rows.choice(row, "kind", KINDS)
        relation = Relation(rows.choice(row, "relation", [r.value for r in Relation]))
        word, _, particle = row["word"].partition(" ")
        found[kind, word] = Together(word, particle, relation, lexicon.root(relation)[0], row.where, row["example"])
    return found


def find(sentence: Sentence, cast: Cast, links: list[Candidate], known: list[GroupCandidate]) -> list[GroupCandidate]:
    """The groups of a sentence that its verbs and nouns (`known`, `links`) have not told already."""
    made: list[GroupCandidate] = []
    for token in sentence.doc or ():
        if token.dep_ not in _ARGUMENTS:
            continue
        members = tuple(dict.fromkeys(actor.code for actor in cast.of(token) if _whole(actor)))
        if len(members) < SMALLEST or any(set(members) <= set(group.members) for group in [*known, *made]):
            continue
        row, word = _word(token)
        if row is not None and word is not None and not any(link.token == word.i for link in links):
            start = sentence.start + word.idx
            span = (start, start + len(word.text))
            made.append(GroupCandidate(members, row.relation, row.polarity, sentence.index, span, word.i, row.rule))
    return made


def _whole(actor: Actor) -> bool:
    return actor.role not in ("thing", "people", "", sites.ROLE)


def _word(token: Token) -> tuple[Together | None, Token | None]:
    """The word that makes a group of what the token names: its verb, an adverb beside it, or the noun that holds it."""
    for holder in (token.head, token.head.head):
        if grammar.clausal(holder):
            return _verb(token, holder)
        row = table().get(("noun", holder.lemma_.lower()))
        if row is not None:
            return row, holder
    return None, None


def _verb(token: Token, verb: Token) -> tuple[Together | None, Token | None]:
    beside = [*verb.children, *token.children, *(c for noun in grammar.conjuncts(token) for c in noun.children)]
    if token.dep_ == "attr" or token.dep_ == "dobj":
        subject = grammar.child(verb, "nsubj")
        row = table().get(("noun", subject.lemma_.lower())) if subject is not None else None
        return (row, subject) if token.dep_ == "attr" else (None, None)
    if verb.dep_ == "acl" and ("noun", verb.head.lemma_.lower()) in table():
        return table()["noun", verb.head.lemma_.lower()], verb.head
    row = table().get(("verb", verb.lemma_.lower()))
    if row is not None and (not row.particle or any(c.lower_ == row.particle for c in beside)):
        return row, verb
    for c in beside:
        row = table().get(("adverb", c.lower_))
        if row is not None:
            return row, verb
    return None, None
