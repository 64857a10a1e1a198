from __future__ import annotations

from pathlib import Path

import pytest

from fabula.evaluation import evaluate_presence
from fabula.evaluation.scores.ranks import spearman
from fabula.pipeline import plain_text
from fabula.types import Cast, EntityType, Mention, MentionForm, Presence, Scene, SceneMode, Story, Text
from tests.evaluation.test_graphbase import SECOND, write_novel

NUMBERS = {"Ida": 1, "Olm": 2, "The gull": 3, "the pilot": 4}


def scene(n: int, start: int, end: int, present: list[int]) -> Scene:
    there = tuple(Presence(own, start, end, 0.9) for own in present)
    return Scene(n, start, end, SceneMode.SCENE, None, None, 0.0, there, None, 0.0, 1.0)


def reading(text: Text) -> tuple[Cast, Story]:
    """The first chapter is read as one scene of all but the pilot, the second as one of nobody but Olm."""
    mentions = [
        Mention(at, at + len(name), EntityType.PERSON, MentionForm.NAME, number, 1.0)
        for name, number in NUMBERS.items()
        for at in [text.content.index(name)]
    ]
    scenes = (scene(1, 0, SECOND, [1, 2, 3]), scene(2, SECOND, len(text.content), [2]))
    return Cast((), tuple(mentions), (), ()), Story(scenes)


def test_scores_by_hand(tmp_path: Path) -> None:
    (row,) = evaluate_presence(write_novel(tmp_path), reading, parse=plain_text).rows
    # In the chapters: Ida and Olm, Olm and the pilot; the gull tells it and is left out.
    assert row.values["precision"] == pytest.approx(100)
    assert row.values["recall"] == pytest.approx(75)
    assert row.values["named"] == pytest.approx(100)
    assert row.values["narrator"] == pytest.approx(100)
    # Pairs: Ida and Olm, Ida and the gull, Olm and the pilot; Olm and the gull never meet.
    assert row.values["met"] == pytest.approx(100 * 2 / 3)
    assert row.values["groups"] == pytest.approx(100 * 2 / 3)
    assert row.values["co_named"] == pytest.approx(100)


def test_rank_correlation_shares_ranks_of_equal_values() -> None:
    assert spearman([1, 2, 3], [2, 4, 9]) == pytest.approx(1)
    assert spearman([1, 1, 2], [1, 2, 2]) == pytest.approx(0.5)
    assert spearman([1, 1], [1, 2]) is None
    assert spearman([], []) is None
