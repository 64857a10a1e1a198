"""Parts of the training loop, on weights made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

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


CONFIG = {
    "hidden_size": 12,
    "vocab_size": 30,
    "max_position_embeddings": 16,
    "num_attention_heads": 3,
    "intermediate_size": 20,
    "num_hidden_layers": 2,
}


def bert_weights(config: dict[str, int]) -> dict[str, Any]:
    """Weights of a small encoder under the names that BERT's have."""
    width, inner = config["hidden_size"], config["intermediate_size"]
    sizes = {
        "embeddings.word_embeddings.weight": (config["vocab_size"], width),
        "embeddings.position_embeddings.weight": (config["max_position_embeddings"], width),
        "embeddings.token_type_embeddings.weight": (2, width),
        "embeddings.LayerNorm.weight": (width,),
        "embeddings.LayerNorm.bias": (width,),
    }
    for i in range(config["num_hidden_layers"]):
        own = f"encoder.layer.{i}."
        for name, (into, out) in {
            "attention.self.query": (width, width),
            "attention.self.key": (width, width),
            "attention.self.value": (width, width),
            "attention.output.dense": (width, width),
            "intermediate.dense": (width, inner),
            "output.dense": (inner, width),
        }.items():
            sizes |= {f"{own}{name}.weight": (out, into), f"{own}{name}.bias": (out,)}
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            sizes |= {f"{own}{name}.weight": (width,), f"{own}{name}.bias": (width,)}
    return {name: torch.randn(size) for name, size in sizes.items()}


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """A folder with an encoder of two small layers."""
    torch.manual_seed(0)
    folder = tmp_path / "encoder"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(CONFIG), encoding="utf8")
    pytest.importorskip("safetensors.torch").save_file(bert_weights(CONFIG), folder / "model.safetensors")
    return folder


def test_an_encoder_of_any_size_is_loaded(encoder: Path) -> None:
    found = pytest.importorskip("training.model").Encoder.pretrained(encoder)
    pieces = torch.randint(0, CONFIG["vocab_size"], (2, 9))
    states = found(pieces, torch.zeros_like(pieces), torch.ones_like(pieces))
    assert states.shape == (2, 9, CONFIG["hidden_size"])


def test_training_goes_on_where_it_was_stopped(encoder: Path, tmp_path: Path) -> None:
    settings = SimpleNamespace(rate=1e-2, head_rate=1e-2, average=0.9, adversarial=0.0)

    def begun(out: Path) -> Any:
        torch.manual_seed(3)
        run = SimpleNamespace(
            encoder=encoder, out=out, settings=settings, weights={"all": 1.0}, paths=SimpleNamespace(start="")
        )
        return train.Training(run, rules=5, steps=6)

    def epoch(training: Any) -> None:
        for _ in range(3):
            heads = training.model.words.inner["tags"].weight, training.model.encoder.words.weight
            training.step(lambda heads=heads: {"all": sum((h - 1.0).square().mean() for h in heads)})
        training.epoch += 1
        training.save(["a"] * 5)

    whole, stopped = begun(tmp_path / "whole"), begun(tmp_path / "stopped")
    epoch(whole)
    epoch(whole)
    epoch(stopped)
    again = begun(tmp_path / "stopped")
    assert again.epoch == 1
    epoch(again)
    for one, other in zip(whole.mean.parameters(), again.mean.parameters(), strict=True):
        assert torch.equal(one, other)
