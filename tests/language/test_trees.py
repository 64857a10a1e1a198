from __future__ import annotations

import itertools
import time

import numpy as np
import numpy.typing as npt
import pytest

from fabula.language.trees import best_heads, possible_arcs, spanning_tree
from tests.language.fakes import column

Floats = npt.NDArray[np.float32]


def is_tree(heads: list[int]) -> bool:
    """Whether every word reaches the root, and one alone hangs on it."""
    for word in range(len(heads)):
        at, steps = word + 1, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return heads.count(0) == 1


def total(scores: Floats, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


def best_by_trying_all(scores: Floats) -> float:
    n = len(scores)
    return max(
        total(scores, list(heads))
        for heads in itertools.product(range(n + 1), repeat=n)
        if is_tree(list(heads))
    )


def random_scores(seed: int, *shape: int, scale: float = 3.0) -> Floats:
    return (np.random.default_rng(seed).normal(size=shape) * scale).astype(np.float32)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_no_tree_is_better(n: int) -> None:
    for seed in range(60 if n < 5 else 12):
        # whole numbers make ties, small ones make many cycles
        scores = random_scores(seed, n, n + 1)
        scores = scores.round() if seed % 2 else scores
        (possible,) = possible_arcs(scores[None], column(n))
        heads = spanning_tree(possible)
        assert is_tree(heads), heads
        assert total(scores, heads) == pytest.approx(best_by_trying_all(scores), abs=1e-3)


def test_nested_cycles_are_opened_again() -> None:
    # 1 and 2 are each other's heads, 3 and 4 too, and the two pairs hang on one another
    scores = np.full((4, 5), -9.0, np.float32)
    scores[0, 2] = scores[1, 1] = scores[2, 4] = scores[3, 3] = 9.0
    scores[0, 3] = scores[2, 1] = 5.0
    scores[3, 0] = -8.0
    (possible,) = possible_arcs(scores[None], column(4))
    assert spanning_tree(possible) == [3, 1, 4, 0]


def test_sentences_of_a_batch_do_not_touch_each_other() -> None:
    lengths = column(*np.random.default_rng(5).integers(1, 13, size=80).tolist())
    scores = random_scores(6, 80, 12, 13)
    together = best_heads(possible_arcs(scores, lengths), lengths)
    for row, n in enumerate(lengths.tolist()):
        alone = best_heads(possible_arcs(scores[row : row + 1, :n, : n + 1], column(n)), column(n))[0]
        assert together[row, :n].tolist() == alone.tolist()
        assert is_tree(together[row, :n].tolist())
        assert not together[row, n:].any()


def test_a_greedy_tree_is_kept_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fabula.language.trees.spanning_tree", None)
    scores = np.full((2, 3, 4), -1.0, np.float32)
    for row, heads in enumerate([(2, 0, 2), (0, 1, 2)]):
        for word, head in enumerate(heads):
            scores[row, word, head] = 1.0
    lengths = column(3, 3)
    assert best_heads(possible_arcs(scores, lengths), lengths).tolist() == [[2, 0, 2], [0, 1, 2]]


def test_two_roots_become_one_even_where_both_score_high() -> None:
    scores = np.zeros((3, 4), np.float32)
    scores[:, 0] = 80.0
    scores[0, 0] = 81.0
    (possible,) = possible_arcs(scores[None], column(3))
    heads = spanning_tree(possible)
    assert heads[0] == 0
    assert is_tree(heads)


def test_impossible_arcs_have_no_probability() -> None:
    possible = possible_arcs(random_scores(1, 2, 4, 5), column(4, 2))
    assert np.isneginf(possible[0, range(4), range(1, 5)]).all()
    assert np.isneginf(possible[1, :2, 3:]).all()
    assert (possible[1, 2:, 0] == 0).all()
    assert np.isneginf(possible[1, 2:, 1:]).all()
    assert np.isfinite(possible[1, 0, [0, 2]]).all()


@pytest.mark.parametrize("shape", ["random", "one long cycle", "pairs"])
def test_the_longest_sentence_takes_no_time_to_speak_of(shape: str) -> None:
    n = 200
    scores = random_scores(2, n, n + 1)
    if shape == "one long cycle":
        scores[np.arange(n), (np.arange(n) + 1) % n + 1] += 50.0
    elif shape == "pairs":
        for size in (2, 4, 8, 16, 32, 64, 128):
            groups = np.arange(n) // size
            scores[:, 1:] += 20.0 * (groups[:, None] == groups[None, :])
    (possible,) = possible_arcs(scores[None], column(n))
    began = time.process_time()
    heads = spanning_tree(possible)
    assert time.process_time() - began < 2.0
    assert is_tree(heads)
