"""Puts files on the disk for good: fsync, whole or not at all, and a sentence when the disk refuses."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StoreError


def sync(path: Path) -> None:
    """Ask the disk to keep a file or folder through a power cut; deltalake does not (measured)."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256(path: Path) -> str:
    """SHA-256 of a file in hex digits; StoreError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise StoreError(f"The store has lost the file {path.name}; restore the store from a copy.") from error


@contextmanager
def ready(path: Path, content: str) -> Iterator[None]:
    """Write a small file that takes its place only when the work inside has been done.

    It is written first, so that a full disk is noticed before the work and not after it.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(content, encoding="utf-8")
        sync(draft)
        yield
        draft.replace(path)
        sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a StoreError with a sentence."""
    try:
        yield
    except OSError as error:
        raise StoreError(_sentence(path, error)) from error


def _sentence(path: Path, error: OSError) -> str:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)
    if full:
        return f"The disk of the store ({path}) is full, so nothing was stored; free some space and try again."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"The store ({path}) may not be written; change its permissions or set NEXUS_STORE to another place."
    return f"The store ({path}) could not be written ({error.strerror or error}); nothing was stored, try again."
