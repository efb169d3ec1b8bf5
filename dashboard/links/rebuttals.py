"""Tells which finds are only answers to words: a denial, a silence or a question is a status or nothing, never an act.

"Iran rejected a Japanese proposal" and "Iran rejected Japanese accusations" are acts of Iran towards Japan. "Iran
denied it", "Iran dismissed reports that Japanese arms had come" and "Iran declined to say whether it had met Japan" are
not: what they do to the act in question, `claims` reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Relation
from . import actors, grammar
from .attribution import denials, words
from .finds import Find
from .parts import Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
_SOURCES = frozenset({"by", "from"})
_UNTOLD = frozenset(
    "say comment confirm deny disclose elaborate specify reveal name identify speculate criticise criticize condemn"
    " blame denounce accuse".split()
)
"""What those who "decline to" do it keep silent on."""


def only_answers(found: Find) -> bool:
    """Does a find take an answer to words for an act between two?"""
    token = found.token
    if found.relation is Relation.REQUEST:
        return token.lemma_ == "ask" and any(_whether(c) for c in token.children)
    if found.relation is Relation.THREATEN:
        warns = token.lemma_ == "warn" and not grammar.patients(token)
        return warns and len(found.targets) > 1 and any(_of_another(c) for c in token.children)
    if found.relation is Relation.SANCTION:
        return token.lemma_ == "deny" and any(_definite(noun) for noun in grammar.patients(token))
    if found.relation not in (Relation.REJECT, Relation.ACCUSE):
        return False
    return _keeps_silent(token) or _answers_words(found)


def _whether(clause: Token) -> bool:
    """ "asked whether the troops would leave": a question to somebody, no request of those it is about."""
    return clause.dep_ in ("ccomp", "advcl") and any(
        c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in clause.children
    )


def _of_another(clause: Token) -> bool:
    """ "warned that Japan could attack Kenya": what a third may do to a fourth is no threat of the speaker's."""
    subject = grammar.child(clause, "nsubj", "nsubjpass") if clause.dep_ == "ccomp" else None
    return subject is not None and subject.pos_ == "PROPN"


def _definite(noun: Token) -> bool:
    """ "denied the sale" answers a claim, "denied aid" keeps it back."""
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "any", "such") for c in noun.children)


def _keeps_silent(token: Token) -> bool:
    return any(c.dep_ == "xcomp" and c.lemma_.lower() in _UNTOLD for c in token.children)


def _answers_words(found: Find) -> bool:
    """Is it the denial of a report or claim that the other side did not make?"""
    token = found.token
    known = words.verb(token)
    if known is None or known[0].voice is not Voice.DENY:
        return False
    said = [noun for noun in grammar.patients(token) if denials.points(noun)]
    if not said:
        return False
    return token.lemma_ == "deny" or not any(_owned(noun, found) for noun in said)


def _owned(noun: Token, found: Find) -> bool:
    """ "US accusations", "the claims of the Emirates", "an accusation by Kyiv": are these words of the other side?"""
    owners = [c for c in noun.children if c.dep_ in _OWNERS]
    behind = [c for c in noun.children if c.dep_ in ("prep", "agent")]
    owners += [c for c in behind if c.lower_ in _SOURCES or (c.lower_ == "of" and noun.tag_ == "NNS" and _plain(c))]
    held = {t.i for owner in owners if not _press(owner) for t in owner.subtree}
    return any(actor.word in held or actor.token in held for actor in (*found.sources, *found.targets))


def _plain(preposition: Token) -> bool:
    """ "the claims of the Emirates", not "claims of Emirati arms deals"."""
    noun = grammar.child(preposition, "pobj")
    return noun is not None and noun.pos_ == "PROPN"


def _press(owner: Token) -> bool:
    return any(actors.role_of(token) == "media" for token in (owner, *owner.head.children) if token.dep_ in _OWNERS)
