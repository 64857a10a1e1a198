"""Writes a trained checkpoint as the ONNX files that reading runs.

    python -m training.export --encoder DIR --checkpoint FILE --out DIR

The encoder's weights become 8-bit integers (dynamic quantisation, one scale a channel); the small heads
stay in 32-bit floats.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from torch import nn

from fabula.language.features import ANTECEDENT_SIZES, SPEAKER_SIZES
from fabula.language.model import MODEL_FORMAT, PARTS
from training.model import Encoder, ReadingModel


def load(encoder: Path, checkpoint: Path) -> ReadingModel:
    config = json.loads((encoder / "config.json").read_text(encoding="utf8"))
    model = ReadingModel(Encoder(config))
    model.load_state_dict(torch.load(checkpoint, weights_only=False, map_location="cpu")["model"])
    return model.eval()


def write_part(
    module: nn.Module, path: Path, inputs: dict[str, torch.Tensor], outputs: list[str], free: dict
) -> None:
    torch.onnx.export(
        module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
        dynamic_axes=free, opset_version=17, dynamo=False,
    )  # fmt: skip


def write_heads(model: ReadingModel, out: Path) -> None:
    width, size = model.encoder.norm.normalized_shape[0], model.VECTOR
    free = {"states": {0: "n", 1: "length"}, "types": {0: "n"}, "forms": {0: "n"}}
    write_part(
        model.mentions, out / "mentions.onnx", {"states": torch.rand(2, 9, width)}, ["types", "forms"], free
    )
    for name, places in (("mention", 3), ("quotation", 4)):
        module = getattr(model, f"{name}_vectors")
        inputs = {"states": torch.rand(5, places * width)}
        write_part(
            module,
            out / f"{name}_vectors.onnx",
            inputs,
            ["vectors"],
            {"states": {0: "m"}, "vectors": {0: "m"}},
        )
    for name, sizes in (
        ("antecedents", ANTECEDENT_SIZES),
        ("speakers", SPEAKER_SIZES),
        ("addressees", SPEAKER_SIZES),
    ):
        features = torch.zeros(5, len(sizes), dtype=torch.long)
        inputs = {"left": torch.rand(5, size), "right": torch.rand(5, size), "features": features}
        free = {key: {0: "pairs"} for key in (*inputs, "scores")}
        write_part(getattr(model, name), out / f"{name}.onnx", inputs, ["scores"], free)


def write_encoder(model: ReadingModel, heads: int, out: Path) -> None:
    from onnxruntime.quantization import QuantType, quant_pre_process, quantize_dynamic
    from onnxruntime.transformers import optimizer

    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        numbers = torch.ones(2, 16, dtype=torch.long)
        axes = {name: {0: "n", 1: "length"} for name in ("pieces", "cases", "mask", "states")}
        write_part(
            model.encoder, plain, {"pieces": numbers, "cases": numbers, "mask": numbers}, ["states"], axes
        )
        quant_pre_process(str(plain), str(fused), skip_symbolic_shape=True)
        better = optimizer.optimize_model(
            str(fused), model_type="bert", num_heads=heads,
            hidden_size=model.encoder.norm.normalized_shape[0], opt_level=1,
        )  # fmt: skip
        better.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused), str(out / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Attention"],
        )  # fmt: skip


def write_card(out: Path, model: ReadingModel) -> None:
    files = ["vocab.txt", *(f"{part}.onnx" for part in PARTS)]
    card = {
        "format": MODEL_FORMAT,
        "width": model.encoder.norm.normalized_shape[0],
        "vector": model.VECTOR,
        "temperatures": {},
        "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files},
    }
    (out / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    model = load(args.encoder, args.checkpoint)
    shutil.copyfile(args.encoder / "vocab.txt", args.out / "vocab.txt")
    write_heads(model, args.out)
    config = json.loads((args.encoder / "config.json").read_text(encoding="utf8"))
    write_encoder(model, config["num_attention_heads"], args.out)
    write_card(args.out, model)
    print(sum(f.stat().st_size for f in args.out.iterdir()) / 1e6, "MB")


if __name__ == "__main__":
    main()
