"""The command `export`: the same files as the Briefing page, for scheduled briefings."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import click

from ..errors import BadInput
from ..store import Store
from . import FORMATS, PARTS, TABLES, VIEWS, Request, Watch, browser, choices, deck, parsed, strangers, write
from .request import FIGURES, ROWS_MOST, THEMES, values


@click.command("export")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True, help="What kind of file to write.")
@click.option(
    "--filter",
    "query",
    default="",
    help="The query string of a page, or its whole address: 'country=PRK&from=2022-02'.",
)
@click.option("--out", type=click.Path(path_type=Path), help="File or folder to write to; a folder gets a good name.")
@click.option("--as-of", "asof", default="", help="Only what was recorded by then: 2026-11-23 or an ISO time.")
@click.option("--view", type=click.Choice(VIEWS), help="What slides are about [situation].")
@click.option("--since", help="For --view changes: the earlier moment to compare with.")
@click.option("--parts", help=f"What the slides hold, by commas: {', '.join(PARTS)}.")
@click.option("--rows", help="Ids of the events to show, by commas; without it the newest.")
@click.option("--most", type=click.IntRange(1, ROWS_MOST), help="Events on slides [40].")
@click.option("--size", type=click.Choice(list(deck.SIZES)), help="Shape of the page [16:9].")
@click.option("--figure", type=click.Choice(FIGURES), help="For PNG and SVG [map].")
@click.option("--region", help="The map's view: world, eurasia, pacific, globe, PRK-RUS ...")
@click.option("--table", type=click.Choice(TABLES), help="For CSV and Parquet [links].")
@click.option("--theme", type=click.Choice(THEMES), help="Paper of the pictures [light].")
@click.option("--marking", help="A handling marking such as TLP:AMBER; it stands on every page.")
@click.option("--title", help="A title of your own; without it the finding stands there.")
@click.option("--base", help="Address of the dashboard, for the link in the footer.")
@click.option("--store", "place", type=click.Path(path_type=Path), help="The store (default: NEXUS_STORE or store/).")
def export(form: str, query: str, out: Path | None, asof: str, place: Path | None, **options: str | int | None) -> None:
    """Write slides, pages, pictures or data of a view to a file, and print where it is.

    What an address chooses (marking, title, slides ...) holds unless an option says otherwise.
    """
    request = _request(Store(place), query, asof, options)
    try:
        product = write(form, request, _Told())
    finally:
        browser.close()
    target = _target(out, product.name)
    save(target, product.data)
    click.echo(str(target))


def _request(held: Store, query: str, asof: str, options: dict[str, str | int | None]) -> Request:
    """The request of address and options. What a page would only notice stops a scheduled briefing: BadInput."""
    chosen, notices = parsed(query)
    words, wrong = choices.read(values(query))
    notices = [*notices, *wrong]
    if asof:
        again, wrong = parsed(f"asof={asof}")
        chosen, notices = chosen.with_(asof=again.asof), [*notices, *wrong]
    if notices:
        raise BadInput(" ".join(notices))
    for key in strangers(query):
        click.echo(f"{key} is no part of the filter and was left out.", err=True)
    given = {name: value for name, value in options.items() if value not in (None, "")}
    lists = {name: _listed(str(given[name])) for name in ("parts", "rows") if name in given}
    return Request(held, chosen, **{**choices.fields_of(words), **given, **lists})


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


class _Told(Watch):
    """Tells the steps on stderr when a person is looking there; Ctrl-C ends the command by itself."""

    def step(self, doing: str, total: int | None = None) -> None:
        """Say what is being done."""
        if sys.stderr.isatty():
            click.echo(f"{doing} …", err=True)


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
