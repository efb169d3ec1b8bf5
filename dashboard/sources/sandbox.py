"""Runs the parsers of hostile bytes in a child process with limits on time and memory, and without files or network.

The child is the module `child` run as a program. It stays for the next document (a fresh start costs half a second, a
warm call a few milliseconds), ends with its parent, and is thrown away after any failure and after RECYCLE documents.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import BadInput

WALL_SECONDS = 20
CPU_SECONDS = 15
MEMORY_BYTES = 1_200_000_000
RECYCLE = 200
HEAD = struct.Struct(">Q")
"""Every message is its length and then its bytes."""
_ROOT = Path(__file__).resolve().parents[2]


class Child:
    """One child process for one parser; calls come one at a time."""

    def __init__(self, parser: str) -> None:
        self.parser = parser
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.served = 0

    def run(self, data: bytes, options: dict[str, Any], name: str) -> dict[str, Any]:
        """What the parser makes of the bytes. Raises BadInput when it refuses them, or passes a limit, or dies."""
        with self.lock:
            if self.process is None or self.process.poll() is not None or self.served >= RECYCLE:
                self.stop()
                self.process = _started(self.parser)
                self.served = 0
            self.served += 1
            try:
                answer = _exchange(self.process, data, options)
            except TimeoutError:
                self.stop()
                raise BadInput(
                    f"{name} took longer than {WALL_SECONDS} seconds to read and was given up; paste its text instead."
                ) from None
            except (OSError, EOFError, ValueError):
                self.stop()
                raise BadInput(
                    f"{name} could not be read within the limits of {CPU_SECONDS} seconds and "
                    f"{MEMORY_BYTES // 1_000_000} MB; paste its text instead."
                ) from None
        if "refused" in answer:
            raise BadInput(f"{name} {answer['refused']}")
        return answer

    def stop(self) -> None:
        """Ends the process, if there is one."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


_CHILDREN: dict[str, Child] = {}
_GUARD = threading.Lock()


def run(parser: str, data: bytes, name: str, **options: Any) -> dict[str, Any]:
    """What the parser of that name (`child.PARSERS`) makes of the bytes. Options must be JSON values."""
    with _GUARD:
        child = _CHILDREN.setdefault(parser, Child(parser))
    return child.run(data, {"name": name, **options}, name)


@atexit.register
def close() -> None:
    """Ends the children."""
    for child in _CHILDREN.values():
        child.stop()


def _started(parser: str) -> subprocess.Popen[bytes]:
    environment = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "LANG") if key in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard.sources.child", parser],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=environment | {"PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0"},
    )


def _exchange(process: subprocess.Popen[bytes], data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    deadline = time.monotonic() + WALL_SECONDS
    head = json.dumps(options).encode()
    _send(process.stdin, HEAD.pack(len(head)) + head + HEAD.pack(len(data)) + data, deadline)
    (length,) = HEAD.unpack(_receive(process.stdout, HEAD.size, deadline))
    answer = json.loads(_receive(process.stdout, length, deadline))
    if not isinstance(answer, dict):
        raise ValueError("no record")
    return answer


def _send(pipe: BinaryIO, message: bytes, deadline: float) -> None:
    view = memoryview(message)
    while view:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([], [pipe], [], left)[1]:
            raise TimeoutError
        view = view[os.write(pipe.fileno(), view[:65536]) :]


def _receive(pipe: BinaryIO, length: int, deadline: float) -> bytes:
    found = bytearray()
    while len(found) < length:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise TimeoutError
        piece = os.read(pipe.fileno(), min(length - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)
