"""Lets what other sentences say of an act find it: denials, confirmations, and what a side says it did not do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..models import Polarity
from . import admissions, firing, operators, stance, tellers, themes
from .acts import EVER, Acts, ToldAct
from .attribution import denials
from .parts import Discourse, Factuality, Statement, Voice
from .tellings import Telling

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 5
"""Sentences between a claim and the denial that only points to it."""
FAR = 6
"""Sentences between a claim and a denial that names its theme."""
_TELLING = frozenset({Voice.ASSERT, Voice.CONFIRM})


def hear(discourse: Discourse, statements: tuple[Statement, ...], known: Acts) -> None:
    """Takes note at each act of those who deny, confirm or claim it anywhere in the text."""
    for statement in statements:
        _answer(discourse, statement, known)
    for statement, theme in _negations(discourse, statements):
        _contradict(discourse, statement, theme, known)


def _answer(discourse: Discourse, statement: Statement, known: Acts) -> None:
    """Lets a denial, or a claim told by its name alone ("the accusation was made by Kyiv"), find its act."""
    if not statement.speakers:
        return
    at = (statement.sentence, statement.cue)
    if statement.voice is Voice.DENY:
        span = discourse.sentences[statement.sentence].span
        place = EVER if admissions.once(discourse, statement) else at
        for act in known.together(_denied(discourse, statement, known)):
            # "admitted that it gave drones and denied giving missiles": what one sentence owns up to it does not deny
            speakers = tuple(c for c in statement.speakers if act.owned_at.get(c, EVER)[0] != statement.sentence)
            act.deny(speakers, span, statement.rule, place)
    elif statement.voice in _TELLING:
        for act in _meant(discourse, statement, known):
            act.affirm(statement.speakers)
            if admissions.owns_up(discourse, statement):
                act.own_up(statement.speakers, at)
                act.back(statement.speakers)


def _meant(discourse: Discourse, statement: Statement, known: Acts) -> list[ToldAct]:
    """The acts that somebody claims or confirms without telling them: "Kyiv made the claim", "Iran admitted it"."""
    near = known.near(statement.sentence - REACH, statement.sentence)
    if statement.points and not statement.theme:
        return [act for act in _pointed(statement, near) if act.deniers or act.told]
    near = [act for act in near if act.sides & set(statement.speakers)]
    if statement.voice is Voice.CONFIRM and (noun := _the_act(discourse, statement)) is not None:
        entry = firing.noun(noun)
        relations = {entry.relation} if entry is not None else set()
        alike = tellers.COVERT if relations & tellers.COVERT else relations
        return _pointed(
            statement, [act for act in near if act.told and (act.theme & statement.theme or act.relation in alike)]
        )
    if statement.theme and admissions.owns_up(discourse, statement):
        return [act for act in near if _recanted(discourse, statement, act)]
    return []


def _the_act(discourse: Discourse, statement: Statement) -> Token | None:
    """ "confirmed the deliveries": a noun with "the" and no clause of its own."""
    doc = discourse.sentences[statement.sentence].doc
    heads = [c for c in doc[statement.cue].children if c.dep_ == "dobj"] if doc is not None else []
    return next((h for h in heads if any(c.lower_ in ("the", "this", "these", "both") for c in h.children)), None)


def _recanted(discourse: Discourse, statement: Statement, act: ToldAct) -> bool:
    """ "In 2022 it denied that it had sold A drones; in 2023 it admitted selling some": no third side is named."""
    named = _named(discourse, statement)
    before = [act.denied_at[code] for code in statement.speakers if code in act.deniers]
    near = any(0 <= statement.sentence - place[0] <= 1 for place in before)
    return near and statement.theme <= act.theme and named <= act.sides


def _denied(discourse: Discourse, statement: Statement, known: Acts) -> list[ToldAct]:
    """The acts of the denier's own that a denial means: by theme or words, else the one told last."""
    at, named = statement.sentence, set(statement.speakers)
    near = [act for act in known.near(at - FAR, at + FAR) if act.deniable and act.sides & named]
    near = [act for act in near if act.told or _done_by(act, named)]
    if not statement.points:
        near = [act for act in near if _done_by(act, named) and _between(discourse, statement, act)]
        if statement.theme and (found := [act for act in near if act.theme & statement.theme]):
            return found
        said = _words(discourse, statement)
        alike = [act for act in near if act.told and said & _words_of(discourse, act)] if not statement.theme else []
        return alike or _towards(discourse, statement, near)
    if statement.theme and (found := [act for act in near if act.theme & statement.theme]):
        return found
    own = [act for act in known.near(at - REACH, at) if act.sides & named]
    return _pointed(statement, own) or [act for act in known.near(at - 1, at - 1) if act in own and _covert(act)]


