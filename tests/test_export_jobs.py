"""Exports beside the page: progress, cancel, sentences for failures, no waiting at the end."""

import errno
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dashboard.errors import BadInput
from dashboard.export import jobs

ROOT = Path(__file__).resolve().parent.parent


def _ended(job: jobs.Job, seconds: float = 10) -> jobs.Job:
    limit = time.monotonic() + seconds
    while not job.ended:
        assert time.monotonic() < limit, "the job did not end"
        time.sleep(0.02)
    return job


def test_a_job_gives_its_product_and_counts_its_steps() -> None:
    seen = []

    def work(watch: jobs.Watch) -> jobs.Product:
        for n in range(3):
            watch.step(f"part {n}", total=3)
            seen.append((watch.doing, watch.share))
        return jobs.Product(b"x", "x.txt", "text/plain")

    job = _ended(jobs.start(work))
    assert job.product == jobs.Product(b"x", "x.txt", "text/plain")
    assert job.problem is None
    assert [doing for doing, _ in seen] == ["part 0", "part 1", "part 2"]
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (BadInput("Take fewer rows."), "Take fewer rows."),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (ValueError("inner detail"), "ValueError"),
    ],
)
def test_a_failure_is_a_sentence(error: Exception, says: str, caplog: pytest.LogCaptureFixture) -> None:
    def work(watch: jobs.Watch) -> jobs.Product:
        raise error

    job = _ended(jobs.start(work))
    assert job.product is None
    assert says in job.problem
    assert "inner detail" not in job.problem


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    begun, go = threading.Event(), threading.Event()

    def work(watch: jobs.Watch) -> jobs.Product:
        begun.set()
        go.wait(5)
        watch.step("never")
        return jobs.Product(b"half", "half.txt", "text/plain")

    job = jobs.start(work)
    assert begun.wait(5)
    job.cancel()
    go.set()
    assert _ended(job).product is None
    assert "cancelled" in job.problem


def test_a_job_that_nobody_looks_at_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "UNWATCHED_SECONDS", 0.2)

    def work(watch: jobs.Watch) -> jobs.Product:
        while True:
            time.sleep(0.02)
            watch.check()

    job = _ended(jobs.start(work))
    assert "cancelled" in job.problem


def test_more_jobs_than_places_take_turns_and_a_waiting_one_can_be_cancelled() -> None:
    go = threading.Event()

    def work(watch: jobs.Watch) -> jobs.Product:
        go.wait(10)
        return jobs.Product(b"x", "x", "x")

    running = [jobs.start(work) for _ in range(jobs.WORKERS)]
    waiting = jobs.start(work)
    time.sleep(0.1)
    waiting.cancel()
    assert "cancelled" in _ended(waiting).problem
    go.set()
    assert all(_ended(job).product for job in running)


def test_a_running_export_does_not_hold_up_the_end_of_the_server() -> None:
    code = "import time; from dashboard.export import jobs\njobs.start(lambda watch: time.sleep(60))\ntime.sleep(0.2)\n"
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=30)
    assert time.monotonic() - begun < 25
