"""One real server with its own store, and a real Chromium that may not leave this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, TimeoutError, expect, sync_playwright

from ..conftest import ROOT

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
expect.set_options(timeout=20_000)  # a busy machine is slow; what holds is seen at once on a quiet one
DESKTOP = {"width": 1400, "height": 900}


def chromium() -> str | None:
    """The browser to drive: CHROMIUM, else the system's own, else None for Playwright's own download."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(store: Path, log: Path, **environment: str) -> tuple[subprocess.Popen, str]:
    """A dashboard on a free port, and its address, once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)]
    settings = {**os.environ, "NEXUS_STORE": str(store), **environment}
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"], cwd=ROOT, env=settings, stdout=out, stderr=subprocess.STDOUT
        )
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return server, url
        except OSError:
            assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
            time.sleep(0.1)
    stop(server)
    pytest.fail(f"the server did not answer within 30 s:\n{log.read_text(encoding='utf-8', errors='replace')}")


def stop(server: subprocess.Popen) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(10)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a dashboard over a store of its own; the first visit builds that store."""
    folder = tmp_path_factory.mktemp("site")
    server, url = start(folder / "store", folder / "server.log")
    yield url
    stop(server)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


COUNT_RUNS = """
  window.nxRuns = 0;
  window.nxHeard = 0;
  window.nxLast = 0;
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', () => { window.nxHeard += 1; window.nxLast = performance.now(); });
    }
  };
  let before;
  new MutationObserver(() => {
    const now = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
    if (now === 'notRunning' && now !== before) window.nxRuns += 1;
    before = now;
  }).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-test-script-state']});
"""
"""Counts how often the script of a page has run to its end, and the messages of its server.

A busy browser draws the beginning and the end of a short run at once, and such a run is not seen: messages tell of it.
"""

SETTLED = """
  ([document_, runs, heard]) => {
    const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
    const whole = document.querySelector('.nx-end') && !document.querySelector('[data-testid="stSkeleton"]');
    const unseen = window.nxHeard > heard && performance.now() - window.nxLast > 400;
    const more = performance.timeOrigin !== document_ || window.nxRuns > runs || unseen;
    return state === 'notRunning' && whole && more && [performance.timeOrigin, window.nxRuns, window.nxHeard];
  }
"""
HINDRANCE = """
  () => JSON.stringify({
    state: document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState,
    ended: !!document.querySelector('.nx-end'),
    skeletons: document.querySelectorAll('[data-testid="stSkeleton"]').length,
    runs: window.nxRuns,
    focus: document.activeElement?.outerHTML.slice(0, 200),
    errors: [...document.querySelectorAll('[data-testid="stException"]')].map(error => error.innerText.slice(0, 300)),
  })
"""
"""What keeps a page from settling, for the report of a test that waited in vain."""
RUNS = """
  ([document_, runs, heard]) => performance.timeOrigin !== document_ || window.nxRuns > runs || window.nxHeard > heard
    || document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== 'notRunning'
"""
DRAWN = "new Promise(then => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(then)), 50))"


@dataclass
class Visit:
    """A tab that notes what it should not do: ask another host, or complain in its console."""

    page: Page
    site: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    seen: tuple[float, int, int] = (0.0, 0, 0)
    listeners: list[tuple[str, Callable]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listen("request", self._note_request)
        self.listen("console", self._note_complaint)
        self.listen("pageerror", lambda error: self.complaints.append(str(error)))

    def listen(self, event: str, hear: Callable) -> None:
        """Hear an event of the tab until it is left."""
        self.listeners.append((event, hear))
        self.page.on(event, hear)

    def _note_request(self, request) -> None:
        if not request.url.startswith((self.site, self.site.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def _note_complaint(self, message) -> None:
        # Opened cold below the root, Streamlit looks for its server at /Page/_stcore first, then at the root.
        looking = "/_stcore/" in message.location.get("url", "") and "404" in message.text
        if message.type == "error" and not looking:
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    def open(self, path: str = "") -> Page:
        """Go to a page and wait until it has run to its end."""
        self.page.goto(f"{self.site}/{path}", wait_until="domcontentloaded")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run to its end once more since this was last asked, and what it sent is drawn."""
        try:
            self.seen = self.page.wait_for_function(SETTLED, arg=list(self.seen), timeout=60_000).json_value()
        except TimeoutError:
            pytest.fail(f"the page did not settle after run {self.seen[1]:.0f}: {self.page.evaluate(HINDRANCE)}")
        self.page.evaluate(DRAWN)

    def press(self, what: Locator) -> None:
        """Press a button or link of a page that has settled, and settle again. A press that meets an open calendar only
        closes it, and one that meets a moving layout misses: as a reader does, press again when nothing happens.
        """
        for _ in range(3):
            what.click()
            try:
                self.page.wait_for_function(RUNS, arg=list(self.seen), timeout=8_000)
            except TimeoutError:
                continue
            break
        self.settle()

    def leave(self) -> None:
        """Forget what the tab has saved, put it on a bare page of the same site, and hear no more of it."""
        self.page.goto(f"{self.site}/_stcore/health")
        self.page.evaluate("localStorage.clear(), sessionStorage.clear()")
        self.page.mouse.move(0, 0)
        self.page.set_viewport_size(DESKTOP)
        self.page.emulate_media(color_scheme="light")
        for event, hear in self.listeners:
            self.page.remove_listener(event, hear)


def context_of(browser: Browser, **options) -> BrowserContext:
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-GB", **options})
    context.set_default_timeout(20_000)
    context.add_init_script(COUNT_RUNS)
    return context


def visit_of(browser: Browser, site: str, **options) -> Visit:
    """A tab in a browser of its own, which has fetched and saved nothing yet."""
    return Visit(context_of(browser, **options).new_page(), site)


@pytest.fixture(scope="session")
def tab(browser):
    """One tab of desktop size for all tests: scripts are fetched and compiled once, as for a reader who stays."""
    context = context_of(browser)
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(tab, site):
    """A tab at desktop size, nothing saved; afterwards it has asked nobody else and complained of nothing."""
    found = Visit(tab, site)
    yield found
    found.leave()
    assert not found.outside, "something was fetched from outside"
    assert not found.complaints, "the console shows errors"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.e2e)
