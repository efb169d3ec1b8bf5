"""Tells who says an act: the innermost known speaker around it, unless he takes it as given or only relays it."""

from __future__ import annotations

from ..models import Relation
from .parts import Candidate, Discourse, GroupCandidate, Statement, Voice

_CHARGING = frozenset({"condemn", "denounce", "criticise", "criticize", "decry", "deplore", "protest", "slam", "blast"})
COVERT = frozenset({Relation.AID, Relation.COOPERATE, Relation.AGREE, Relation.SUPPORT})
"""Acts that have to be claimed before they are known; an attack that is condemned has been seen."""
SPOKEN = frozenset({Voice.ASSERT, Voice.CONFIRM, Voice.THINK})


def speaker(discourse: Discourse, candidate: Candidate | GroupCandidate, holding: list[Statement]) -> Statement | None:
    """Who says it: the innermost speaker who is known, else the innermost at all.

    What stands behind "reports that" or "accusations of" is said by nobody named, whoever speaks of the reports.
    """
    said = [s for s in holding if s.voice in SPOKEN or owns(candidate, s) or _charged(discourse, candidate, s)]
    first = said[0] if said else None
    if first is not None and first.rule == "unnamed":
        return first
    inner = next((s for s in said if s.speakers), first)
    if inner is not None and _taken_as_given(candidate, inner, holding):
        return None
    return _relayed(candidate, inner, said) if inner is not None else None


def _taken_as_given(candidate: Candidate | GroupCandidate, inner: Statement, holding: list[Statement]) -> bool:
    """ "said that it opposes the tariffs that A has put on B": who judges an open act of others tells no news of it."""
    if candidate.relation in COVERT or set(inner.speakers) & sides(candidate)[0]:
        return False
    before = holding[: holding.index(inner)]
    return any(s.voice is Voice.JUDGE and s.speakers == inner.speakers for s in before)


def _relayed(candidate: Candidate | GroupCandidate, inner: Statement, said: list[Statement]) -> Statement:
    """ "Seoul said Pyongyang had admitted sending troops": on Seoul's word alone a side has confirmed nothing."""
    both, actors = sides(candidate)
    if not set(inner.speakers) & actors:
        return inner
    outer = (s for s in said[said.index(inner) + 1 :] if s.speakers and not set(s.speakers) & both)
    return next(outer, inner)


def _charged(discourse: Discourse, candidate: Candidate | GroupCandidate, statement: Statement) -> bool:
    """ "condemned arms supplies to Russia", "sanctioned X for buying jets": who does so claims that it happened."""
    doc = discourse.sentences[statement.sentence].doc
    if statement.voice is not Voice.JUDGE or statement.sentence != candidate.sentence or doc is None:
        return False
    if set(statement.speakers) & sides(candidate)[0] or candidate.relation not in COVERT or statement.cue < 0:
        return False
    token = doc[candidate.token]
    for above in (token, *token.ancestors):
        if above.head.i == statement.cue and doc[statement.cue].lemma_ in _CHARGING:
            return above.dep_ in ("dobj", "pcomp")
        if above.dep_ == "pcomp" and above.head.lower_ == "for":
            owner = above.head.head
            return statement.cue in (owner.i, owner.head.i)
    return False


def owns(candidate: Candidate | GroupCandidate, statement: Statement) -> bool:
    """ "He called Iran a partner": a side that judges its own ties speaks of them."""
    if statement.voice is not Voice.JUDGE or candidate.relation not in (Relation.TIES, Relation.AGREE):
        return False
    return bool(sides(candidate)[1] & set(statement.speakers))


def sides(candidate: Candidate | GroupCandidate) -> tuple[frozenset[str], frozenset[str]]:
    """The countries between which it happens, and those of them who do it."""
    if isinstance(candidate, GroupCandidate):
        members = frozenset(candidate.members)
        return members, members
    both = frozenset((candidate.source, candidate.target))
    return both, frozenset((candidate.source,)) if candidate.directed else both
