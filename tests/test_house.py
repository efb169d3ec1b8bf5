"""The house rules that a machine can hold: imports point one way, heavy packages stay in their rooms."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from .conftest import ROOT

FLOW = (
    "models", "errors", "rows", "vocabulary", "sources", "dates", "mentions", "links", "pipeline", "evaluation",
    "ledger", "filters", "store", "frames", "world", "figures", "export", "ui",
)  # fmt: skip
HOMES = {
    "pandas": {"frames", "world", "figures", "export", "ui"},
    "geopandas": {"world"},
    "plotly": {"figures", "export"},
    "streamlit": {"ui"},
    "spacy": {"links"},
}
CODE = sorted((ROOT / "dashboard").rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(ROOT / "dashboard").parts[0].removesuffix(".py")


def imports(path: Path):
    """(top module, rest) of each import; relative ones as ("dashboard", room)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    depth = len(path.relative_to(ROOT / "dashboard").parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], alias.name.split(".")[1:2]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0], node.module.split(".")[1:2]
        elif isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
            yield from (("dashboard", [name]) for name in names)


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_along_the_flow(path):
    here = room(path)
    if here in ("__init__", "__main__", "command"):
        return
    assert here in FLOW, f"{here} has no place in the flow"
    for top, rest in imports(path):
        if top == "dashboard" and rest and rest[0] in FLOW:
            assert FLOW.index(rest[0]) <= FLOW.index(here), f"{path.name} imports {rest[0]}, which comes after {here}"


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_packages_stay_in_their_rooms(path):
    for top, _ in imports(path):
        if top in HOMES:
            assert room(path) in HOMES[top], f"{path.name} imports {top}"


FORBIDDEN = {
    "unsafe_allow_html=True": "raw HTML",
    "import pickle": "pickle",
    "shell=True": "a shell",
    "components.html(": "a frame that can reach the page",
}


@pytest.mark.parametrize("words", FORBIDDEN)
def test_dangerous_calls_are_absent(words):
    code = [*CODE, *sorted((ROOT / "pages").glob("*.py")), ROOT / "streamlit_app.py"]
    assert not [str(path) for path in code if words in path.read_text(encoding="utf-8")]


def test_nothing_names_a_machine_or_a_registry():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    pattern = re.compile(r"/(root|home)/\w|/work[/]|python[h]osted|npm[j]s\.org")
    readable = [
        n for n in tracked if Path(n).suffix in {".py", ".md", ".toml", ".txt", ".lock", ".sh", ".json", ".csv"}
    ]
    guilty = [n for n in readable if n != "tests/test_house.py" and pattern.search((ROOT / n).read_text("utf-8"))]
    assert not guilty
