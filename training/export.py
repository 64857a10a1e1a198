"""Writes a trained checkpoint as the ONNX files that reading runs.

    python -m training.export --encoder DIR --checkpoint FILE [FILE …] --out DIR

The weights of the encoder and of the heads' large products become 8-bit integers (dynamic quantisation, one
scale a channel); the other weights of the heads are kept in 16-bit floats, and worked with in 32.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnx import ModelProto, TensorProto, helper, numpy_helper
from torch import nn

from fabula.language.features import ANTECEDENT_SIZES, SPEAKER_SIZES
from fabula.language.lemmas import SPELLING_SIZES
from fabula.language.model import FILES, MODEL_FORMAT
from fabula.language.sessions import ENCODER_FILE, HEADS
from fabula.language.wordpiece import WordPieces
from training.branches import OPSET, add, no_heads, write_heads
from training.calibrate import calibration
from training.card import write_card
from training.fast import FastEncoder, largest_inputs, sample
from training.model import Encoder, ReadingModel
from training.train import Corpora, read_vocabulary

SMALL = 1_000
"""Numbers in weights that stay as they are: the bytes are elsewhere."""

LARGE = 16_000
"""Numbers in the weights of a head's product from which on it is in 8 bits, and takes a third of the time."""

EXACT = ("quotation_vectors", "speakers", "addressees")
"""Parts that are asked too seldom for that: one scale of inputs for all that is asked at once costs more."""


def load(encoder: Path, checkpoint: Path) -> tuple[ReadingModel, list[str]]:
    """The model of a checkpoint, and the lemma rules that it chooses from."""
    config = json.loads((encoder / "config.json").read_text(encoding="utf8"))
    saved = torch.load(checkpoint, weights_only=False, map_location="cpu")
    model = ReadingModel(Encoder(config), len(saved["rules"]))
    model.load_state_dict(saved["model"])
    return model.eval(), saved["rules"]


def write_part(
    module: nn.Module, path: Path, inputs: dict[str, torch.Tensor], outputs: list[str], free: dict
) -> None:
    torch.onnx.export(
        module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
        dynamic_axes=free, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def head_graph(
    head: nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], free: dict, exact: bool
) -> ModelProto:
    """The graph of a head, its weights in 16 bits and, unless it is exact, those of large products in 8."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "head.onnx"
        write_part(head, path, inputs, outputs, free)
        if not exact:
            quantise_large(path)
        part = onnx.load(path)
    halve(part)
    return part


def halve(part: ModelProto) -> None:
    """Keeps the large weights of a part in 16 bits; what reads them turns them into 32 first."""
    graph, casts = part.graph, []
    for weights in graph.initializer:
        name = weights.name
        small = math.prod(weights.dims) < SMALL or name.endswith("_scale")
        if weights.data_type != TensorProto.FLOAT or small:
            continue
        weights.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weights).astype("f2"), f"{name}.half"))
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    for i, cast in enumerate(casts):
        graph.node.insert(i, cast)


def quantise_large(path: Path) -> None:
    """Keeps the weights of the large products of a written part in 8 bits, one scale a channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.onnx_model import ONNXModel

    part = ONNXModel(onnx.load(path))
    part.replace_gemm_with_matmul()  # as only a product by itself can be quantised
    sizes = {weights.name: math.prod(weights.dims) for weights in part.graph().initializer}
    large = [n.name for n in part.nodes() if n.op_type == "MatMul" and sizes.get(n.input[1], 0) >= LARGE]
    onnx.save(part.model, path)
    if large:
        quantize_dynamic(
            str(path), str(path), weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul"], nodes_to_quantize=large,
        )  # fmt: skip


