"""Store and Filter to pandas frames; every column is described in `columns` and in docs/data-dictionary.md."""

from .aggregates import Headline, arcs, countries, density, headline, pair_status
from .changed import changes
from .columns import FRAMES
from .gathered import Drawing, lanes, strands
from .rows import articles, comentions, events, groups, links, mentions, sources, treaties

__all__ = [
    "FRAMES",
    "Drawing",
    "Headline",
    "arcs",
    "articles",
    "changes",
    "comentions",
    "countries",
    "density",
    "events",
    "groups",
    "headline",
    "lanes",
    "links",
    "mentions",
    "pair_status",
    "sources",
    "strands",
    "treaties",
]
