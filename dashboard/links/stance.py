"""Reads from the grammar around a word whether the act it names happened, may happen, will happen or did not happen.

The rows of data/vocabulary/cues.csv say what each cue does to what it governs; this module says what governs what. It
climbs from the word to the root of its sentence and gathers, level by level, modal verbs, negation, hedges, conditions
and the verbs, nouns and adjectives that embed it (the approach of FactBank, Saurí and Pustejovsky 2009, on
dependency parses). Who says so is no part of it: `claims` asks that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import rows
from .parts import Factuality, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

CUES = rows.DATA / "vocabulary" / "cues.csv"
COLUMNS = ("cue", "kind", "effect", "denied", "example", "word", "reading")
KINDS = (
    "aux", "negator", "determiner", "subject", "adverb", "adjective",
    "clause", "object", "happening", "noun", "preposition", "conjunction",
)  # fmt: skip
LEVELS = 40
"""How many steps up the climb goes; beyond that a parse is broken, not deep."""
AUX = frozenset({"aux", "auxpass"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "acl", "relcl", "advcl", "dep", "parataxis"})
FACT, UNCERTAIN, FUTURE, NEGATED = Factuality.FACT, Factuality.UNCERTAIN, Factuality.FUTURE, Factuality.NEGATED


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word does to the act it governs: `effect`, or `denied` when the word is itself negated."""

    effect: Factuality
    denied: Factuality
    rule: str


@lru_cache(maxsize=1)
def cues() -> dict[tuple[str, str], Cue]:
    """The rows of cues.csv by kind and cue. Raises BadData when a cell is not in its list."""
    table: dict[tuple[str, str], Cue] = {}
    for row in rows.read(CUES, COLUMNS):
        kind = rows.choice(row, "kind", KINDS)
        effect = Factuality(rows.choice(row, "effect", list(Factuality)))
        denied = Factuality(rows.choice(row, "denied", list(Factuality))) if row["denied"] else NEGATED
        rows.choice(row, "reading", list(Factuality))
        table[kind, row["cue"]] = Cue(effect, denied, row.where)
    return table


def reading(token: Token, below: int = -1) -> Reading:
    """What the grammar says of the act that `token` (verb, noun or adjective of a parsed sentence) names.

    With `below`, the index of the verb or noun of saying that embeds it, only what is said is read: of "X may deny
    that Y left" below "deny", that Y left. `rule` is the cue row that decided, empty where nothing but plain assertion
    was found.
    """
    result = Reading(FACT)
    for effect, rule in _climb(token, below):
        result = _under(result, effect, rule)
    return result


def modal(found: Reading) -> bool:
    """Did a modal verb ("may", "could") decide?"""
    return any(cue.rule == found.rule for (kind, _), cue in cues().items() if kind == "aux")


def negation(token: Token) -> str:
    """The row of the word that negates `token` itself, empty when nothing does."""
    table = cues()
    for child in token.children:
        if child.dep_ in ("neg", "advmod", "preconj", "cc") and child.i < token.i + 3:
            cue = table.get(("negator", child.lower_))
            if cue and not (child.dep_ == "cc" and child.head.i < child.i):
                return cue.rule
        if child.dep_ == "advmod" and child.lower_ == "next" and any(t.lower_ == "nothing" for t in child.subtree):
            return table["subject", "nothing"].rule
        if child.dep_ == "advmod" and child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            return table["negator", "no longer"].rule
        if child.dep_ == "det" and (cue := table.get(("determiner", child.lower_))):
            return cue.rule
        if child.dep_ in SUBJECTS and (rule := _negative_subject(child)):
            return rule
    if token.dep_ in ("dobj", "attr") and token.head.pos_ in ("VERB", "AUX"):
        return ""
    return _negative_object(token)


def _negative_subject(subject: Token) -> str:
    table = cues()
    if cue := table.get(("subject", subject.lower_)):
        return cue.rule
    first = subject.doc[subject.left_edge.i]
    if first.lower_ == "no" and first.head == subject:
        return table["subject", "no"].rule
    joined = subject.lower_ == "one" and subject.i > 0 and subject.nbor(-1).lower_ == "no"
    return table["subject", "no one"].rule if joined else ""


