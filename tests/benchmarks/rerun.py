"""Time and bytes from a filter change to the painted map and timeline, beside a page that draws the same two figures
made beforehand. Run: python -m tests.benchmarks.rerun [--links 0 100000 1000000]

Real Chromium; both pages are asked for the same filters, one after the other in turn, in one run. `first` is a filter
nobody asked for before (nothing cached), `again` the same filters a second time. The ledger's 425 events are always
there; --links adds rows as store_scale.py does: real ICEWS rows as far as they go, then rows drawn from them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.store import Store
from tests.benchmarks import store_scale
from tests.e2e.conftest import DESKTOP, FLAGS, chromium, free_port, stop

ROOT = Path(__file__).resolve().parents[2]
CANDIDATES = [f"{year}-{month:02}" for year in range(2015, 2025) for month in range(1, 13, 2)]
MOST = 20
"""Filters measured: as many of CANDIDATES as change both figures."""

GO = "query => { history.pushState({}, '', query); dispatchEvent(new PopStateEvent('popstate', {state: {}})); }"

CHANGE = """
async query => {
  const plots = () => [...document.querySelectorAll('.st-key-map .main-svg, .st-key-timeline .main-svg')];
  plots().forEach(svg => svg.setAttribute('data-old', ''));
  const title = () => document.querySelector('h1.nx-h1')?.textContent + document.querySelector('.nx-line')?.textContent;
  const before = title();
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const start = performance.now();
  history.pushState({}, '', query);
  dispatchEvent(new PopStateEvent('popstate', {state: {}}));
  const drawn = key => document.querySelector(`.st-key-${key} .js-plotly-plot .main-svg:not([data-old])`);
  while (!(title() !== before && drawn('map') && drawn('timeline'))) {
    if (performance.now() - start > 30000) throw new Error('not painted within 30 s: ' + query);
    await new Promise(resolve => setTimeout(resolve, 4));
  }
  await frame(); await frame();
  return performance.now() - start;
}
"""


class Wire(threading.Thread):
    """Stands between browser and server and counts the bytes that the server sends, as they travel."""

    def __init__(self, server: str) -> None:
        super().__init__(daemon=True)
        self.target = urllib.parse.urlsplit(server).hostname, urllib.parse.urlsplit(server).port
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.sent = 0

    def run(self) -> None:
        while True:
            here, _ = self.door.accept()
            there = socket.create_connection(self.target)
            threading.Thread(target=self._pass, args=(here, there, False), daemon=True).start()
            threading.Thread(target=self._pass, args=(there, here, True), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while part := source.recv(65536):
                self.sent += len(part) * counted
                sink.sendall(part)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


@dataclass
class Tab:
    """A page in the browser, its times, and the bytes that came for each change."""

    page: Page
    wire: Wire
    taken: dict[str, list[float]] = field(default_factory=dict)
    bytes: dict[str, list[int]] = field(default_factory=dict)

    def open(self) -> None:
        self.page.goto(self.wire.url)
        self.page.wait_for_selector(".nx-end", state="attached", timeout=120_000)
        self.page.wait_for_timeout(1500)

    def change(self, value: str, label: str) -> None:
        before = self.wire.sent
        self.taken.setdefault(label, []).append(self.page.evaluate(CHANGE, f"?from={value}"))
        self.page.wait_for_timeout(250)
        self.bytes.setdefault(label, []).append(self.wire.sent - before)


def serve(script: str, **environment: str) -> tuple[subprocess.Popen, str]:
    """A Streamlit server of a script, and its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    server = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return server, url
        except OSError:
            time.sleep(0.1)
    stop(server)
    raise SystemExit(f"{script} did not start")


