"""Reads speakers' labels: transcripts ("MR MILLER: ..."), headlines ("Peskov: no talks", "No talks: Kremlin")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import Attribution, Span
from ..parts import Discourse

_LABEL = re.compile(
    r"^[\"“]?([A-Z][\w.'’\-]*(?:[ \t]+(?:[A-Z][\w.'’\-]*|of|the|de|bin|al|el)){0,5})"
    r"(?:[ \t]*\([^()\n]{1,40}\))?[ \t]*:[ \t\"“]+(?=\S)",
    re.MULTILINE,
)
_NO_SPEAKER = re.compile(
    r"^(?:The Latest|Note|Editor|Update|Correction|Breaking|Watch|Read|Photo|Video|Source|In brief)\b", re.I
)


def labelled(discourse: Discourse) -> list[tuple[Span, Span]]:
    """(label, what stands behind it up to the next label or the end of its stretch) for each speaker's label."""
    text, (start, end) = discourse.article.text, discourse.article.body
    found = [m for m in _LABEL.finditer(text, start, end) if not _NO_SPEAKER.match(m.group(1))]
    transcript = len(found) > 2
    spans = []
    for place, match in enumerate(found):
        stop = found[place + 1].start() if transcript and place + 1 < len(found) else end
        if not transcript:
            line = text.find("\n", match.end(), stop)
            stop = line if line >= 0 else stop
        while stop > match.end() and text[stop - 1].isspace():
            stop -= 1
        if match.end() < stop:
            spans.append((match.span(1), (match.end(), stop)))
    return spans


def attributions(discourse: Discourse) -> Iterator[Attribution]:
    """One attribution a label, and one a headline that names its source last."""
    last = (sentence.told_last for sentence in discourse.sentences)
    for source, content in (*labelled(discourse), *filter(None, last)):
        yield Attribution((source,), (content,), "label")
