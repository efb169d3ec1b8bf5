"""Tells when a whole text is one speaker's own word: a ministry's release, a statement, a communique."""

from __future__ import annotations

import re

from ...models import Kind
from ..parts import Discourse, Statement, Voice

_TITLE = re.compile(
    r"\b(?:statement (?:by|of|on)|joint statement|press (?:release|statement|conference|briefing)|remarks by"
    r"|communiqu[eé]"
    r"|briefing by|address by|fact sheet|declaration of|note verbale)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
_OWN_ACT = re.compile(
    r"\b(?:is|are)\s+(?:today\s+)?(?:designating|announcing|imposing|sanctioning|taking action|releasing|publishing)\b"
    r"|\b(?:informs|announces|condemns|expresses|regrets|notes|reaffirms|calls on|declares|states|reminds|rejects)\b"
)
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
    lead = first.text[first.label :]
    act = _OWN_ACT.search(lead)
    titled = bool(article.title and _TITLE.search(article.title))
    outside = _QUOTED.sub(" ", article.text[article.body[0] : article.body[1]])
    own = bool(_WE.search(outside))
    body = _BODY.search(lead)
    if not (act and body and act.start() < 200) and not (titled and own and body):
        return ()
    at = first.start + first.label
    named = [m for m in first.mentions if m.start >= at and m.kind is not Kind.CAPITAL]
    return (named[0].iso3,) if named else ()


def statements(discourse: Discourse) -> list[Statement]:
    """The one statement that a release is; [] for any other text."""
    codes = speaker(discourse)
    if not codes:
        return []
    return [Statement(0, None, codes, (discourse.article.body,), Voice.ASSERT, "document")]
