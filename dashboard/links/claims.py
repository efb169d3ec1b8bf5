"""Settles over the whole text how well it stands behind each link: who asserts it, who denies it, and its status.

The rules are those of docs/data-dictionary.md: once an act is asserted by some and denied by others, each telling of it
is disputed; a side that speaks of its own act confirms it; anybody else claims it; what the outlet tells is reported.
A status never rises above what the text says.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..models import Group, Link, Polarity, Relation, Status
from . import acts, operators, stance, tellings, themes, when
from .acts import Acts, ToldAct
from .parts import Candidate, Discourse, Factuality, GroupCandidate, Statement, Voice
from .tellings import Telling

REACH = 5
"""Sentences between a claim and the denial that only points to it."""
FAR = 6
"""Sentences between a claim and a denial that names its theme."""
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
    known = acts.gather(told)
    for statement in statements:
        _answer(discourse, statement, known)
    for statement, theme in _negations(discourse, statements):
        _contradict(discourse, statement, theme, known)
    made = [_made(discourse, telling, known.of[id(telling)]) for telling in told]
    links = tuple(item for item in made if isinstance(item, Link))
    return links, tuple(item for item in made if isinstance(item, Group))


# answers from other sentences ------------------------------------------------------------------------------------


def _answer(discourse: Discourse, statement: Statement, known: Acts) -> None:
    """Lets a denial, or a claim told by its name alone ("the accusation was made by Kyiv"), find its act."""
    if not statement.speakers or not (statement.points or statement.theme):
        return
    if statement.voice is Voice.DENY:
        span = discourse.sentences[statement.sentence].span
        for act in known.together(_denied(statement, known)):
            act.deny(statement.speakers, span, statement.rule)
    elif statement.voice in (Voice.ASSERT, Voice.CONFIRM) and statement.points and not statement.theme:
        for act in _pointed(statement, known.near(statement.sentence - REACH, statement.sentence)):
            if act.deniers or act.told:
                act.affirm(statement.speakers)


def _denied(statement: Statement, known: Acts) -> list[ToldAct]:
    """The acts of the denier's own that a denial means: by theme, else the one told last."""
    at, named = statement.sentence, set(statement.speakers)
    if statement.theme:
        near = [act for act in known.near(at - FAR, at + FAR) if act.deniable and act.sides & named]
        found = [act for act in near if act.theme & statement.theme]
        if found or not statement.points:
            return found
    own = [act for act in known.near(at - REACH, at) if act.sides & named]
    return _pointed(statement, own) or [act for act in known.near(at - 1, at - 1) if act in own and _covert(act)]


def _covert(act: ToldAct) -> bool:
    """Is it an act that may be denied though the outlet tells it as done: "A armed B. A first denied it"?"""
    return act.deniable and act.tellings[0].candidate.relation in tellings.COVERT


def _pointed(statement: Statement, near: list[ToldAct]) -> list[ToldAct]:
    """The act or acts of `near` told in the last sentence up to this one."""
    before = [
        (telling.candidate.sentence, act)
        for act in near
        if act.deniable
        for telling in act.tellings
        if telling.told or act.theme & statement.theme
        if 0 <= statement.sentence - telling.candidate.sentence <= REACH and not _holds(statement, telling)
    ]
    nearest = max((sentence for sentence, _ in before), default=None)
    return [act for sentence, act in before if sentence == nearest]


def _holds(statement: Statement, telling: Telling) -> bool:
    return any(a <= telling.candidate.word[0] < b for a, b in statement.content)


def _negations(discourse: Discourse, statements: tuple[Statement, ...]) -> Iterator[tuple[Statement, frozenset[str]]]:
    """What speakers say did not happen, by its theme: "Tehran says it has sold no weapons"."""
    for statement in statements:
        sentence = discourse.sentences[statement.sentence]
        if sentence.doc is None or not statement.speakers or statement.voice not in (Voice.ASSERT, Voice.CONFIRM):
            continue
        for token in sentence.doc:
            at = sentence.start + token.idx
            if token.pos_ not in ("VERB", "AUX") or not any(a <= at < b for a, b in statement.content):
                continue
            if (
                operators.modal(token) is None
                and operators.negation(token)
                and stance.reading(token, statement.cue).factuality is Factuality.NEGATED
            ):
                yield statement, themes.of(t.lemma_.lower() for t in token.subtree)


def _contradict(discourse: Discourse, statement: Statement, theme: frozenset[str], known: Acts) -> None:
    """Lets what a side says it did not do deny what others claim it did."""
    named, at = set(statement.speakers), statement.sentence
    found = [
        act
        for act in known.near(at - FAR, at + FAR)
        if act.theme & theme and act.sides & named and act.told and act.deniable and not named & set(act.asserters)
        if not any(_holds(statement, telling) for telling in act.tellings)
    ]
    for act in known.together(found):
        act.deny(statement.speakers, discourse.sentences[at].span, "negated by a side")


# status ----------------------------------------------------------------------------------------------------------


def _made(discourse: Discourse, telling: Telling, act: ToldAct) -> Link | Group:
    status, asserted, denied, rule = _status(telling, act)
    candidate = telling.candidate
    evidence = discourse.sentences[candidate.sentence].span
    date = when.date_of(candidate, discourse, telling.spoken)
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
    deniers = tuple(act.deniers)
    asserters = tuple(code for code in act.asserters if code not in act.deniers)
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
    return _told(telling), telling.asserters, (), telling.rule


def _told(telling: Telling) -> Status:
    """Confirmed where a side speaks of its own act, claimed where anybody else does."""
    speakers = set(telling.asserters)
    if speakers & telling.actors:
        return Status.CONFIRMED
    shared = telling.candidate.relation in _MUTUAL_GAIN and telling.candidate.polarity is Polarity.COOPERATION
    return Status.CONFIRMED if shared and speakers & telling.sides else Status.CLAIMED
