"""The commands `store check` and `store withdraw`."""

from __future__ import annotations

import sys

import click

from ..store import Store
from . import fail


@click.group("store")
def store() -> None:
    """Look after the store."""


@store.command("check")
@click.option("--store", "place", type=click.Path(), help="The store (default: NEXUS_STORE or store/).")
@click.option("--clean", is_flag=True, help="Remove what an ingest that was killed has left behind.")
def check(place: str | None, clean: bool) -> None:
    """Compare every file and every article with the checksum stored for it. Exit status 2 when one differs."""
    report = Store(place).check(clean=clean)
    click.echo(f"{report.batches} batches, {report.files} files and {report.articles} articles checked")
    for name in report.left_behind:
        click.echo(f"left behind by an ingest that did not end{' (removed)' if clean else ''}: {name}")
    for name in report.remade:
        click.echo(f"damaged view, thrown away and made anew from the tables when next asked for: {name}")
    for name in report.damaged:
        fail(f"damaged: {name}; restore it from a copy of the store.")
    if report.damaged:
        sys.exit(2)
    click.echo("The store is whole.")


@store.command("withdraw")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--reason", required=True, help="Why, in a sentence; readers see it.")
@click.option("--store", "place", type=click.Path(), help="The store (default: NEXUS_STORE or store/).")
def withdraw(ids: tuple[str, ...], reason: str, place: str | None) -> None:
    """Withdraw articles, links, groups or events; readers as of an earlier moment still see them."""
    batch = Store(place).withdraw(ids, reason)
    click.echo(f"{len(ids)} withdrawn at {batch.recorded_at.isoformat()}")
