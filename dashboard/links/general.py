"""The general layer: every word taken for an act, whoever its actors are, with its relation and whether it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Act, Status
from . import firing, stance
from .parts import Discourse, Factuality, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .lexicon import Entry

STATUS = {
    Factuality.FACT: Status.REPORTED,
    Factuality.UNCERTAIN: Status.HYPOTHETICAL,
    Factuality.FUTURE: Status.HYPOTHETICAL,
    Factuality.NEGATED: Status.NEGATED,
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
    entry = _entry(token, verbal)
    reading = stance.reading(token)
    if entry is None and not verbal and reading.factuality is Factuality.FACT:
        return None
    start = sentence.start + token.idx
    rule = reading.rule or (entry.rule if entry is not None else "")
    return Act(
        start, start + len(token), entry.relation if entry is not None else None, STATUS[reading.factuality], rule
    )


def _entry(token: Token, verbal: bool) -> Entry | None:
    if verbal:
        return next(iter(firing.verbs(token)), None)
    return firing.noun(token) if token.pos_ == "NOUN" else None
