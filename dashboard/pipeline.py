"""Articles to extractions, one by one or as a stream over several processes, and the contract's line of each."""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict
from typing import Any

from . import dates, mentions
from .models import Article, Extraction, Group, Link, LinkDate

NOT_CODED = "not coded in this language"
"""Why a text that is not in English has mentions but no links."""

MIN_GROUP = 3
"""Countries that a group has at the least."""

CODED = ("en",)
"""Languages whose links are read."""

CHUNK = 8
"""Articles that go to another process at once."""

AHEAD = 4
"""Chunks a process that wait for it: memory stays flat however long the stream is."""


def extract(article: Article, *, general: bool = False) -> Extraction:
    """Mentions, dates, links and groups of an article; `general` adds acts and attributions of all sentences.

    A text in another language than `CODED` gives its mentions only, and says so in `not_coded`.
    """
    named = mentioned(article)
    if article.language not in CODED:
        return named
    from . import links

    dated = dates.find(article.text, article.body, article.published)
    found = links.find(article, named.mentions, dated, general=general)
    return Extraction(article, named.mentions, dated, found.links, found.groups, found.acts, found.attributions)


def mentioned(article: Article) -> Extraction:
    """Only the mentions that `extract` finds; no sentence is parsed for them."""
    found = mentions.find(article.text, article.body, article.published, article.title)
    return Extraction(article, found, not_coded="" if article.language in CODED else NOT_CODED)


def extract_many(articles: Iterable[Article], processes: int = 1, *, general: bool = False) -> Iterator[Extraction]:
    """Extractions in the order of the articles, one at a time; the stream is never held as a whole."""
    if processes <= 1:
        yield from (extract(article, general=general) for article in articles)
        return
    stream = iter(articles)
    chunks = iter(lambda: tuple(itertools.islice(stream, CHUNK)), ())
    # A fresh interpreter each: forking a process that has threads (a server, DuckDB) can hang.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        waiting: deque[Future[list[Extraction]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_chunk, chunk, general))
            if len(waiting) > processes * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chunk(articles: tuple[Article, ...], general: bool) -> list[Extraction]:
    return [extract(article, general=general) for article in articles]


OUTSIDE_CONTRACT = frozenset({"MSMT", "G7", "SCO", "BRICS"})
"""Organisations that we code and the contract does not know."""
MSMT = ("USA", "KOR", "JPN", "AUS", "CAN", "FRA", "DEU", "ITA", "NLD", "NZL", "GBR")
"""The states that speak as the Multilateral Sanctions Monitoring Team (data/ledger/alliances.jsonl, "msmt")."""


def to_contract(found: Extraction, id: str) -> dict[str, Any]:
    """The extraction as one line of the contract: `to_record` without the organisations that it does not know."""
    line = to_record(found, id)
    line["mentions"] = [x for x in line["mentions"] if x["iso3"] not in OUTSIDE_CONTRACT]
    line["links"] = [x for x in line["links"] if not OUTSIDE_CONTRACT & {x["source"], x["target"]}]
    for told in (*line["links"], *line["groups"]):
        told["asserted_by"], told["denied_by"] = _speakers(told["asserted_by"]), _speakers(told["denied_by"])
    for group in line["groups"]:
        group["members"] = [code for code in group["members"] if code not in OUTSIDE_CONTRACT]
    line["groups"] = [group for group in line["groups"] if len(group["members"]) >= MIN_GROUP]
    return line


def _speakers(codes: Iterable[str]) -> list[str]:
    """Claimants or deniers in the contract's codes: a body's states for MSMT, nothing for the other outsiders."""
    spread = (state for code in codes for state in (MSMT if code == "MSMT" else (code,)))
    return [code for code in dict.fromkeys(spread) if code not in OUTSIDE_CONTRACT]


def to_record(found: Extraction, id: str) -> dict[str, Any]:
    """The extraction as plain values; spans are [start, end] in code points, end exclusive.

    Beyond the contract: `language`, `not_coded`, and the `rule` and `stance` that explain each find.
    """
    return {
        "id": id,
        "language": found.article.language,
        "not_coded": found.not_coded,
        "body": list(found.article.body),
        "mentions": [asdict(mention) for mention in found.mentions],
        "dates": [asdict(date) for date in found.dates],
        "links": [_link(link) for link in found.links],
        "groups": [_group(group) for group in found.groups],
        "events": [asdict(act) for act in found.acts],
        "attributions": [
            {"source": list(map(list, said.source)), "content": list(map(list, said.content)), "rule": said.rule}
            for said in found.attributions
        ],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "source": link.source,
        "target": link.target,
        "directed": link.directed,
        "intensity": link.intensity,
        **_statement(link),
        "denial": list(link.denial) if link.denial else None,
    }


def _group(group: Group) -> dict[str, Any]:
    return {"members": list(group.members), **_statement(group)}


def _statement(made: Link | Group) -> dict[str, Any]:
    """What links and groups share."""
    return {
        "relation": made.relation,
        "polarity": made.polarity,
        "status": made.status,
        "asserted_by": list(made.asserted_by),
        "denied_by": list(made.denied_by),
        "date": _date(made.date),
        "evidence": list(made.evidence),
        "rule": made.rule,
        "stance": made.stance,
    }


def _date(date: LinkDate | None) -> dict[str, Any] | None:
    return {"value": date.value, "words": date.words, "precision": date.precision} if date else None
