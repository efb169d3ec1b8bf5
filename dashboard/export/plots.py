"""The figures of a view by name, drawn from its frames as the pages draw them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from .. import figures
from ..figures.views import views
from . import permalink
from .content import Content


def chart(content: Content, name: str, size: figures.Size = figures.SCREEN) -> figures.Chart:
    """The figure of that name for that size, from the frames of the content, in its theme, without title or footer."""
    return FIGURES[name](content, {"theme": content.asked.theme, "size": size})


def stamped(content: Content, name: str, size: figures.Size) -> figures.Chart:
    """The same figure with its title, filter, state of knowledge, amounts and link inside the picture.

    The link opens the page where that figure stands.
    """
    context = dataclasses.replace(content.context, link=permalink.link(content.asked, name))
    return figures.stamp(chart(content, name, size), context, size=size, theme=content.asked.theme)


def _map(content: Content, look: dict[str, Any]) -> figures.Chart:
    view = _region(content)
    return figures.world_map(
        content.strands(view), content.countries, content.placed, view=view, measure=content.asked.fill, **look
    )


def _region(content: Content) -> str:
    pairs = content.filter.pairs
    return content.asked.region or (pairs[0] if len(pairs) == 1 and pairs[0] in views() else "world")


def _timeline(content: Content, look: dict[str, Any]) -> figures.Chart:
    events, links = content.in_detail
    treaties = content.treaties if content.asked.eras == "on" else None
    known = {"treaties": treaties, "clock": content.filter.clock, "detail": content.asked.detail}
    return figures.timeline(events, content.lanes, links=links, **known, **look)


def _pairs(content: Content, look: dict[str, Any]) -> figures.Chart:
    return figures.pair_matrix(content.pair_status, content.groups, **look)


def _tempo(content: Content, look: dict[str, Any]) -> figures.Chart:
    return figures.tempo(content.lanes, **look)


def _network(content: Content, look: dict[str, Any]) -> figures.Chart:
    treaties = content.treaties if content.asked.second == "treaties" else content.treaties.head(0)
    return figures.network(content.arcs, treaties, **look)


def _statuses(content: Content, look: dict[str, Any]) -> figures.Chart:
    return figures.claims_over_time(content.lanes, **look)


def _dimensions(content: Content, look: dict[str, Any]) -> figures.Chart:
    return figures.dimensions(content.in_detail[1], **look)


FIGURES: dict[str, Callable[[Content, dict[str, Any]], figures.Chart]] = {
    "map": _map,
    "timeline": _timeline,
    "pairs": _pairs,
    "tempo": _tempo,
    "network": _network,
    "statuses": _statuses,
    "dimensions": _dimensions,
}
"""Every figure that can be exported, by name; a new one is one function, its line here, and its name in request."""
