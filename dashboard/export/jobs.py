"""Exports that run beside the page: with progress, cancelled when asked or when nobody looks any more."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..errors import BadInput, NexusError

WORKERS = 2
"""Exports at once in one server process; more wait their turn, so that pages keep answering."""

UNWATCHED_SECONDS = 30.0
"""A page looks at its export about once a second; when it has not for this long, its session is gone."""


class Cancelled(BadInput):
    """The export was stopped before its end; nothing was written."""


class Watch:
    """What an export tells about itself while it works, and how it learns that it should stop."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 1
        self.doing = "Waiting for a free place"
        self._stop = threading.Event()

    def step(self, doing: str, total: int | None = None) -> None:
        """One more part is begun: say which. Raises Cancelled when the export was stopped."""
        self.check()
        self.done += 1
        self.total = max(total or self.total, self.done)
        self.doing = doing

    def check(self) -> None:
        """Raises Cancelled when the export was stopped."""
        if self._stop.is_set():
            raise Cancelled("The export was cancelled; nothing was written. Start it again when you need it.")

    def cancel(self) -> None:
        """Ask the export to stop at its next step."""
        self._stop.set()

    @property
    def share(self) -> float:
        """How far it is, from 0 to 1."""
        return min(self.done / (self.total + 1), 1.0)


class _Never(Watch):
    """The watch of a caller who waits and does not ask: it is never cancelled, and counts for nobody."""

    def step(self, doing: str, total: int | None = None) -> None:
        """Nobody looks."""

    def check(self) -> None:
        """Nobody cancels."""


NEVER: Watch = _Never()


@dataclass(frozen=True, slots=True)
class Product:
    """A finished export: its bytes, the name it is saved under, and its media type."""

    data: bytes
    name: str
    mime: str


@dataclass
class Job:
    """One export on its way. `product` or `problem` is set when it has ended, never both."""

    watch: Watch = field(default_factory=Watch)
    product: Product | None = None
    problem: str | None = None
    _seen: float = field(default_factory=time.monotonic)

    @property
    def ended(self) -> bool:
        return self.product is not None or self.problem is not None

    def look(self) -> Job:
        """Say that somebody still waits for it."""
        self._seen = time.monotonic()
        return self

    @property
    def unwatched(self) -> bool:
        """Nobody has looked for so long that the session must be gone."""
        return time.monotonic() - self._seen > UNWATCHED_SECONDS

    def cancel(self) -> None:
        """Stop it at its next step."""
        self.watch.cancel()


def start(work: Callable[[Watch], Product]) -> Job:
    """Begin an export in a worker thread and return at once; look at the job to see how far it is."""
    job = Job()
    for target, args in ((_run, (job, work)), (_guard, (job,))):
        threading.Thread(target=target, args=args, name=f"nexus-export{target.__name__}", daemon=True).start()
    return job


def _run(job: Job, work: Callable[[Watch], Product]) -> None:
    try:
        with _turn(job.watch):
            job.product = work(job.watch)
    except NexusError as error:
        job.problem = str(error)
    except OSError as error:
        job.problem = f"The export could not be made ({error.strerror or error}); free some disk space and try again."
    except Exception as error:
        _log.exception("export failed")
        job.problem = f"The export failed ({type(error).__name__}); try again, or choose fewer figures."


@contextlib.contextmanager
def _turn(watch: Watch) -> Iterator[None]:
    """Wait for a free place, but not after the export was cancelled."""
    while not _PLACES.acquire(timeout=0.2):
        watch.check()
    try:
        watch.check()
        yield
    finally:
        _PLACES.release()


def _guard(job: Job) -> None:
    """Cancel the job when its session is gone."""
    while not job.ended:
        if job.unwatched:
            job.cancel()
            return
        time.sleep(1)


_PLACES = threading.BoundedSemaphore(WORKERS)
_log = logging.getLogger(__name__)
