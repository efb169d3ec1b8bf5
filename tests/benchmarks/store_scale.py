"""Frames at scale: fills a store with real event rows as far as they go, then with rows drawn from them, and compares
each frame with a bare DuckDB question on the same Parquet. Run: python -m tests.benchmarks.store_scale --links 1000000

The rows are ICEWS events (folder icews18 of the shared inputs), never part of the repository. Drawn rows repeat the
actors and relations of real rows on other days of 2014 to 2026; the output says how many are drawn.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import multiprocessing
import os
import platform
import random
import re
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard import frames, pipeline, sources, vocabulary
from dashboard.filters import Filter
from dashboard.models import Polarity, Relation, Status, make_id
from dashboard.store import Store, batches, schema, tables, views, writer

ROOT = Path(__file__).resolve().parents[2]
DAY0 = dt.date(2018, 1, 1)
CHUNK = 100_000
ORIGINS = "count(DISTINCT origin_number)"
BARE = {
    "arcs": "SELECT source, target, pair, directed, polarity, status, count(DISTINCT event_number), count(*), "
    f"min(first_day), max(first_day), {ORIGINS} FROM links WHERE {{where}} GROUP BY ALL ORDER BY ALL",
    "density": "SELECT date_trunc('month', first_day), pair, polarity, status, count(DISTINCT event_number), count(*) "
    "FROM links WHERE {where} GROUP BY ALL ORDER BY ALL",
    "pair_status": f"SELECT pair, status, polarity, count(DISTINCT event_number), count(*), {ORIGINS} "
    "FROM links WHERE {where} GROUP BY ALL ORDER BY ALL",
    "headline": "SELECT count(DISTINCT event_number), count(*), count(DISTINCT article_number), min(first_day), "
    f"max(first_day), {ORIGINS}, histogram(status) FROM links WHERE {{where}}",
    "countries": "SELECT iso3, count(DISTINCT event_number), count(*), count(DISTINCT origin_number) FROM (SELECT "
    "unnest([source, target]) AS iso3, event_number, origin_number FROM links WHERE {where}) GROUP BY ALL ORDER BY ALL",
}
"""The same counts, asked as plainly as SQL can: groups, further origins of ledger links and pandas left out."""

FILTERS = {
    "all": (Filter(), "true"),
    "country": (Filter(countries=("PRK",)), "source = 'PRK' OR target = 'PRK'"),
    "pair and two years": (
        Filter(pairs=("CHN-RUS",), start="2018", end="2019"),
        "pair = 'CHN-RUS' AND first_day BETWEEN '2018-01-01' AND '2019-12-31'",
    ),
}


def actors(folder: Path) -> dict[str, str]:
    """Entity id to country code, for entities that are a country or carry one in brackets."""
    names = {vocabulary.load().name(code): code for code in vocabulary.load().codes}
    found = {}
    for line in (folder / "entity2id.txt").read_text(encoding="utf-8").splitlines():
        name, id = line.split("\t")[:2]
        inside = re.search(r"\(([^()]+)\)$", name)
        if code := names.get(inside[1] if inside else name):
            found[id.strip()] = code
    return found


def real(folder: Path) -> list[tuple[str, str, int, dt.date]]:
    """(source, target, relation number, day) of the rows whose two sides are different countries."""
    code_of, found = actors(folder), []
    with gzip.open(folder / "quads.txt.gz", "rt") as file:
        for line in file:
            source, relation, target, hours = [part.strip() for part in line.split("\t")][:4]
            pair = (code_of.get(source), code_of.get(target))
            if all(pair) and pair[0] != pair[1]:
                found.append((*pair, int(relation), DAY0 + dt.timedelta(hours=int(hours))))
    return found


def rows(known: list[tuple[str, str, int, dt.date]], count: int) -> Iterator[dict[str, Any]]:
    """Stored link rows: the real ones first, then drawn ones."""
    draw = random.Random(18)
    span = (dt.date(2026, 11, 1) - dt.date(2014, 1, 1)).days
    relations, polarities, statuses = list(Relation), list(Polarity), list(Status)
    for number in range(count):
        source, target, relation, day = known[number] if number < len(known) else draw.choice(known)
        if number >= len(known):
            day = dt.date(2014, 1, 1) + dt.timedelta(days=draw.randrange(span))
        article = f"article {number // 10}"
        yield {
            "id": make_id("bench", number),
            "event": make_id("bench event", source, target, relation, day),
            "article": article,
            "source": source,
            "target": target,
            "pair": "-".join(sorted((source, target))),
            "directed": True,
            "relation": relations[relation % 16],
            "category": "statement",
            "polarity": polarities[relation % 3],
            "intensity": 0.0,
            "status": statuses[number % 5],
            "asserted_by": ["USA"] if number % 5 == 2 else [],
            "denied_by": [],
            "date": day,
            "precision": "day",
            "words": "",
            "evidence": f"Row {number}: {source} acted towards {target} on {day}.",
            "evidence_start": 0,
            "evidence_end": 40,
            "coded_by": "machine",
            "rule": "bench",
            "stance": "bench",
        }


def fill(store: Store, known: list[tuple[str, str, int, dt.date]], count: int) -> None:
    """Append the rows and their articles as one batch, a file for each 100,000 links."""
    source, files, id = rows(known, count), [], make_id("bench", count)
    recorded = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    with writer.alone(store.path):
        for part in range(0, count, CHUNK):
            links = [next(source) for _ in range(min(CHUNK, count - part))]
            articles = [
                {"id": name, "title": name, "outlet": f"outlet {number % 400}", "published": row["date"],
                 "language": "en", "text": name, "words": 2, "origin": f"outlet {number % 400}", "sketch": [],
                 "not_coded": "", "digest": "", "reading": ""}
                for number, (name, row) in enumerate({row["article"]: row for row in links}.items())
            ]  # fmt: skip
            for name, made in (("links", links), ("articles", articles)):
                table = writer.stamped(writer.table(name, made), id, recorded)
                files.append(tables.append(store.path, name, f"bench-{part}.parquet", table))
        last = store.batches[-1]
        batch = (last.number + 1, id, last.id, recorded, "ingest", "benchmark", schema.VERSION, tuple(files))
        batches.append(store.path, batches.Batch(*batch))


def timed(*asks: Callable[[], Any], tries: int = 9) -> list[float]:
    """Median milliseconds of each, asked in turn so that all meet the same load, after one run to warm up."""
    taken: list[list[float]] = [[] for _ in asks]
    for turn in range(tries + 1):
        for ask, times in zip(asks, taken, strict=True):
            start = time.perf_counter()
            ask()
            if turn:
                times.append(1000 * (time.perf_counter() - start))
    return [statistics.median(times) for times in taken]


def bare(store: Store, name: str, where: str) -> pa.Table:
    """The same question to DuckDB alone, on the same Parquet."""
    return store.snapshot().table(BARE[name].format(where=where))


def ingested(store: Store) -> tuple[float, float]:
    """Seconds that one article takes to be stored, and then to be seen by a reader, in the store as it is."""
    text = "Russia sent two ships with oil to North Korea on 3 March 2024, officials in Washington said."
    found = pipeline.extract(sources.from_text(text, outlet="Herald", published=dt.date(2024, 3, 4)))
    start = time.perf_counter()
    store.ingest([found])
    stored = time.perf_counter()
    frames.headline(store, Filter(coded=("machine",), countries=("PRK",)))
    return stored - start, time.perf_counter() - stored


def filled(place: Path, count: int) -> None:
    """Build and fill a store. In a process of its own, so that its memory does not count as that of a reader."""
    store = Store(place)
    store.build()
    known = real(Path(os.environ.get("NEXUS_SHARED", ROOT.parent / "shared")) / "icews18") if count else []
    start = time.perf_counter()
    if count:
        fill(store, known, count)
    took, drawn = time.perf_counter() - start, max(0, count - len(known))
    print(f"{count:,} links beside the ledger's, {drawn:,} of them drawn; filled in {took:.1f} s", flush=True)


def compared(store: Store) -> None:
    """A row a filter and frame: this frame, the bare question, and how often the one takes the other's time."""
    print(f"{'filter':<20}{'frame':<14}{'ms':>8}{'bare':>8}{'ratio':>7}")
    for label, (chosen, where) in FILTERS.items():
        for name in BARE:
            mine, floor = timed(
                lambda name=name, chosen=chosen: getattr(frames, name)(store, chosen),
                lambda name=name, where=where: bare(store, name, where),
            )
            print(f"{label:<20}{name:<14}{mine:>8.1f}{floor:>8.1f}{mine / floor:>7.2f}")
        for name in ("events", "links"):
            (taken,) = timed(lambda name=name, chosen=chosen: getattr(frames, name)(store, chosen, most=2000))
            print(f"{label:<20}{name:<14}{taken:>8.1f}   (latest 2,000)")


