"""Losses on examples of which only some is known."""

from __future__ import annotations

import numpy as np
import pytest

from fabula.language.features import mention_table
from training.corpora import Example

torch = pytest.importorskip("torch")

from training.losses import antecedent_rows, character_loss  # noqa: E402
from training.model import PairScorer, ReadingModel  # noqa: E402


class _Similar(PairScorer):
    """Scores a pair by how alike its two vectors are, whatever its features."""

    def __init__(self) -> None:
        torch.nn.Module.__init__(self)

    def forward(self, left, right, features):  # type: ignore[no-untyped-def]
        return (left * right).sum(1)


@pytest.fixture
def model() -> ReadingModel:
    own = ReadingModel.__new__(ReadingModel)
    torch.nn.Module.__init__(own)
    own.antecedents = _Similar()
    return own


def _example(entities: list[int]) -> Example:
    words = [f"w{i}" for i in range(len(entities))]
    at, zeros = np.arange(len(words), dtype=np.int32), np.zeros(len(words), np.int32)
    table = mention_table(words, at, at + 1, zeros, zeros, zeros - 1, zeros)
    sentences = [(0, len(words))]
    return Example(
        "hand", words, [(7,)] * len(words), [0] * len(words), sentences, table, False,
        np.asarray(entities, np.int32), False,
    )  # fmt: skip


def test_an_unknown_mention_is_no_candidate_however_alike_it_is(model: ReadingModel) -> None:
    example = _example([1, -1, 1])
    vectors = torch.tensor([[0.0, 1.0], [9.0, 0.0], [9.0, 0.0]])
    rows, gold = antecedent_rows(model, example, vectors, np.asarray([0, 2]))
    assert rows[2, 1] == pytest.approx(-1e4)
    assert gold[2].nonzero().flatten().tolist() == [0]
    loss = character_loss(model, example, vectors)
    assert float(loss) == pytest.approx(0.0)


def test_the_wrong_character_costs_what_its_likeness_says(model: ReadingModel) -> None:
    example = _example([1, 2, 1])
    vectors = torch.tensor([[0.0, 1.0], [2.0, 0.0], [1.0, 0.0]])
    # the third is nearer to the second (score 2) than to the first (score 0), which it is
    assert float(character_loss(model, example, vectors)) == pytest.approx(np.log(1 + np.exp(2.0)))


def test_where_no_two_are_known_to_be_one_there_is_no_loss(model: ReadingModel) -> None:
    assert character_loss(model, _example([1, 2, -1]), torch.rand(3, 2)) is None
