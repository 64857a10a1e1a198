"""Weights of what tells how far to believe a speaker."""

from __future__ import annotations

import numpy as np
import pytest

from training.confidence import Lines, fitted, left_out, share, with_one

WEIGHTS = np.asarray([1.5, -0.5, 0.0, 0.3])


def novels(sizes: tuple[int, ...]) -> list[Lines]:
    generator = np.random.default_rng(3)
    found = []
    for size in sizes:
        signs = generator.normal(size=(size, 3)) * [1.0, 2.0, 1.0]
        right = generator.random(size) < share(with_one(signs) @ WEIGHTS)
        found.append(Lines(f"novel of {size}", signs, right.astype(float)))
    return found


def test_the_weights_that_made_the_lines_are_found_again() -> None:
    assert fitted(novels((4000, 4000))) == pytest.approx(WEIGHTS, abs=0.12)


def test_a_long_novel_weighs_no_more_than_a_short_one() -> None:
    short, _ = novels((4000, 4000))
    wrong = Lines("wrong", np.zeros((40_000, 3)), np.zeros(40_000))
    # half of the weight is of lines all wrong, however many they are
    assert fitted([short, wrong])[3] == pytest.approx(
        fitted([short, Lines("few", wrong.signs[:400], wrong.right[:400])])[3], abs=0.02
    )


def test_what_is_told_of_a_novel_comes_from_the_others() -> None:
    first, second = novels((3000, 3000))
    lying = Lines("lying", second.signs, 1.0 - second.right)
    told = left_out([first, lying])
    assert np.mean((told[1].confidence > 0.5) == told[1].right) < 0.4
