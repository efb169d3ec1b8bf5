"""Where tests find what lies outside the repository."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared():
    """The folder of seed article, gold sets and hostile inputs; a test that needs it is skipped without it."""
    folder = Path(os.environ.get("NEXUS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no {folder}: the seed article, gold sets and hostile inputs are not part of the repository")
    return folder
