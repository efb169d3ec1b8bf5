"""Time until a page is whole: opened cold, and after a filter that nobody asked for before.
Run: python -m tests.benchmarks.pages [--links 1000000]

Real Chromium, a new server for each page. A page is whole when the server says that the run has ended and two frames
have been painted; on the entry page that is some time after the map is there (rerun.py).
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dashboard.store import Store
from tests.benchmarks import rerun
from tests.e2e.conftest import DESKTOP, FLAGS, chromium, stop

PAGES = ("", "Timeline", "Relations", "Pair", "Claims", "Evidence")
FILTERS = (
    "from=2016-05",
    "country=PRK&country=RUS",
    "status=disputed&from=2019",
    "q=yongbyon",
    "clock=reported&to=2022",
)
LIMIT = 3.0
"""Seconds that no page may take."""

CHANGE = """
async query => {
  const app = () => document.querySelector('[data-testid="stApp"]').getAttribute('data-test-script-state');
  const told = () => document.querySelector('h1.nx-h1')?.textContent + document.querySelector('.nx-line')?.textContent;
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const before = told(), start = performance.now();
  history.pushState({}, '', query);
  dispatchEvent(new PopStateEvent('popstate', {state: {}}));
  while (told() === before || app() !== 'notRunning') {
    if (performance.now() - start > 60000) throw new Error('not whole within 60 s: ' + query);
    await new Promise(resolve => setTimeout(resolve, 4));
  }
  await frame(); await frame();
  return performance.now() - start;
}
"""


def opened(tab: Page, url: str) -> float:
    """Seconds until a page opened in a new tab is whole."""
    start = time.perf_counter()
    tab.goto(url)
    tab.wait_for_selector(".nx-end", state="attached", timeout=120_000)
    tab.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=120_000)
    return time.perf_counter() - start


def measure(store: Store) -> list[tuple[str, float, list[float]]]:
    """Page, seconds to open it, and seconds after each of FILTERS; each page asks a server of its own."""
    found = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name in PAGES:
            server, url = rerun.serve("streamlit_app.py", NEXUS_STORE=str(store.path))
            try:
                tab = browser.new_context(viewport=DESKTOP).new_page()
                cold = opened(tab, f"{url}/{name}")
                tab.wait_for_timeout(500)
                found.append((name, cold, [tab.evaluate(CHANGE, f"?{query}") / 1000 for query in FILTERS]))
                tab.context.close()
            finally:
                stop(server)
        browser.close()
    return found


def main() -> None:
    """Print a row a page; exit with 1 when one takes longer than LIMIT for a filter."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--links", type=int, default=1_000_000)
    count = parser.parse_args().links
    print(f"{count:,} links added, {len(FILTERS)} filters; load average before: {os.getloadavg()[0]:.1f}")
    print("| page | cold, s | new filter, s: middle | most |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        store = rerun.filled(Path(place) / "store", count)
        store.snapshot()
        found = measure(store)
    for name, cold, taken in found:
        print(f"| {name or 'Situation'} | {cold:.1f} | {statistics.median(taken):.2f} | {max(taken):.2f} |")
    print(f"load average after: {os.getloadavg()[0]:.1f}")
    raise SystemExit(any(max(taken) > LIMIT for _, _, taken in found))


if __name__ == "__main__":
    main()
