"""What the server answers: headers on every route, compressed scripts, known names only, no path tricks."""

import base64
import gzip
import http.client
import os
from urllib.parse import urlsplit

import pytest

ROUTES = (
    "/",
    "/Timeline",
    "/_stcore/health",
    "/_stcore/host-config",
    "/app/static/geo/world_110m.json",
    "/nothing/here",
)
HEADERS = (
    "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy",
    "cross-origin-opener-policy", "permissions-policy",
)  # fmt: skip


def ask(site, path, **headers):
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize("route", ROUTES)
def test_every_answer_carries_the_security_headers(site, route):
    answer, _ = ask(site, route)
    assert [name for name in HEADERS if not answer.getheader(name)] == []
    policy = answer.getheader("content-security-policy")
    assert "default-src 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy


def test_scripts_travel_compressed_and_unchanged(site):
    _, shell = ask(site, "/")
    script = shell.decode().split('src="./static/js/')[1].split('"')[0]
    plain, whole = ask(site, f"/static/js/{script}")
    packed, small = ask(site, f"/static/js/{script}", **{"Accept-Encoding": "gzip"})
    assert packed.getheader("content-encoding") == "gzip"
    assert gzip.decompress(small) == whole
    assert len(small) < len(whole) / 2
    assert plain.getheader("content-encoding") is None
    assert "immutable" in packed.getheader("cache-control")


def test_shapes_and_fonts_are_served_by_us(site):
    for path in ("/app/static/geo/world_110m.json", "/app/static/fonts/SourceSans3-Regular.ttf.woff2"):
        answer, body = ask(site, path)
        assert answer.status == 200
        assert len(body) > 50_000


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "localhost.evil.test:8501"])
@pytest.mark.parametrize("path", ["/", "/_stcore/health"])
def test_strange_names_are_refused(site, host, path):
    answer, body = ask(site, path, Host=host)
    assert answer.status == 403
    assert b"NEXUS_HOSTS" in body


@pytest.mark.parametrize(("host", "origin"), [("evil.test", "http://evil.test"), ("evil.test", None)])
def test_a_socket_under_a_strange_name_is_refused(site, host, origin):
    key = base64.b64encode(os.urandom(16)).decode()
    headers = {
        "Host": host, "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": key, **({"Origin": origin} if origin else {}),
    }  # fmt: skip
    answer, _ = ask(site, "/_stcore/stream", **headers)
    assert answer.status == 403


@pytest.mark.parametrize(
    "path", ["/app/static/../streamlit_app.py", "/app/static/%2e%2e/README.md", "/static/js/..%2f..%2findex.html"]
)
def test_paths_stay_inside_their_folders(site, path):
    answer, body = ask(site, path, **{"Accept-Encoding": "gzip"})
    assert b"open_page" not in body
    assert b"Nexus Watch finds" not in body
    assert answer.status in (200, 400, 404)
