"""Handling markings: the Traffic Light Protocol 2.0 or any other short text, read the same wherever it comes from."""

from __future__ import annotations

import re

from ..errors import BadInput

LEVELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""FIRST's Traffic Light Protocol 2.0 (2022); any other short text may stand as well."""

MOST = 60
"""Characters that stand on one line of a slide."""


def read(text: str) -> str:
    """The marking as it stands on figures, "" for none. BadInput says why a text cannot stand there.

    Levels of TLP are written as the standard writes them (" tlp:amber + strict" is TLP:AMBER+STRICT); a level that it
    does not have would mislead. Signs that cannot be seen could turn or split the line, so they are refused.
    """
    words = " ".join(text.split())
    if len(words) > MOST:
        raise BadInput(f"The handling marking is longer than {MOST} characters; shorten it to fit one line.")
    if not words.isprintable():
        raise BadInput(
            "The handling marking holds signs that cannot be seen; write plain text or a level such as TLP:RED."
        )
    level = re.sub(r"\s", "", words).upper()
    if level.startswith("TLP:"):
        if level not in LEVELS:
            raise BadInput(
                f"TLP 2.0 has no level {words[4:24].strip()!r}; use one of {', '.join(LEVELS)}, or other words."
            )
        return level
    return words
