"""The extraction must not fall below what it has reached: each figure against the committed one and its interval."""

import pytest

from dashboard import evaluation
from dashboard.errors import BadInput


def gold_folder():
    try:
        return evaluation.gold_folder()
    except BadInput as missing:
        pytest.skip(f"gold sets not at hand: {missing}")


SETS = sorted({row["set"] for row in evaluation.rows.read(evaluation.TASKS, evaluation.COLUMNS)})


@pytest.mark.parametrize("name", SETS)
def test_no_figure_falls_by_more_than_its_interval(name):
    folder = gold_folder()
    before = {key: score for key, score in evaluation.committed().items() if score.set == name}
    assert before, f"nothing was measured for {name}: run `python -m dashboard evaluate --record`"
    now = {score.name: score for score in evaluation.run(folder, only=[name])}
    fallen = [
        f"{key}: {score.value} -> {now[key].value}" for key, score in before.items() if now[key].value < score.low
    ]
    assert not fallen


def test_the_least_and_the_goal_of_every_row_are_shares():
    for row in evaluation.rows.read(evaluation.TASKS, evaluation.COLUMNS):
        for column in ("baseline", "least", "goal"):
            assert not row[column] or 0 <= float(row[column]) <= 1, row.where


def test_a_folder_without_scorer_is_refused(tmp_path):
    with pytest.raises(BadInput, match=r"evaluate\.py"):
        evaluation.gold_folder(tmp_path)
