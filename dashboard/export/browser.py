"""The one Chromium that draws figures and prints pages: started when first needed, kept warm, closed when idle."""

from __future__ import annotations

import asyncio
import atexit
import base64
import concurrent.futures
import contextlib
import logging
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import kaleido
import plotly.graph_objects as go
from choreographer.browsers.chromium import Chromium

from .. import world
from ..errors import BadInput, NexusError
from . import faces
from .jobs import NEVER, Watch

T = TypeVar("T")

IDLE_SECONDS = 180.0
"""A warm browser holds about 400 MB, so it is let go when nobody has asked for a while."""

RENEW_AFTER = 200
"""Pictures after which the browser is started anew: upstream reports that its memory creeps in containers."""

NOWHERE = "http://127.0.0.1:9"
"""The discard port as proxy: whatever a page asked of the network fails at once, so nothing can leave."""

MISSING = (
    "Pictures need Chromium or Chrome, and none was found; install it (Debian: apt install chromium; "
    "others: kaleido_get_chrome) or name one in BROWSER_PATH. Slides, tables and data do without."
)

FAILED = (
    "The browser could not draw this ({}); try again, choose fewer figures, or take slides and data without pictures."
)


def find() -> str | None:
    """The path of a Chromium or Chrome on this machine, None where there is none. BROWSER_PATH wins."""
    named = os.environ.get("BROWSER_PATH")
    if named:
        return shutil.which(named)
    return Chromium.find_browser(skip_local=False)


def picture(figure: go.Figure, *, form: str, width: int, height: int, scale: float, watch: Watch = NEVER) -> bytes:
    """The figure as png, svg or pdf, `width` x `height` CSS pixels times `scale`; BadInput without a browser."""
    options = {"format": form, "width": width, "height": height, "scale": scale}

    async def draw(browser: kaleido.Kaleido) -> bytes:
        return await browser.calc_fig(figure, options, topojson=world.topojson_folder().as_uri() + "/")

    return _HOUSE.run(draw, watch)


def printed(html: str, watch: Watch = NEVER) -> bytes:
    """The HTML pages as one tagged PDF, in the page size their own CSS names; scripts in it do not run."""

    async def work(browser: kaleido.Kaleido) -> bytes:
        return await _on_page(browser, html, "Page.printToPDF", _PRINT)

    return _signed(_HOUSE.run(work, watch))


def shot(html: str, width: int, height: int, scale: float = 2, watch: Watch = NEVER) -> bytes:
    """The top `width` x `height` CSS pixels of the HTML as PNG at `scale`."""
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
    params = {"format": "png", "clip": clip, "captureBeyondViewport": True}

    async def work(browser: kaleido.Kaleido) -> bytes:
        return await _on_page(browser, html, "Page.captureScreenshot", params)

    return _HOUSE.run(work, watch)


def close() -> None:
    """Let the browser go now; the next picture starts another."""
    _HOUSE.close()


def _why(error: Exception) -> str:
    """What the system said ("No space left on device"), else the kind of the failure."""
    return getattr(error, "strerror", None) or type(error).__name__


def _signed(pdf: bytes) -> bytes:
    """The PDF with our name as its creator, in place of the browser's, which tells of the machine it ran on.

    The text keeps its length, for a PDF finds its parts by their place in the file.
    """
    return _CREATOR.sub(lambda found: found[1] + b"Nexus Watch".ljust(len(found[2])) + b")", pdf, count=1)


_CREATOR = re.compile(rb"(/Creator \()((?:\\.|[^\\)]){11,400})\)")

_PRINT: dict[str, Any] = {
    "printBackground": True,
    "preferCSSPageSize": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
    **dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0),
}


async def _on_page(browser: kaleido.Kaleido, html: str, command: str, params: dict[str, Any]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="nexus-page-") as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        tab = await browser.create_tab("")
        try:
            await tab.send_command("Emulation.setScriptExecutionDisabled", params={"value": True})
            await tab.send_command("Page.enable")
            loaded = tab.subscribe_once("Page.loadEventFired")
            await tab.send_command("Page.navigate", params={"url": page.as_uri()})
            await asyncio.wait_for(loaded, 60)
            answer = await tab.send_command(command, params=params)
        finally:
            await tab.close()
    if "result" not in answer:
        raise RuntimeError(f"{command}: {answer.get('error')}")
    return base64.b64decode(answer["result"]["data"])


