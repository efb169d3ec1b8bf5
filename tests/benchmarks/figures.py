"""Bytes and processor time of each figure, drawn from the ledger: python -m tests.benchmarks.figures"""

from __future__ import annotations

import statistics
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from dashboard import figures, frames
from dashboard.figures import Chart
from dashboard.filters import Filter
from dashboard.store import Store

ROUNDS = 15


def main() -> None:
    """Print a table: figure, bytes as JSON, bytes deflated, median processor time of one drawing."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        store.build()
        print("| figure | bytes | deflated | CPU |\n|---|---|---|---|")
        for name, make in charts(store):
            text = make().figure.to_json().encode()
            print(f"| {name} | {len(text):,} | {len(zlib.compress(text)):,} | {spent(make) * 1000:.0f} ms |")


def charts(store: Store) -> list[tuple[str, Callable[[], Chart]]]:
    """The figures with their frames read beforehand: only the drawing is measured."""
    chosen = Filter()
    events, links, arcs, countries, density, pair_status, groups = (
        getattr(frames, name)(store, chosen)
        for name in ("events", "links", "arcs", "countries", "density", "pair_status", "groups")
    )
    strands = frames.strands(store, chosen, figures.drawing("world"))
    treaties = frames.treaties(store, None)
    lanes = {"links": links, "treaties": treaties}
    return [
        ("world map", lambda: figures.world_map(strands, countries, events)),
        ("timeline, event by event", lambda: figures.timeline(events, density, **lanes)),
        ("timeline, by quarters", lambda: figures.timeline(events, density, detail="months", **lanes)),
        ("matrix", lambda: figures.pair_matrix(pair_status, groups)),
        ("network", lambda: figures.network(arcs, treaties)),
        ("tempo", lambda: figures.tempo(density)),
        ("dimensions", lambda: figures.dimensions(links)),
        ("statuses over time", lambda: figures.claims_over_time(density)),
    ]


def spent(make: Callable[[], Chart]) -> float:
    """The median processor time of a drawing in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        make()
        times.append(time.process_time() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
