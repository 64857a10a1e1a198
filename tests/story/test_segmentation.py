from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from fabula.story.segmentation import Lengths, segment

SCENES = Lengths(mean=np.log(100.0), spread=1.0, weight=1.0)


def best(gains: np.ndarray, words: list[int], lengths: Lengths) -> list[int]:
    """The best of all ways to cut."""

    def value(cut: tuple[int, ...]) -> float:
        starts = [0, *cut]
        ends = [*cut, len(words)]
        sizes = np.asarray([sum(words[a:b]) for a, b in zip(starts, ends, strict=True)], float)
        return float(gains[list(cut)].sum() + lengths.log_prior(sizes).sum())

    ways = [cut for n in range(len(words)) for cut in combinations(range(1, len(words)), n)]
    return [0, *max(ways, key=value)]


def test_where_lengths_count_for_nothing_each_likely_beginning_is_one() -> None:
    gains = np.asarray([-1.0, 0.5, -0.5, 2.0, -0.1])
    assert segment(gains, [10] * 5, Lengths()) == [0, 1, 3]


def test_of_two_likely_beginnings_side_by_side_the_likelier_stays() -> None:
    gains = np.asarray([0.0, -3.0, 1.0, 1.5, -3.0, -3.0])
    assert segment(gains, [60, 60, 20, 60, 60, 60], SCENES) == [0, 3]
    assert segment(gains, [60, 60, 200, 60, 60, 60], SCENES) == [0, 2, 3]


def test_a_very_likely_beginning_stands_whatever_the_length() -> None:
    assert segment(np.asarray([0.0, 9.0, 9.0]), [5, 5, 5], SCENES) == [0, 1, 2]


def test_a_scene_has_no_greatest_length() -> None:
    assert segment(np.full(2_000, -0.1), [50] * 2_000, SCENES) == [0]


@pytest.mark.parametrize("seed", range(8))
def test_it_is_the_best_of_all_ways_to_cut(seed: int) -> None:
    random = np.random.default_rng(seed)
    gains, words = random.normal(size=9), random.integers(1, 120, 9).tolist()
    assert segment(gains, words, SCENES) == best(gains, words, SCENES)
