"""Says whom pronouns and phrases such as "the two countries" or "his host" stand for, sentence by sentence.

The rules are those of the classic salience systems (Lappin and Leass 1994), cut down to countries: the subject of the
clause above comes first, then earlier subjects of the sentence, then the subjects and other actors of the sentences
before; number and kind (a person, a state, several) must agree. Where nothing agrees a word stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..models import Kind, Polarity, Relation
from . import definite, firing, grammar, interviews, words
from .actors import Cast, role_of
from .memory import ARGUMENTS, REACH, SPEECH, THEY, Entity, Memory, entity
from .parts import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMBERS = {"three": 3, "four": 4, "five": 5}
_HE = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
_IT = frozenset({"it", "its", "itself"})
_WE = frozenset({"we", "us", "our", "ours", "i", "my", "me"})
_YOU = frozenset({"you", "your", "yours"})
_OTHER = words.of("others")
_STATE = words.of("states")
_PERSON = words.of("persons")
_SIDES = words.of("sides")
_ACTS = words.of("acts")
_PARTIES = words.of("parties")
_HARMING = frozenset({Relation.ASSAULT, Relation.MOBILIZE, Relation.COERCE, Relation.SANCTION})


def resolve(sentence: Sentence, cast: Cast, memory: Memory) -> None:
    """Adds to the cast what the sentence's pronouns and definite phrases stand for."""
    doc, turned = sentence.doc, interviews.turn(sentence, memory)
    if doc is None:
        return
    memory.start = sentence.start
    if not turned:
        _label(sentence, memory)
    for token in doc:
        if cast.at(token):
            continue
        codes, kind, role = _refer(token, cast, memory)
        if codes:
            cast.add(token, codes, kind, "coreference", role)


def _label(sentence: Sentence, memory: Memory) -> None:
    """A speaker's label ("MR MILLER:") says who "we" is from here on."""
    if sentence.label and ":" in sentence.text[: sentence.label]:
        end = sentence.start + sentence.label
        memory.speaker = memory.own = tuple(m.iso3 for m in sentence.mentions if m.start < end)[:1]


def _refer(token: Token, cast: Cast, memory: Memory) -> tuple[tuple[str, ...], Kind, str]:
    word, nothing = token.lower_, ((), Kind.COUNTRY, "self")
    if token.pos_ == "PRON" or token.dep_ == "poss":
        if word in _HE:
            return _search(token, cast, memory, plural=False, person=True), Kind.PERSON, "self"
        if word in _IT and not _empty(token) and not _a_thing(token, cast):
            return _search(token, cast, memory, plural=False, person=False), Kind.COUNTRY, "self"
        if word in THEY:
            return _search(token, cast, memory, plural=True, person=None), Kind.COUNTRY, "self"
        if word in _YOU and memory.asking:
            return memory.guest, Kind.COUNTRY, "self"
        if word in _WE:
            return _voice(token, cast, memory), Kind.COUNTRY, "self"
    if word in _NUMBERS and token.dep_ in ARGUMENTS and _the(token):
        return _several({word}, memory), Kind.COUNTRY, "self"
    if word in ("both", "two") and token.dep_ in ARGUMENTS and not any(True for _ in grammar.prepositions(token)):
        return _pair(token, cast, memory) if word == "both" or _the(token) else (), Kind.COUNTRY, "self"
    if token.pos_ == "NOUN" and (token.lemma_.lower() in _OTHER or not cast.modifiers(token)):
        return _phrase(token, cast, memory)
    return nothing


