"""Parts of the training loop, on weights made by hand."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="only training needs torch")
train = pytest.importorskip("training.train")


def test_weights_move_up_their_gradient_for_a_while() -> None:
    weight = torch.nn.Parameter(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    weight.grad = torch.tensor([[0.0, 3.0], [0.0, 4.0]])
    with train.moved(weight, 10.0):
        assert weight.tolist() == [[1.0, 8.0], [3.0, 12.0]]
    assert weight.tolist() == [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize("slope", [None, 0.0, float("nan")])
def test_without_a_gradient_nothing_moves(slope: float | None) -> None:
    weight = torch.nn.Parameter(torch.ones(2))
    weight.grad = None if slope is None else torch.full((2,), slope)
    with train.moved(weight, 1.0):
        assert weight.tolist() == [1.0, 1.0]
