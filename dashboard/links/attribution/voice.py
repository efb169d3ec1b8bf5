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
_BODY = re.compile(
    r"\b(?:ministry|department|government|office|embassy|mission|spokes\w+|president|secretary|treasury|council|service)\b",
    re.IGNORECASE,
)


def speaker(discourse: Discourse) -> tuple[str, ...]:
    """The code whose word the whole text is; () for news, features and transcripts of several."""
    article = discourse.article
    if not discourse.sentences:
        return ()
    first = discourse.sentences[0]
    subject = _subject(first)
    titled = bool(article.title and _TITLE.search(article.title))
    outside = _QUOTED.sub(" ", article.text[article.body[0] : article.body[1]])
    if not subject and not (titled and _WE.search(outside) and _BODY.search(first.text)):
        return ()
    at = first.start + first.label
    named = [m for m in first.mentions if m.start >= at and m.kind is not Kind.CAPITAL]
    return (named[0].iso3,) if named else ()


def _subject(first: Sentence) -> bool:
    """Does the first sentence say in the present tense what a ministry or the like does with its words?"""
    for verb in first.doc or ():
        if verb.dep_ != "ROOT" or verb.lemma_.lower() not in _OWN_ACTS:
            continue
        present = verb.tag_ in ("VBZ", "VBP") or (
            verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
        )
        subject = grammar.child(verb, "nsubj")
        return present and subject is not None and bool(_BODY.search(" ".join(t.text for t in subject.subtree)))
    return False


def statements(discourse: Discourse) -> list[Statement]:
    """The one statement that a release is; [] for any other text."""
    codes = speaker(discourse)
    if not codes:
        return []
    return [Statement(0, None, codes, (discourse.article.body,), Voice.ASSERT, "document")]
