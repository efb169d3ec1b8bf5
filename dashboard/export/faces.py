"""The shipped typeface as CSS that carries it inside: for pages and pictures that must stand alone."""

from __future__ import annotations

import base64
import functools
import json

from ..figures import typeface


@functools.cache
def css() -> str:
    """@font-face rules for Source Sans 3, regular and semibold, the files inside as data (about 290 KB)."""
    return _rule(typeface.REGULAR, "400") + _rule(typeface.SEMIBOLD, "600 700")


def _rule(file: str, weights: str) -> str:
    data = base64.b64encode((typeface.FOLDER / f"{file}.woff2").read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:'Source Sans 3';font-weight:{weights};src:{source}}}"


@functools.cache
def script() -> str:
    """JavaScript that puts the face into every SVG that plotly.js turns into a picture.

    A browser draws an SVG image without the fonts of the page around it; without this, a PNG shows another face than
    the one its lines were measured with. plotly.js hands over the SVG as a Blob (src/snapshot/svgtoimg.js).
    """
    return (
        f"const faces = {json.dumps(f'<style>{css()}</style>')};\n"
        "window.Blob = class extends Blob {\n"
        "  constructor(parts = [], options = {}) {\n"
        "    const svg = String(options.type || '').startsWith('image/svg+xml');\n"
        "    super(svg ? parts.map(part => String(part).replace('>', '>' + faces)) : parts, options);\n"
        "  }\n"
        "};\n"
    ).replace("</", "<\\/")
