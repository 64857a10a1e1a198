from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from fabula.story.segmentation import Lengths, segment

SCENES = Lengths(mean=np.log(100.0), spread=1.0, weight=1.0)


def best(gains: np.ndarray, words: list[int], parted: list[bool], lengths: Lengths) -> list[int]:
    """The best of all ways to cut."""

    def value(cut: tuple[int, ...]) -> float:
        total = float(gains[list(cut)].sum())
        for a, b in pairwise([0, *cut, len(words)]):
            page = (a == 0 or parted[a]) and (b == len(words) or parted[b])
            total += 0.0 if page else float(lengths.log_prior(np.asarray(sum(words[a:b]), float)))
        return total

    ways = [cut for n in range(len(words)) for cut in combinations(range(1, len(words)), n)]
    return [0, *max(ways, key=value)]


def cut(gains: list[float], words: list[int], lengths: Lengths = SCENES) -> list[int]:
    return segment(np.asarray(gains), words, [False] * len(words), lengths)


def test_where_lengths_count_for_nothing_each_likely_beginning_is_one() -> None:
    assert cut([-1.0, 0.5, -0.5, 2.0, -0.1], [10] * 5, Lengths()) == [0, 1, 3]


def test_of_two_likely_beginnings_side_by_side_the_likelier_stays() -> None:
    gains = [0.0, -3.0, 0.2, 0.4, -3.0, -3.0]
    assert cut(gains, [60, 60, 20, 60, 60, 60]) == [0, 3]
    assert cut(gains, [60, 60, 200, 60, 60, 60]) == [0, 2, 3]


def test_a_very_likely_beginning_stands_whatever_the_length() -> None:
    assert cut([0.0, 9.0, 9.0], [5, 5, 5]) == [0, 1, 2]


def test_what_the_page_parts_on_both_sides_may_be_short() -> None:
    gains = np.asarray([0.0, 0.2, 0.2])
    assert segment(gains, [5, 5, 5], [False, True, True], SCENES) == [0, 1, 2]
    assert segment(gains, [5, 5, 5], [False, False, False], SCENES) == [0]


def test_a_scene_has_no_greatest_length() -> None:
    assert cut([-0.1] * 2_000, [50] * 2_000) == [0]


@pytest.mark.parametrize("seed", range(8))
def test_it_is_the_best_of_all_ways_to_cut(seed: int) -> None:
    random = np.random.default_rng(seed)
    gains, words = random.normal(size=9), random.integers(1, 120, 9).tolist()
    parted = (random.random(9) > 0.6).tolist()
    assert segment(gains, words, parted, SCENES) == best(gains, words, parted, SCENES)
