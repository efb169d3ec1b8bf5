"""Finds the doer of a passive clause that names none by the place where it happens, and what two do jointly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Kind
from . import firing, grammar, lexicon, places, words
from .actors import Actor, Cast
from .finds import Find, distinct

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .lexicon import Entry

_CUSTODY = words.of("custody")
_EXPULSION = words.of("expulsion")
_JOINT = words.of("joint")
_HERE = frozenset({Kind.COUNTRY, Kind.CAPITAL})


def doers(verb: Token, entry: Entry, around: places.Places, cast: Cast) -> list[Actor]:
    """ "Two Iranians were arrested in Kenya", "expelled from Kenya", "summoned in Kenya": the state there.

    `verb` is passive; empty where "by" names a doer, or the row is no act of a state against somebody's people.
    """
    if grammar.by_agents(verb) or not {"o", "m"} & set(entry.places):
        return []
    lemma = verb.lemma_.lower()
    wanted = ("in",) if lemma in _CUSTODY else ("from",) if lemma in _EXPULSION else ()
    if lemma == "summon":
        wanted = ("to", "in", "at")
    there = [a for name in wanted for a in around.get(name, [])]
    if lemma == "summon" and not there:
        there = [a for name, noun in grammar.prepositions(verb) if name in wanted for a in _inside(noun, cast)]
    done_to = {a.code for name in ("o", "m") for a in around.get(name, [])}
    return distinct([a for a in there if a.code not in done_to and (a.kind in _HERE or a.role == "state")])[:1]


def _inside(noun: Token, cast: Cast) -> list[Actor]:
    return [a for token in noun.subtree for a in cast.at(token) if a.kind in _HERE]


def jointly(verb: Token, cast: Cast) -> Find | None:
    """ "Iran and Japan jointly painted it", "will build a joint plant": two subjects act together, whatever they do."""
    if not cast.joint or verb.pos_ != "VERB" or not (_adverb(verb) or _object(verb)):
        return None
    sides = distinct([a for agent in grammar.agents(verb) for a in cast.of(agent) if a.role not in ("thing", "people")])
    if len(sides) != 2:
        return None
    entry = next(e for e in lexicon.load().verbs["cooperate"] if not e.objects)
    return Find(verb, entry, tuple(sides), (), True, entry.relation, entry.polarity)


def _adverb(verb: Token) -> bool:
    return any(c.dep_ == "advmod" and c.lower_ == "jointly" for c in verb.children)


def _object(verb: Token) -> bool:
    """Is the object a joint thing that no row of nouns tells of?"""
    things = [noun for patient in grammar.patients(verb) for noun in grammar.conjuncts(patient)]
    return any(firing.noun(t) is None and any(c.lower_ in _JOINT for c in t.children) for t in things)
