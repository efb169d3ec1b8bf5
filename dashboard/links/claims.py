"""Settles over the whole text how well it stands behind each link: who asserts it, who denies it, and its status.

The rules are those of docs/data-dictionary.md: once an act is asserted by some and denied by others, each telling of it
is disputed; a side that speaks of its own act confirms it; anybody else claims it; what the outlet tells is reported.
A status never rises above what the text says.
"""

from __future__ import annotations

from ..models import Group, Link, LinkDate, Polarity, Relation, Status
from . import acts, answers, tellings, when
from .acts import ToldAct
from .parts import Candidate, Discourse, Factuality, GroupCandidate, Statement, Voice
from .tellings import Telling

_MUTUAL_GAIN = frozenset({Relation.AID, Relation.SUPPORT, Relation.COOPERATE, Relation.CONSULT})


def settle(
    discourse: Discourse,
    candidates: tuple[Candidate, ...],
    groups: tuple[GroupCandidate, ...],
    statements: tuple[Statement, ...],
) -> tuple[tuple[Link, ...], tuple[Group, ...]]:
    """The links and groups of an article with status, claimants, deniers and date, in the order given."""
    index = tellings.index(discourse, statements)
    told = [tellings.tell(discourse, candidate, index) for candidate in (*candidates, *groups)]
    dated = {id(t): when.date_of(t.candidate, discourse, t.spoken) for t in told}
    known = acts.gather(told, {key: date.value[:4] for key, date in dated.items() if date is not None and date.value})
    answers.hear(discourse, statements, known)
    for act in {id(act): act for act in known.of.values()}.values():
        act.recant()
    made = [_made(discourse, telling, known.of[id(telling)], dated[id(telling)]) for telling in told]
    links = tuple(item for item in made if isinstance(item, Link))
    return links, tuple(item for item in made if isinstance(item, Group))


def _made(discourse: Discourse, telling: Telling, act: ToldAct, date: LinkDate | None) -> Link | Group:
    status, asserted, denied, rule = _status(telling, act)
    candidate = telling.candidate
    evidence = discourse.sentences[candidate.sentence].span
    if status in (Status.DENIED, Status.NEGATED):
        date = when.date_of(candidate, discourse)
    if isinstance(candidate, GroupCandidate):
        return Group(
            candidate.members, candidate.relation, candidate.polarity, status, evidence, asserted, denied, date,
            candidate.rule, rule,
        )  # fmt: skip
    denial = act.denial if denied and act.denial != evidence else None
    return Link(
        candidate.source, candidate.target, candidate.directed, candidate.relation, candidate.polarity,
        candidate.intensity, status, evidence, asserted, denied, date, candidate.rule, rule, denial,
    )  # fmt: skip


def _status(telling: Telling, act: ToldAct) -> tuple[Status, tuple[str, ...], tuple[str, ...], str]:
    """Status, who asserts, who denies, and the rule that decided."""
    deniers = tuple(code for code in act.deniers if not _stands_by(telling, act, code))
    asserters = tuple(code for code in act.asserters if code not in deniers)
    hypothetical = telling.factuality in (Factuality.UNCERTAIN, Factuality.FUTURE)
    if hypothetical and not telling.deniers and (not deniers or telling.asserters or not telling.told):
        return Status.HYPOTHETICAL, telling.asserters, (), telling.rule
    if deniers and asserters:
        return Status.DISPUTED, asserters, deniers, act.rule
    if deniers:
        return (Status.REPORTED if act.plain else Status.DENIED), (), deniers, act.rule
    if telling.factuality is Factuality.NEGATED:
        return Status.NEGATED, telling.asserters, (), telling.rule
    if not telling.told:
        return Status.REPORTED, (), (), telling.rule
    camp = tuple(dict.fromkeys((*telling.asserters, *act.backers)))
    return _told(telling, set(camp)), camp, (), telling.rule


def _stands_by(telling: Telling, act: ToldAct, code: str) -> bool:
    """Does a side own up here to what it denies elsewhere ("admitted sales before the war, but denies any since")?"""
    own = telling.factuality is Factuality.FACT and code in telling.asserters and code in telling.actors
    return own and act.denied_at[code][0] != telling.candidate.sentence


def _told(telling: Telling, speakers: set[str]) -> Status:
    """Confirmed where a side speaks of its own act, claimed where anybody else does."""
    thought = telling.spoken is not None and telling.spoken.voice is Voice.THINK
    if thought and telling.candidate.relation is not Relation.TIES:
        return Status.CLAIMED
    if speakers & telling.actors:
        return Status.CONFIRMED
    shared = telling.candidate.relation in _MUTUAL_GAIN and telling.candidate.polarity is Polarity.COOPERATION
    return Status.CONFIRMED if shared and speakers & telling.sides else Status.CLAIMED
