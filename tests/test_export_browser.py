"""The browser behind pictures: draws offline, asks nobody outside, is cancelled at once, leaves nothing behind."""

import io
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pypdf
import pytest
from PIL import Image

from dashboard import figures
from dashboard.errors import BadInput
from dashboard.export import browser, jobs

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium on this machine")


@pytest.fixture(autouse=True, scope="module")
def _closed() -> Iterator[None]:
    yield
    browser.close()


def a_map() -> go.Figure:
    """Two countries filled, on our own outlines."""
    figure = go.Figure(go.Choropleth(locations=["RUS", "PRK"], z=[1, 2], showscale=False, colorscale=["#0000ff"] * 2))
    return figure.update_layout(geo={"fitbounds": False}, template="none", margin=dict.fromkeys("lrtb", 0))


def _processes() -> set[int]:
    """Chromium's main processes that were started by this process."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes()
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, ValueError):
                continue
            if b"--remote-debugging-pipe" in words and b"--type=" not in words and parent == os.getpid():
                found.add(int(entry.name))
    return found


def _gone(condition: object, seconds: float) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if not condition():
            return True
        time.sleep(0.1)
    return False


def test_a_map_is_drawn_with_its_countries_at_twice_the_pixels() -> None:
    data = browser.picture(a_map(), form="png", width=640, height=360, scale=2)
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert image.size == (1280, 720)
    blue = (np.asarray(image) == (0, 0, 255)).all(axis=2).mean()
    assert 0.02 < blue < 0.2, "Russia covers about a thirtieth of the picture"


def test_svg_holds_the_shapes() -> None:
    svg = browser.picture(a_map(), form="svg", width=640, height=360, scale=1).decode()
    assert svg.startswith("<svg")
    assert svg.count("<path") > 2


def test_the_shipped_face_is_there_for_the_first_picture() -> None:
    browser.close()
    family = figures.template.typeface.FAMILY
    shapes = []
    for font in (family, "Liberation Sans, Arial, sans-serif"):
        figure = go.Figure().update_layout(title={"text": "Who says what", "font": {"family": font, "size": 60}})
        shapes.append(browser.picture(figure, form="png", width=900, height=200, scale=1))
    again = go.Figure().update_layout(title={"text": "Who says what", "font": {"family": family, "size": 60}})
    assert browser.picture(again, form="png", width=900, height=200, scale=1) == shapes[0]
    assert shapes[0] != shapes[1]


def test_pages_are_printed_in_their_own_size_with_text_and_without_scripts() -> None:
    html = (
        "<!doctype html><meta charset=utf-8><style>@page{size:720pt 540pt;margin:0}</style><h1>제목 Title</h1>"
        "<script>document.body.append('ran')</script>"
    )
    reader = pypdf.PdfReader(io.BytesIO(browser.printed(html)))
    assert [float(x) for x in reader.pages[0].mediabox] == [0, 0, 720, 540]
    text = reader.pages[0].extract_text()
    assert "제목" in text
    assert "ran" not in text


OWN = re.compile(r"\.(google|googleapis|gvt1)\.com|start\.duckduckgo\.com")
"""What Chromium asks for itself (time, updates, a start page); the real proxy, a dead port, stops that too."""


class Ear(threading.Thread):
    """A proxy that answers nobody and writes down what was asked of it."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.heard: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def run(self) -> None:
        while True:
            caller, _ = self._socket.accept()
            with caller:
                asked = caller.recv(4096)
            if asked == b"stop":
                self._socket.close()
                return
            self.heard.append(asked.split(b"\r\n")[0].decode("latin-1"))

    def stop(self) -> None:
        with socket.create_connection(self._socket.getsockname()) as last:
            last.sendall(b"stop")
        self.join(10)


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear()
    ear.start()
    browser.close()
    monkeypatch.setattr(browser, "NOWHERE", ear.address)
    try:
        browser.picture(a_map(), form="png", width=320, height=180, scale=1)
        browser.printed("<!doctype html><h1>Title</h1>")
        outside = [line for line in ear.heard if not OWN.search(line)]
        browser.printed("<!doctype html><img src='http://pictures.test/x.png'>")
        assert any("pictures.test" in line for line in ear.heard), "the control did not reach the ear"
        assert outside == []
    finally:
        ear.stop()
        browser.close()


def test_a_cancelled_picture_stops_at_once_and_the_next_one_works() -> None:
    watch = jobs.Watch()
    slow = go.Figure(go.Scatter(x=np.arange(400_000), y=np.random.default_rng(1).random(400_000)))
    threading.Timer(0.5, watch.cancel).start()
    begun = time.monotonic()
    with pytest.raises(jobs.Cancelled, match="cancelled"):
        browser.picture(slow, form="svg", width=1920, height=1080, scale=2, watch=watch)
    assert time.monotonic() - begun < 20
    assert _gone(_processes, 10), "a cancelled picture left its browser"
    assert browser.picture(a_map(), form="png", width=320, height=180, scale=1).startswith(b"\x89PNG")


def test_an_idle_browser_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    browser.close()
    monkeypatch.setattr(browser, "IDLE_SECONDS", 0.3)
    browser.picture(a_map(), form="png", width=320, height=180, scale=1)
    assert _processes()
    assert _gone(_processes, 15)


@pytest.mark.parametrize("name", ["missing", "plain.txt"])
def test_without_a_browser_the_sentence_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    browser.close()
    (tmp_path / "plain.txt").write_text("no program")
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / name))
    assert browser.find() is None
    with pytest.raises(BadInput, match="install"):
        browser.picture(a_map(), form="png", width=320, height=180, scale=1)


def test_a_browser_that_does_not_start_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    browser.close()
    false = tmp_path / "chromium"
    false.write_text("#!/bin/sh\nexit 3\n")
    false.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(false))
    with pytest.raises(BadInput, match="could not draw"):
        browser.picture(a_map(), form="png", width=320, height=180, scale=1)


def test_a_killed_server_leaves_no_browser_behind() -> None:
    code = (
        "import plotly.graph_objects as go, time\n"
        "from dashboard.export import browser\n"
        "browser.picture(go.Figure(), form='png', width=100, height=100, scale=1)\n"
        "print(browser._HOUSE._browser.subprocess.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    server = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    child = int(server.stdout.readline())
    assert Path(f"/proc/{child}").exists()
    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()
    assert _gone(lambda: _alive(child), 10)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
