"""Tells who answers in an interview of questions and answers, so that "we" and "you" have a country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .memory import Memory
    from .parts import Discourse, Sentence

_QUESTION = re.compile(r"(?:Q|Question|QUESTION|Interviewer)\s*:")
_ANSWER = re.compile(r"(?:A|Answer|ANSWER)\s*:")


def guest(discourse: Discourse) -> tuple[str, ...]:
    """The code named first in a text that is made of answers; () for any other text."""
    answers = sum(_ANSWER.match(sentence.text) is not None for sentence in discourse.sentences)
    if answers < 2 or not discourse.mentions:
        return ()
    return (discourse.mentions[0].iso3,)


def turn(sentence: Sentence, memory: Memory) -> bool:
    """Takes the turn that a sentence opens; False where it opens none, or another than question or answer."""
    if _QUESTION.match(sentence.text):
        memory.asking, memory.own = True, ()
    elif _ANSWER.match(sentence.text):
        memory.asking, memory.own = False, memory.guest
    else:
        return False
    return True