def _phrase(token: Token, cast: Cast, memory: Memory) -> tuple[tuple[str, ...], Kind, str]:
    lemma = token.lemma_.lower()
    number = {c.lower_ for c in token.children}
    owner = grammar.child(token, "poss")
    named = [a for a in cast.modifiers(token) if owner is None or a not in cast.of(owner)]
    together = lemma in _SIDES and token.tag_ == "NNS" and owner is None and not named
    if together and number & {"two", "both"}:
        return _pair(token, cast, memory), Kind.COUNTRY, "self"
    if lemma in _PARTIES and together and _the(token) and token.dep_ == "nsubj" and _just_met(memory):
        return _pair(token, cast, memory), Kind.COUNTRY, "self"
    if lemma in _PARTIES and together and _the(token) and token.dep_ == "nsubj" and memory.met:
        return memory.met, Kind.COUNTRY, "self"
    people = definite.refer(token, memory.people, len(memory.entities))
    if people:
        return people, Kind.DEMONYM, role_of(token) or "people"
    if together and any(token.i < i and cast.named[i] for i in cast.named if token.doc[i] in token.subtree):
        return (), Kind.COUNTRY, "self"  # "the three countries of the Horn, A, B and C": named right here
    if together and number & {"three", "four", "all"} and _the(token):
        return _several(number, memory), Kind.COUNTRY, "self"
    if _the(token) and token.tag_ in ("NN", "NNS"):
        doers = _doers(token, memory)
        if doers:
            return doers, Kind.COUNTRY, "thing"
    if lemma in _OTHER and not named and (owner is not None or (_the(token) and lemma in ("visitor", "guest", "host"))):
        return _other(token, owner, cast, memory), Kind.PERSON, "self"
    if any(True for _ in grammar.prepositions(token)) or token.tag_ != "NN" or owner is not None:
        return (), Kind.COUNTRY, "self"
    if lemma in _STATE and _the(token):
        return _search(token, cast, memory, plural=False, person=False), Kind.COUNTRY, "self"
    if lemma in _PERSON and _the(token):
        return _search(token, cast, memory, plural=False, person=True), Kind.PERSON, "self"
    return (), Kind.COUNTRY, role_of(token)


def _just_met(memory: Memory) -> bool:
    """Was the last link a mutual one of talks or agreement, in the sentence before?"""
    last = memory.links[-1] if memory.links else None
    talks = last is not None and not last.directed and last.relation in (Relation.CONSULT, Relation.AGREE)
    return talks and last.sentence >= len(memory.entities) - 2 and {last.source, last.target} == set(memory.pair)


def _several(words: set[str], memory: Memory) -> tuple[str, ...]:
    """ "The three", "all four states": the countries last named together, when their number is right."""
    wanted = next((n for word, n in _NUMBERS.items() if word in words), None)
    if memory.several and wanted in (None, len(memory.several)):
        return memory.several
    for entities in memory.entities[-REACH:][::-1]:
        named = tuple(dict.fromkeys(code for entity in entities for code in entity.codes))
        if len(named) == wanted:
            return named
    return ()


def _doers(token: Token, memory: Memory) -> tuple[str, ...]:
    """Who did "the seizure" or "these attacks": the sources of the last link of the same kind that the outlet tells.

    Who condemns an attack accuses nobody whom only another holds to be the attacker.
    """
    if token.lemma_.lower() in _ACTS:
        return _actor(token, memory)
    entry = firing.noun(token)
    if entry is None or entry.way != ">" or any(name in ("of", "by", "on") for name, _ in grammar.prepositions(token)):
        return ()
    told = [link for link in memory.links if link not in memory.claimed]
    alike = [link for link in told if link.relation is entry.relation and link.directed]
    return tuple(dict.fromkeys(link.source for link in alike if link.sentence == alike[-1].sentence)) if alike else ()


def _actor(token: Token, memory: Memory) -> tuple[str, ...]:
    """Who took "the measures": the one side that acted against another in the sentence before."""
    hostile = (c for c in memory.links if c.directed and c.polarity is Polarity.CONFLICT and c not in memory.claimed)
    last = list(hostile)[-1:]
    near = bool(last) and last[0].sentence >= len(memory.entities) - 1
    lone = token.dep_ == "dobj" and not any(True for _ in grammar.prepositions(token))
    plain = not any(c.dep_ in ("poss", "acl", "relcl", "compound") for c in token.children)
    if not near or not lone or not plain:
        return ()
    return (last[0].source,) if len({c.source for c in memory.links if c.sentence == last[0].sentence}) == 1 else ()


def _the(token: Token) -> bool:
    return any(c.lower_ in ("the", "these", "those", "this", "that") for c in token.children)


