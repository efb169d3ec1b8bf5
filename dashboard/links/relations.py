"""Who does what to whom in one parsed sentence: the rows of the lexicon laid over its dependency tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Polarity, Relation
from . import grammar, lexicon, places
from .actors import SPEAKERS, Actor, Cast
from .lexicon import Entry
from .parts import Candidate, GroupCandidate, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORWARD = frozenset({Relation.AID, Relation.COOPERATE, Relation.CONSULT, Relation.SUPPORT})
"""Roots whose future PLOVER codes as AGREE (PLOVER manual 2021)."""
_PLANNING = frozenset({"plan", "intend", "expect", "set", "schedule", "due"})
_WILL = frozenset({"will", "'ll", "shall", "would", "wo"})
_HOSTILE = frozenset({Relation.SANCTION, Relation.COERCE, Relation.ASSAULT})
_FAR = frozenset(Relation) - {Relation.TIES, Relation.CONSULT, Relation.AGREE, Relation.COOPERATE, Relation.SUPPORT}
"""Roots of acts that may strike what lies deep in the object: "struck targets ... in northern Iraq"."""
_BEFORE = frozenset({"compound", "amod"})
_BETWEEN = ("between", "among", "of")
_CAN = _WILL | {"can", "could", "ca"}


@dataclass(frozen=True, slots=True)
class Find:
    """One reading of a word: the entry that fired and its two sides. `group` when three or more act alike."""

    token: Token
    entry: Entry
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    mutual: bool
    relation: Relation
    absorbed: bool = False

    @property
    def group(self) -> bool:
        return not self.targets and len(self.sources) > 2

    def pairs(self) -> set[tuple[str, str]]:
        """The ordered pairs of codes; mutual ones both ways round."""
        if self.group:
            return set()
        ends = (
            [(self.sources[0].code, self.sources[1].code)]
            if not self.targets
            else [(s.code, t.code) for s in self.sources for t in self.targets if s.code != t.code]
        )
        return {pair for a, b in ends for pair in ([(a, b), (b, a)] if self.mutual else [(a, b)])}


def find(sentence: Sentence, cast: Cast) -> tuple[list[Candidate], list[GroupCandidate]]:
    """The links and groups that the sentence tells, before anybody asks whether they are true."""
    doc = sentence.doc
    if doc is None or not cast.named:
        return [], []
    finds = [found for token in doc for found in (_verb(token, cast), _noun(token, cast)) if found is not None]
    links: list[Candidate] = []
    groups: list[GroupCandidate] = []
    for found in _without_echoes(finds):
        if found.group:
            groups.append(_group(sentence, found))
        else:
            links.extend(_links(sentence, found))
    return links, groups


def entry_of(token: Token) -> Entry | None:
    """The row that a word fires, whoever its actors are."""
    if token.pos_ in ("VERB", "AUX"):
        return _verb_entry(token)
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun_entry(token)
    return None


def _noun_entry(token: Token) -> Entry | None:
    nouns, lemma = lexicon.load().nouns, token.lemma_.lower()
    before = next((c.lemma_.lower() for c in token.children if c.dep_ in _BEFORE), "")
    return nouns.get(f"{before} {lemma}") or nouns.get(lemma)


def _verb(token: Token, cast: Cast) -> Find | None:
    if token.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    entry = _verb_entry(token)
    if entry is None:
        return _must(token, cast)
    sources = [a for agent in grammar.agents(token) for a in cast.of(agent) if _fits(a, entry)]
    around = places.of_verb(token, cast)
    if not sources and grammar.passive(token):
        sources = [a for a in around.get("by", []) if _fits(a, entry)]
    where, targets = places.pick(around, _order(entry), {a.code for a in sources})
    if not sources and entry.way == "~" and where in _BETWEEN:
        sources, targets = targets, []
    if sources and not targets and "x" in entry.places:
        where, targets = "x", _nested(token, cast, {a.code for a in sources})
    if sources and not targets and entry.relation in _FAR:
        targets = places.far(token, cast, {a.code for a in sources})
    if not sources or not (targets or (entry.way == "~" and len(sources) > 1)):
        return None
    return _tempered(token, entry, sources, targets, where)


def _nested(token: Token, cast: Cast, without: set[str]) -> list[Actor]:
    """The targets of the act that a verb embeds: "threatened to launch strikes on X"."""
    for clause in grammar.clauses(token):
        inner = _verb(clause, cast)
        if inner is not None:
            return [a for a in inner.targets if a.code not in without]
    return []


def _order(entry: Entry) -> tuple[str, ...]:
    if entry.relation is Relation.REQUEST and "x" in entry.places:
        return (*[p for p in entry.places if p != "x"], "xs", "x")
    return entry.places


def _fits(actor: Actor, entry: Entry) -> bool:
    if entry.who == "official":
        return actor.role in SPEAKERS
    if entry.who == "people":
        return actor.role in ("people", "self", "")
    return actor.role != "thing"


def _tempered(token: Token, entry: Entry, sources: list[Actor], targets: list[Actor], where: str) -> Find:
    """The find with the relation that "will" and "will not" make of it, as PLOVER codes them."""
    if entry.way == "<":
        sources, targets = targets, sources
    relation, absorbed = entry.relation, False
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    negated = any(c.dep_ == "neg" for c in token.children)
    cooperative = entry.polarity is Polarity.COOPERATION
    if negated and aux & _CAN and cooperative and targets:
        relation, absorbed = Relation.REJECT, True
    elif not negated and relation in _FORWARD and (aux & _WILL or _planned(token)):
        relation = Relation.AGREE
    elif not negated and relation in _HOSTILE and aux & _WILL and _own_word(token):
        relation = Relation.THREATEN
    mutual = entry.way == "~" and relation is not Relation.REJECT and where != "x"
    return Find(token, entry, tuple(sources), tuple(targets), mutual, relation, absorbed)


def _own_word(token: Token) -> bool:
    """ "They said they would boycott it": announced by those who would do it."""
    verb = token.head
    if token.dep_ != "ccomp" or verb.lemma_ not in ("say", "announce", "declare", "warn", "state", "tell"):
        return False
    subject = grammar.child(token, "nsubj")
    return subject is not None and subject.pos_ == "PRON" and subject.lower_ in ("it", "they", "he", "she", "we")


def _planned(token: Token) -> bool:
    if token.dep_ != "xcomp":
        return False
    return token.head.lemma_ in _PLANNING or (token.head.lemma_ == "be" and "to" in {c.lower_ for c in token.children})


def _must(token: Token, cast: Cast) -> Find | None:
    """ "Russia said that Sudan must return it": a demand of the speaker."""
    if token.lemma_ not in ("say", "declare", "stress", "insist", "state", "announce", "tell"):
        return None
    speakers = [a for agent in grammar.agents(token) for a in cast.of(agent) if a.role in SPEAKERS]
    for clause in token.children:
        if clause.dep_ != "ccomp" or not any(
            c.lower_ in ("must", "should") and c.dep_ == "aux" for c in clause.children
        ):
            continue
        subject = grammar.child(clause, "nsubj", "nsubjpass")
        told = places.of_subject(subject, cast) if subject is not None else []
        told = [a for a in told if a.code not in {s.code for s in speakers}]
        if speakers and told:
            return Find(clause, _demand(), tuple(speakers), tuple(told), False, Relation.REQUEST, True)
    return None


def _demand() -> Entry:
    return next(e for e in lexicon.load().verbs["demand"] if not e.objects)


def _noun(token: Token, cast: Cast) -> Find | None:
    if token.pos_ not in ("NOUN", "PROPN") or cast.at(token):
        return None
    entry = _noun_entry(token)
    if entry is None:
        return None
    around = places.of_noun(token, cast)
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
    sides = _distinct([*around.get("m", []), *around.get("by", [])])
    where, others = places.pick(around, tuple(p for p in entry.places if p != "m"), {a.code for a in sides})
    if not sides and (len(others) < 2 or where not in _BETWEEN):
        sides = [a for a in _subject(token, cast) if a.code not in {o.code for o in others}]
    if not sides and where in _BETWEEN:
        sides, others = others, []
    if len(sides) < 2 and not others:
        return None
    return Find(token, entry, tuple(sides), tuple(others), True, entry.relation)


def _directed_noun(token: Token, entry: Entry, around: places.Places, cast: Cast) -> Find | None:
    before = around.get("m", [])
    if len(before) == 2 and "of" not in around and _hyphenated(token):
        return Find(token, entry, tuple(before), (), True, entry.relation) if entry.who == "both" else None
    sources = _distinct(
        [*before, *around.get("by", []), *(around.get("from", []) if "from" not in entry.places else [])]
    )
    if not sources and "of" not in entry.places:
        sources = around.get("of", [])
    if not sources:
        sources = _subject(token, cast)
    sources = [a for a in sources if a.role != "thing" or a in before]
    wanted = tuple(p for p in entry.places if p not in ("m",))
    _, targets = places.pick(around, wanted, {a.code for a in sources})
    if not sources or not targets:
        return None
    return Find(token, entry, tuple(sources), tuple(targets), False, entry.relation)


def _hyphenated(token: Token) -> bool:
    return any(t.text in ("-", "–") for t in token.subtree)


def _label(token: Token, entry: Entry, around: places.Places, cast: Cast) -> Find | None:
    """ "Iran is a partner of Japan", "Japan, a rival of Iran": the noun names one side, its phrase the other."""
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        holders = [a for agent in grammar.agents(token.head) for a in cast.of(agent)]
    elif token.dep_ == "appos":
        holders = cast.single(token.head)
    else:
        return None
    _, others = places.pick(around, ("m", *entry.places), {a.code for a in holders})
    if not holders or not others:
        return None
    return Find(token, entry, tuple(holders), tuple(others), True, entry.relation)


def _subject(token: Token, cast: Cast) -> list[Actor]:
    """Who does the verb that holds the noun ("Iran opened talks ..."); a noun that is the subject has none."""
    if token.dep_ not in ("dobj", "pobj", "attr", "conj", "nsubjpass"):
        return []
    verb = grammar.governor(token)
    if verb is None:
        return []
    return [a for agent in grammar.agents(verb) for a in cast.of(agent) if a.role != "thing" and agent.i != token.i]


def _distinct(actors: list[Actor]) -> list[Actor]:
    return list({actor.code: actor for actor in reversed(actors)}.values())[::-1]


def _verb_entry(token: Token) -> Entry | None:
    """The most specific row that fits a verb: particle and object both there, then one of them, then the bare verb."""
    entries = lexicon.load().verbs.get(token.lemma_.lower())
    if not entries:
        return None
    particles = {c.lower_ for c in token.children if c.dep_ in ("prt", "advmod", "prep", "acomp")}
    about: set[str] | None = None
    for entry in entries:
        if entry.particle and not set(entry.particle.split()) <= particles:
            continue
        if "*" in entry.objects:
            if not grammar.patients(token):
                continue
        elif entry.objects:
            about = _about(token) if about is None else about
            if not about & entry.objects:
                continue
        return entry
    return None


def _about(token: Token) -> set[str]:
    """The lemmas of what a verb is about: objects, complements, what stands behind its prepositions, joined ones too."""
    heads = [*grammar.patients(token)]
    for c in token.children:
        if c.dep_ in ("attr", "oprd", "acomp", "xcomp", "ccomp", "advmod", "prt"):
            heads.append(c)
        if c.dep_ == "prep":
            heads.extend(n for n in c.children if n.dep_ in ("pobj", "amod", "pcomp"))
    found: set[str] = set()
    for head in heads:
        for noun in grammar.conjuncts(head):
            found.add(noun.lemma_.lower())
            found.update(f"{c.lemma_.lower()} {noun.lemma_.lower()}" for c in noun.children if c.dep_ in _BEFORE)
            for name, inner in grammar.prepositions(noun):
                if name == "of":
                    found.add(inner.lemma_.lower())
            if head.dep_ in ("oprd", "ccomp", "pobj", "attr"):
                found.update(c.lemma_.lower() for c in noun.children if c.dep_ in ("amod", "attr", "acomp", "oprd"))
    return found


def _without_echoes(finds: list[Find]) -> list[Find]:
    """Drops a find that only repeats the pair of a verb above it ("signed a treaty", "threatened to attack")."""
    kept: list[Find] = []
    for found in finds:
        above = [other for other in finds if other is not found and _governs(other, found)]
        pairs = found.pairs()
        groups = {a.code for a in found.sources} if found.group else set()
        if pairs and any(pairs & other.pairs() for other in above):
            continue
        if groups and any(other.group and groups <= {a.code for a in other.sources} for other in above):
            continue
        kept.append(found)
    return kept


def _governs(upper: Find, lower: Find) -> bool:
    return upper.token.i != lower.token.i and upper.token.is_ancestor(lower.token)


def _links(sentence: Sentence, found: Find) -> list[Candidate]:
    made = []
    pairs = (
        [(s, t) for s in found.sources for t in found.targets if s.code != t.code]
        if found.targets
        else [(found.sources[0], found.sources[1])]
    )
    for source, target in pairs:
        first, second = (target, source) if found.mutual and target.word < source.word else (source, target)
        made.append(
            Candidate(
                first.code,
                second.code,
                not found.mutual,
                found.relation,
                _polarity(found),
                _intensity(found),
                sentence.index,
                _word(sentence, found.token),
                found.token.i,
                found.entry.rule,
                _theme(found.token),
                found.absorbed,
            )
        )
    return made


def _polarity(found: Find) -> Polarity:
    if found.relation is found.entry.relation:
        return found.entry.polarity
    return lexicon.root(found.relation)[0]


def _intensity(found: Find) -> float:
    return found.entry.intensity if found.relation is found.entry.relation else lexicon.root(found.relation)[1]


def _group(sentence: Sentence, found: Find) -> GroupCandidate:
    members = tuple(dict.fromkeys(a.code for a in found.sources))
    word = _word(sentence, found.token)
    return GroupCandidate(
        members, found.relation, _polarity(found), sentence.index, word, found.token.i, found.entry.rule
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
