"""Writes what was measured: docs/accuracy.md, the numbers of the Method page, and the history by commit."""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from .. import rows
from . import ROOT, SCORES, Score

HISTORY = rows.DATA / "accuracy" / "history.csv"
REPORT = ROOT / "docs" / "accuracy.md"


def write(scores: list[Score], *, commit: str, today: dt.date, versions: dict[str, str]) -> None:
    """Write the numbers for the Method page, a row a figure to the history, and docs/accuracy.md."""
    head = {"commit": commit, "date": today.isoformat(), "versions": versions}
    SCORES.write_text(json.dumps(head | {"scores": [asdict(s) for s in scores]}, indent=1) + "\n", encoding="utf-8")
    _append_history(scores, commit, today)
    REPORT.write_text(_markdown(scores, head), encoding="utf-8")


def _append_history(scores: list[Score], commit: str, today: dt.date) -> None:
    is_new = not HISTORY.is_file()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(["date", "commit", "name", "value"])
        writer.writerows([today.isoformat(), commit, score.name, score.value] for score in scores)


def _history() -> dict[tuple[str, str], dict[str, float]]:
    with HISTORY.open(encoding="utf-8", newline="") as file:
        runs: dict[tuple[str, str], dict[str, float]] = {}
        for row in csv.DictReader(file):
            runs.setdefault((row["date"], row["commit"]), {})[row["name"]] = float(row["value"])
    return runs


def _markdown(scores: list[Score], head: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in head["versions"].items())
    lines = [
        "# How often the machine is right",
        "",
        "Written by `python -m dashboard evaluate --record`; do not edit by hand. The scorer and the gold sets are",
        "fixed and lie outside the repository; nothing of them is in it. Brackets hold the 95 % bootstrap interval",
        "over documents. Baseline is the best figure known before, with what it was measured; least and goal are what",
        "we ask of ourselves.",
        "",
        "The dev sets were in view while rules and rows were written: unseen texts give less. Own articles are twelve",
        "texts of ours (`tests/cases/own_articles.jsonl`; real events with invented details, test material and never",
        "news), annotated before the extraction first ran on them: strict F1 was 0.62 when all its parts first worked",
        "together. Later they were used to find faults, so they are no longer unseen.",
        "",
        f"Measured {head['date']} at commit {head['commit']} with {versions}.",
        "",
        "| figure | now | 95 % interval | baseline | least | goal | |",
        "|---|---|---|---|---|---|---|",
        *[_line(score) for score in scores],
        "",
        "## Score by commit",
        "",
        *_history_table([score.name for score in scores]),
    ]
    return "\n".join(lines) + "\n"


def _line(score: Score) -> str:
    shown = [f"{score.value:.3f}", f"[{score.low:.3f}, {score.high:.3f}]", *map(_number, (score.baseline,))]
    return f"| {score.name} | " + " | ".join([*shown, _number(score.least), _number(score.goal), verdict(score)]) + " |"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def verdict(score: Score) -> str:
    """In one word where a figure stands: "goal", "least", "below" or nothing where nothing is asked."""
    if score.least is None or score.goal is None:
        return ""
    return "goal" if score.value >= score.goal else "least" if score.value >= score.least else "below"


def _history_table(names: list[str]) -> list[str]:
    runs = list(_history().items())[-8:]
    lines = ["| figure | " + " | ".join(f"{date} {commit}" for (date, commit), _ in runs) + " |"]
    lines.append("|---|" + "---|" * len(runs))
    for name in names:
        cells = [f"{values[name]:.3f}" if name in values else "" for _, values in runs]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines
