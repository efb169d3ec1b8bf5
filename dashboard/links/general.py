"""The general layer: every word taken for an act, whoever its actors are, with its relation and whether it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Act, Relation, Status
from . import finds, firing, stance
from .parts import Discourse, Factuality, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .lexicon import Entry

STATUS = {
    Factuality.FACT: Status.REPORTED,
    Factuality.UNCERTAIN: Status.HYPOTHETICAL,
    Factuality.FUTURE: Status.HYPOTHETICAL,
    Factuality.NEGATED: Status.NEGATED,
    Factuality.HEARSAY: Status.HYPOTHETICAL,
}
_HELPERS = frozenset({"aux", "auxpass"})


def acts(discourse: Discourse) -> tuple[Act, ...]:
    """The acts of all parsed sentences in text order: each verb, and each noun or adjective that names a relation or is
    told as anything but done."""
    return tuple(
        act
        for sentence in discourse.sentences
        for token in sentence.doc or ()
        if (act := _act(sentence, token)) is not None
    )


def _act(sentence: Sentence, token: Token) -> Act | None:
    verbal = token.pos_ in ("VERB", "AUX") and token.dep_ not in _HELPERS
    if not verbal and token.pos_ not in ("NOUN", "ADJ"):
        return None
    entry = firing.first(token)
    reading = stance.reading(token)
    if entry is None and not verbal and reading.factuality is Factuality.FACT:
        return None
    start = sentence.start + token.idx
    rule = reading.rule or (entry.rule if entry is not None else "")
    return Act(start, start + len(token), _relation(token, entry), STATUS[reading.factuality], rule)


def _relation(token: Token, entry: Entry | None) -> Relation | None:
    """The row's relation, as "will" and "will not" change it."""
    if entry is None:
        return None
    return finds.temper(token, entry)[0] if token.pos_ == "VERB" else entry.relation
