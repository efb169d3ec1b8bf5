"""Tells when a whole text is one speaker's own word: a ministry's release, a statement, a communique."""

from __future__ import annotations

import re

from ... import mentions
from ...models import Kind
from .. import grammar
from ..parts import Discourse, Sentence, Statement, Voice
from . import labels

_TITLE = re.compile(
    r"\b(?:statement (?:by|of|on)|joint statement|press (?:release|statement|conference|briefing)|remarks by"
    r"|communiqu[eé]"
    r"|briefing by|address by|fact sheet|declaration of|note verbale)\b",
    re.IGNORECASE,
)
_READOUT = re.compile(
    r"^(?:readout of|press release:|media note|statement (?:by|of) (?:the )?(?:\w[\w.]* ){0,4}"
    r"(?:spokes\w+|ministry|government|department|president|embassy|secretary))",
    re.IGNORECASE,
)
"""Titles under which only the body itself writes."""
_MEETING = re.compile(
    r"^(?:(?:\w[\w.]* ){0,4}(?:Secretary|Minister|President|Premier|Chancellor|Ambassador|Director|Commissioner)"
    r"(?: [A-Z][\w-]+){0,3}['’]s? )?(?:(?:Telephone|Phone|Video|Working|Bilateral|Official) )*"
    r"(?:[Cc]all|[Cc]onversation|[Mm]eeting|[Tt]alks|[Vv]isit)s? (?:[Ww]ith|[Tt]o) "
    r"(?:(?:[A-Z][\w.'’-]*|of|the|and|de|al)(?: |$))+$"
)
"""Titles of readouts, a meeting and whom it was with and no verb: "Secretary Lee's Call with Foreign Minister Kim"."""
_ATTRIBUTABLE = re.compile(r"\battributable to (?:the |a )?(?:\w+ ){0,3}spokes", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"\bthe following (?:\w+ )?(?:statement|communiqu[eé]|declaration|note|message|announcement)\b", re.IGNORECASE
)
"""What stands below is that statement: "made public the following press statement"."""
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
_OUTLET = re.compile(
    r"\b(?:ministry|ministries|department|government|embassy|presidency|chancellery|treasury|kremlin|white house"
    r"|prime minister['’]s office|foreign office|permanent mission|president of)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:news|times|post|daily|agency|radio|tv|television|journal|tribune|executive)\b", re.IGNORECASE
)
_SEVERAL = 2
"""Speakers' labels that make a text a transcript, in which each speaks for himself."""
_OPENING = 3
"""Sentences in which a release names the body that speaks."""
_NEAR = 32
"""Characters between a country and the body it belongs to ("Ministry of Foreign Affairs of the Republic of ...")."""
_BODY = re.compile(
    r"\b(?:ministry|department|government|office|embassy|mission|spokes\w+|president|secretary|treasury|council|service)\b",
    re.IGNORECASE,
)


def speaker(discourse: Discourse) -> tuple[str, ...]:
    """The code whose word the whole text is; () for news, features and transcripts of several."""
    if not discourse.sentences:
        return ()
    if _official(discourse.article.outlet) and len(labels.labelled(discourse)) < _SEVERAL:
        return _of_outlet(discourse)
    first, title = discourse.sentences[0], discourse.article.title or ""
    if _FOLLOWING.search(first.text) or _subject(first, past=False):
        return _first_named(first)
    if _MEETING.search(title) or _ATTRIBUTABLE.search(first.text):
        return _first_named(first)
    if _READOUT.search(title):
        return _in_title(discourse) or _first_named(first)
    body = (_TITLE.search(title) and _BODY.search(first.text)) or _subject(first, past=True)
    return _first_named(first) if body and _we_outside(discourse) else ()


def _official(outlet: str | None) -> bool:
    """Is the text shown by a ministry or the like, not by a paper or an agency?"""
    return bool(outlet and _OUTLET.search(outlet) and not _PRESS.search(outlet))


def _of_outlet(discourse: Discourse) -> tuple[str, ...]:
    """The country of a ministry's page: the one its name tells, else that of the first body that the text names."""
    outlet = discourse.article.outlet or ""
    named = mentions.find(outlet, (0, len(outlet)), discourse.article.published)
    if named:
        return (named[0].iso3,)
    for sentence in discourse.sentences[:_OPENING]:
        bodies = [match.span() for match in _BODY.finditer(sentence.text)]
        for mention in sentence.mentions:
            start, end = mention.start - sentence.start, mention.end - sentence.start
            if mention.kind is Kind.INSTITUTION or any(b - _NEAR < end and start < e + _NEAR for b, e in bodies):
                return (mention.iso3,)
    return _first_named(discourse.sentences[0])


def _in_title(discourse: Discourse) -> tuple[str, ...]:
    """The country of the body that the title names: "Statement by the Foreign Ministry of Japan"."""
    title = discourse.article.title or ""
    bodies = [match.span() for match in _BODY.finditer(title)]
    for mention in mentions.find(title, (0, len(title)), discourse.article.published):
        if any(b - _NEAR < mention.end for b, _ in bodies):
            return (mention.iso3,)
    return ()


def _first_named(first: Sentence) -> tuple[str, ...]:
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
        told = present or (past and verb.lemma_.lower() not in _PUBLISHING)
        return told and subject is not None and bool(_BODY.search(" ".join(t.text for t in subject.subtree)))
    return False


def statements(discourse: Discourse) -> list[Statement]:
    """The one statement that a release is; [] for any other text."""
    codes = speaker(discourse)
    if not codes:
        return []
    return [Statement(0, None, codes, (discourse.article.body,), Voice.ASSERT, "document")]
