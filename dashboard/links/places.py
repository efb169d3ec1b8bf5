"""Where the other side of an act stands: the actors around a verb or noun, by the place they take in its grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import ORGANISATIONS
from . import firing, grammar, lexicon, words
from .actors import Actor, Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

Places = dict[str, list[Actor]]
"""Place ("o", "m", "x", "dat", or a preposition) -> the actors there, in the order of the text."""

_INNER = (
    "o",
    "dat",
    "m",
    "x",
    "against",
    "on",
    "with",
    "to",
    "at",
    "from",
    "into",
    "toward",
    "towards",
    "in",
    "for",
    "of",
    "over",
    "between",
    "among",
)
"""Which place of a complement clause holds its other side, likeliest first."""
_TOPICS = words.of("topics")
"""What stands behind these is a topic with sides of its own: "alarm over cooperation with Russia"."""
_SITES = words.of("sites")
_EDGES = words.of("edges")
_MISSIONS = words.of("missions")
_SETTINGS = words.of("settings")
_CONTESTS = words.of("contests")
_DEGREES = words.of("degrees")
_SUSPECTED = words.of("suspected")
_DEPTH = 3


def of_verb(verb: Token, cast: Cast) -> Places:
    """The places around a verb; what a passive clause or relative clause moved away counts where it belongs."""
    found: Places = {}
    for patient in grammar.patients(verb):
        for noun in grammar.conjuncts(patient):
            _object(noun, cast, found)
    for c in verb.children:
        if c.dep_ == "dative" and c.pos_ != "ADP":
            _extend(found, "dat", cast.of(c))
    for name, noun in grammar.prepositions(verb):
        if not (name == "by" and grammar.passive(verb)):
            _behind(name, noun, cast, found, 0)
    for c in verb.children:
        if c.dep_ in ("acomp", "oprd") or (c.dep_ == "advmod" and c.lower_ in _DEGREES):
            for name, noun in grammar.prepositions(c):
                _behind(name, noun, cast, found, 0)
    for clause in grammar.clauses(verb):
        bare = grammar.child(clause, "nsubj")
        small = clause.tag_ == "VB" or not grammar.clausal(clause)
        if bare is not None and small and grammar.child(clause, "mark", "aux") is None:
            _object(bare, cast, found)
        _clause(clause, cast, found, 0)
    _shared(verb, cast, found)
    return found


def of_noun(noun: Token, cast: Cast) -> Places:
    """The places around an event noun: what follows it, and the names before it as "m"."""
    found: Places = {}
    _extend(found, "m", cast.modifiers(noun))
    for name, inner in grammar.prepositions(noun):
        _behind(name, inner, cast, found, 0)
    for clause in grammar.clauses(noun):
        _clause(clause, cast, found, 0)
    return found


def far(verb: Token, cast: Cast, without: set[str], *, anywhere: bool = True) -> list[Actor]:
    """The first actor deep inside the object of a verb, or in its purpose, with those joined to it.

    `anywhere`: also one where the act took place, which says nothing of whom goods were given to.
    """
    patients = grammar.patients(verb)
    for patient in patients:
        for token in patient.subtree if patient.i != verb.head.i else ():
            if token.i > verb.i or grammar.passive(verb):
                actors = _named(token, cast, without)
                aside = token.head.lemma_ in _EDGES or token.head.dep_ == "agent" or _told_apart(token, patient)
                aside = aside or _suspected(token, patient)
                if actors and not aside:
                    return _with_joined(token, actors, cast, without)
    for name, noun in grammar.prepositions(verb):
        if anywhere and name in _SITES:
            actors = [
                a
                for token in noun.subtree
                for a in cast.at(token)
                if a.code not in without and a.via in ("name", "place")
            ]
            if actors:
                return actors[:1]
    for c in verb.children:
        if c.dep_ == "advcl" and any(t.tag_ == "TO" for t in c.children):
            actors = [
                a for token in c.subtree for a in cast.at(token) if a.code not in without and a.via in ("name", "place")
            ]
            if actors:
                return actors[:1]
    return []


def _named(token: Token, cast: Cast, without: set[str]) -> list[Actor]:
    return [a for a in cast.at(token) if a.code not in without and a.via in ("name", "place")]


def _with_joined(token: Token, first: list[Actor], cast: Cast, without: set[str]) -> list[Actor]:
    """ "Designated firms in Iran, Japan and Kenya": with the one name found, those joined to it."""
    joined = [a for noun in grammar.conjuncts(token)[1:] for a in cast.single(noun) if a.code not in without]
    return list({a.code: a for a in [first[0], *joined]}.values())


def _suspected(token: Token, top: Token) -> bool:
    """ "Executed a man accused of (or for) spying for X": what he is said to have done for X makes X no target."""
    while token.i != top.i and token.head.i != token.i:
        if token.dep_ in ("acl", "relcl") and token.lemma_ in _SUSPECTED:
            return True
        if token.dep_ in ("pcomp", "pobj") and token.head.lower_ == "for" and token.lower_.endswith("ing"):
            return True
        token = token.head
    return False


def _told_apart(token: Token, top: Token) -> bool:
    """Does a clause with a subject of its own lie between the token and the top?"""
    while token.i != top.i and token.head.i != token.i:
        if grammar.clausal(token) and grammar.child(token, "nsubj", "nsubjpass") is not None:
            return True
        token = token.head
    return False


def of_subject(noun: Token, cast: Cast) -> list[Actor]:
    """Who a noun in subject place is or belongs to: itself, its owner, or what follows it."""
    found: Places = {}
    _object(noun, cast, found)
    return pick(found, ("o", "m", "by", "of", "against", "on"), set())[1]


def pick(places: Places, wanted: tuple[str, ...], without: set[str]) -> tuple[str, list[Actor]]:
    """The first wanted place that has any actors but those `without`, and these actors; ("", []) where none has."""
    best: tuple[str, list[Actor]] = ("", [])
    for name in wanted:
        actors = [actor for actor in places.get(name, []) if actor.code not in without]
        states = [actor for actor in actors if actor.code not in ORGANISATIONS]
        if states:
            return name, states if name in ("in", "at") else actors
        if actors and not best[1] and name not in ("in", "at"):
            best = name, actors
    return best


def _object(noun: Token, cast: Cast, found: Places, depth: int = 0) -> None:
    actors = cast.single(noun)
    whole = [a for a in actors if a.role not in ("thing", "")]
    _extend(found, "o", whole)
    _extend(found, "m", [a for a in actors if a not in whole])
    entry = lexicon.load().nouns.get(noun.lemma_.lower())
    for name, inner in grammar.prepositions(noun):
        if not whole or name not in ("of", "from"):
            _behind("m" if entry and name == "by" else name, inner, cast, found, 0)
    for clause in grammar.clauses(noun):
        _clause(clause, cast, found, depth + 1)
    if not actors:
        _extend(found, "m", _makers(noun, cast))
    for c in noun.children:
        if c.dep_ == "acl" and c.tag_ == "VBN":
            for agent in grammar.by_agents(c):
                _extend(found, "by", cast.of(agent))
            for name, inner in grammar.prepositions(c):
                _behind(name, inner, cast, found, 1)


def _behind(name: str, noun: Token, cast: Cast, found: Places, depth: int) -> None:
    """What stands behind a preposition; a noun that names nobody passes the question on to what follows it."""
    if depth > _DEPTH or (name == "in" and noun.lemma_.lower() in _SETTINGS):
        return
    if noun.dep_ == "pcomp":
        _clause(noun, cast, found, depth)
        return
    actors = cast.of(noun)
    if noun.lemma_.lower() in _MISSIONS and all(a.code in ORGANISATIONS for a in actors):
        actors = [a for where, inner in grammar.prepositions(noun) if where == "in" for a in cast.of(inner)] or actors
    _extend(found, name, actors)
    if not any(a.role not in ("thing", "") for a in actors):
        states = any(a.code not in ORGANISATIONS for a in actors)
        entry = firing.noun(noun) if name in _TOPICS or states else None
        contest = noun.lemma_.lower() in _CONTESTS
        for inner_name, inner in grammar.prepositions(noun):
            if contest and inner_name in ("in", "at"):
                continue  # "sent a team to the games in Kenya": not to Kenya
            if entry is not None and inner_name in entry.places and inner_name != "of":
                continue
            _behind(name if inner_name in ("of", "in", "from") else inner_name, inner, cast, found, depth + 1)
            if inner_name == "from":
                _behind(inner_name, inner, cast, found, depth + 1)
        if not actors and entry is None and name != "to":
            _extend(found, name, _makers(noun, cast))


def _makers(noun: Token, cast: Cast) -> list[Actor]:
    """Who took "measures taken by Iran", or sent "refugees sent by Iran"."""
    participles = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    return [actor for c in participles for agent in grammar.by_agents(c) for actor in cast.of(agent)]


def _clause(clause: Token, cast: Cast, found: Places, depth: int) -> None:
    """Everybody inside a complement clause counts as "x": its own subject last, its objects first."""
    if depth > _DEPTH:
        return
    inner: Places = {}
    for patient in grammar.patients(clause):
        for noun in grammar.conjuncts(patient):
            _object(noun, cast, inner, depth + 1)
    for name, noun in grammar.prepositions(clause):
        _behind(name, noun, cast, inner, depth + 1)
    for deeper in grammar.clauses(clause):
        _clause(deeper, cast, inner, depth + 1)
    if not any(inner.values()):
        for c in clause.children:
            if c.dep_ == "conj" and grammar.clausal(c):
                _clause(c, cast, inner, depth + 1)
    subject = grammar.child(clause, "nsubj")
    own = {a.code for name in ("o", "m") for a in inner.get(name, []) if a.via == "coreference"}
    _extend(found, "x", pick(inner, _INNER, own)[1])
    _extend(found, "x", [a for name in ("o", "m") for a in inner.get(name, []) if a.code in own])
    if subject is not None:
        _extend(found, "xs", cast.of(subject))
        _extend(found, "x", cast.of(subject))


def _shared(verb: Token, cast: Cast, found: Places) -> None:
    """An object that joined verbs share stands with the last: "condemned and rejected the plan"."""
    if found:
        return
    for c in verb.children:
        if c.dep_ == "conj" and grammar.clausal(c) and grammar.child(c, "nsubj", "nsubjpass") is None:
            for name, actors in of_verb(c, cast).items():
                _extend(found, name, actors)


def _extend(found: Places, name: str, actors: list[Actor]) -> None:
    if actors:
        here = found.setdefault(name, [])
        codes = {a.code for a in here}
        here.extend(a for a in actors if a.code not in codes)
