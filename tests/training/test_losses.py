"""Losses on examples of which only some is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fabula.language.features import mention_table
from training.corpora import Example

torch = pytest.importorskip("torch", reason="only training needs torch")
losses = pytest.importorskip("training.losses")


class _LikenessModel:
    """Scores a pair of mentions by how alike their vectors are, whatever their features."""

    @staticmethod
    def antecedents(left: Any, right: Any, _features: Any) -> Any:
        return (left * right).sum(1)


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
