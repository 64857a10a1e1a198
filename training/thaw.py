"""Makes of an exported model a checkpoint that training starts from again.

    python -m training.thaw --encoder DIR --model DIR --out FILE

Checkpoints are large and stay where they were made; the model in the package is what everybody has. Its
weights come back as exactly as they are kept: those of the encoder in 8 bits, those of the heads in 16.
The training head for paragraph breaks is not exported, and begins anew.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from onnx import GraphProto, load, numpy_helper
from torch import Tensor

from fabula.language.sessions import ENCODER_FILE, HEADS
from training.branches import branch, read_heads
from training.card import read_card
from training.model import Encoder, ReadingModel
from training.train import write

PRODUCTS = {
    "arcs": ("dependent", "head", "product", "own"),
    "relations": ("product",),
    "mentions": ("first", "last", "product", "type_first", "type_last", "form_first", "form_last"),
}
"""Layers whose weights are exported turned over and without their name, in the order in which they run."""

PRODUCT = "onnx::MatMul_"
"""What their weights are called, with the number of the step that uses them."""


def head_weights(name: str, part: GraphProto) -> Iterator[tuple[str, Tensor]]:
    """The weights of one head by the name of each in the head."""
    products = iter(PRODUCTS.get(name, ()))
    kept = {weights.name: numpy_helper.to_array(weights) for weights in part.initializer}
    for key in sorted(kept, key=_number):
        if key.endswith(("_scale", "_zero_point")):
            continue
        own = key.removesuffix(".half")
        quantised = own.endswith("_quantized")
        own = own.removesuffix("_quantized")
        value = whole(kept, own) if quantised else floats(kept[key])
        if own.startswith(PRODUCT):
            yield next(products) + ".weight", value.T.contiguous()
        elif own.endswith("_Transposed"):
            yield own.removesuffix("_Transposed"), value.T.contiguous()
        else:
            yield own, value


def _number(name: str) -> int:
    """The place of weights without a name among the steps of their head."""
    return int(re.match(r"\d+", name.removeprefix(PRODUCT))[0]) if name.startswith(PRODUCT) else 0


def floats(weights: np.ndarray) -> Tensor:
    return torch.from_numpy(weights.astype(np.float32))


def whole(kept: dict[str, np.ndarray], name: str) -> Tensor:
    """Weights that were kept in 8 bits."""
    zero, scale, own = (floats(kept[f"{name}_{part}"]) for part in ("zero_point", "scale", "quantized"))
    return (own - zero) * scale


def encoder_weights(graph: GraphProto) -> dict[str, Tensor]:
    """The encoder's weights, with the evening out of columns taken back (``training.fast``)."""
    kept = {i.name: numpy_helper.to_array(i).copy() for i in graph.initializer}

    def norm(name: str, spread: Tensor | float) -> dict[str, Tensor]:
        return {part: torch.from_numpy(kept[f"{name}.{part}"]) * spread for part in ("weight", "bias")}

    def spread_of(name: str) -> Tensor | float:
        return torch.from_numpy(kept[name]) if name in kept else 1.0

    products = [n.input[1] for n in graph.node if n.op_type == "MatMulInteger"]
    found = {f"{name}.weight": whole(kept, f"encoder.{name}.weight") for name in ("words", "cases")}
    found["places.weight"] = torch.from_numpy(kept["encoder.places.weight"])
    before = spread_of("norm.spread")
    found |= {f"norm.{part}": value for part, value in norm("norm", before).items()}
    for i in range(len(products) // 4):
        own = f"layers.{i}."
        qkv, out, up, down = (
            whole(kept, p.removesuffix("_quantized")).T for p in products[4 * i : 4 * i + 4]
        )
        inner, after = spread_of(f"{own}norm1.spread"), spread_of(f"{own}norm2.spread")
        found |= {
            f"{own}qkv.weight": qkv / before,
            f"{own}out.weight": out,
            f"{own}up.weight": up / inner,
            f"{own}down.weight": down * torch.from_numpy(kept[f"{own}even"]),
            f"{own}qkv.bias": torch.from_numpy(kept[f"{own}qkv.bias"]),
            f"{own}out.bias": torch.from_numpy(kept[f"encoder.{own}out.bias"]),
            f"{own}up.bias": torch.from_numpy(kept[f"{own}up.bias"]),
            f"{own}down.bias": torch.from_numpy(kept[f"{own}down.bias"]),
        }
        found |= {f"{own}norm1.{part}": value for part, value in norm(f"{own}norm1", inner).items()}
        found |= {f"{own}norm2.{part}": value for part, value in norm(f"{own}norm2", after).items()}
        before = after
    return {name: value.contiguous() for name, value in found.items()}


def thaw(folder: Path, config: dict[str, int]) -> tuple[ReadingModel, list[str]]:
    """The model of a folder of ONNX files, and the lemma rules that it chooses from."""
    rules = read_card(folder)["lemma_rules"]
    model = ReadingModel(Encoder(config), len(rules))
    model.encoder.load_state_dict(encoder_weights(load(folder / ENCODER_FILE).graph))
    heads = read_heads(folder)
    for name in HEADS:
        getattr(model, name).load_state_dict(dict(head_weights(name, branch(heads, name))))
    return model.eval(), rules


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True, help="folder with the encoder's config.json")
    parser.add_argument("--model", type=Path, required=True, help="folder of an exported model")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint to write")
    args = parser.parse_args()
    config = json.loads((args.encoder / "config.json").read_text(encoding="utf8"))
    torch.manual_seed(0)
    model, rules = thaw(args.model, config)
    write({"model": model.state_dict(), "rules": rules}, args.out)


if __name__ == "__main__":
    main()