def _negative_object(verb: Token) -> str:
    """ "sold no weapons" negates the selling, "told nobody" the telling."""
    table = cues()
    if verb.pos_ not in ("VERB", "AUX"):
        return ""
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "oprd") and child.i > verb.i:
            cue = table.get(("subject", child.lower_)) or next(
                (table["determiner", c.lower_] for c in child.children if ("determiner", c.lower_) in table), None
            )
            if cue:
                return cue.rule
    return ""


def _under(inner: Reading, effect: Factuality, rule: str) -> Reading:
    """The reading of an act that read `inner` once an outer cue with `effect` is applied to it."""
    if effect is FACT:
        return inner
    if inner.factuality is FACT:
        return Reading(effect, rule)
    if inner.factuality is FUTURE:
        return Reading(effect, rule)
    if inner.factuality is NEGATED and effect in (FUTURE, NEGATED):
        return inner
    return inner if inner.factuality is UNCERTAIN else Reading(UNCERTAIN, rule)


def _climb(token: Token, below: int = -1) -> Iterator[tuple[Factuality, str]]:
    """The effects on `token`, from the nearest cue outwards."""
    node, passed = token, False
    for _ in range(LEVELS):
        if not passed:
            yield from _own(node)
        step = _step(node)
        if node.head.i == below or (step.to is not None and step.to.i == below):
            return
        yield from step.effects
        if step.to is None:
            return
        node, passed = step.to, step.passed


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: to which word, what the step itself does, and whether that word's own cues are used up."""

    to: Token | None
    effects: tuple[tuple[Factuality, str], ...] = ()
    passed: bool = False


STOP = Step(None)


def _own(node: Token) -> Iterator[tuple[Factuality, str]]:
    """Cues that sit on the word itself."""
    if node.pos_ in ("VERB", "AUX"):
        yield from _verbal(node)
    else:
        yield from _nominal(node)
    yield from _beside(node)


def _verbal(verb: Token) -> Iterator[tuple[Factuality, str]]:
    negated = negation(verb)
    modal = _modal(verb)
    if modal:
        yield (modal.denied if negated else modal.effect), modal.rule
    elif negated:
        yield NEGATED, negated
    if condition := _condition(verb):
        yield condition
    elif _asks(verb):
        yield UNCERTAIN, "question"
    elif _commands(verb):
        yield UNCERTAIN, "imperative"


def _modal(verb: Token) -> Cue | None:
    table = cues()
    for child in verb.children:
        if child.dep_ in AUX and (cue := table.get(("aux", child.lower_))) and not _inverted(child):
            return cue
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) and _is_to(verb):
        return table["aux", "will"]
    return None


def _is_to(verb: Token) -> bool:
    """ "Lukashenko is to visit Beijing": a plan."""
    return (
        verb.dep_ == "xcomp"
        and verb.head.lemma_ == "be"
        and verb.i - verb.head.i <= 4
        and not any(child.dep_ in ("acomp", "attr") for child in verb.head.children)
    )


def _condition(verb: Token) -> tuple[Factuality, str] | None:
    """The effect and rule by which the clause of `verb` is a condition, or stands under one."""
    table = cues()
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.i < verb.i:
            before = child.doc[child.i - 1].lower_ + " " if child.i else ""
            cue = table.get(("conjunction", before + child.lower_)) or table.get(("conjunction", child.lower_))
            if cue and cue.effect is not FACT:
                return cue.effect, cue.rule
        if child.dep_ in AUX and _inverted(child):
            return UNCERTAIN, "inverted condition"
        if child.dep_ == "advcl" and any(c.lower_ in ("if", "unless") for c in child.children if c.dep_ == "mark"):
            return None if _past(verb) else (UNCERTAIN, "under a condition")
    head = verb.head
    if head.lower_ == "were" and verb.dep_ in ("ccomp", "xcomp") and head.dep_ == "advcl" and head.i < verb.i:
        return UNCERTAIN, "inverted condition"
    return None


def _past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(c.dep_ in AUX and c.tag_ in ("VBD", "VBZ", "VBP") for c in verb.children)


def _inverted(auxiliary: Token) -> bool:
    """ "Should they agree, ...", "Had it attacked, ...": an auxiliary that opens a clause that is no question."""
    if auxiliary.lower_ not in ("should", "had", "were") or auxiliary.sent[-1].text == "?":
        return False
    verb = auxiliary.head
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return subject is not None and auxiliary.i < subject.i and verb.dep_ in ("ccomp", "advcl", "dep", "conj")


def _asks(verb: Token) -> bool:
    return verb.dep_ == "ROOT" and verb.sent[-1].text == "?"


