"""What a server does before its first reader comes: it loads what every page needs, and asks the store once."""

from __future__ import annotations

import gc
import logging
import threading

from .. import figures, vocabulary, world
from ..filters import Filter
from . import data

LOG = logging.getLogger(__name__)


def begin() -> threading.Thread:
    """Start warming up beside the server. A reader who comes sooner waits for nothing that was not needed anyway."""
    thread = threading.Thread(target=up, name="warm-up", daemon=True)
    thread.start()
    return thread


def up() -> None:
    """Fill the caches of the view that shows everything. A store that is missing or ill is told to the reader, by the
    page; here it is noted only.
    """
    try:
        vocabulary.load()
        world.positions()
        figures.views()
        of = data.store()
        if of.exists:
            data.options(of)
            data.headline(of, Filter())
            data.strands(of, Filter(), "world")
            data.lanes(of, Filter())
    except Exception:
        LOG.warning("the server could not warm up", exc_info=True)
    settle()


def settle() -> None:
    """Leave what is loaded out of later collections: looking through it stops every reader for a tenth of a second."""
    gc.collect()
    gc.freeze()
