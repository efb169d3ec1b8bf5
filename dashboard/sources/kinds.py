"""Tells what kind of file bytes are, by their content first; the name only decides between kinds of text."""

from __future__ import annotations

import re
from pathlib import PurePath

LABELS = {
    "pdf": "a PDF",
    "office": "an Office or zip file",
    "old_office": "an old Office file",
    "image": "a picture",
    "sound": "a sound or film",
    "archive": "a packed archive",
    "program": "a program",
    "database": "a database",
    "rtf": "an RTF file",
    "feed": "a feed or other XML",
    "email": "an e-mail",
    "json": "JSON data",
    "csv": "a table",
}
"""Kind -> how a sentence calls it."""

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "office"),
    (b"PK\x05\x06", "office"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "sound"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"(\xb5/\xfd", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"SQLite format 3\x00", "database"),
    (b"PAR1", "database"),
    (b"{\\rtf", "rtf"),
)
"""First bytes of files (as the formats' own specifications give them)."""

_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--.{0,2000}?-->\s{0,50}){0,5}"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p)\b",
    re.I | re.S,
)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,200}<\?xml\b|\A(?:\xef\xbb\xbf)?\s{0,200}<(?:rss|feed|rdf:RDF)\b")
_BY_NAME = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".eml": "email", ".json": "json", ".jsonl": "json",
    ".csv": "csv", ".tsv": "csv", ".xml": "feed", ".rss": "feed", ".atom": "feed",
}  # fmt: skip


def of(data: bytes, name: str) -> str:
    """The kind of the bytes: "text", "html" or one of LABELS. A PDF called notes.txt is a PDF."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    head = data[:8192]
    if _HTML.match(head):
        return "html"
    if _XML.match(head):
        return "feed"
    return _BY_NAME.get(PurePath(name).suffix.lower(), "text")
