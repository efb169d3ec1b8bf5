"""Who does what to whom in one parsed sentence: the finds of its verbs and nouns, without echoes, as candidates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..models import Polarity, Relation
from . import firing, grammar, nominal, rebuttals, sport, verbal
from .actors import Cast
from .finds import Find
from .parts import Candidate, GroupCandidate, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_HARM = frozenset({Relation.THREATEN, Relation.SANCTION, Relation.MOBILIZE, Relation.COERCE, Relation.ASSAULT})
_APART = frozenset({"conj", "advcl", "relcl", "parataxis"})


def find(sentence: Sentence, cast: Cast) -> tuple[list[Candidate], list[GroupCandidate]]:
    """The links and groups that the sentence tells, before anybody asks whether they are true."""
    doc = sentence.doc
    if doc is None or not cast.named or sport.is_sport(sentence.text):
        return [], []
    asked = sentence.text.rstrip(" \"'”’)").endswith("?")
    found = [
        one
        for token in doc
        for one in (verbal.of_verb(token, cast), verbal.of_speech(token, cast), nominal.of_noun(token, cast))
        if one is not None and not (asked and _is_asked(one.token)) and not rebuttals.only_answers(one)
    ]
    links: list[Candidate] = []
    groups: list[GroupCandidate] = []
    for one in _without_echoes(found):
        if one.group:
            groups.append(_group(sentence, one))
        else:
            links.extend(candidates(sentence, one))
    return links, groups


def _is_asked(token: Token) -> bool:
    """A question carries no act of its own main clause; what it takes for granted stands."""
    if not grammar.clausal(token):
        return False
    while token.dep_ in ("conj", "xcomp", "ccomp", "advcl", "pcomp", "acl"):
        token = token.head
    return token.dep_ == "ROOT"


def _without_echoes(found: list[Find]) -> list[Find]:
    """Drops a find that only repeats the pair of a verb above it ("signed a treaty", "threatened to attack")."""
    kept: list[Find] = []
    for one in found:
        others = [other for other in found if other is not one]
        above = [other for other in others if _governs(other.token, one.token)]
        if one.relation is Relation.TIES and any(_tells_more(one, other) for other in found):
            continue
        if any(_borrowed(one, other) or _purpose(one, other) or _same_talks(one, other) for other in found):
            continue
        pairs, members = one.pairs(), {a.code for a in one.sources}
        if pairs and any(pairs & other.pairs() for other in above):
            continue
        same = [other for other in others if other.token.i == one.token.i and other.absorbed and not one.mutual]
        if grammar.clausal(one.token) and any(_demanded(one, other) for other in (*above, *same)):
            continue
        if one.group and any(other.group and members <= {a.code for a in other.sources} for other in above):
            continue
        kept.append(one)
    return kept


def _borrowed(first: Find, last: Find) -> bool:
    """ "Rejects and condemns the decision": one stance, told by the verb that has the object."""
    joined = last.token.dep_ == "conj" and last.token.head.i == first.token.i
    bare = joined and not grammar.patients(first.token) and bool(grammar.patients(last.token))
    return bare and first.relation is Relation.REJECT and first.pairs() == last.pairs()


def _purpose(inner: Find, act: Find) -> bool:
    """ "Sent soldiers to rescue Japan": the purpose of an act between the same two is no second act."""
    clause = inner.token
    meant = clause.dep_ == "advcl" and clause.head.i == act.token.i and any(c.tag_ == "TO" for c in clause.children)
    return meant and bool(inner.pairs() & act.pairs()) and inner.polarity is act.polarity


def _same_talks(later: Find, first: Find) -> bool:
    """ "A met B, and the two sides exchanged views": one meeting, told twice in its sentence."""
    talks = later.relation is first.relation is Relation.CONSULT and first.token.i < later.token.i
    named = all(a.via == "coreference" for a in (*later.sources, *later.targets))
    return talks and named and later.mutual and first.mutual and later.pairs() == first.pairs()


def _demanded(act: Find, demand: Find) -> bool:
    """What somebody "must" do, or a demand asks for, is neither done nor planned."""
    must = demand.relation is Relation.REQUEST and demand.absorbed
    clause = act.token
    while clause.i != demand.token.i and clause.dep_ in ("xcomp", "ccomp", "advcl", "conj", "acomp"):
        clause = clause.head
    asked = firing.noun(clause.head) if clause.dep_ == "acl" else None
    return must or (asked is not None and asked.relation is Relation.REQUEST)


def _tells_more(ties: Find, act: Find) -> bool:
    """ "Ties have deepened since A visited B": the ties are only the frame of the act of the same pair below them."""
    if act.relation is Relation.TIES or not ties.pairs() & act.pairs():
        return False
    verb = grammar.governor(ties.token)
    below = [c for c in verb.children if c.dep_ == "advcl"] if verb is not None else []
    return any(clause.i == act.token.i or clause.is_ancestor(act.token) for clause in below)


def _governs(upper: Token, lower: Token) -> bool:
    """Does the lower word stand inside what the upper one says, not in a clause of its own beside it?"""
    token = lower
    while token.i != upper.i:
        shared = token.dep_ == "conj" and token.head.i != upper.i and token.head.dep_ in ("xcomp", "ccomp")
        shared = shared and grammar.child(token, "nsubj", "nsubjpass") is None  # "agreed to trade and (to) visit"
        if token.head.i == token.i or (token.dep_ in _APART and grammar.clausal(token) and not shared):
            return False
        token = token.head
    return lower.i != upper.i


def candidates(sentence: Sentence, found: Find) -> list[Candidate]:
    """A candidate for each pair of a find; of mutual ones the side named first comes first."""
    made = []
    for source, target in found.ends():
        first, second = (target, source) if found.mutual and target.word < source.word else (source, target)
        made.append(
            Candidate(
                first.code,
                second.code,
                not found.mutual,
                found.relation,
                found.polarity,
                found.intensity,
                sentence.index,
                _word(sentence, found.token),
                found.token.i,
                found.entry.rule,
                _theme(found.token),
                found.absorbed,
            )
        )
    return made


def with_adversaries(links: list[Candidate]) -> list[Candidate]:
    """Talks of two who do each other harm in other sentences of the text are neither friendly nor hostile: neutral."""
    harm = {(frozenset((c.source, c.target)), c.sentence) for c in links if c.relation in _HARM}
    made = []
    for c in links:
        pair = frozenset((c.source, c.target))
        adverse = any(pair == other and sentence != c.sentence for other, sentence in harm)
        talks = c.relation is Relation.CONSULT and c.polarity is Polarity.COOPERATION
        made.append(replace(c, polarity=Polarity.NEUTRAL) if talks and adverse else c)
    return made


def _group(sentence: Sentence, found: Find) -> GroupCandidate:
    members = tuple(dict.fromkeys(a.code for a in found.sources))
    word = _word(sentence, found.token)
    return GroupCandidate(
        members, found.relation, found.polarity, sentence.index, word, found.token.i, found.entry.rule
    )


def _word(sentence: Sentence, token: Token) -> tuple[int, int]:
    start = sentence.start + token.idx
    return start, start + len(token.text)


def _theme(token: Token) -> frozenset[str]:
    words = {token.lemma_.lower()}
    for patient in grammar.patients(token) if grammar.clausal(token) else []:
        words.add(patient.lemma_.lower())
    words.update(noun.lemma_.lower() for _, noun in grammar.prepositions(token))
    words.update(c.lemma_.lower() for c in token.children if c.dep_ in ("compound", "amod"))
    return frozenset(words)
