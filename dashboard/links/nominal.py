"""Lays the row of an event noun over the words around it: who stands on which side of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Polarity, Relation
from . import firing, grammar, lexicon, places, sites, words
from .actors import Actor, Cast
from .finds import BETWEEN, Find, distinct, speaker
from .lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Token

_FALLING = words.of("falling")
_GUARDING = words.of("guarding")
_ATTRIBUTING = words.of("attributing")
_REASONS = words.of("reasons")
_FACING = frozenset({"near", "along", "against", "around", "off", "opposite"})
"""Where troops go that help nobody: "a deployment of soldiers near Kenya", as against "to Kenya"."""


def of_noun(token: Token, cast: Cast) -> Find | None:
    """What a noun says, together with the names around it."""
    entry = firing.noun(token)
    if entry is None or cast.at(token):
        return None
    around = places.of_noun(token, cast)
    if entry.way == "~":
        around = {name: [a for a in there if a.role != sites.ROLE] for name, there in around.items()}
    if entry.who == "be":
        return _label(token, entry, around, cast)
    if entry.who == "joint" and not _joint(token, around):
        return None
    if entry.way == "~":
        return _mutual_noun(token, entry, around, cast)
    return _directed_noun(token, entry, around, cast)


def _joint(token: Token, around: places.Places) -> bool:
    if any(c.lower_ in ("joint", "bilateral", "combined", "trilateral") for c in token.children):
        return True
    return len(around.get("m", [])) > 1 or bool(around.get("with"))


def _mutual_noun(token: Token, entry: Entry, around: places.Places, cast: Cast) -> Find | None:
    """Sides before the noun, behind between/among/of/with, or the subject of the verb that holds it."""
    sides = distinct([*around.get("m", []), *around.get("by", [])])
    wanted = tuple(p for p in entry.places if p != "m")
    where, others = places.pick(around, wanted, {a.code for a in sides})
    hostile = entry.relation is Relation.TIES and entry.polarity is Polarity.CONFLICT
    standing = hostile or (entry.relation is Relation.COOPERATE and entry.who != "joint")
    if not sides and (len(others) < 2 or where not in BETWEEN) and (others or not standing):
        sides = [a for a in _subject(token, cast) if a.code not in {o.code for o in others} and a.role != "media"]
        if not others and _asked_for(token):
            return None
    if not sides and where in BETWEEN and len(others) > 1:
        sides, others = others, []
    if not sides and others:
        sides = [a for a in speaker(token, cast) if a.code not in {o.code for o in others}]
    if (len(sides) < 2 and not others) or (entry.relation is Relation.TIES and _background(token)):
        return None
    return _noun_find(token, entry, sides, others, mutual=True)


def _asked_for(token: Token) -> bool:
    """ "A and B demanded talks": with whom they want to talk is not told, and hardly with each other."""
    verb = grammar.governor(token)
    entry = next(firing.verbs(verb), None) if verb is not None else None
    return entry is not None and entry.relation is Relation.REQUEST


def _directed_noun(token: Token, entry: Entry, around: places.Places, cast: Cast) -> Find | None:
    before = around.get("m", [])
    if len(before) == 2 and "of" not in around and any(t.text in ("-", "–") for t in token.subtree):
        return _noun_find(token, entry, before, [], mutual=True) if entry.who == "both" else None
    free = [p for p in ("by", "from", "of") if p not in entry.places]
    sources = distinct([*before, *(a for p in free for a in around.get(p, []))])
    left = [a for a in sources if "from" in entry.places and token.doc[a.word].head.lower_ == "from"]
    sources = [a for a in sources if a not in left]
    if entry.way == "<":
        sources = before
    if not sources:
        sources = _held_against(token, cast) or _beside(token, cast) or _subject(token, cast)
    codes = {a.code for a in sources}
    where, targets = places.pick(around, tuple(p for p in entry.places if p != "m"), codes)
    if entry.relation is Relation.AID and where in _FACING:
        entry = next(e for e in lexicon.load().verbs["deploy"] if e.relation is Relation.MOBILIZE)
    targets = targets or [a for a in left if a.code not in codes] or _headline(token, cast, codes)
    if not targets and token.dep_ in ("nsubj", "nsubjpass", "dobj") and grammar.clausal(token.head):
        beside = places.of_verb(token.head, cast)
        _, targets = places.pick(beside, tuple(p for p in entry.places if p not in ("m", "of", "in")), codes)
    if sources and not targets:
        targets = _guarded(token, cast, codes)
    sources = [a for a in sources if a.role != sites.ROLE]
    targets = [a for a in targets if a.role != sites.ROLE or entry.relation in sites.REACHED]
    if not sources or not targets:
        return None
    if entry.way == "<":
        sources, targets = targets, sources
    return _noun_find(token, entry, sources, targets, mutual=False)


def _held_against(token: Token, cast: Cast) -> list[Actor]:
    """ "Blamed Iran for the attack", "pinned the attack on Iran": who is accused did the noun, not who accuses."""
    if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in _ATTRIBUTING:
        there = places.of_verb(token.head, cast)
        return [a for name in ("on", "to") for a in there.get(name, []) if a.role != "thing"]
    verb = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ not in ("for", "of", "over") or not grammar.clausal(verb):
        return []
    entry = next(firing.verbs(verb), None)
    if entry is None or entry.relation is not Relation.ACCUSE:
        return []
    return [a for patient in grammar.patients(verb) for a in cast.of(patient) if a.role != "thing"]


def _beside(token: Token, cast: Cast) -> list[Actor]:
    """ "Oversaw the release of sailors by Iran": what stands behind "by" did the noun, not the active verb."""
    verb = token.head
    if token.dep_ != "dobj" or grammar.passive(verb):
        return []
    return [a for agent in grammar.by_agents(verb) if agent.dep_ == "pobj" for a in cast.of(agent) if a.role != "thing"]


def _guarded(token: Token, cast: Cast, without: set[str]) -> list[Actor]:
    """ "Defended Japan (or itself) against Iranian attacks": whoever is kept from an act is the one it is aimed at."""
    verb = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ not in ("against", "from") or verb.lemma_ not in _GUARDING:
        return []
    kept = [a for patient in grammar.patients(verb) for a in cast.of(patient)]
    kept = kept or [a for agent in grammar.agents(verb) for a in cast.of(agent)]
    return [a for a in kept if a.code not in without and a.role != "thing"]


def _headline(token: Token, cast: Cast, without: set[str]) -> list[Actor]:
    """ "US sanctions Chinese refinery": a verb of a headline taken for a plural noun, with its object behind it."""
    if token.dep_ != "ROOT" or token.tag_ != "NNS":
        return []
    behind = grammar.child(token, "dobj", "appos")
    lone = behind is not None and not any(t.is_punct for t in token.doc[token.i : behind.i])
    return [a for a in cast.single(behind) if a.code not in without] if behind is not None and lone else []


def _background(token: Token) -> bool:
    """Ties named only as a reason or a topic ("because of its ties with Iran", "a row over ties") are not asserted."""
    while token.dep_ in ("pobj", "conj", "prep", "pcomp"):
        if token.lower_ in _REASONS:
            return True
        token = token.head
    return False


def _noun_find(token: Token, entry: Entry, sources: list[Actor], targets: list[Actor], *, mutual: bool) -> Find:
    """The find of a noun; "no relations" is hostility, and trade that falls is neither good nor bad."""
    polarity, absorbed = entry.polarity, False
    friendly = entry.relation is Relation.TIES and polarity is not Polarity.CONFLICT  # "no quarrel with" stays denied
    if friendly and any(c.lower_ == "no" for c in token.children):
        polarity, absorbed = Polarity.CONFLICT, True
    elif entry.relation is Relation.COOPERATE and token.head.lemma_ in _FALLING and token.dep_ == "nsubj":
        polarity = Polarity.NEUTRAL
    return Find(token, entry, tuple(sources), tuple(targets), mutual, entry.relation, polarity, absorbed)


def _label(token: Token, entry: Entry, around: places.Places, cast: Cast) -> Find | None:
    """ "Iran is a partner of Japan", "Japan, a rival of Iran": the noun names one side, its phrase the other."""
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        holders = [a for agent in grammar.agents(token.head) for a in cast.of(agent)]
    elif token.dep_ == "appos":
        holders = cast.single(token.head)
    else:
        return None
    _, others = places.pick(around, ("m", *entry.places), {a.code for a in holders})
    if not others and token.tag_ == "NNS" and len(distinct(holders)) > 1:
        return _noun_find(token, entry, distinct(holders), [], mutual=True)
    if not holders or not others:
        return None
    return _noun_find(token, entry, holders, others, mutual=True)


def _subject(token: Token, cast: Cast) -> list[Actor]:
    """Who does the verb that holds the noun ("Iran opened talks ..."); a noun that is the subject has none."""
    if token.dep_ not in ("dobj", "pobj", "attr", "conj", "nsubjpass"):
        return []
    verb = grammar.governor(token)
    if verb is None or _background(token):
        return []
    agents = [agent for agent in grammar.agents(verb) if agent.i != token.i]
    return [a for agent in agents for a in cast.of(agent) if a.role != "thing"]
