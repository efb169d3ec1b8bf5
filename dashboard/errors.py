"""The whole error family.

NexusError            something a person can act on: one sentence that says what, why and what to do
├── BadInput          what came in cannot be used (a file, a text, a date, an option, a URL, a filter)
├── BadData           a row under data/ breaks its rule: names file, row, both parties and the remedy
└── StoreError        the store is missing, damaged, older or newer than this program, or the disk refused
"""

from __future__ import annotations


class NexusError(Exception):
    """A failure with a sentence for people; the command line prints it and exits 2, a page shows it."""


class BadInput(NexusError):
    """What came in cannot be used; nothing was stored."""


class BadData(NexusError):
    """A data file of the project breaks its own rule."""


class StoreError(NexusError):
    """The store cannot be read or written."""