def capture(store: Store, path: Path) -> list[str]:
    """Write the figures of every filter, just as a server of its own sends them, for the floor; return the filters."""
    server, url = serve("streamlit_app.py", NEXUS_STORE=str(store.path))
    made: dict[str, list[str]] = {}
    frames: list[bytes] = []
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
            page = browser.new_context(viewport=DESKTOP).new_page()
            page.on("websocket", lambda socket: socket.on("framereceived", lambda part: frames.append(part)))
            page.goto(url)
            page.wait_for_selector(".nx-end", state="attached", timeout=120_000)
            for value in CANDIDATES:
                page.wait_for_timeout(300)
                frames.clear()
                page.evaluate(GO, f"?from={value}")
                while "script_finished" not in (kinds := {kind for kind, _ in messages(frames)}):
                    page.wait_for_timeout(50)
                pair = [spec for kind, spec in messages(frames) if kind == "figure"][:2] if "figure" in kinds else []
                pair.sort(key=lambda spec: '"geo":' not in spec)  # the map, then the timeline, whichever came first
                if len(pair) == 2 and all(one not in known for known in made.values() for one in pair):
                    made[value] = pair
            browser.close()
    finally:
        stop(server)
    kept = list(made)[:: max(1, len(made) // MOST)][:MOST]
    path.write_text(json.dumps({value: made[value] for value in kept}), encoding="utf-8")
    return kept


def messages(frames: list[bytes]) -> list[tuple[str, str]]:
    """Kind of each message, "figure" with its JSON for a figure."""
    told = []
    for frame in list(frames):
        message = ForwardMsg()
        message.ParseFromString(frame)
        element = message.delta.new_element
        if message.WhichOneof("type") == "delta" and element.WhichOneof("type") == "plotly_chart":
            told.append(("figure", element.plotly_chart.spec))
        else:
            told.append((message.WhichOneof("type"), ""))
    return told


def measure(store: Store, folder: Path) -> tuple[Tab, Tab]:
    """Both pages through all filters twice, in turn."""
    filters = capture(store, folder / "figures.json")
    ours, url = serve("streamlit_app.py", NEXUS_STORE=str(store.path))
    made = {"FLOOR_FIGURES": str(folder / "figures.json"), "FLOOR_SHAPES": f"{url}/app/static/geo/"}
    floor, floor_url = serve("tests/benchmarks/floor_page.py", **made)
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
            wires = [Wire(url), Wire(floor_url)]
            tabs = [Tab(browser.new_context(viewport=DESKTOP).new_page(), wire) for wire in wires]
            for tab in tabs:
                tab.wire.start()
                tab.open()
                tab.change(filters[-1], "warm-up")
            for label in ("first", "again"):
                for value in filters:
                    for tab in tabs:
                        tab.change(value, label)
            browser.close()
    finally:
        stop(ours)
        stop(floor)
    return tabs[0], tabs[1]


def report(name: str, page: Tab, floor: Tab) -> None:
    """Two lines of the table."""
    for label in ("first", "again"):
        mine, least = page.taken[label], floor.taken[label]
        ratio = statistics.median(mine) / statistics.median(least)
        tail = statistics.quantiles(mine, n=20)[-1]
        size = statistics.median(page.bytes[label]) / 1000
        print(
            f"| {name} | {label} | {statistics.median(mine):.0f} / {tail:.0f} | {statistics.median(least):.0f} "
            f"| {ratio:.2f} | {size:.1f} | {statistics.median(floor.bytes[label]) / 1000:.1f} |",
            flush=True,
        )


def filled(path: Path, count: int) -> Store:
    """A store of the ledger and so many links."""
    store = Store(path)
    store.build()
    if count:
        shared = Path(os.environ.get("NEXUS_SHARED", ROOT.parent / "shared"))
        store_scale.fill(store, store_scale.real(shared / "icews18"), count)
    return store


def main() -> None:
    """Print a row for each number of links, first and again."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--links", type=int, nargs="*", default=[0, 100_000, 1_000_000])
    counts = parser.parse_args().links
    print(f"{MOST} filters; load average before: {os.getloadavg()[0]:.1f}")
    print("| links added | | page ms, p50 / p95 | floor ms, p50 | ratio | page KB | floor KB |")
    print("|---|---|---|---|---|---|---|")
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            store = filled(Path(place) / "store", count)
            report(f"{count:,}" if count else "0 (425 events)", *measure(store, Path(place)))
    print(f"load average after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
