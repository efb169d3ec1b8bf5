"""Reads out of an article who does what to whom: links between two countries, and groups of three or more."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Act, Article, Attribution, DatedExpression, Group, Link, Mention
from . import actors, attribution, claims, context, coreference, interviews, parse, relations, sentences
from . import general as _general
from . import groups as groups_
from . import memory as memory_
from .parts import Candidate, Discourse, GroupCandidate


@dataclass(frozen=True, slots=True)
class Found:
    """All that `find` reads out of one article; acts and attributions only when asked for (`general`)."""

    links: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    acts: tuple[Act, ...] = ()
    attributions: tuple[Attribution, ...] = ()


def find(
    article: Article,
    mentions: tuple[Mention, ...],
    dates: tuple[DatedExpression, ...],
    *,
    general: bool = False,
) -> Found:
    """The links and groups of an article whose mentions and dates are known.

    With `general` every sentence is parsed, and acts and attributions are filled whoever their actors are.
    """
    discourse = sentences.discourse(article, mentions, dates)
    chosen = sentences.wanted(discourse)
    parse.parse(discourse.sentences if general else [*chosen, *attribution.needed(discourse, chosen)])
    candidates, groups = _candidates(discourse)
    statements = attribution.statements(discourse)
    links, told = claims.settle(discourse, candidates, groups, statements)
    if not general:
        return Found(links, told)
    return Found(links, told, _general.acts(discourse), attribution.attributions(discourse))


def _candidates(discourse: Discourse) -> tuple[tuple[Candidate, ...], tuple[GroupCandidate, ...]]:
    """Reads the sentences in order, each with the memory of those before it."""
    links: list[Candidate] = []
    groups: list[GroupCandidate] = []
    said = attribution.quotations(discourse.article.text, *discourse.article.body)
    memory = memory_.Memory(own=attribution.own_voice(discourse), quotes=said, guest=interviews.guest(discourse))
    for sentence in discourse.sentences:
        cast = actors.cast(sentence)
        coreference.resolve(sentence, cast, memory)
        sentence.refers = {i: tuple(a.code for a in found) for i, found in cast.named.items()}
        more, together = relations.find(sentence, cast)
        more += context.find(sentence, cast, memory, more)
        more += context.sanctioned(sentence, cast, memory, more)
        together += groups_.find(sentence, cast, more, together)
        memory_.remember(sentence, cast, more, memory)
        links += more
        groups += together
    return tuple(relations.with_adversaries(links)), tuple(groups)
