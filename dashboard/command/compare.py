"""The command `compare-ledger`: how the machine reads the summaries that people coded."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from .. import ledger
from . import comparison, readings


@click.command("compare-ledger")
@click.option("--list", "listed", is_flag=True, help="Every pair on which they differ, one JSON object a line.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as Markdown, too.")
def compare_ledger(listed: bool, report: Path | None) -> None:
    """How the machine reads the ledger's summaries, against what people coded.

    Pairs among Russia, North Korea, Iran and China count: the ledger codes others only where they act on them. This
    measures the machine; nothing of it enters the store.
    """
    found: list[readings.Reading] = []
    with click.progressbar(ledger.load().events, label="Reading", file=sys.stderr) as bar:
        for event in bar:
            found += readings.of(event)
    if report:
        report.write_text(comparison.page(found), encoding="utf-8")
    for line in _differences(found) if listed else comparison.table(found):
        click.echo(line)


def _differences(found: Iterable[readings.Reading]) -> Iterator[str]:
    for one in found:
        if one.cause:
            told = {"cause": one.cause, "event": one.event.id, "pair": one.pair, "hand": one.hand}
            yield json.dumps({**told, "machine": one.machine, "summary": one.event.summary}, ensure_ascii=False)
