"""Settles over the whole text how well it stands behind each link: who asserts it, who denies it, and its status.

The rules are those of docs/data-dictionary.md: once an act is asserted by some and denied by others, each telling of it
is disputed; a side that speaks of its own act confirms it; anybody else claims it; what the outlet tells is reported.
A status never rises above what the text says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..models import Group, Link, Polarity, Relation, Span, Status
from . import stance, themes, when
from .parts import Candidate, Discourse, Factuality, GroupCandidate, Statement, Voice
from .tellings import SPEECH, Telling, tell

REACH = 3
"""Sentences between a claim and the denial that only points to it."""
FAR = 6
"""Sentences between a claim and a denial that names its theme."""
_MUTUAL_GAIN = frozenset({Relation.AID, Relation.SUPPORT, Relation.COOPERATE, Relation.CONSULT})


@dataclass(slots=True)
class ActOf:
    """One act with all its tellings, and who asserts and denies it anywhere in the text."""

    tellings: list[Telling] = field(default_factory=list)
    asserters: dict[str, None] = field(default_factory=dict)
    deniers: dict[str, None] = field(default_factory=dict)
    denial: Span | None = None
    rule: str = ""

    @property
    def theme(self) -> frozenset[str]:
        return frozenset(theme for telling in self.tellings for theme in telling.theme)

    @property
    def sides(self) -> frozenset[str]:
        return self.tellings[0].sides

    def deny(self, codes: tuple[str, ...], denial: Span | None, rule: str) -> None:
        """Takes note of a denial."""
        for code in codes:
            self.deniers.setdefault(code)
        if codes:
            self.denial, self.rule = self.denial or denial, self.rule or rule


def settle(
    discourse: Discourse,
    candidates: tuple[Candidate, ...],
    groups: tuple[GroupCandidate, ...],
    statements: tuple[Statement, ...],
) -> tuple[tuple[Link, ...], tuple[Group, ...]]:
    """The links and groups of an article with status, claimants, deniers and date, in the order given."""
    tellings = [tell(discourse, candidate, statements) for candidate in (*candidates, *groups)]
    acts = _acts(tellings)
    for act in acts:
        _gather(act)
    for statement in statements:
        _answer(discourse, statement, acts)
    for speakers, theme, sentence in _negations(discourse, statements):
        _contradict(discourse, speakers, theme, sentence, acts)
    of = {id(telling): act for act in acts for telling in act.tellings}
    links, together = [], []
    for telling in tellings:
        made = _made(discourse, telling, of[id(telling)])
        (links if isinstance(made, Link) else together).append(made)
    return tuple(links), tuple(together)


# acts ------------------------------------------------------------------------------------------------------------


def _acts(tellings: list[Telling]) -> list[ActOf]:
    """The tellings gathered by act: the same sides, direction, polarity and theme."""
    acts: list[ActOf] = []
    for telling in tellings:
        act = next((act for act in acts if _same(act.tellings[0], telling)), None)
        if act is None:
            act = ActOf()
            acts.append(act)
        act.tellings.append(telling)
    return acts


def _same(first: Telling, second: Telling) -> bool:
    if first.sides != second.sides or first.candidate.polarity is not second.candidate.polarity:
        return False
    if len(first.actors) == len(second.actors) == 1 and first.actors != second.actors:
        return False
    one, other = first.candidate.relation, second.candidate.relation
    if (one in SPEECH) is not (other in SPEECH):
        return False
    if first.theme and second.theme:
        return bool(first.theme & second.theme)
    if first.theme or second.theme:
        return one is other and first.told and second.told
    return one is other


def _gather(act: ActOf) -> None:
    for telling in act.tellings:
        if telling.factuality is Factuality.NEGATED:
            if set(telling.asserters) & telling.actors:
                act.deny(telling.asserters, telling.denial, telling.rule)
        elif telling.told and telling.factuality is Factuality.FACT:
            for code in telling.asserters:
                act.asserters.setdefault(code)
        act.deny(telling.deniers, telling.denial, telling.rule)


# answers from other sentences ------------------------------------------------------------------------------------


def _answer(discourse: Discourse, statement: Statement, acts: list[ActOf]) -> None:
    """Lets a denial, or a claim told by its name alone ("the accusation was made by Kyiv"), find its act."""
    if not statement.speakers or not (statement.points or statement.theme):
        return
    if statement.voice is Voice.DENY:
        span = discourse.sentences[statement.sentence].span
        for act in _together(_denied(statement, acts), acts):
            act.deny(statement.speakers, span, statement.rule)
    elif statement.voice in (Voice.ASSERT, Voice.CONFIRM) and statement.points and not statement.theme:
        for act in _pointed(statement, acts):
            if act.deniers or any(t.told for t in act.tellings):
                for code in statement.speakers:
                    act.asserters.setdefault(code)


def _together(denied: list[ActOf], acts: list[ActOf]) -> list[ActOf]:
    """The acts denied and those told by the very same words ("accused A, B and C of plotting")."""
    words = {(t.candidate.sentence, t.candidate.word) for act in denied for t in act.tellings}
    more = [act for act in acts if any((t.candidate.sentence, t.candidate.word) in words for t in act.tellings)]
    return denied + [act for act in more if act not in denied and _deniable(act)]


def _denied(statement: Statement, acts: list[ActOf]) -> list[ActOf]:
    own = [act for act in acts if _deniable(act) and act.sides & set(statement.speakers)]
    if statement.theme:
        near = [act for act in own if act.theme & statement.theme and _gap(act, statement.sentence) <= FAR]
        if near or not statement.points:
            return near
    return _pointed(statement, own)


def _pointed(statement: Statement, acts: list[ActOf]) -> list[ActOf]:
    """The act or acts told in the nearest sentence up to this one, within reach."""
    before = [
        (telling.candidate.sentence, act)
        for act in acts
        if _deniable(act)
        for telling in act.tellings
        if telling.told or act.theme & statement.theme
        if 0 <= statement.sentence - telling.candidate.sentence <= REACH and not _holds(statement, telling)
    ]
    nearest = max((sentence for sentence, _ in before), default=None)
    return [act for sentence, act in before if sentence == nearest]


def _holds(statement: Statement, telling: Telling) -> bool:
    return any(a <= telling.candidate.word[0] < b for a, b in statement.content)


def _deniable(act: ActOf) -> bool:
    """Told acts can be denied; what the outlet itself saw said, or a meeting it reports, is not meant by a denial."""
    relation = act.tellings[0].candidate.relation
    if relation in SPEECH:
        return any(t.told and not set(t.asserters) & t.actors for t in act.tellings)
    return relation is not Relation.CONSULT or any(t.told for t in act.tellings)


def _gap(act: ActOf, sentence: int) -> int:
    return min(abs(telling.candidate.sentence - sentence) for telling in act.tellings)


def _negations(
    discourse: Discourse, statements: tuple[Statement, ...]
) -> Iterator[tuple[tuple[str, ...], frozenset[str], int]]:
    """What speakers say did not happen, by its theme: "Tehran says it has sold no weapons"."""
    for statement in statements:
        doc = discourse.sentences[statement.sentence].doc
        if doc is None or not statement.speakers or statement.voice not in (Voice.ASSERT, Voice.CONFIRM):
            continue
        offset = discourse.sentences[statement.sentence].start
        for token in doc:
            if token.pos_ not in ("VERB", "AUX") or not any(a <= offset + token.idx < b for a, b in statement.content):
                continue
            if stance.negation(token) and stance.reading(token, statement.cue).factuality is Factuality.NEGATED:
                yield statement.speakers, themes.of(t.lemma_.lower() for t in token.subtree), statement.sentence


def _contradict(
    discourse: Discourse, speakers: tuple[str, ...], theme: frozenset[str], sentence: int, acts: list[ActOf]
) -> None:
    found = []
    for act in acts:
        named, own = set(speakers), act.tellings[0].actors & set(speakers)
        near = act.theme & theme and _gap(act, sentence) <= FAR
        claimed = any(t.told for t in act.tellings) and not named & set(act.asserters)
        if own and near and claimed and _deniable(act):
            found.append(act)
    for act in _together(found, acts):
        act.deny(speakers, discourse.sentences[sentence].span, "negated by a side")


# status ----------------------------------------------------------------------------------------------------------


def _made(discourse: Discourse, telling: Telling, act: ActOf) -> Link | Group:
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


def _status(telling: Telling, act: ActOf) -> tuple[Status, tuple[str, ...], tuple[str, ...], str]:
    """Status, who asserts, who denies, and the rule that decided."""
    deniers = tuple(act.deniers)
    asserters = tuple(code for code in act.asserters if code not in act.deniers)
    hypothetical = telling.factuality in (Factuality.UNCERTAIN, Factuality.FUTURE)
    if hypothetical and not telling.deniers and (not deniers or telling.asserters or not telling.told):
        return Status.HYPOTHETICAL, telling.asserters, (), telling.rule
    if deniers and asserters:
        return Status.DISPUTED, asserters, deniers, act.rule
    if deniers:
        fact = any(not t.told and t.factuality is Factuality.FACT for t in act.tellings)
        return (Status.REPORTED if fact else Status.DENIED), (), deniers, act.rule
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