def _towards(discourse: Discourse, statement: Statement, near: list[ToldAct]) -> list[ToldAct]:
    """ "Caracas denied any violation of Guyana's borders": the one act towards the side it names that others claim."""
    at, named = statement.sentence, _named(discourse, statement) - set(statement.speakers)
    claimed = [act for act in near if act.claimed and act.sides & named and act.actors & set(statement.speakers)]
    found = [act for act in claimed if any(0 <= at - t.candidate.sentence <= REACH for t in act.tellings)]
    return found if len(found) == 1 else []


def _named(discourse: Discourse, statement: Statement) -> set[str]:
    """The codes named in what is said."""
    mentions = discourse.sentences[statement.sentence].mentions
    return {m.iso3 for m in mentions if any(a <= m.start < b for a, b in statement.content)}


def _done_by(act: ToldAct, named: set[str]) -> bool:
    """Is it the deniers' act, or one that both gain by? Who denies a deed of his own denies no attack on himself."""
    return act.tellings[0].candidate.polarity is not Polarity.CONFLICT or bool(act.actors & named)


def _between(discourse: Discourse, statement: Statement, act: ToldAct) -> bool:
    """Does a denial that names others than the denier name a side of the act? Selling none to A is not selling none."""
    mentions = discourse.sentences[statement.sentence].mentions
    named = {m.iso3 for m in mentions if any(a <= m.start < b for a, b in statement.content)} - set(statement.speakers)
    return not named or bool(named & act.sides)


def _words(discourse: Discourse, statement: Statement) -> set[str]:
    """The lemmas of what a statement says, without nouns such as "claim"."""
    sentence = discourse.sentences[statement.sentence]
    inside = (
        token for token in sentence.doc or () if any(a <= sentence.start + token.idx < b for a, b in statement.content)
    )
    return {token.lemma_.lower() for token in inside if token.pos_ in ("NOUN", "VERB") and not denials.points(token)}


def _words_of(discourse: Discourse, act: ToldAct) -> set[str]:
    found: set[str] = set()
    for telling in act.tellings:
        doc = discourse.sentences[telling.candidate.sentence].doc
        if doc is not None:
            found |= {t.lemma_.lower() for t in doc[telling.candidate.token].subtree if t.pos_ in ("NOUN", "VERB")}
    return found


def _covert(act: ToldAct) -> bool:
    """Is it an act that may be denied though the outlet tells it as done: "A armed B. A first denied it"?"""
    return act.deniable and act.relation in tellers.COVERT


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
            if not _acts(token) or not any(a <= at < b for a, b in statement.content):
                continue
            if (
                token.tag_ != "VB"
                and operators.modal(token) is None
                and operators.negation(token)
                and stance.reading(token, statement.cue).factuality is Factuality.NEGATED
            ):
                yield statement, themes.of(t.lemma_.lower() for t in token.subtree)


def _acts(token: Token) -> bool:
    """A verb, or "there was no ...": "the island is not for sale" says of nothing that it was not done."""
    return token.pos_ == "VERB" or (token.pos_ == "AUX" and any(c.dep_ == "expl" for c in token.children))


def _contradict(discourse: Discourse, statement: Statement, theme: frozenset[str], known: Acts) -> None:
    """Lets what a side says it did not do deny what others claim it did."""
    named, at = set(statement.speakers), statement.sentence
    found = [
        act
        for act in known.near(at - FAR, at + FAR)
        if act.theme & theme and act.sides & named and act.told and act.deniable and not named & set(act.asserters)
        if _between(discourse, statement, act) and not any(_holds(statement, telling) for telling in act.tellings)
    ]
    for act in known.together(found):
        act.deny(statement.speakers, discourse.sentences[at].span, "negated by a side", (at, statement.cue))
