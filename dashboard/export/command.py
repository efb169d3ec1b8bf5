"""The command `export`: the same files as the Briefing page, for scheduled briefings."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import click

from ..errors import BadInput, NexusError

FORMATS = ("pptx", "pdf", "png", "svg", "html", "csv", "parquet", "json", "geojson", "citation", "zip")
"""Repeated here so that help and completion come without importing pandas; a test compares them with the table."""


@click.command("export")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What kind of file to write.")
@click.option("--filter", "query", default="", help="The query string of a page: 'country=PRK&from=2022-02'.")
@click.option("--out", type=click.Path(path_type=Path), help="File or folder to write to; a folder gets a good name.")
@click.option("--as-of", "asof", default="", help="Only what was recorded by then: 2026-11-23 or an ISO time.")
@click.option("--view", type=click.Choice(["situation", "dossier", "changes"]), default="situation", show_default=True)
@click.option("--since", default="", help="For --view changes: the earlier moment to compare with.")
@click.option(
    "--parts",
    default="",
    help="What the slides hold, by commas: map,timeline,counts,pairs,network,claims,latest,treaties.",
)
@click.option("--rows", default="", help="Ids of the events to show, by commas; without it the newest.")
@click.option("--most", type=click.IntRange(1, 500), default=40, show_default=True, help="Events shown on slides.")
@click.option("--size", type=click.Choice(["16:9", "4:3", "square"]), default="16:9", show_default=True)
@click.option("--figure", default="map", show_default=True, help="For PNG and SVG: map, timeline, pairs, tempo.")
@click.option("--region", default="", help="The map's view: world, eurasia, pacific, PRK-RUS ...")
@click.option("--table", default="links", show_default=True, help="For CSV and Parquet: events, links, groups, ...")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--marking", default="", help="A handling marking such as TLP:AMBER; it stands on every page.")
@click.option("--title", default="", help="A title of your own; without it the finding stands there.")
@click.option("--base", default="", help="Address of the dashboard, for the link in the footer.")
@click.option("--store", "place", type=click.Path(path_type=Path), help="The store (default: NEXUS_STORE or store/).")
def command(form: str, query: str, out: Path | None, place: Path | None, **choices: str | int) -> None:
    """Write slides, pages, pictures or data of a view to a file."""
    from .. import store
    from . import Product, browser, write

    try:
        request = _request(store.Store(place), query, choices)
        product: Product = write(form, request, _Told())
        target = _target(out, product.name)
        save(target, product.data)
    except NexusError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    finally:
        browser.close()
    click.echo(str(target))


def _request(held: object, query: str, choices: dict[str, str | int]) -> object:
    from . import Request, parsed

    chosen, notices = parsed(query)
    if notices:
        raise BadInput(" ".join(notices))
    if asof := choices.pop("asof"):
        again, wrong = parsed(f"asof={asof}")
        if wrong:
            raise BadInput(wrong[0])
        chosen = chosen.with_(asof=again.asof)
    lists = {name: _listed(str(choices.pop(name))) for name in ("parts", "rows")}
    given = {name: values for name, values in lists.items() if values}
    return Request(held, chosen, **choices, **given)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


class _Told:
    """Tells the steps on stderr when a person is looking there."""

    def step(self, doing: str, total: int | None = None) -> None:
        """Say what is being done."""
        if sys.stderr.isatty():
            click.echo(f"{doing} …", err=True)

    def check(self) -> None:
        """Ctrl-C ends the command by itself."""


def _target(out: Path | None, name: str) -> Path:
    if out is None:
        return Path.cwd() / name
    return out / name if out.is_dir() else out


def save(target: Path, data: bytes) -> None:
    """Write the file whole or not at all: beside its place first, then moved there. BadInput says what failed."""
    draft = target.with_name(f".{target.name[:100]}.{os.getpid()}")
    try:
        try:
            draft.write_bytes(data)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error)).lower()
        raise BadInput(f"{target} could not be written: {why}; nothing was left half-way.") from error
