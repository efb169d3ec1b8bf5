"""The command `explain`: why something was found at a place of a text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import click

from .. import pipeline, rows, sources
from ..errors import BadInput
from ..models import Extraction, Span
from . import telling
from .extract import articles

_WHERE = re.compile(r"[\w.-]+\.csv:\d+")


@click.command("explain")
@click.argument("file")
@click.option("--at", "offset", type=int, required=True, metavar="OFFSET", help="Place in the text, in code points.")
@click.option("--published", metavar="DATE", help="Day of publication, YYYY-MM-DD.")
def explain(file: str, offset: int, published: str | None) -> None:
    """Which rows and rules found what stands at OFFSET of FILE: mentions, dates, links and groups."""
    known = {"published": sources.parse_date(published) if published else None}
    article = articles(file, known)[0]
    if not 0 <= offset < len(article.text):
        raise BadInput(f"The text of {file} has {len(article.text)} characters; --at must lie between 0 and its end.")
    start, end = max(0, offset - 30), offset + 30
    click.echo(f"{offset}: …{' '.join(article.text[start:end].split())}…")
    if not article.body[0] <= offset < article.body[1]:
        click.echo("This place is page furniture, outside the body of the article; nothing is looked for here.")
        sys.exit(0)
    lines = list(_lines(pipeline.extract(article), offset))
    click.echo("\n".join(lines) if lines else "Nothing was found at this place.")


def _lines(found: Extraction, offset: int) -> Iterator[str]:
    if found.not_coded:
        yield f"links: {found.not_coded}"
    for mention in found.mentions:
        if mention.start <= offset < mention.end:
            yield f"mention “{mention.surface}”: {telling.code_name(mention.iso3)}, {mention.kind}"
            yield from _rule(mention.rule)
    for date in found.dates:
        if date.start <= offset < date.end:
            yield f"date “{date.surface}”: {date.value or 'not resolved'}"
            yield from _rule(date.rule)
    for link in found.links:
        if _in(offset, link.evidence):
            yield f"link {link.source} {'→' if link.directed else '–'} {link.target}: {link.relation}, {link.status}"
            yield from _rule(link.rule)
            yield from _rule(link.stance, "status")
    for group in found.groups:
        if _in(offset, group.evidence):
            yield f"group {', '.join(group.members)}: {group.relation}, {group.status}"
            yield from _rule(group.rule)
            yield from _rule(group.stance, "status")


def _in(offset: int, span: Span) -> bool:
    return span[0] <= offset < span[1]


def _rule(rule: str, what: str = "found") -> Iterator[str]:
    """The name of the rule, and each row of data that it names, as it stands in its file."""
    yield f"  {what} by {rule or 'a rule without name'}"
    for where in _WHERE.findall(rule):
        name, number = where.rsplit(":", 1)
        for path in sorted(rows.DATA.rglob(name)):
            lines = path.read_text(encoding="utf-8").split("\n")
            if int(number) <= len(lines):
                yield f"    {path.relative_to(rows.DATA.parent)}, line {number}: {lines[int(number) - 1]}"