def _empty(token: Token) -> bool:
    """ "It is clear that", "it was X who": a subject that stands for nothing."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass", "expl"):
        return False
    if verb.lemma_ in ("seem", "appear", "happen", "rain", "take"):
        return True
    return (
        verb.lemma_ == "be"
        and any(c.dep_ in ("acomp", "ccomp", "advcl", "attr") for c in verb.children)
        and any(c.dep_ in ("ccomp", "xcomp", "csubj", "relcl") for d in (verb, *verb.children) for c in d.children)
    )


def _a_thing(it: Token, cast: Cast) -> bool:
    """ "Called the step illegal and China opposed it": the object of the clause joined before, where it is a thing."""
    verb = it.head
    if it.dep_ != "dobj" or verb.dep_ not in ("conj", "ccomp") or verb.head.i > verb.i:
        return False
    inner = [c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i]
    before = [p for p in verb.head.children if p.dep_ in ("dobj", "nsubjpass")]
    before += [p for clause in inner for p in clause.children if p.dep_ == "nsubj"]
    return any(p.pos_ == "NOUN" and not cast.of(p) for p in before)


def _search(token: Token, cast: Cast, memory: Memory, *, plural: bool, person: bool | None) -> tuple[str, ...]:
    for noun in _inside(token):
        known = entity(noun, cast, subject=True)
        loose = known is not None and person is False and len(known.codes) == 1 and noun.head.lemma_ in SPEECH
        if known is not None and (_agrees(known, plural, person) or (loose and not known.person)):
            return known.codes
    for noun in reversed(list(token.doc[: token.i])) if person and token.dep_ in ("nsubj", "nsubjpass") else ():
        known = entity(noun, cast, subject=False) if noun.dep_ in ARGUMENTS else None
        if known is not None and known.person and not known.plural:
            return known.codes
    for earlier in memory.recent():
        if _agrees(earlier, plural, person):
            return earlier.codes
    return memory.pair if plural and len(memory.pair) == 2 else ()


def _agrees(entity: Entity, plural: bool, person: bool | None) -> bool:
    if plural:
        return entity.plural
    return not entity.plural and (person is None or entity.person is person)


def _inside(token: Token) -> Iterator[Token]:
    """Earlier nouns of the sentence that a word may point to: subjects of the clauses above it, then other subjects."""
    seen = {token.i}
    clause, own, through, nearest = token, token.dep_ == "poss", False, True
    for _ in range(12):
        if clause.head.i == clause.i:
            break
        clause = clause.head
        if not grammar.clausal(clause):
            through = through or (own and clause.dep_ == "prep" and clause.lower_ in ("for", "over"))
            continue
        if through:
            for given in grammar.patients(clause):
                if given.i < token.i and given.i not in seen:
                    seen.add(given.i)
                    yield given
        reflexive = nearest and (not own or _harmed(token, clause))
        nearest = False
        for agent in [*grammar.agents(clause), *(grammar.patients(clause) if grammar.passive(clause) else [])]:
            if agent.i < token.i and agent.i not in seen and not reflexive and token not in agent.subtree:
                seen.add(agent.i)
                yield agent
    for other in token.doc[: token.i]:
        if other.dep_ in ("nsubj", "nsubjpass") and other.i not in seen and other.head.i != token.head.i:
            yield other


def _harmed(own: Token, verb: Token) -> bool:
    """ "Guyana said a Venezuelan ship entered its waters": nobody strikes, raids or enters what is his own."""
    return own.head.head.i == verb.i and any(entry.relation in _HARMING for entry in firing.verbs(verb))


def _pair(token: Token, cast: Cast, memory: Memory) -> tuple[str, ...]:
    for other in reversed(list(token.doc[: token.i])):
        if other.dep_ in ARGUMENTS:
            codes = tuple(a.code for a in cast.of(other))
            if len(codes) == 2:
                return codes
    named = dict.fromkeys(a.code for i in sorted(cast.named) if i < token.i for a in cast.named[i])
    if len(named) == 3:
        doers = {a.code for agent in grammar.agents(token.head) for a in cast.of(agent)}
        named = {code: None for code in named if code not in doers}  # "China asked both allies": not China's own
    return tuple(named) if len(named) == 2 else memory.pair


def _other(token: Token, owner: Token | None, cast: Cast, memory: Memory) -> tuple[str, ...]:
    """The side of the pair last spoken of that is not the owner's ("his host", "Pyongyang's ally")."""
    if len(memory.pair) != 2:
        return ()
    holders = [owner] if owner is not None else [t for t in token.doc[: token.i] if t.dep_ in ("nsubj", "poss")]
    codes = tuple(dict.fromkeys(a.code for holder in holders[-1:] for a in cast.of(holder)))
    rest = tuple(code for code in memory.pair if code not in codes)
    return rest if len(codes) == 1 and len(rest) == 1 else ()


def _voice(token: Token, cast: Cast, memory: Memory) -> tuple[str, ...]:
    """Who "we" is: the subject of the speech verb above; in a quotation the last speaker, else whose text it is."""
    for noun in _inside(token):
        if noun.head.lemma_ in SPEECH:
            codes = tuple(a.code for a in cast.of(noun))
            if len(codes) == 1:
                return codes
    for other in token.doc[token.i :]:
        if other.lemma_ in SPEECH and grammar.clausal(other):
            codes = tuple(a.code for agent in grammar.agents(other) for a in cast.of(agent))
            if len(codes) == 1:
                return codes
    return memory.speaker if memory.quoted(token) else memory.own
