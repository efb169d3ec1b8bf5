"""The command `ingest`: files and folders into the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import click

from .. import pipeline, sources
from ..errors import BadInput, NexusError
from ..models import Article
from ..store import Store
from . import fail
from .extract import articles

BATCH = 500
"""Articles that become visible together."""


@dataclass(slots=True)
class _Reading:
    """The files of one call: what each article came from, and what was refused."""

    known: dict[str, Any]
    of: dict[str, str] = field(default_factory=dict)
    refused: int = 0

    def articles(self, paths: Sequence[Path]) -> Iterator[Article]:
        """The articles of the files; a file that cannot be read is named on stderr and left out."""
        for path in paths:
            try:
                for article in articles(str(path), self.known):
                    self.of[article.id] = str(path)
                    yield article
            except NexusError as error:
                self.refused += 1
                fail(f"refused: {error}")


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--published", metavar="DATE", help="Day of publication of all of them, YYYY-MM-DD.")
@click.option("--outlet", help="Who published them, where the files do not say.")
@click.option("--store", "place", type=click.Path(), help="The store (default: NEXUS_STORE or store/).")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True)
def ingest(
    paths: tuple[str, ...], published: str | None, outlet: str | None, place: str | None, processes: int
) -> None:
    """Keep articles. PATH is a file, or a folder whose files are all read.

    A file that cannot be read is refused with a sentence and the others are kept; the exit status is then 2.
    """
    store = Store(place)
    store.version  # noqa: B018 - a store that is missing or ill is noticed before the work
    known = {"published": sources.parse_date(published) if published else None, "outlet": outlet}
    files = list(_files(paths))
    reading = _Reading(known)
    with click.progressbar(files, label=f"Reading {len(files)} files", file=sys.stderr) as bar:
        found = pipeline.extract_many(reading.articles(bar), processes)
        while batch := list(islice(found, BATCH)):
            outcome = store.ingest(batch)
            _tell(reading, outcome.added, "added")
            _tell(reading, outcome.changed, "read again, other results")
            _tell(reading, outcome.unchanged, "already there, nothing changed")
    if reading.refused:
        fail(f"{reading.refused} of {len(files)} files were refused; the others are kept.")
        sys.exit(2)


def _tell(reading: _Reading, ids: Sequence[str], words: str) -> None:
    for id in ids:
        click.echo(f"{reading.of[id]}: {words}")


def _files(paths: Sequence[str]) -> Iterator[Path]:
    """The files named, and those in the folders named, in order; hidden ones are left out."""
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise BadInput(f"{name} does not exist; nothing was stored.")
        if path.is_dir():
            inside = (one for one in sorted(path.rglob("*")) if one.is_file())
            yield from (one for one in inside if not any(part.startswith(".") for part in one.relative_to(path).parts))
        else:
            yield path
