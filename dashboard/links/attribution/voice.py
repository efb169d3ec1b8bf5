"""Tells when a whole text is one speaker's own word: a ministry's release, a statement, a communique."""

from __future__ import annotations

import re

from ...models import Kind
from .. import grammar
from ..parts import Discourse, Sentence, Statement, Voice

_TITLE = re.compile(
    r"\b(?:statement (?:by|of|on)|joint statement|press (?:release|statement|conference|briefing)|remarks by"
    r"|communiqu[eé]"
    r"|briefing by|address by|fact sheet|declaration of|note verbale)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
_ACTS = (
    "inform announce condemn express regret note reaffirm call declare state remind reject designate impose sanction "
    "take release publish welcome protest object demand urge summon wish convey consider deem"
)
_OWN_ACTS = frozenset(_ACTS.split())
"""What a body does in the present tense in its own release ("is designating", "condemns")."""
_PUBLISHING = frozenset({"release", "publish", "announce", "state", "declare", "inform"})
"""In the past tense these tell of another text: "the ministry released a statement"."""
_BODY = re.compile(
    r"\b(?:ministry|department|government|office|embassy|mission|spokes\w+|president|secretary|treasury|council|service)\b",
    re.IGNORECASE,
)


def speaker(discourse: Discourse) -> tuple[str, ...]:
    """The code whose word the whole text is; () for news, features and transcripts of several."""
    if not discourse.sentences:
        return ()
    first, title = discourse.sentences[0], discourse.article.title
    titled = bool(title and _TITLE.search(title))
    if not _subject(first, past=False) and not (
        _we_outside(discourse) and ((titled and _BODY.search(first.text)) or _subject(first, past=True))
    ):
        return ()
    at = first.start + first.label
    named = [m for m in first.mentions if m.start >= at and m.kind is not Kind.CAPITAL]
    return (named[0].iso3,) if named else ()


def first_asked(discourse: Discourse) -> bool:
    """Is the first sentence to be parsed, to learn whose word the text is?"""
    return bool(discourse.sentences) and bool(_BODY.search(discourse.sentences[0].text)) and _we_outside(discourse)


def _we_outside(discourse: Discourse) -> bool:
    """Does the text say "we" outside quotations, as no news does?"""
    start, end = discourse.article.body
    return _WE.search(_QUOTED.sub(" ", discourse.article.text[start:end])) is not None


def _subject(first: Sentence, *, past: bool) -> bool:
    """Does the first sentence say, in the present or the past tense, what a ministry does with its words?"""
    for verb in first.doc or ():
        if verb.dep_ != "ROOT" or verb.lemma_.lower() not in _OWN_ACTS:
            continue
        helped = any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
        present = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and helped)
        subject = grammar.child(verb, "nsubj")
        return (
            (past or present) and subject is not None and bool(_BODY.search(" ".join(t.text for t in subject.subtree)))
        )
    return False


def statements(discourse: Discourse) -> list[Statement]:
    """The one statement that a release is; [] for any other text."""
    codes = speaker(discourse)
    if not codes:
        return []
    return [Statement(0, None, codes, (discourse.article.body,), Voice.ASSERT, "document")]
