"""One HTML file that works without any network: live figures, outlines, typeface, evidence and sources inside."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from html import escape

import plotly
from plotly.offline import get_plotlyjs

from .. import figures, world
from ..figures import typeface
from . import appendix, faces, picture, plots, sentences
from .content import Content
from .jobs import NEVER, Watch
from .quoted import Evidence, Source

SCREEN = figures.Size(1060, 640, safe=0, scale=1.0)

_START = """
const read = id => JSON.parse(document.getElementById(id).textContent);
for (const holder of document.querySelectorAll("[data-figure]")) {
  const figure = read(holder.dataset.figure);
  Plotly.newPlot(holder, figure.data, figure.layout, figure.config);
}
"""

_OUTLINES = (
    "window.PlotlyGeoAssets = {topojson: {world_110m: JSON.parse(document.getElementById('outlines').textContent)}};"
)
"""plotly.js looks here before it asks any address (src/plots/geo/geo.js, fetchTopojson)."""


def write(content: Content, watch: Watch = NEVER) -> bytes:
    """The view as one HTML file. Its content-security policy lets nothing in or out; scripts run by their hash."""
    holders, data = [], []
    for name in _figures(content):
        watch.step(f"Drawing the {name}")
        chart = plots.stamped(content, name, SCREEN)
        holders.append(_holder(name, chart))
        data.append(_json(f"figure-{name}", _figure(content, name, chart)))
    outlines = f'<script type="application/json" id="outlines">{_shapes()}</script>'
    scripts = (_OUTLINES, get_plotlyjs(), faces.script() + _START)
    body = f"<main>{_head(content)}{''.join(holders)}{_evidence(content)}{_sources(content)}{_limits()}</main>"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="generator" content="Nexus Watch, plotly.py {plotly.__version__}">'
        f"<title>{escape(_title(content))}</title><style>{faces.css()}{_STYLE}</style></head><body>{body}"
        f"{outlines}{''.join(data)}{''.join(f'<script>{script}</script>' for script in scripts)}</body></html>"
    ).encode("utf-8", "replace")


def _figures(content: Content) -> tuple[str, ...]:
    wanted = [name for name in plots.FIGURES if name in content.asked.parts]
    return tuple(wanted) or ("map",)


def _title(content: Content) -> str:
    return content.asked.title or sentences.title(content)


def _holder(name: str, chart: figures.Chart) -> str:
    return (
        f'<figure><div class="chart" data-figure="figure-{name}" role="img" aria-label="{escape(chart.alt)}"></div>'
        f"<figcaption>{escape(chart.alt)}</figcaption></figure>"
    )


def _figure(content: Content, name: str, chart: figures.Chart) -> str:
    drawn = json.loads(chart.figure.to_json())
    drawn["config"] = {**picture.camera(content, name, SCREEN), "topojsonURL": ""}
    return json.dumps(drawn, ensure_ascii=False)


def _json(name: str, text: str) -> str:
    return f'<script type="application/json" id="{name}">{_inert(text)}</script>'


def _inert(text: str) -> str:
    """JSON that cannot end its script element or begin a comment, whatever stands in it."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@functools.cache
def _shapes() -> str:
    return _inert(world.TOPOJSON.read_text(encoding="utf-8"))


def _policy(scripts: tuple[str, ...]) -> str:
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@functools.lru_cache(maxsize=8)
def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _head(content: Content) -> str:
    marking = f'<p class="marking">{escape(content.asked.marking)}</p>' if content.asked.marking else ""
    said = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences.findings(content))
    link = content.context.link
    shown = f'<a href="{escape(link)}">{escape(link)}</a>' if content.asked.base else escape(link)
    return (
        f"<header>{marking}<h1>{escape(_title(content))}</h1><p>{escape(sentences.stamp(content))}</p>"
        f"<p>Same view: {shown}</p><ul>{said}</ul></header>"
    )


def _evidence(content: Content) -> str:
    rows = "".join(map(_evidence_row, content.evidence))
    share = sentences.shown(len(content.evidence), content.headline.events, "event")
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Date", "Sentence", "Between and status", "Source"))
    return f"<h2>Evidence: {share}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _evidence_row(entry: Evidence) -> str:
    said = "".join(f'<p dir="auto">{escape(sentence)}</p>' for sentence in entry.sentences)
    made = "".join(f"<p>{escape(line)}</p>" for line in appendix.assertions(entry))
    cited = ", ".join(f'<a href="#source-{number}">{number}</a>' for number in entry.sources)
    return (
        f'<tr id="{escape(entry.event)}"><td>{escape(entry.date)}</td>'
        f'<td><b dir="auto">{escape(entry.title)}</b>{said}</td>'
        f"<td>{made}</td><td>[{cited}] {escape(', '.join(entry.outlets))}</td></tr>"
    )


def _sources(content: Content) -> str:
    return f"<h2>Sources</h2><ol>{''.join(map(_source, content.sources))}</ol>"


def _source(source: Source) -> str:
    address = f'<a href="{escape(source.url)}" rel="noreferrer">{escape(source.url)}</a>' if source.url else ""
    known = ", ".join(filter(None, [source.publisher, source.published or "undated", f"origin: {source.origin}"]))
    return f'<li id="source-{source.number}">{escape(known)} {address}</li>'


def _limits() -> str:
    said = "".join(f"<li>{escape(sentence)}</li>" for sentence in (*appendix.LIMITS, world.VIEWPOINT))
    return f"<h2>How to read this, and its limits</h2><ul>{said}</ul>"


_STYLE = f"""
body{{margin:0;background:#fdfcfa;color:#1d1c1a;font:15px/1.45 {typeface.FAMILY}}}
main{{max-width:1100px;margin:0 auto;padding:24px 16px 64px}}
h1{{font-size:28px;line-height:1.2;margin:0 0 8px}}h2{{font-size:20px;margin:40px 0 8px}}
figure{{margin:32px 0;border-top:1px solid #1d1c1a;overflow-x:auto;padding-top:30px}}
.chart{{width:100%;min-width:{SCREEN.width}px;height:{SCREEN.height}px}}
figcaption{{font-size:13px;color:#575d66}}
table{{border-collapse:collapse;width:100%;font-size:14px}}
th,td{{text-align:start;vertical-align:top;padding:6px 8px;border-bottom:1px solid #dcd8cf;overflow-wrap:anywhere}}
td:first-child{{white-space:nowrap}}td p{{margin:2px 0}}li{{overflow-wrap:anywhere;margin:3px 0}}
.marking{{background:#000;color:#fff;display:inline-block;padding:2px 10px;font-weight:700;margin:0 0 8px}}
.js-plotly-plot .modebar{{top:auto!important;bottom:2px}}
tr:target,li:target{{background:#fff3cd}}
@media (max-width:700px){{table,tbody,tr,td{{display:block}}thead{{display:none}}}}
@media print{{.chart{{break-inside:avoid}}}}
"""
