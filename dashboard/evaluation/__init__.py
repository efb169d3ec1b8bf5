"""Measures the extraction on gold sets with their own fixed scorer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import pipeline, rows, sources
from ..errors import BadInput

ROOT = rows.DATA.parent
TASKS = rows.DATA / "accuracy" / "tasks.csv"
SCORES = rows.DATA / "accuracy" / "scores.json"
AMBIGUOUS = ROOT / "tests" / "cases" / "ambiguous_names.csv"
OWN_ARTICLES = ROOT / "tests" / "cases" / "own_articles.jsonl"
OWN_TABLE = "ambiguous_names"
COLUMNS = ("name", "set", "task", "figure", "baseline", "measured", "least", "goal")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Score:
    """One figure of the table: `value` and the 95 % bootstrap interval over documents, all between 0 and 1."""

    name: str
    set: str
    task: str
    value: float
    low: float
    high: float
    baseline: float | None
    measured: str
    least: float | None
    goal: float | None


def gold_folder(given: str | Path | None = None) -> Path:
    """Where the gold sets and the scorer lie: the folder given, else NEXUS_SHARED/gold, else ../shared/gold.

    Raises BadInput when there is no scorer there.
    """
    shared = Path(os.environ.get("NEXUS_SHARED", ROOT.parent / "shared"))
    folder = Path(given) if given else shared / "gold"
    if not (folder / "evaluate.py").is_file():
        raise BadInput(f"{folder} holds no evaluate.py; name the folder of the gold sets with --gold.")
    return folder


def run(folder: Path, progress: Progress = lambda _: None, only: Iterable[str] = ()) -> list[Score]:
    """Every figure of data/accuracy/tasks.csv whose gold set is there; `only` keeps the sets named.

    Raises BadInput when the scorer refuses what the extraction wrote.
    """
    kept = [row for row in rows.read(TASKS, COLUMNS) if not only or row["set"] in set(only)]
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in dict.fromkeys(row["set"] for row in kept):
            progress(name)
            gold = _gold(folder, name, Path(scratch))
            if gold is None:
                continue
            predicted = Path(scratch) / f"{name}.out.jsonl"
            of_set = [row for row in kept if row["set"] == name]
            predict(gold, predicted, only_mentions={row["task"] for row in of_set} <= ONLY_MENTIONS)
            for task in dict.fromkeys(row["task"] for row in of_set):
                report = _score(folder, task, gold, predicted)
                found += [_read(row, report) for row in of_set if row["task"] == task]
    order = {row["name"]: index for index, row in enumerate(kept)}
    return sorted(found, key=lambda score: order[score.name])


ONLY_MENTIONS = frozenset({"mentions", "ambiguous"})
"""Tasks of the scorer that look at mentions alone."""


def predict(gold: Path, out: Path, *, only_mentions: bool = False) -> None:
    """Write one contract line for each gold record; only id, text, published and title of it are looked at."""
    with out.open("w", encoding="utf-8") as file:
        for record in _records(gold):
            published = sources.parse_date(record["published"]) if record.get("published") else None
            article = sources.from_text(record["text"], title=record.get("title"), published=published)
            found = pipeline.mentioned(article) if only_mentions else pipeline.extract(article, general=True)
            line = pipeline.to_contract(found, record["id"])
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _gold(folder: Path, name: str, scratch: Path) -> Path | None:
    if name == OWN_ARTICLES.stem:
        return OWN_ARTICLES
    if name != OWN_TABLE:
        path = folder / "dev" / f"{name}_dev.jsonl"
        return path if path.is_file() else None
    path = scratch / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for row in rows.read(AMBIGUOUS, ("surface", "iso3", "kind", "sentence")):
            file.write(json.dumps(_probe(row), ensure_ascii=False) + "\n")
    return path


def _probe(row: rows.Row) -> dict[str, Any]:
    start = row["sentence"].rindex(row["surface"])
    probe = {"start": start, "end": start + len(row["surface"]), "surface": row["surface"]}
    probe |= {"iso3": row["iso3"] or None, "kind": row["kind"] or None}
    return {"id": row.where, "text": row["sentence"], "published": None, "title": None, "probes": [probe]}


def _score(folder: Path, task: str, gold: Path, predicted: Path) -> dict[str, Any]:
    command = [sys.executable, "evaluate.py", task, "--gold", str(gold), "--pred", str(predicted), "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BadInput(f"The scorer refused {gold.name} ({task}): {done.stderr.strip()}")
    return json.loads(done.stdout)


def _read(row: rows.Row, report: dict[str, Any]) -> Score:
    *path, figure = row["figure"].split(">")
    entry = report
    for key in path:
        entry = entry[key]
    low, high = entry["ci95"]
    numbers = {name: float(row[name]) if row[name] else None for name in ("baseline", "least", "goal")}
    return Score(
        name=row["name"], set=row["set"], task=row["task"], value=entry[figure], low=low, high=high,
        measured=row["measured"], **numbers,
    )  # fmt: skip


def committed() -> dict[str, Score]:
    """The scores that stand in data/accuracy/scores.json, by name; empty when nothing was measured yet."""
    if not SCORES.is_file():
        return {}
    return {entry["name"]: Score(**entry) for entry in json.loads(SCORES.read_text(encoding="utf-8"))["scores"]}
