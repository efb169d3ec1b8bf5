"""Reads the cues that sit on a word itself: negation, modal verbs, conditions, hedges, questions and commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import cues
from .cues import FACT, NEGATED, UNCERTAIN, Cue
from .parts import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

AUX = frozenset({"aux", "auxpass"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def own(node: Token) -> Iterator[tuple[Factuality, str]]:
    """Cues that sit on the word itself."""
    if node.pos_ in ("VERB", "AUX"):
        yield from _verbal(node)
    else:
        yield from nominal(node)
    yield from _beside(node)


def _verbal(verb: Token) -> Iterator[tuple[Factuality, str]]:
    negated = negation(verb)
    helper = modal(verb)
    if helper:
        yield (helper.denied if negated else helper.effect), helper.rule
    elif negated:
        yield NEGATED, negated
    if condition := _condition(verb):
        yield condition
    elif _asks(verb):
        yield UNCERTAIN, "question"
    elif _commands(verb):
        yield UNCERTAIN, "imperative"
    elif invented := _invented(verb):
        yield UNCERTAIN, invented


def modal(verb: Token) -> Cue | None:
    """The modal verb of a clause, "is to" for "will"; None when it has none."""
    table = cues.table()
    for child in verb.children:
        if child.dep_ in AUX and (cue := table.get(("aux", child.lower_))) and not _inverted(child):
            words = {c.lower_ for c in verb.children if c.dep_ in (*AUX, "mark")}
            longer = (f"{child.lower_} have", f"before {child.lower_}")
            return next((table["aux", x] for x in longer if ("aux", x) in table and set(x.split()) <= words), cue)
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
    table = cues.table()
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


def _invented(verb: Token) -> str:
    """The row of what makes up what a clause tells ("In the novel, ...", "in a war game"); empty for the real world."""
    for child in verb.children:
        noun = next((c for c in child.children if c.dep_ == "pobj"), None) if child.lower_ == "in" else None
        if noun is not None and (cue := cues.table().get(("fiction", noun.lemma_.lower()))):
            return cue.rule
    return ""


def nominal(noun: Token) -> Iterator[tuple[Factuality, str]]:
    """What the adjectives and determiners of a noun do to the act it names."""
    table = cues.table()
    for child in noun.children:
        kind = "determiner" if child.dep_ == "det" else "adjective"
        if child.dep_ in ("amod", "compound", "nmod", "acl", "det") and (cue := table.get((kind, child.lower_))):
            yield cue.effect, cue.rule
        elif child.dep_ == "det" and child.lower_ == "any" and noun.dep_ in SUBJECTS and modal(noun.head):
            yield UNCERTAIN, "any ... would"


def _beside(node: Token) -> Iterator[tuple[Factuality, str]]:
    table = cues.table()
    for child in node.children:
        if child.dep_ in ("advmod", "amod", "npadvmod") and (cue := table.get(("adverb", child.lower_))):
            yield cue.effect, cue.rule


def negation(token: Token) -> str:
    """The row of the word that negates `token` itself, empty when nothing does."""
    table = cues.table()
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
    table = cues.table()
    if cue := table.get(("subject", subject.lower_)):
        return cue.rule
    first = subject.doc[subject.left_edge.i]
    if (cue := table.get(("determiner", first.lower_))) and first.head == subject:
        return cue.rule
    joined = subject.lower_ == "one" and subject.i > 0 and subject.nbor(-1).lower_ in ("no", "not")
    return table["subject", "no one"].rule if joined else ""


def _negative_object(verb: Token) -> str:
    """ "sold no weapons" negates the selling, "told nobody" the telling."""
    table = cues.table()
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