def export_heads(model: ReadingModel, out: Path) -> None:
    width, size = model.encoder.norm.normalized_shape[0], model.VECTOR
    sentences, words, vectors = torch.rand(2, 9, width), torch.rand(5, width), torch.rand(3, size)
    parts = {
        "words": {"states": words},
        "lemmas": {"states": words, "spelling": torch.zeros(5, len(SPELLING_SIZES), dtype=torch.long)},
        "arcs": {"states": sentences},
        "relations": {"dependents": words, "heads": words},
        "mentions": {"states": sentences},
        "mention_vectors": {"states": torch.rand(5, 3 * width)},
        "quotation_vectors": {"states": torch.rand(5, 4 * width)},
    }
    pair = {"left": vectors, "right": vectors} | dict.fromkeys(("rows", "columns"), torch.zeros(5).long())
    for name, sizes in (
        ("antecedents", ANTECEDENT_SIZES),
        ("speakers", SPEAKER_SIZES),
        ("addressees", SPEAKER_SIZES),
    ):
        parts[name] = pair | {"features": torch.zeros(5, len(sizes), dtype=torch.long)}
    heads = no_heads()
    for name, outputs in HEADS.items():
        inputs = parts[name]
        free = {key: {0: "n"} for key in (*inputs, *outputs)}
        if "rows" in inputs:
            free |= {"left": {0: "left"}, "right": {0: "right"}}
        if name in ("arcs", "mentions"):
            free["states"] = {0: "n", 1: "length"}
        add(heads, name, head_graph(getattr(model, name), inputs, [*outputs], free, exact=name in EXACT))
    write_heads(heads, out)


def export_encoder(model: ReadingModel, vocabulary: WordPieces, out: Path, exact: bool) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    fast = FastEncoder(model.encoder, largest_inputs(model.encoder, sample(vocabulary))).eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        numbers = torch.ones(2, 16, dtype=torch.long)
        axes = {name: {0: "n", 1: "length"} for name in ("pieces", "cases", "states")}
        write_part(fast, plain, {"pieces": numbers, "cases": numbers}, ["states"], axes)
        check(model.encoder, plain, 1e-3)
        if exact:
            shutil.copyfile(plain, out / ENCODER_FILE)
            return
        quantize_dynamic(
            str(plain), str(out / ENCODER_FILE),
            weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"DefaultTensorType": 1},  # float, for what follows operators not of ONNX's own
        )  # fmt: skip


def check(encoder: Encoder, written: Path, most: float) -> None:
    """Raises ``ValueError`` where the written encoder's states differ by more than ``most``."""
    import onnxruntime

    generator = torch.Generator().manual_seed(0)
    pieces = torch.randint(0, encoder.words.num_embeddings, (3, 40), generator=generator)
    cases = torch.randint(0, encoder.cases.num_embeddings, (3, 40), generator=generator)
    with torch.no_grad():
        wanted = encoder(pieces, cases, torch.ones_like(pieces))
    session = onnxruntime.InferenceSession(str(written), providers=["CPUExecutionProvider"])
    found = torch.from_numpy(session.run(None, {"pieces": pieces.numpy(), "cases": cases.numpy()})[0])
    apart = float((found - wanted).abs().max())
    if apart > most:
        raise ValueError(f"the states of {written.name} differ by {apart:.2g} from those of the checkpoint")


def describe(out: Path, model: ReadingModel, rules: list[str], fitted: dict[str, dict[str, float]]) -> None:
    """Writes the card of a model whose files are there."""
    card = {
        "format": MODEL_FORMAT,
        "width": model.encoder.norm.normalized_shape[0],
        "vector": model.VECTOR,
        "lemma_rules": rules,
        **fitted,
        "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES},
    }
    write_card(out, card)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--exact", action="store_true", help="leave the encoder in 32 bits, to compare with")
    parser.add_argument("--data", type=Path, required=True, help="folder with litbank/ and ud/ewt/")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    model, rules = load(args.encoder, args.checkpoint)
    vocabulary = read_vocabulary(args.encoder)
    shutil.copyfile(args.encoder / "vocab.txt", args.out / "vocab.txt")
    export_heads(model, args.out)
    export_encoder(model, vocabulary, args.out, args.exact)
    kept = Corpora(args.data, vocabulary).kept
    describe(args.out, model, rules, calibration(model, kept, vocabulary))
    size = sum(f.stat().st_size for f in args.out.iterdir()) / 1e6
    print(f"{size:.1f} MB")


if __name__ == "__main__":
    main()
