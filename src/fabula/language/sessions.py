"""The two graphs of a model, as onnxruntime runs them: the encoder, and its heads with a branch for each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from fabula import errors

if TYPE_CHECKING:
    import onnxruntime

ENCODER_FILE, HEADS_FILE = "encoder.onnx", "heads.onnx"
SENSES_FILE = "senses.npz"
"""What is known of words beforehand, for the head of supersenses."""

HEADS = {
    "mentions": ("types", "forms"),
    "mention_vectors": ("vectors",),
    "quotation_vectors": ("vectors",),
    "antecedents": ("scores",),
    "speakers": ("scores",),
    "addressees": ("scores",),
    "words": ("upos", "xpos", "event", "speech"),
    "lemmas": ("lemmas",),
    "arcs": ("scores",),
    "relations": ("relations",),
}
"""What each head gives."""
BREAKS, SCENES, SENSES = "breaks", "scenes", "senses"
"""The heads that are trained on a finished model, and that a model may be without."""

_SLOW_FUSION = "SkipLayerNormFusion"
"""A sum and a norm as two operators take a sixth of the time of the one that would be made of them."""

_TYPES = {"tensor(float)": np.float32, "tensor(int64)": np.int64, "tensor(bool)": np.bool_}

_ASKED = np.array(True)


class Sessions:
    """A model's graphs, each on one thread; several threads may run them at once.

    The graph of the heads has an input of its name for each head, true where it is asked for, and the
    head's own inputs and outputs as ``name/input`` and ``name/output``. The other heads are given nothing and
    give nothing, so that one file holds heads that run on other things each, as many as suits it.

    Raises :class:`fabula.errors.ModelError` when a graph cannot run or lacks a head.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / HEADS_FILE
        self._encoder, self._heads = _session(folder / ENCODER_FILE), _session(path)
        given, found = self._heads.get_inputs(), {output.name for output in self._heads.get_outputs()}
        self._outputs = {
            head: [f"{head}/{output}" for output in outputs]
            for head, outputs in {**HEADS, **{head: (head,) for head in (BREAKS, SCENES, SENSES)}}.items()
            if f"{head}/{outputs[0]}" in found
        }
        if not self._outputs.keys() >= HEADS.keys() or any(one.type not in _TYPES for one in given):
            raise errors.model_file_damaged(path)
        self._nothing = {one.name: _empty(one) for one in given}

    def has(self, head: str) -> bool:
        """Whether the model has such a head."""
        return head in self._outputs

    def run(self, part: str, feed: Mapping[str, npt.NDArray[Any]]) -> list[Any]:
        """The outputs of the encoder, or of one head in the order of ``HEADS``."""
        if part == "encoder":
            return list(self._encoder.run(None, dict(feed)))
        own = {f"{part}/{name}": value for name, value in feed.items()}
        return list(self._heads.run(self._outputs[part], {**self._nothing, part: _ASKED, **own}))


def _empty(given: onnxruntime.NodeArg) -> npt.NDArray[Any]:
    """What a head that is not asked for is given as such an input: none of what it runs on, or false."""
    return np.zeros([size if isinstance(size, int) else 0 for size in given.shape], _TYPES[given.type])


def _session(path: Path) -> onnxruntime.InferenceSession:
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW_FUSION]
        )
    except (
        state.Fail, state.InvalidArgument, state.InvalidGraph, state.InvalidProtobuf, state.NotImplemented,
        RuntimeError,
    ):  # fmt: skip
        raise errors.model_file_damaged(path) from None
