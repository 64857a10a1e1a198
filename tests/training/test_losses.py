"""Losses on examples of which only some is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fabula.language.features import mention_table
from training.corpora import Example, Soft

torch = pytest.importorskip("torch", reason="only training needs torch")
losses = pytest.importorskip("training.losses")


class _LikenessModel:
    """Scores a pair of mentions by how alike their vectors are, whatever their features."""

    @staticmethod
    def antecedents(left: Any, right: Any, rows: Any, columns: Any, _features: Any) -> Any:
        return (left[rows] * right[columns]).sum(1)

    @staticmethod
    def mentions(states: Any) -> Any:
        n, length, _width = states.shape
        return torch.zeros(n, length, length, 7), torch.zeros(n, length, length, 3)


def _example(entities: list[int]) -> Example:
    words = [f"w{i}" for i in range(len(entities))]
    at, zeros = np.arange(len(words), dtype=np.int32), np.zeros(len(words), np.int32)
    table = mention_table(words, at, at + 1, zeros, zeros, zeros - 1, zeros)
    return Example(
        "hand", words, [(7,)] * len(words), [0] * len(words), [(0, len(words))], table, False,
        np.asarray(entities, np.int32), False,
    )  # fmt: skip


def test_an_unknown_mention_is_no_candidate_however_alike_it_is() -> None:
    vectors = torch.tensor([[0.0, 1.0], [9.0, 0.0], [9.0, 0.0]])
    rows, gold = losses.antecedent_rows(_LikenessModel(), _example([1, -1, 1]), vectors, np.asarray([0, 2]))
    assert float(rows[2, 1]) == pytest.approx(-1e4)
    assert gold[2].nonzero().flatten().tolist() == [0]
    loss = losses.character_loss(_LikenessModel(), _example([1, -1, 1]), vectors)
    assert float(loss) == pytest.approx(0.0)


def test_the_wrong_character_costs_what_its_likeness_says() -> None:
    vectors = torch.tensor([[0.0, 1.0], [2.0, 0.0], [1.0, 0.0]])
    # the third is nearer to the second (score 2) than to the first (score 0), which it is
    loss = losses.character_loss(_LikenessModel(), _example([1, 2, 1]), vectors)
    assert float(loss) == pytest.approx(np.log(1 + np.exp(2.0)))


def test_where_no_two_are_known_to_be_one_there_is_no_loss() -> None:
    assert losses.character_loss(_LikenessModel(), _example([1, 2, -1]), torch.rand(3, 2)) is None


def _soft(spans: list[tuple[int, int, list[float]]]) -> Soft:
    start, end = (np.asarray([span[side] for span in spans], np.int32) for side in (0, 1))
    types = np.asarray([[*own, *[0.0] * (7 - len(own))] for _, _, own in spans], np.float16)
    return Soft(start, end, types)


def test_a_span_learns_the_probabilities_of_its_types_and_all_others_that_they_are_none() -> None:
    example = _example([1, 2, 1])
    example.soft = _soft([(1, 3, [0.25, 0.75])])
    ((_, kinds, _, _),) = losses.span_rows(_LikenessModel(), example, torch.zeros(3, 4))
    spans = [(a, b) for a in range(3) for b in range(a, 3)]
    assert len(kinds) == len(spans)
    for (a, b), row in zip(spans, kinds.tolist(), strict=True):
        assert row[:2] == ([0.25, 0.75] if (a, b) == (1, 2) else [1.0, 0.0])
