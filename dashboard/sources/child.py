"""The child process of `sandbox`: one parser, one document at a time, within limits."""

from __future__ import annotations

import importlib
import json
import os
import sys

from ..errors import BadInput
from .sandbox import CPU_SECONDS, HEAD, MEMORY_BYTES

PARSERS = {"html": "dashboard.sources.html"}
"""Name of a parser -> module with `warm()` and `extract(data, options) -> dict`; a new format adds its line."""


def _limited(*, files: int) -> None:
    """Limits of this process: memory, CPU seconds from now on, and how many files and sockets may be open."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    for kind, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_NOFILE, files),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def serve(parser: str) -> None:
    """Reads documents from stdin and writes what the parser makes of them to stdout, until stdin ends.

    After the parser has warmed up no file and no socket can be opened any more.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    module = importlib.import_module(PARSERS[parser])
    module.warm()
    last = answers.fileno() + 1
    while head := sys.stdin.buffer.read(HEAD.size):
        options = json.loads(sys.stdin.buffer.read(HEAD.unpack(head)[0]))
        data = sys.stdin.buffer.read(HEAD.unpack(sys.stdin.buffer.read(HEAD.size))[0])
        _limited(files=last)
        try:
            answer = module.extract(data, options)
        except BadInput as refusal:
            answer = {"refused": str(refusal)}
        message = json.dumps(answer).encode()
        answers.write(HEAD.pack(len(message)) + message)
        answers.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