def main() -> None:
    """Fill and measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--links", type=int, default=100_000, help="Rows beside those of the ledger; 0 for none.")
    count = parser.parse_args().links
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("duckdb", "deltalake", "pyarrow", "pandas"))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, Python {platform.python_version()}, {versions}; load {load}")
    with tempfile.TemporaryDirectory() as place:
        store = Store(Path(place) / "store")
        process = multiprocessing.get_context("spawn").Process(target=filled, args=(store.path, count))
        process.start()
        process.join()
        shutil.rmtree(store.path / "views")
        start = time.perf_counter()
        folder = views.folder(store.path, store.batches)
        took, size = time.perf_counter() - start, sum(path.stat().st_size for path in folder.iterdir())
        print(f"view made anew in {took:.2f} s, {size / 2**20:.1f} MB")
        compared(store)
        took, seen = ingested(store)
        print(f"one article stored in {took:.2f} s, seen by a reader {seen:.2f} s later")
        asked = Filter(countries=("PRK",))
        taken = timed(*(lambda name=name: getattr(frames, name)(store, asked) for name in BARE))
        told = ", ".join(f"{name} {ms:.0f}" for name, ms in zip(BARE, taken, strict=True))
        print(f"country, with that article as a part of its own: {told}")
        print(
            f"peak memory of this reader, the making of the view included: "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB"
        )


if __name__ == "__main__":
    main()