class _House:
    """Holds the browser and the event loop it lives in; one thing is drawn at a time, callers may be many threads."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._browser: kaleido.Kaleido | None = None
        self._drawn = 0
        self._used = 0.0

    def run(self, work: Any, watch: Watch) -> bytes:
        """Do the work in the browser's own loop, giving up at once when the watch says the export was cancelled."""
        with self._turn:
            watch.check()
            browser, loop = self._ready()
            future = asyncio.run_coroutine_threadsafe(work(browser), loop)
            try:
                result = _wait(future, watch)
            except NexusError:
                self._give_up(future)
                raise
            except Exception as error:
                self._give_up(future)
                raise BadInput(FAILED.format(_why(error))) from error
            self._drawn += 1
            self._used = time.monotonic()
            return result

    def _give_up(self, future: concurrent.futures.Future[bytes]) -> None:
        """A browser that was interrupted at its work is in no known state: the next picture gets a fresh one."""
        future.cancel()
        self._stop()

    def _ready(self) -> tuple[kaleido.Kaleido, asyncio.AbstractEventLoop]:
        if self._browser and self._drawn >= RENEW_AFTER:
            self._stop()
        if self._browser is None or self._loop is None:
            self._start()
        assert self._browser
        assert self._loop
        return self._browser, self._loop

    def _start(self) -> None:
        path = find()
        if path is None:
            raise BadInput(MISSING)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=_live, args=(self._loop,), name="nexus-browser", daemon=True)
        self._thread.start()
        try:
            self._browser = self._call(_open(path))
        except Exception as error:
            self._end_loop()
            raise BadInput(FAILED.format(_why(error))) from error
        self._drawn, self._used = 0, time.monotonic()
        threading.Thread(target=self._close_when_idle, name="nexus-browser-idle", daemon=True).start()

    def _call(self, coroutine: Coroutine[Any, Any, T]) -> T:
        assert self._loop
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=60)

    def _close_when_idle(self) -> None:
        mine = self._browser
        while True:
            time.sleep(min(IDLE_SECONDS, 15))
            with self._turn:
                if self._browser is not mine:
                    return
                if time.monotonic() - self._used > IDLE_SECONDS:
                    self._stop()
                    return

    def _stop(self) -> None:
        browser, self._browser = self._browser, None
        if browser is None or self._loop is None:
            return
        with contextlib.suppress(concurrent.futures.TimeoutError):
            asyncio.run_coroutine_threadsafe(browser.close(), self._loop).result(timeout=15)
        if browser.subprocess.poll() is None:
            browser.subprocess.kill()
        self._end_loop()

    def _end_loop(self) -> None:
        loop, self._loop = self._loop, None
        if loop is not None and self._thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join(timeout=15)

    def close(self) -> None:
        with self._turn:
            self._stop()


def _live(loop: asyncio.AbstractEventLoop) -> None:
    """Run the loop until it is stopped, then end what is left in it."""
    loop.set_exception_handler(lambda _, told: _log.debug("in the browser's loop: %s", told.get("message")))
    try:
        loop.run_forever()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left, timeout=5))
    finally:
        loop.close()


class _Page:
    """Kaleido's own page with the shipped face on it; figures wait until the face is there, or lines would shift."""

    def generate_index(self) -> str:
        """The HTML of the page."""
        page = kaleido.PageGenerator(mathjax=False).generate_index()
        ready = f"<style>{faces.css()}</style><script>{faces.script()}{_WAIT}</script>"
        return page.replace("</head>", ready + "</head>")


_WAIT = """
const draw = kaleido_scopes.plotly;
const loaded = [400, 600].map(weight => document.fonts.load(weight + " 16px 'Source Sans 3'"));
kaleido_scopes.plotly = (...asked) => Promise.all(loaded).then(() => draw(...asked));
"""


async def _open(path: str) -> kaleido.Kaleido:
    browser = kaleido.Kaleido(n=1, timeout=90, page_generator=_Page(), path=path, proxy_server=NOWHERE)
    await browser.open()
    return browser


def _wait(future: concurrent.futures.Future[bytes], watch: Watch) -> bytes:
    """The result, looking every tenth of a second whether the export was cancelled meanwhile."""
    while True:
        watch.check()
        try:
            return future.result(timeout=0.1)
        except concurrent.futures.TimeoutError:
            if future.done():
                raise


_log = logging.getLogger(__name__)
_HOUSE = _House()
atexit.register(close)
