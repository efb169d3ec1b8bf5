"""The command `changes`: two moments of knowledge compared."""

from __future__ import annotations

from urllib.parse import parse_qs

import click

from ..filters import Filter
from ..store import Store
from . import fail


@click.command("changes")
@click.argument("earlier", metavar="EARLIER")
@click.argument("later", required=False, metavar="[LATER]")
@click.option("--filter", "query", default="", help="The query string of a page: 'country=PRK&from=2022-02'.")
@click.option("--store", "place", type=click.Path(), help="The store (default: NEXUS_STORE or store/).")
@click.option("--csv", "as_csv", is_flag=True, help="All columns as CSV.")
def changes(earlier: str, later: str | None, query: str, place: str | None, as_csv: bool) -> None:
    """What changed between two moments of knowledge (dates or ISO times; LATER is now when it is left out)."""
    from .. import frames

    chosen, notices = Filter.from_query(parse_qs(query, keep_blank_values=True))
    for notice in notices:
        fail(notice)
    found = frames.changes(Store(place), chosen, earlier, later)
    if as_csv:
        click.echo(found.to_csv(index=False), nl=False)
        return
    for row in found.itertuples():
        turned = " → ".join(part for part in (row.before, row.after) if part)
        parts = (row.what, row.pair, turned, row.title, row.reason)
        click.echo(f"{row.recorded_at:%Y-%m-%d %H:%M}  {'; '.join(part for part in parts if part)}")
    click.echo(f"{len(found)} changes")
