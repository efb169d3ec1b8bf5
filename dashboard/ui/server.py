"""What stands between the network and Streamlit: known host names, security headers, scripts compressed once."""

from __future__ import annotations

import base64
import gzip
import hashlib
import ipaddress
import os
import re
import socket
from functools import lru_cache
from pathlib import Path

import anyio
import streamlit
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SHELL = Path(streamlit.__file__).parent / "static"
ASSET = re.compile(r"/static/((?:js|css)/[A-Za-z0-9_][A-Za-z0-9_.\-]*\.(js|css))$")
TYPES = {"js": "text/javascript", "css": "text/css"}


@lru_cache(maxsize=1)
def policy() -> str:
    """The content-security policy: this host alone. Streamlit's page shell has one inline script, allowed by its hash;
    `blob:` is how Streamlit loads the script of a component (ours: keyboard.js)."""
    shell = (SHELL / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", shell, re.S)
    digests = (base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in inline)
    scripts = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def headers() -> list[tuple[bytes, bytes]]:
    """The headers that every answer carries."""
    return [
        (b"content-security-policy", policy().encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"permissions-policy", b"geolocation=(), camera=(), microphone=()"),
    ]


class SecurityHeaders:
    """Adds `headers()` to each HTTP answer and takes the name of the server off it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.added = headers()
        self.replaced = {name for name, _ in self.added} | {b"server"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in self.replaced]
                message["headers"] = kept + self.added
            await send(message)

        await self.app(scope, receive, with_headers)


def is_known_host(host: str, extra: frozenset[str]) -> bool:
    """Whether a Host header names this machine: an address, localhost, its own name, or a name in `extra`.

    A page of another site that rebinds its own name to our address sends that name, so names must be known; an
    address cannot be rebound.
    """
    name = re.sub(r":\d+$", "", host).strip("[]").rstrip(".").lower()
    try:
        ipaddress.ip_address(name)
    except ValueError:
        own = socket.gethostname().lower()
        return name in {"localhost", own, own.split(".")[0], f"{own}.local", *extra} or name.endswith(".localhost")
    return True


class HostGuard:
    """Refuses requests under a name nobody gave this dashboard (DNS rebinding); NEXUS_HOSTS adds names, `*` all."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        names = os.environ.get("NEXUS_HOSTS", "")
        self.extra = frozenset(name.strip().lower() for name in names.split(",") if name.strip())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or "*" in self.extra:
            return await self.app(scope, receive, send)
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if is_known_host(host, self.extra):
            return await self.app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        return await refusal(host)(scope, receive, send)


def refusal(host: str) -> Response:
    """One sentence for whoever came under an unknown name."""
    shown = re.sub(r"[^A-Za-z0-9.:\-]", "?", host)[:80] or "no name"
    text = f"This dashboard does not answer to {shown!r}; start it with NEXUS_HOSTS set to the name it is served under."
    return PlainTextResponse(text, status_code=403)


class CompressedAssets:
    """Serves Streamlit's scripts and styles gzipped: each is compressed once and kept (about 5 MB for all of them).

    Streamlit sends them as they are, 8 MB on a first visit; its reason is the cost of compressing at every request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = ASSET.search(scope.get("path", "")) if scope["type"] == "http" else None
        accepted = (value for name, value in scope.get("headers", ()) if name == b"accept-encoding")
        if found and scope["method"] == "GET" and any(b"gzip" in value for value in accepted):
            body = await anyio.to_thread.run_sync(compressed, found.group(1))
            if body is not None:
                return await asset(body, TYPES[found.group(2)])(scope, receive, send)
        return await self.app(scope, receive, send)


@lru_cache(maxsize=512)
def compressed(name: str) -> bytes | None:
    """The gzipped file of Streamlit's own static folder, None where there is none; names hold no path."""
    path = SHELL / "static" / name
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0) if path.is_file() else None


def asset(body: bytes, kind: str) -> Response:
    """File names carry a hash of their content, so a browser may keep them."""
    kept = {
        "content-encoding": "gzip",
        "vary": "accept-encoding",
        "cache-control": "public, immutable, max-age=31536000",
    }
    return Response(body, media_type=f"{kind}; charset=utf-8", headers=kept)


MIDDLEWARE = (Middleware(SecurityHeaders), Middleware(HostGuard), Middleware(CompressedAssets))
