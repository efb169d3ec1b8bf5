"""Which slides a request gets, and the pictures put into them."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import BadInput
from . import browser, changed, deck, dossier, picture, slides
from .content import Content
from .jobs import NEVER, Watch


def build(content: Content) -> deck.Deck:
    """The slides of the request, pictures still to be drawn. BadInput for a square page."""
    if content.asked.size == "square":
        raise BadInput("Slides and PDF are 16:9 or 4:3; a square is for PNG and SVG.")
    return DECKS[content.asked.view](content)


def illustrated(content: Content, watch: Watch = NEVER) -> deck.Deck:
    """The slides with their pictures; where there is no browser, the places of pictures say so in words."""
    built = build(content)
    wanted = built.figures()
    if not wanted or browser.find() is None:
        return built
    return built.with_pictures(picture.for_slides(content, wanted, watch))


DECKS: dict[str, Callable[[Content], deck.Deck]] = {
    "situation": slides.briefing,
    "dossier": dossier.write,
    "changes": changed.write,
}
"""What a deck can be about; a new one is one function, its line here and its name in request.VIEWS."""
