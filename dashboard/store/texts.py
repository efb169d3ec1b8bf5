"""The stored articles themselves: one by its id, or those that hold some words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..errors import StoreError
from ..filters import moments
from ..models import Article
from . import records

if TYPE_CHECKING:
    from . import Store

Moment = str | dt.date | dt.datetime | None
TOLD = ["id", "withdrawn", "title", "text", "body_start", "body_end", "outlet", "url", "published", "retrieved"]
COLUMNS = [*TOLD, "language", "origin", "digest"]


def article(store: Store, id: str, asof: Moment = None) -> Article | None:
    """The article as stored (as of a moment); None when there is none or it was withdrawn.

    Raises StoreError when its text is not what was stored.
    """
    for table in _newest_first(store, COLUMNS, asof, pc.field("id") == id):
        row = table.to_pylist()[-1]
        return None if row["withdrawn"] else _checked(row)
    return None


def holding(store: Store, words: Sequence[str], asof: Moment = None, most: int = 2000) -> tuple[str, ...]:
    """Ids of the articles whose body holds every word, whatever its case; the newest stored first, `most` at most.

    An id may be one that was stored again later or withdrawn: the articles frame knows which still stand.
    """
    wanted = [word.lower() for word in words if word]
    found: dict[str, None] = {}
    for table in _newest_first(store, ["id", "text"], asof, None):
        text = pc.utf8_lower(table["text"])
        hits = pa.chunked_array([pa.repeat(True, len(table))])
        for word in wanted:
            hits = pc.and_(hits, pc.fill_null(pc.match_substring(text, word), False))
        found.update(dict.fromkeys(reversed(table["id"].filter(hits).to_pylist())))
        if len(found) >= most:
            break
    return tuple(found)[:most]


def _newest_first(store: Store, columns: list[str], asof: Moment, which: pc.Expression | None) -> Iterator[pa.Table]:
    """The rows that each batch stored of its articles, newest batch first, tables without a row left out."""
    limit = moments.parse(asof) if asof is not None else None
    for batch in reversed(store.batches):
        if limit is not None and batch.recorded_at > limit:
            continue
        for file in (file for file in batch.files if file.table == "articles"):
            path = store.path / file.table / file.path
            try:
                table = pq.read_table(path, columns=columns, filters=which, page_checksum_verification=True)
            except (pa.ArrowException, OSError) as error:
                raise StoreError(f"The file {file.table}/{file.path} of the store is damaged; restore it.") from error
            if len(table):
                yield table


def _checked(row: dict) -> Article:
    if records.digest(row["text"]) != row["digest"]:
        raise StoreError(f"The text of article {row['id']} is not what was stored; restore the store from a copy.")
    known = {name: row[name] for name in ("title", "outlet", "url", "published", "retrieved", "language", "origin")}
    return Article(row["text"], (row["body_start"], row["body_end"]), **known)
