"""Where tests find what lies outside the repository."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes says more of what else the machine does; tests that measure time compare ratios.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent


LONG = (
    "e2e/test_journeys.py", "e2e/test_briefing.py", "test_store.py", "e2e/test_look.py", "test_frames.py",
    "test_accuracy.py", "test_briefing.py", "test_pages.py", "e2e/test_add.py", "test_export_decks.py",
    "test_export_asof.py", "test_export_command.py", "test_export.py", "test_export_browser.py", "test_relations.py",
    "test_command.py",
)  # fmt: skip
"""Files that take longest, in the order they are begun: one left to the end would keep a single worker busy."""


def pytest_collection_modifyitems(items):
    begun = {str(Path("tests", name)): place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: begun.get(item.nodeid.split("::")[0], len(LONG)))


@pytest.fixture(scope="session")
def shared():
    """The folder of seed article, gold sets and hostile inputs; a test that needs it is skipped without it."""
    folder = Path(os.environ.get("NEXUS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no {folder}: the seed article, gold sets and hostile inputs are not part of the repository")
    return folder
