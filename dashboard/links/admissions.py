"""Tells who owns up to an act, and which denials were made before what the text goes on to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .parts import Discourse, Statement, Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADMITTING = frozenset({"admit", "acknowledge", "concede", "confess", "own"})
_ONCE = frozenset({"had", "long", "first", "initially", "originally", "once", "previously", "earlier"})


def owns_up(discourse: Discourse, statement: Statement) -> bool:
    """Does a statement admit or confirm what was denied or claimed before?"""
    cue = _cue(discourse, statement)
    return statement.voice is Voice.CONFIRM or (cue is not None and cue.lemma_.lower() in _ADMITTING)


def once(discourse: Discourse, statement: Statement) -> bool:
    """ "had denied", "long denied", "denied at first": the denial comes before what the text goes on to tell."""
    cue = _cue(discourse, statement)
    if cue is None:
        return False
    words = {c.lower_ for c in cue.children if c.dep_ in ("aux", "advmod", "npadvmod")}
    at_first = any(c.lower_ == "at" and any(n.lower_ == "first" for n in c.children) for c in cue.children)
    return bool(words & _ONCE) or at_first


def _cue(discourse: Discourse, statement: Statement) -> Token | None:
    doc = discourse.sentences[statement.sentence].doc
    return doc[statement.cue] if doc is not None and statement.cue >= 0 else None
