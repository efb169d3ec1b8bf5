"""One real server with its own store, and a real Chromium that may not leave this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ..conftest import ROOT

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
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


@dataclass
class Visit:
    """A tab that notes what it should not do: ask another host, or complain in its console."""

    page: Page
    site: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_complaint)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

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
        """Wait until the script has ended and what it sent is drawn."""
        self.page.wait_for_selector(".nx-end", state="attached", timeout=60_000)
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
        self.page.wait_for_timeout(150)


def context_of(browser: Browser, **options) -> BrowserContext:
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-GB", **options})
    context.set_default_timeout(20_000)
    return context


def visit_of(browser: Browser, site: str, **options) -> Visit:
    """A tab in a browser of its own, which has fetched and saved nothing yet."""
    found = Visit(context_of(browser, **options).new_page(), site)
    found.watch()
    return found


@pytest.fixture(scope="session")
def desktop(browser):
    """One browser for all tabs of desktop size: scripts are fetched once, as for a reader who comes back."""
    context = context_of(browser)
    yield context
    context.close()


@pytest.fixture
def visit(desktop, site):
    """A fresh tab at desktop size, nothing saved; afterwards it has asked nobody else and complained of nothing."""
    found = Visit(desktop.new_page(), site)
    found.watch()
    yield found
    if found.page.url.startswith(site):
        found.page.evaluate("localStorage.clear()")
    found.page.close()
    assert not found.outside, "something was fetched from outside"
    assert not found.complaints, "the console shows errors"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.e2e)
