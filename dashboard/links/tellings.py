"""How one sentence tells one act: who asserts it, who denies it, and whether it is told as done."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Relation, Span
from . import admissions, stance, tellers, themes
from .parts import Candidate, Discourse, Factuality, GroupCandidate, Reading, Statement, Voice

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SPEECH = frozenset({Relation.ACCUSE, Relation.REJECT, Relation.REQUEST, Relation.THREATEN})
"""Acts that are done by speaking."""
_TIMES = frozenset({"after", "before", "since", "until"})
_PAPERS = frozenset({"statement", "communique", "communiqué", "declaration", "readout", "release"})
"""Papers of those who act: what they tell is as good as told by the outlet when nobody is named."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One candidate as its own sentence tells it.

    `told` is False where the outlet says it in its own voice; `asserters` and `deniers` are codes, empty for unnamed
    speakers. `sides` are the two countries (or the members), `actors` those of them who do it. `owned`: a side admits
    or confirms it; `once`: it "had denied" it, or denied it "at first"; `unreal`: told
    as what would have been.
    """

    candidate: Candidate | GroupCandidate
    sides: frozenset[str]
    actors: frozenset[str]
    factuality: Factuality
    told: bool
    asserters: tuple[str, ...]
    deniers: tuple[str, ...]
    theme: frozenset[str]
    rule: str
    denial: Span | None = None
    spoken: Statement | None = None
    owned: bool = False
    once: bool = False
    unreal: bool = False


Index = dict[int, list[Statement]]
"""The statements whose content touches a sentence, by its number."""


def index(discourse: Discourse, statements: tuple[Statement, ...]) -> Index:
    """The statements by the sentences that their contents touch."""
    starts = [sentence.start for sentence in discourse.sentences]
    found: Index = {}
    for statement in statements:
        touched = {statement.sentence}
        for start, end in statement.content:
            touched |= set(range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)))
        for number in touched:
            found.setdefault(number, []).append(statement)
    return found


def tell(discourse: Discourse, candidate: Candidate | GroupCandidate, statements: Index) -> Telling:
    """The telling of one candidate."""
    sentence = discourse.sentences[candidate.sentence]
    holding = _holding(candidate, statements.get(candidate.sentence, []))
    spoken = tellers.speaker(discourse, candidate, holding)
    denied = [s for s in holding if s.voice is Voice.DENY and _deniable(candidate, s)]
    reading = _reading(discourse, candidate, holding)
    asserters = spoken.speakers if spoken else ()
    told = spoken is not None
    if spoken is not None and (_presupposed(discourse, candidate, spoken) or _paper(discourse, spoken)):
        told, asserters, spoken = False, (), None
    own = any(s.rule in ("label", "document") and spoken and set(spoken.speakers) <= set(s.speakers) for s in holding)
    if spoken is not None and not own and _own_words(candidate, spoken):
        told, asserters = False, ()
    deniers = tuple(dict.fromkeys(code for s in denied for code in s.speakers))
    if denied and spoken in _outside(denied, holding):
        told, asserters = False, ()
    sides, actors = tellers.sides(candidate)
    if set(asserters) & actors:
        asserters = tuple(code for code in asserters if code in sides)
    rule = reading.rule or (denied[0].rule if denied else spoken.rule if spoken else "outlet")
    span = discourse.sentences[denied[0].sentence].span if denied and deniers else None
    heard = reading.factuality is Factuality.HEARSAY
    told = told or heard or bool(denied) or _hushed(discourse, candidate, holding)
    return Telling(
        candidate, sides, actors, Factuality.FACT if heard else reading.factuality, told, asserters, deniers,
        _theme(discourse, candidate), rule, span if span != sentence.span else None, spoken,
        spoken is not None and bool(set(asserters) & actors) and admissions.owns_up(discourse, spoken),
        bool(denied) and admissions.once(discourse, denied[0]), stance.unreal(reading),
    )  # fmt: skip


def _deniable(candidate: Candidate | GroupCandidate, denial: Statement) -> bool:
    """Only the accuser can deny the accusation itself; others deny what it says."""
    return candidate.relation not in SPEECH or bool(tellers.sides(candidate)[1] & set(denial.speakers))


def _presupposed(discourse: Discourse, candidate: Candidate | GroupCandidate, spoken: Statement) -> bool:
    """ "took effect, days after sanctions were restored, the ministry said": the outlet's own reminder."""
    sentence = discourse.sentences[candidate.sentence]
    if sentence.doc is None or spoken.sentence != sentence.index or spoken.cue < 0:
        return False
    if set(spoken.speakers) & tellers.sides(candidate)[0] or _quoted(sentence.text, candidate.word[0] - sentence.start):
        return False
    token = sentence.doc[candidate.token]
    for above in (token, *token.ancestors):
        if above.i == spoken.cue:
            return False
        if above.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _TIMES for c in above.children):
            return True
    return False


def _paper(discourse: Discourse, spoken: Statement) -> bool:
    if spoken.speakers or spoken.source is None:
        return False
    start, end = spoken.source
    return discourse.article.text[start:end].split(" ")[-1].lower() in _PAPERS


def _quoted(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at) or text.count('"', 0, at) % 2 == 1


