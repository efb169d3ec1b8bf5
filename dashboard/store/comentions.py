"""Sentences that name two countries without a word that links them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from ..models import Extraction, Span, make_id

MOST = 5
"""A sentence that names more countries is a list, and says nothing of its pairs."""


def of(found: Extraction) -> Iterator[dict[str, Any]]:
    """A row for each pair that a sentence names and no link or group of that sentence holds."""
    from ..links import sentences

    article = found.article
    if found.not_coded:
        return
    taken = [(made.evidence, {made.source, made.target}) for made in found.links]
    taken += [(made.evidence, set(made.members)) for made in found.groups]
    for sentence in sentences.discourse(article, found.mentions, ()).sentences:
        codes = sorted({mention.iso3 for mention in sentence.mentions})
        if len(codes) > MOST:
            continue
        for source, target in itertools.combinations(codes, 2):
            if not any({source, target} <= sides and _touch(sentence.span, span) for span, sides in taken):
                yield {
                    "id": make_id("comention", article.id, source, target, sentence.start),
                    "article": article.id,
                    "source": source,
                    "target": target,
                    "pair": f"{source}-{target}",
                    "evidence": article.text[sentence.start : sentence.end],
                    "evidence_start": sentence.start,
                    "evidence_end": sentence.end,
                }


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
