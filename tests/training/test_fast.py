"""The encoder as it is exported against the encoder as it is trained, on random weights."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="only training needs torch")
fast = pytest.importorskip("training.fast")
model = pytest.importorskip("training.model")

CONFIG = {
    "hidden_size": 24,
    "vocab_size": 50,
    "max_position_embeddings": 64,
    "num_attention_heads": 3,
    "intermediate_size": 40,
    "num_hidden_layers": 3,
}


@pytest.fixture
def encoder() -> Any:
    torch.manual_seed(0)
    made = model.Encoder(CONFIG).eval()
    for weight in made.parameters():
        torch.nn.init.normal_(weight, std=0.3)
    return made


def batch(rows: int = 4, length: int = 30) -> tuple[Any, Any]:
    generator = torch.Generator().manual_seed(1)
    pieces = torch.randint(0, 50, (rows, length), generator=generator)
    cases = torch.randint(0, 6, (rows, length), generator=generator)
    return pieces, cases


def test_the_states_are_the_same(encoder: Any) -> None:
    pieces, cases = batch()
    largest = fast.largest_inputs(encoder, (pieces, cases))
    with torch.no_grad():
        wanted = encoder(pieces, cases, torch.ones_like(pieces))
        found = fast.FastEncoder(encoder, largest)(pieces, cases)
    assert float((found - wanted).abs().max()) < 1e-4


def test_the_largest_inputs_are_those_of_each_column(encoder: Any) -> None:
    pieces, cases = batch()
    largest = fast.largest_inputs(encoder, (pieces, cases))
    assert [set(own) for own in largest] == [{"qkv", "up", "down"}] * 3
    with torch.no_grad():
        x = encoder.norm(encoder.words(pieces) + encoder.places.weight[:30] + encoder.cases(cases))
    assert torch.allclose(largest[0]["qkv"], x.abs().amax((0, 1)))
    assert largest[2]["down"].shape == (40,)
    assert not any(layer.qkv._forward_pre_hooks for layer in encoder.layers), "the hooks are gone"


def test_spreads_even_out_what_a_layer_is_given() -> None:
    torch.manual_seed(0)
    layer = torch.nn.Linear(32, 8)
    largest = torch.ones(32)
    largest[5] = 40.0
    even = largest / fast.spread(layer, largest)
    assert float(even.max() / even.median()) < 6.0
    assert bool((fast.spread(layer, torch.zeros(32)) > 0).all())
