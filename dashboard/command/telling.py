"""An extraction as lines that a person reads in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .. import vocabulary
from ..models import Extraction, Group, Link, Span


def of(found: Extraction, name: str) -> str:
    """What the text names, links, and groups, each link with its sentence."""
    return "\n".join(_lines(found, name))


def _lines(found: Extraction, name: str) -> Iterator[str]:
    article = found.article
    dated = f", published {article.published}" if article.published else ", no day of publication"
    yield f"{name}: {article.title or 'untitled'}{dated}"
    counts = Counter(mention.iso3 for mention in found.mentions)
    named = ", ".join(f"{code_name(code)} {count}" for code, count in counts.most_common())
    yield f"  Names: {named or 'no country'}"
    if found.not_coded:
        yield f"  Links: {found.not_coded} ({article.language})"
        return
    for link in found.links:
        yield from _link(found, link)
    for group in found.groups:
        yield from _group(found, group)
    if not found.links and not found.groups:
        yield "  Links: none"


def _link(found: Extraction, link: Link) -> Iterator[str]:
    arrow = "→" if link.directed else "–"
    yield f"  {code_name(link.source)} {arrow} {code_name(link.target)}: {_words(link)}"
    yield f"    “{cut(found, link.evidence)}”"
    if link.denial:
        yield f"    denied: “{cut(found, link.denial)}”"


def _group(found: Extraction, group: Group) -> Iterator[str]:
    yield f"  Group of {', '.join(map(code_name, group.members))}: {_words(group)}"
    yield f"    “{cut(found, group.evidence)}”"


def _words(made: Link | Group) -> str:
    parts = [made.relation.lower(), made.polarity.value, made.status.value]
    if made.asserted_by:
        parts.append(f"asserted by {', '.join(map(code_name, made.asserted_by))}")
    if made.denied_by:
        parts.append(f"denied by {', '.join(map(code_name, made.denied_by))}")
    if made.date:
        parts.append(made.date.value or f"“{made.date.words}”")
    return ", ".join(parts)


def cut(found: Extraction, span: Span) -> str:
    """The words of a span in one line."""
    return " ".join(found.article.text[slice(*span)].split())


def code_name(code: str) -> str:
    """Reader's name of a code; the code itself where it has none."""
    known = vocabulary.load()
    return known.name(code) if known.is_code(code) else code
