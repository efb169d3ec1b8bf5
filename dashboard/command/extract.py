"""The command `extract`: files for people or as JSON, and the JSON lines of the contract."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from .. import pipeline, sources
from ..errors import BadInput, NexusError
from ..models import Article, Extraction
from . import fail, telling


@click.command("extract")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--published", metavar="DATE", help="Day of publication, YYYY-MM-DD; relative dates need it.")
@click.option("--title", help="Title of the article, where the file does not hold it.")
@click.option("--json", "as_json", is_flag=True, help="JSON; one object for one file, one line each for several.")
@click.option("--jsonl", "source", type=click.Path(), metavar="IN", help="JSON lines: id, text, published, title.")
@click.option("--out", type=click.Path(), metavar="OUT", help="Where the lines for --jsonl go; written whole or not.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes for --jsonl.")
def extract(
    files: tuple[str, ...],
    published: str | None,
    title: str | None,
    as_json: bool,
    source: str | None,
    out: str | None,
    processes: int,
) -> None:
    """What a text names, claims and denies. FILE may be - for standard input.

    A file that cannot be read is refused with a sentence, the others are read; the exit status is then 2.
    """
    if bool(source) == bool(files) or bool(source) != bool(out):
        raise BadInput("Give either files, or --jsonl IN together with --out OUT.")
    if source:
        _lines(Path(source), Path(out), processes)
        return
    known = {"published": sources.parse_date(published) if published else None, "title": title}
    found = list(_found(files, known))
    _print([pair for pair in found if pair[1]], as_json, single=len(files) == 1)
    if len(found) < len(files) or any(one is None for _, one in found):
        sys.exit(2)


def _found(files: Sequence[str], known: dict[str, Any]) -> Iterator[tuple[str, Extraction | None]]:
    for name in files:
        try:
            for article in articles(name, known):
                yield name, pipeline.extract(article)
        except NexusError as error:
            fail(str(error))
            yield name, None


def articles(name: str, known: dict[str, Any]) -> list[Article]:
    """The articles of a file, or of standard input for "-". BadInput names the file."""
    given = {key: value for key, value in known.items() if value is not None}
    read = (
        sources.parse(sys.stdin.buffer.read(), "standard input", **given)
        if name == "-"
        else sources.read(name, **given)
    )
    return read if isinstance(read, list) else [read]


def _print(found: Sequence[tuple[str, Extraction]], as_json: bool, single: bool) -> None:
    for name, one in found:
        if not as_json:
            click.echo(telling.of(one, name))
            continue
        about = {"file": name, "title": one.article.title, "published": one.article.published}
        line = {**about, **pipeline.to_contract(one, one.article.id)}
        indent = 2 if single and len(found) == 1 else None
        click.echo(json.dumps(line, ensure_ascii=False, indent=indent, default=str))


def _lines(source: Path, out: Path, processes: int) -> None:
    """One output line for each input line, in order; nothing of the file is held in memory."""
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        size = source.stat().st_size
        with source.open(encoding="utf-8") as given, draft.open("w", encoding="utf-8") as written:
            with click.progressbar(length=max(size, 1), label="Reading", file=sys.stderr) as bar:
                for line in _coded(given, processes, bar.update):
                    written.write(json.dumps(line, ensure_ascii=False) + "\n")
            written.flush()
            os.fsync(written.fileno())
        draft.replace(out)
    except UnicodeDecodeError as error:
        raise BadInput(f"{source.name} is not UTF-8; save it as UTF-8 and try again.") from error
    except OSError as error:
        raise BadInput(f"{error.filename or out} cannot be used ({error.strerror}); nothing was written.") from error
    finally:
        draft.unlink(missing_ok=True)


def _coded(given: Iterator[str], processes: int, tell: Any) -> Iterator[dict[str, Any]]:
    ids: list[str] = []

    def read() -> Iterator[Article]:
        for number, line in enumerate(given, 1):
            if line.strip():
                id, article = _record(line, number)
                ids.append(id)
                yield article
            tell(len(line.encode()))

    for one in pipeline.extract_many(read(), processes, general=True):
        yield pipeline.to_contract(one, ids.pop(0))


def _record(line: str, number: int) -> tuple[str, Article]:
    try:
        record = json.loads(line)
        id, text = record["id"], record["text"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"Line {number} is no JSON object with id and text; mend it, nothing was written.") from error
    known = (record.get("published") or "", record.get("title") or "")
    if not all(isinstance(value, str) for value in (id, text, *known)):
        raise BadInput(f"Line {number}: id, text, published and title must be strings; mend it, nothing was written.")
    try:
        published = sources.parse_date(record["published"]) if record.get("published") else None
        if not text.strip():
            return id, Article(text, (0, len(text)), published=published)
        return id, sources.from_text(text, title=record.get("title"), published=published)
    except (BadInput, TypeError) as error:
        raise BadInput(f"Line {number}: {error}") from error
