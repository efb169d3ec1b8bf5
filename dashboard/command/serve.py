"""The command `serve`: the dashboard in the browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import click

from ..errors import BadInput

ROOT = Path(__file__).resolve().parents[2]


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--address", default="localhost", show_default=True, help="0.0.0.0 lets other machines in.")
@click.option("--store", "place", type=click.Path(), help="The store (default: NEXUS_STORE or store/).")
def serve(port: int, address: str, place: str | None) -> None:
    """Start the dashboard and print its address. It ends with Ctrl-C."""
    _check_free(address, port)
    click.echo(f"Nexus Watch: http://{address}:{port}")
    options = ["--server.port", str(port), "--server.address", address]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py"), *options]
    environment = {**os.environ, **({"NEXUS_STORE": str(Path(place).resolve())} if place else {})}
    try:
        sys.exit(subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode)
    except KeyboardInterrupt:
        sys.exit(0)


def _check_free(address: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise BadInput(
                f"{address}:{port} cannot be used ({error.strerror}); choose another with --port."
            ) from error
