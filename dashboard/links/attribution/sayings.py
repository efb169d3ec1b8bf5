"""Reads out of one parsed sentence who says, denies, thinks, asks or judges what."""

from __future__ import annotations

from ..parts import Sentence
from . import nominal, verbal
from .saying import Saying


def sayings(sentence: Sentence) -> list[Saying]:
    """All sayings of a parsed sentence in the order of their cue words; [] when it has no parse.

    One that has a source but no content yet is kept when a quotation may follow.
    """
    if sentence.doc is None:
        return []
    found: list[Saying] = []
    for token in sentence.doc:
        made = verbal.of_verb(sentence, token) or nominal.of_noun(sentence, token) or nominal.according(sentence, token)
        made = made or nominal.before_colon(sentence, token) or verbal.trailing(sentence, token)
        if made is not None:
            found.append(made)
    return found