def _commands(verb: Token) -> bool:
    if verb.dep_ != "ROOT" or verb.tag_ != "VB":
        return False
    return not any(c.dep_ in SUBJECTS or c.dep_ in AUX for c in verb.children)


def _nominal(noun: Token) -> Iterator[tuple[Factuality, str]]:
    table = cues()
    for child in noun.children:
        kind = "determiner" if child.dep_ == "det" else "adjective"
        if child.dep_ in ("amod", "compound", "nmod", "acl", "det") and (cue := table.get((kind, child.lower_))):
            yield cue.effect, cue.rule


def _beside(node: Token) -> Iterator[tuple[Factuality, str]]:
    table = cues()
    for child in node.children:
        if child.dep_ in ("advmod", "amod", "npadvmod") and (cue := table.get(("adverb", child.lower_))):
            yield cue.effect, cue.rule


# the way up ------------------------------------------------------------------------------------------------------


def _step(node: Token) -> Step:
    """One step towards the root, with what the word reached does to the one left."""
    head, dep = node.head, node.dep_
    if head == node or dep == "ROOT":
        return STOP
    if dep == "conj":
        own = any(c.dep_ in SUBJECTS or c.dep_ in AUX for c in node.children)
        return Step(head, passed=own)
    if dep in CLAUSES:
        return _from_clause(node, head, dep)
    if dep in ("dobj", "nsubjpass", "attr", "oprd", "dative"):
        return _from_object(node, head)
    if dep in ("nsubj", "csubj"):
        return _from_subject(head)
    if dep in ("pobj", "prep"):
        return _from_preposition(node, head, dep)
    return Step(head) if dep in ("compound", "amod", "nmod", "appos", "poss") and head.pos_ != "PROPN" else STOP


def _from_clause(node: Token, head: Token, dep: str) -> Step:
    if dep == "advcl":
        return _from_adverbial(node, head)
    if dep == "relcl":
        return STOP
    if dep == "pcomp":
        return _from_preposition(node, head, "pobj")
    if head.pos_ in ("NOUN", "PROPN", "PRON"):
        return _from_noun(node, head)
    cue = _cue_of(head, "clause") or _cue_of_phrase(head, "clause")
    if cue is None:
        return Step(head) if dep == "xcomp" else STOP
    if dep == "ccomp" and (_apart(node, head) or _implicative(node, cue)):
        return STOP
    return Step(head, (_applied(cue, head),), passed=False) if not negation(head) else _consumed(head, cue)


def _apart(node: Token, head: Token) -> bool:
    """Two clauses that only a semicolon or a comma joins, taken by the parser for one inside the other."""
    first, last = sorted((node.i, head.i))
    if any(token.text in (";", ":") for token in node.doc[first:last]):
        return True
    return node.i < head.i and any(c.dep_ in ("xcomp", "dobj") for c in head.children)


def _implicative(node: Token, cue: Cue) -> bool:
    """ "fail" and "refuse" undo the infinitive they govern, not a clause with its own subject."""
    return cue.effect is NEGATED and cue.denied is FACT and any(c.dep_ in SUBJECTS for c in node.children)


def _consumed(head: Token, cue: Cue) -> Step:
    """The embedding word is negated: its `denied` effect holds and its negation is used up."""
    effects = [(cue.denied, cue.rule)]
    modal = _modal(head)
    if modal and cue.denied is not NEGATED:
        effects.append((modal.effect, modal.rule))
    return Step(head, tuple(effects), passed=True)


def _applied(cue: Cue, head: Token) -> tuple[Factuality, str]:
    return (cue.denied if negation(head) else cue.effect), cue.rule


def _cue_of(word: Token, kind: str) -> Cue | None:
    """The row for a word with its particle ("rule out"), with its preposition, or alone."""
    table = cues()
    for child in word.children:
        if child.dep_ in ("prt", "prep", "acomp", "dobj", "advmod") and child.i > word.i:
            cue = table.get((kind, f"{word.lemma_.lower()} {child.lower_}"))
            if cue:
                return cue
    return table.get((kind, word.lemma_.lower())) or table.get((kind, word.lower_))


def _cue_of_phrase(word: Token, kind: str) -> Cue | None:
    """ "is likely to", "is due to": the adjective carries the cue, the copula the clause."""
    if word.lemma_ not in ("be", "stand", "remain", "seem", "become", "look"):
        return None
    for child in word.children:
        if child.dep_ in ("acomp", "attr", "oprd", "prep") and (cue := cues().get((kind, child.lemma_.lower()))):
            return cue
    return None


