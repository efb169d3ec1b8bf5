"""The commands; each is imported when it is called, so that extraction starts without pandas or Streamlit."""

from __future__ import annotations

import importlib
import os
from typing import Any

import click

from ..errors import NexusError

COMMANDS = {
    "extract": ("dashboard.command.extract", "What a text names, claims and denies."),
    "explain": ("dashboard.command.explain", "Which rows and rules found what stands at a place of a text."),
    "ingest": ("dashboard.command.ingest", "Keep articles: files and folders."),
    "build": ("dashboard.command.build", "Make the store from the ledger, or add what is new in it."),
    "serve": ("dashboard.command.serve", "Start the dashboard and print its address."),
    "changes": ("dashboard.command.changes", "What changed between two moments of knowledge."),
    "store": ("dashboard.command.store", "Look after the store."),
    "compare-ledger": ("dashboard.command.compare", "How the machine reads the ledger's summaries."),
    "evaluate": ("dashboard.evaluation.command", "Measure the extraction on the gold sets."),
    "export": ("dashboard.export.command", "Write figures, tables and slides for a briefing."),
}
"""Name of the command to the module that holds it, and its help; the function has the name of the command."""


class Commands(click.Group):
    """A group whose commands are imported when they are called, and whose failures are one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        return getattr(module, cmd_name.replace("-", "_"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table: help must not import them all."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run; what a person can act on becomes one sentence and exit status 2."""
        try:
            return super().invoke(ctx)
        except NexusError as error:
            fail(str(error))
            ctx.exit(2)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("NEXUS_TRACE"):
                raise
            fail(
                f"Something went wrong inside the program ({type(error).__name__}: {error}); NEXUS_TRACE=1 shows where."
            )
            ctx.exit(1)


def fail(sentence: str) -> None:
    """Say on stderr, in one line, what went wrong."""
    click.echo(" ".join(sentence.split()), err=True)


@click.command(cls=Commands)
@click.version_option(package_name=None, version="1.0", prog_name="Nexus Watch")
def main() -> None:
    """Nexus Watch: who says what of Russia, North Korea, Iran and China, who denies it, and on which sentence."""
