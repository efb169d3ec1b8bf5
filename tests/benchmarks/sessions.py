"""Fifty readers at once on one process: python -m tests.benchmarks.sessions [--readers 50]

Each reader is a raw WebSocket client that opens the entry page cold at its own filter and then changes it twice.
Printed are the runs that ended, the times, and how the memory of the server grew for each reader.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.store import Store
from tests.benchmarks.rerun import serve
from tests.e2e.conftest import stop

PATIENCE = 300
"""Seconds a reader waits for a run to end."""


def megabytes(process: int) -> float:
    """Resident memory of a process (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def run(socket: websockets.ClientConnection, query: str) -> tuple[float, bool]:
    """Ask for a run at a query; the seconds until it ended, and whether anything in it failed."""
    message = BackMsg()
    message.rerun_script.query_string = query
    start = time.perf_counter()
    await socket.send(message.SerializeToString())
    failed = False
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await asyncio.wait_for(socket.recv(), PATIENCE))
        if answer.WhichOneof("type") == "script_finished":
            return time.perf_counter() - start, failed
        if answer.WhichOneof("type") == "delta" and answer.delta.WhichOneof("type") == "new_element":
            failed |= answer.delta.new_element.WhichOneof("type") == "exception"


async def reader(url: str, number: int, meet: asyncio.Barrier) -> list[tuple[float, bool]]:
    """One reader: opens, then changes the filter twice, together with all others."""
    address = url.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(address, max_size=None) as socket:
        await meet.wait()
        queries = (
            f"from={2014 + number % 10}-{1 + number % 12:02}",
            "country=IRN",
            f"pair=PRK-RUS&from={2014 + number % 12}",
        )
        done = [await run(socket, query) for query in queries]
        await meet.wait()
        return done


async def crowd(url: str, process: int, readers: int) -> None:
    """All readers at once, and what it cost."""
    alone = await reader(url, 0, asyncio.Barrier(1))
    before = megabytes(process)
    meet = asyncio.Barrier(readers)
    done = [one for runs in await asyncio.gather(*(reader(url, n, meet) for n in range(readers))) for one in runs]
    after = megabytes(process)
    taken = sorted(seconds for seconds, _ in done)
    print(f"{readers} readers, {len(done)} runs ended, {sum(failed for _, failed in done)} failed")
    print(
        f"one reader alone: {alone[-1][0]:.2f} s a run; "
        f"together p50 {statistics.median(taken):.1f} s, most {taken[-1]:.1f} s"
    )
    print(
        f"memory: {before:.0f} MB before, {after:.0f} MB with all connected: "
        f"{(after - before) / readers:.2f} MB a reader"
    )


def main() -> None:
    """Serve the ledger and let the readers in."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--readers", type=int, default=50)
    readers = parser.parse_args().readers
    with tempfile.TemporaryDirectory() as place:
        store = Store(Path(place) / "store")
        store.build()
        server, url = serve("streamlit_app.py", NEXUS_STORE=str(store.path))
        try:
            asyncio.run(crowd(url, server.pid, readers))
        finally:
            stop(server)


if __name__ == "__main__":
    main()