def _from_adverbial(node: Token, head: Token) -> Step:
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)
    marked = any(c.dep_ == "mark" for c in node.children)
    cue = None if marked else _cue_of(head, "clause") or _cue_of_phrase(head, "clause")
    if cue and (to or node.tag_ == "VBG"):
        return Step(head, (_applied(cue, head),), passed=bool(negation(head)))
    if to:
        return Step(head, ((UNCERTAIN, "purpose"),))
    if marked or node.tag_ not in ("VBG", "VBN") or any(c.dep_ in AUX for c in node.children):
        return STOP
    modal = _modal(head)
    return Step(head, ((modal.effect, modal.rule),) if modal else (), passed=True)


def _from_object(node: Token, head: Token) -> Step:
    if head.pos_ not in ("VERB", "AUX"):
        return STOP
    cue = _cue_of(head, "object")
    if cue is None:
        taken = _definite(node) and _cue_of(head, "happening") is None
        return STOP if taken else Step(head)
    if negation(head):
        return _consumed(head, cue)
    return Step(head, ((cue.effect, cue.rule),))


def _definite(noun: Token) -> bool:
    """ "did not discuss the attack": what "the" or an owner stands before is taken as given."""
    return noun.pos_ == "NOUN" and any(
        (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")) or c.dep_ == "poss"
        for c in noun.children
    )


def _from_subject(head: Token) -> Step:
    cue = _cue_of(head, "happening")
    if cue is None:
        return STOP
    return Step(head, ((cue.effect, cue.rule),))


def _from_noun(node: Token, noun: Token) -> Step:
    cue = _cue_of(noun, "noun")
    if cue is None:
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)
        return Step(noun, ((FUTURE, "purpose"),)) if infinitive else STOP
    return _through_noun(noun, cue)


def _through_noun(noun: Token, cue: Cue) -> Step:
    """What a noun cue does, and then what the verb does that has it as object ("cancelled plans to ...")."""
    if any(("determiner", c.lower_) in cues() for c in noun.children) or _verb_denies(noun):
        return Step(None, ((cue.denied, cue.rule),))
    effects = [(cue.effect, cue.rule), *_nominal(noun)]
    if noun.dep_ in ("dobj", "nsubjpass") and (outer := _cue_of(noun.head, "object")):
        effects.append(_applied(outer, noun.head))
    return Step(None, tuple(effects))


def _verb_denies(noun: Token) -> bool:
    """ "has not seen evidence that ..."."""
    return noun.dep_ in ("dobj", "attr", "nsubjpass") and bool(negation(noun.head))


def _from_preposition(node: Token, head: Token, dep: str) -> Step:
    if dep == "prep":
        return STOP
    cue = _preposition(head)
    if cue:
        return Step(head.head, ((cue.effect, cue.rule),), passed=True)
    above = head.head
    if above.pos_ in ("NOUN", "PROPN"):
        return _from_noun_phrase(above)
    governed = cues().get(("object", f"{above.lemma_.lower()} {head.lower_}"))
    if governed:
        return Step(above, (_applied(governed, above),), passed=bool(negation(above)))
    clausal = cues().get(("clause", above.lemma_.lower())) if node.tag_ == "VBG" else None
    clausal = clausal or next(
        (
            cue
            for near in (head.lower_, _before(head))
            if (cue := cues().get(("clause", f"{above.lemma_.lower()} {near}")))
        ),
        None,
    )
    if clausal:
        return Step(above, (_applied(clausal, above),), passed=bool(negation(above)))
    if above.pos_ not in ("VERB", "AUX") or _definite(node) or head.lower_ not in ("for", "in", "to", "with", "on"):
        return STOP
    return Step(above)


def _before(preposition: Token) -> str:
    return preposition.nbor(-1).lower_ if preposition.i else ""


def _preposition(word: Token) -> Cue | None:
    table = cues()
    words = [t.lower_ for t in word.doc[max(0, word.i - 3) : word.i + 1]]
    for start in range(len(words)):
        if cue := table.get(("preposition", " ".join(words[start:]))):
            return cue
    return None


def _from_noun_phrase(noun: Token) -> Step:
    cue = _cue_of(noun, "noun")
    return STOP if cue is None else _through_noun(noun, cue)