def _hushed(discourse: Discourse, candidate: Candidate | GroupCandidate, holding: list[Statement]) -> bool:
    """ "neither confirmed nor denied that it had struck Iran": somebody says so, or nobody would be asked."""
    doc = discourse.sentences[candidate.sentence].doc
    verbal = doc is not None and doc[candidate.token].pos_ == "VERB"
    return verbal and any(
        s.voice is Voice.SILENT and s.sentence == candidate.sentence and not _declined(doc, candidate, s)
        for s in holding
    )


def _declined(doc: Doc | None, candidate: Candidate | GroupCandidate, statement: Statement) -> bool:
    """ "declined to criticise Japan": what is declined is not done, rather than kept silent on."""
    if doc is None or statement.voice is not Voice.SILENT or statement.sentence != candidate.sentence:
        return False
    return doc[candidate.token].dep_ == "xcomp" and doc[candidate.token].head.i == statement.cue


def _outside(denied: list[Statement], holding: list[Statement]) -> list[Statement]:
    """The statements that enclose a denial: who tells that X denies it does not assert it."""
    return holding[holding.index(denied[0]) + 1 :]


def _own_words(candidate: Candidate | GroupCandidate, spoken: Statement) -> bool:
    """ "Iran said that Japan was unreliable", "said that Japan must leave": here the saying is the act, and the outlet
    tells of it. "Iran said that it rejects the claim" confirms an act."""
    return (
        isinstance(candidate, Candidate)
        and candidate.relation in (Relation.ACCUSE, Relation.REQUEST)
        and candidate.absorbed
        and candidate.source in spoken.speakers
    )


def _holding(candidate: Candidate | GroupCandidate, statements: list[Statement]) -> list[Statement]:
    """The statements whose content holds the act word, innermost first; not those that the word itself makes.

    A denial of the very words that another says stands around them.
    """
    at = candidate.word[0]
    found = [
        statement
        for statement in statements
        if _made_by(candidate, statement)
        or (
            (statement.sentence, statement.cue) != (candidate.sentence, candidate.token)
            and any(start <= at < end for start, end in statement.content)
        )
    ]
    return sorted(found, key=lambda s: (sum(end - start for start, end in s.content), s.voice is Voice.DENY))


def _made_by(candidate: Candidate | GroupCandidate, statement: Statement) -> bool:
    """Is the act word the verb of a statement by which a side speaks of its own ties?"""
    own = (statement.sentence, statement.cue) == (candidate.sentence, candidate.token)
    return own and candidate.relation is Relation.TIES and tellers.owns(candidate, statement)


def _reading(discourse: Discourse, candidate: Candidate | GroupCandidate, holding: list[Statement]) -> Reading:
    doc = discourse.sentences[candidate.sentence].doc
    if doc is None:
        return Reading(Factuality.FACT)
    said = [s for s in holding if s.voice not in (Voice.WISH, Voice.JUDGE) and not _declined(doc, candidate, s)]
    over = {token.i for token in doc[candidate.token].ancestors}
    inner = next((s for s in said if s.sentence == candidate.sentence and s.cue in over), next(iter(said), None))
    below = inner.cue if inner is not None and inner.sentence == candidate.sentence else -1
    found = stance.reading(doc[candidate.token], below)
    if found.factuality is Factuality.FACT and inner is not None and inner.cue in over and inner.cue == below:
        found = stance.unsaid(doc[inner.cue])
    if candidate.relation is Relation.REQUEST and found.factuality is Factuality.UNCERTAIN:
        return Reading(Factuality.FACT) if _by_actor(candidate, holding) else found
    if inner is not None and inner.speakers and stance.inferred(doc[candidate.token], found):
        return Reading(Factuality.FACT)
    if _vows(candidate, holding) and _kept(found, candidate):
        return Reading(Factuality.FACT)
    if getattr(candidate, "absorbed", False) and found.factuality in (Factuality.NEGATED, Factuality.FUTURE):
        return Reading(Factuality.FACT)
    if inner is not None and inner.voice is Voice.DENY and found.factuality is Factuality.NEGATED:
        return Reading(Factuality.FACT)
    return found


def _vows(candidate: Candidate | GroupCandidate, holding: list[Statement]) -> bool:
    """A side's own promise to support, to stay friends or to agree is the act itself, done by speaking."""
    return candidate.relation in (Relation.SUPPORT, Relation.TIES, Relation.AGREE) and _by_actor(candidate, holding)


def _by_actor(candidate: Candidate | GroupCandidate, holding: list[Statement]) -> bool:
    speakers = {code for s in holding if s.voice in tellers.SPOKEN for code in s.speakers}
    return bool(speakers & tellers.sides(candidate)[1])


def _kept(found: Reading, candidate: Candidate | GroupCandidate) -> bool:
    if candidate.relation is Relation.AGREE:
        return found.factuality in (Factuality.UNCERTAIN, Factuality.FUTURE) and stance.commits(found)
    return found.factuality is Factuality.FUTURE


def _theme(discourse: Discourse, candidate: Candidate | GroupCandidate) -> frozenset[str]:
    doc = discourse.sentences[candidate.sentence].doc
    lemmas = set(getattr(candidate, "theme", ()))
    if doc is not None:
        lemmas |= {token.lemma_.lower() for token in _told_by(doc[candidate.token])}
    return themes.of(lemmas)


def _told_by(word: Token) -> Iterator[Token]:
    """The words under an act word, without other acts joined to it ("attacked A and sold drones to B")."""
    yield word
    for child in word.children:
        if child.dep_ != "conj" or child.pos_ not in ("VERB", "AUX"):
            yield from child.subtree
