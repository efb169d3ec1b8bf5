"""Finds denials that no verb of denying carries: what is called false, groundless, an invention, or not true."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ... import rows
from .. import cues, operators, stance
from ..parts import Factuality
from . import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FILE = rows.DATA / "vocabulary" / "cues_denial.csv"
COLUMNS = ("word", "kind", "example", "denied")
KINDS = ("false", "true", "proposition", "basis", "fitting", "deed")
_POINTERS = frozenset(
    {"it", "this", "that", "what", "these", "those", "they", "which", "them", "so", "all", "something"}
)
_FEW = 6
"""Words of an answer that is no sentence ("A complete and utter fabrication")."""
_JUDGING = frozenset({"call", "label", "brand", "deem", "consider", "declare", "describe", "denounce", "slam"})
_AFAR = frozenset({"reality", "truth", "fact"})
"""What a report has nothing to do with."""


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, str]]:
    """The words of cues_denial.csv with their row, by kind."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for row in rows.read(FILE, COLUMNS):
        found[rows.choice(row, "kind", KINDS)][row["word"]] = row.where
    return found


def points(token: Token) -> bool:
    """Does a word point to something said before: a pronoun, or a noun such as "accusation"?"""
    return token.lower_ in _POINTERS or token.lemma_.lower() in table()["proposition"]


def spelled_out(noun: Token) -> bool:
    """ "a report that it had ...", "claims about its drones": the noun says itself what it is about."""
    return noun.pos_ == "NOUN" and any(_tells(clause) for clause in noun.children)


def _tells(clause: Token) -> bool:
    """A clause with the content ("that it had ...", "of selling"), not one about the noun ("dismissed by X")."""
    if clause.dep_ == "relcl":
        return opens(clause)
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)
    return clause.dep_ in ("acl", "ccomp") and (clause.tag_ != "VBN" or own)


def opens(clause: Token) -> bool:
    """Does "that" open a clause with the content ("the story that A sells arms"), though the parser took it for an
    object? Then the clause has an object of its own."""
    that = next((c for c in clause.children if c.lower_ == "that" and c.i < clause.i), None)
    if that is None or that.dep_ == "mark":
        return that is not None
    return that.dep_ == "dobj" and any(c.dep_ == "dobj" and c is not that for c in clause.children)


def bare(tokens: list[Token]) -> str:
    """The row by which a few words without a verb deny what was said before: "Pure speculation"; empty for others."""
    said = [token for token in tokens if not token.is_punct and not token.is_space and not token.is_quote]
    if not 0 < len(said) <= _FEW or any(token.pos_ in ("VERB", "AUX") for token in said):
        return ""
    return next((rule for token in said if (rule := _false(token))), "")


def predicates(doc: Doc) -> list[tuple[Token, Token, str]]:
    """(what is denied, the word that denies it, its row) for each such predicate of a parsed sentence."""
    found = []
    for token in doc:
        if (rule := table()["deed"].get(token.lemma_.lower(), "")) and _undone(token):
            found.append((token, token, rule))
            continue
        rule = _false(token)
        subject = (_subject(token) or _mistaken(token)) if rule else None
        if subject is not None and points(subject):
            found.append((subject, token, rule))
    return found


def _mistaken(token: Token) -> Token | None:
    """ "said claims that it sends arms are absurd": the noun that the model took for a verb without a subject."""
    verb = token.head
    if verb.lemma_ != "be" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return None
    before = (c for c in verb.head.children if c.i < verb.i and c.tag_ == "VBZ" and points(c))
    return next((c for c in before if not any(x.dep_ == "nsubj" for x in c.children)), None)


def _false(token: Token) -> str:
    known = table()
    lemma = token.lemma_.lower()
    if rule := known["false"].get(lemma) or known["false"].get(token.lower_):
        return rule if not _negated(token) else ""
    if lemma in known["true"]:
        return known["true"][lemma] if _negated(token) else ""
    if lemma in known["basis"] and _lacking(token):
        return known["basis"][lemma]
    return known["fitting"].get(lemma, "") if operators.negation(token) else ""


def _undone(noun: Token) -> bool:
    """ "had done nothing of the kind", "did no such thing"."""
    if {"no", "such"} <= {c.lower_ for c in noun.children}:
        return True
    return noun.head.lower_ == "of" and noun.head.head.lower_ == "nothing"


def _lacking(noun: Token) -> bool:
    """ "has no basis", "lacks any foundation", "is without merit", "is devoid of substance"."""
    if any(c.lower_ == "no" for c in noun.children) or noun.head.lower_ == "without":
        return True
    if noun.dep_ == "dobj":
        return noun.head.lemma_ == "lack" or bool(operators.negation(noun.head))
    return noun.dep_ == "pobj" and noun.head.head.lower_ == "devoid"


def _negated(token: Token) -> bool:
    if token.lemma_.lower() in _AFAR:
        return any(a.lower_ in ("nothing", "little") for a in token.ancestors)
    verb = token
    while verb.dep_ in ("acomp", "attr", "oprd", "conj", "pobj", "prep") and verb.head is not verb:
        if any(c.lower_ in ("no", "nothing", "not", "never") for c in verb.children):
            return True
        verb = verb.head
    return bool(operators.negation(verb)) or any(c.lower_ == "nothing" for c in verb.children)


def _subject(token: Token) -> Token | None:
    """The noun of which the word is said: "the report was false", "called the report false", "false reports"."""
    joined = next((c for c in token.children if c.dep_ == "compound" and points(c)), None)
    if token.dep_ == "dobj" and joined is not None:
        return joined
    if token.lemma_.lower() in table()["basis"] or token.lemma_.lower() in table()["fitting"]:
        verb = next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), token)
        return next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if token.lemma_.lower() in _AFAR:
        verb = next((a for a in token.ancestors if a.lemma_ == "have"), token)
        return next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if (judged := _judged(token)) is not None:
        return judged
    head = token
    for _ in range(6):
        if head.dep_ in ("acomp", "attr", "conj", "pobj", "prep", "ccomp", "oprd", "advcl", "amod", "dobj", "xcomp"):
            near = next((c for c in head.head.children if c.dep_ in ("dobj", "nsubjpass") and c is not head), None)
            low = head.dep_ in ("oprd", "ccomp", "xcomp", "prep", "advcl", "attr", "pobj", "acomp")
            own = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if own is not None and head.dep_ in ("ccomp", "xcomp", "advcl"):
                return own
            if near is not None and low and head.head.lemma_ != "be":
                return near
            subject = next((c for c in head.head.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
            if head.dep_ == "amod" and head.head.pos_ == "NOUN":
                return head.head
            if subject is not None and head.head.lemma_ in ("be", "remain", "sound", "have", "seem", "prove"):
                return subject
            head = head.head
            continue
        break
    return None


def _judged(token: Token) -> Token | None:
    """ "called accusations that it helped them baseless": the word ends the object of a verb of judging."""
    for verb in token.ancestors:
        if verb.lemma_ in _JUDGING:
            found = next((c for c in verb.children if c.dep_ == "dobj" and c.i < token.i and points(c)), None)
            return found if found is not None and token in found.subtree else None
    return None


def voided(token: Token) -> bool:
    """Is the verb of saying itself undone ("did not say", "never admitted", "refused to confirm")?"""
    if token.pos_ not in ("VERB", "AUX") or words.resumes(token) is not None:
        return bool(operators.negation(token))
    if any(c.dep_ == "dobj" and ("noun", c.lemma_.lower()) in cues.table() for c in token.children):
        return any(c.dep_ == "neg" for c in token.children)
    return stance.reading(token).factuality is Factuality.NEGATED
