"""Dates a link: by the date its own clause carries, else, for a speech act that goes on, by that of the speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import DatedExpression, LinkDate
from .parts import Candidate, Discourse, GroupCandidate, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = frozenset(
    {"xcomp", "acomp", "attr", "dobj", "pobj", "prep", "nsubjpass", "compound", "amod", "poss", "nmod", "acl"}
)
"""Steps from an act word to the word whose clause it shares."""
_INSIDE = _UP | {"npadvmod", "nummod", "advmod", "pcomp", "dep", "appos", "quantmod", "conj", "advcl", "nsubj", "punct"}
"""Steps from a date to the verb or noun it belongs to."""
_LIMIT = 12


def date_of(candidate: Candidate | GroupCandidate, discourse: Discourse) -> LinkDate | None:
    """The date of the act: that of its own clause, with the precision it has; None when the clause carries none.

    A date that only tells when somebody spoke of the act is not the date of the act. Words that could not be
    resolved are kept without a value.
    """
    sentence = discourse.sentences[candidate.sentence]
    if sentence.doc is None or not sentence.dates:
        return None
    best: tuple[int, int, DatedExpression] | None = None
    word = sentence.doc[candidate.token]
    for date in sentence.dates:
        distance = _distance(word, _root(sentence, date))
        if distance is not None:
            found = (distance, abs(date.start - candidate.word[0]), date)
            best = min(best, found, key=lambda item: item[:2]) if best else found
    if best is None:
        return None
    date = best[2]
    return LinkDate(date.value, date.surface, date.precision)


def _root(sentence: Sentence, date: DatedExpression) -> Token | None:
    if sentence.doc is None:
        return None
    span = sentence.doc.char_span(date.start - sentence.start, date.end - sentence.start, alignment_mode="expand")
    return span.root if span is not None else None


def _distance(word: Token, date: Token | None) -> int | None:
    """How many steps lie between an act word and the word its date belongs to; None when they share no clause."""
    if date is None:
        return None
    holder = _holder(date)
    above = _clause(word)
    for steps, token in enumerate(above):
        if token == holder:
            return steps
    below = _clause(holder) if holder.pos_ not in ("VERB", "AUX") else [holder]
    for steps, token in enumerate(below):
        if token == word:
            return steps
    return None


def _holder(date: Token) -> Token:
    """The verb or noun that a date belongs to ("talks on Tuesday", "met on Tuesday")."""
    token = date
    for _ in range(_LIMIT):
        head = token.head
        if head is token or token.dep_ not in _INSIDE:
            return token
        if head.pos_ in ("VERB", "AUX"):
            return head
        if head.pos_ in ("NOUN", "PROPN") and token.dep_ in ("prep", "amod", "compound", "poss", "nmod", "npadvmod"):
            return head
        token = head
    return token


def _clause(word: Token) -> list[Token]:
    """The act word and the words above it in its own clause, up to and with the verb."""
    found, token = [word], word
    for _ in range(_LIMIT):
        if token.head is token:
            break
        verbal = token.pos_ in ("VERB", "AUX") and token.dep_ not in ("xcomp", "acl", "auxpass", "aux", "advcl", "conj")
        reduced = token.dep_ == "advcl" and token.tag_ in ("VBG", "VBN")
        if verbal or not (token.dep_ in _UP or token.dep_ == "conj" or reduced):
            break
        token = token.head
        found.append(token)
    return found
