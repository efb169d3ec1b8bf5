"""Says whom "the sailors" or "the men" means: people of a state that earlier sentences named ("Ukrainian sailors")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import grammar, words
from .actors import Cast, role_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .parts import Sentence

REACH = 6
"""Sentences back; people are told of longer than a pronoun reaches."""
_ANYBODY = words.of("anybody")
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


@dataclass(frozen=True, slots=True)
class People:
    """People of one state, by the noun that an article called them."""

    noun: str
    code: str
    plural: bool
    sentence: int


def named(sentence: Sentence, cast: Cast) -> list[People]:
    """The people of one state whom a finished sentence names with it ("a Welsh engineer", "sailors from Japan")."""
    found: list[People] = []
    for token in sentence.doc or () if cast.named else ():
        if token.pos_ == "NOUN" and _are_people(token):
            codes = {actor.code for actor in cast.single(token) if actor.via != "coreference"}
            if len(codes) == 1:
                found.append(People(token.lemma_.lower(), codes.pop(), token.tag_ == "NNS", sentence.index))
    return found


def refer(token: Token, known: list[People], sentence: int) -> tuple[str, ...]:
    """The code of the people a noun with "the" points back to; () where it says more of them, or none were named."""
    lemma = token.lemma_.lower()
    anybody = lemma in _ANYBODY
    if token.dep_ not in _PLACES or not (anybody or _are_people(token)) or not _bare(token):
        return ()
    plural = token.tag_ == "NNS"
    near = [p for p in known if sentence - p.sentence <= REACH and p.plural is plural and (anybody or p.noun == lemma)]
    return (near[-1].code,) if near else ()


def _are_people(token: Token) -> bool:
    return role_of(token) in ("people", "force")


def _bare(token: Token) -> bool:
    """ "The sailors", "the two men", but not "the sailors of the tanker"."""
    if any(name in ("of", "from", "in") for name, _ in grammar.prepositions(token)):
        return False
    kept = all(c.dep_ in ("det", "nummod", "relcl", "prep", "acl", "cc", "conj", "punct") for c in token.children)
    return kept and any(c.lower_ in ("the", "these", "those", "both") for c in token.children)
