"""The command `build`: the store from the ledger."""

from __future__ import annotations

import sys

import click

from ..store import Store


@click.command("build")
@click.option("--store", "place", type=click.Path(), help="The store (default: NEXUS_STORE or store/).")
@click.option("--anew", is_flag=True, help="Put a store that is there aside (it is kept) and make a new one.")
def build(place: str | None, anew: bool) -> None:
    """Make the store from the ledger, or add what is new in the ledger to the store that is there."""
    store = Store(place)
    if anew and (aside := store.put_aside()):
        click.echo(f"The old store is kept as {aside}.")
    with click.progressbar(length=4, label="Building the store", file=sys.stderr) as bar:
        store.build(lambda done, total, words: bar.update(done - bar.pos))
    click.echo(f"{store.path}: data version {store.version}")
