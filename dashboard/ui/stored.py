"""An article as the store holds it, with what was found in it in the state it has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import dates, frames
from ..filters import Filter
from ..models import Extraction, Group, Kind, Link, LinkDate, Mention, Polarity, Precision, Relation, Status
from ..store import texts

if TYPE_CHECKING:
    import pandas as pd

    from ..store import Store

MOST = 500
"""Links of one article that are shown."""


def read(store: Store, id: str, asof: str | None) -> Extraction | None:
    """The article and its stored mentions, links and groups; None when the store has none of that id.

    Dates are found again in the text, as they are not stored: same text, same rules, same dates.
    """
    article = texts.article(store, id, asof)
    if article is None:
        return None
    chosen = Filter(asof=asof)
    mentions = frames.mentions(store, chosen, articles=[id])
    links = frames.links(store, chosen, ids=_ids(store, "links", id, asof))
    groups = frames.groups(store, chosen, ids=_ids(store, "groups", id, asof))
    known = frames.articles(store, chosen, ids=[id])
    return Extraction(
        article,
        tuple(Mention(m.start, m.end, m.surface, m.iso3, Kind(m.kind), m.rule) for m in mentions.itertuples()),
        dates.find(article.text, article.body, article.published) if article.language == "en" else (),
        tuple(_link(row) for row in links.sort_values("evidence_start").itertuples()),
        tuple(_group(row) for row in groups.sort_values("evidence_start").itertuples()),
        not_coded=known["not_coded"].iloc[0] if len(known) else "",
    )


def _ids(store: Store, table: str, article: str, asof: str | None) -> list[str]:
    sql = {
        "links": "SELECT id FROM links WHERE article = $article ORDER BY id LIMIT $most",
        "groups": "SELECT id FROM groups WHERE article = $article ORDER BY id LIMIT $most",
    }[table]
    return [id for (id,) in store.snapshot(asof).rows(sql, {"article": article, "most": MOST})]


def _link(row: pd.Series) -> Link:
    denial = (int(row.denial_start), int(row.denial_end)) if row.denial else None
    return Link(
        row.source, row.target, row.directed, Relation(row.relation), Polarity(row.polarity), row.intensity,
        Status(row.status), (int(row.evidence_start), int(row.evidence_end)), row.asserted_by, row.denied_by,
        _date(row), row.rule, row.stance, denial,
    )  # fmt: skip


def _group(row: pd.Series) -> Group:
    return Group(
        row.members, Relation(row.relation), Polarity(row.polarity), Status(row.status),
        (int(row.evidence_start), int(row.evidence_end)), row.asserted_by, row.denied_by, _date(row), row.rule,
        row.stance,
    )  # fmt: skip


def _date(row: pd.Series) -> LinkDate | None:
    value = {
        Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y", Precision.UNRESOLVED: "",
    }[Precision(row.precision)]  # fmt: skip
    shown = f"{row.date:{value}}" if value and row.date == row.date else None
    return LinkDate(shown, row.words, Precision(row.precision)) if shown or row.words else None
