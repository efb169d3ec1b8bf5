"""The date of a link is the one its own clause carries."""

from __future__ import annotations

import pytest

from dashboard.links import attribution, claims

from . import discourses
from .discourses import table


@pytest.mark.parametrize("case", table("when.csv"), ids=lambda case: case["text"][:60])
def test_dates(case):
    discourse = discourses.marked(case["text"], published="2024-05-06")
    links, groups = discourses.candidates(discourse)
    made, _ = claims.settle(discourse, links, groups, attribution.statements(discourse))
    of_pair = [link for link in made if "-".join(sorted((link.source, link.target))) == case["pair"]]
    assert of_pair
    for link in of_pair:
        if case["value"] == "words":
            assert link.date is not None
            assert (link.date.value, link.date.precision.value) == (None, "unresolved")
            assert link.date.words
        else:
            assert (link.date.value if link.date else "") == case["value"]
