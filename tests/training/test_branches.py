"""Heads in one graph: each gives what it gave by itself, and the others nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fabula.language.sessions import BREAKS, HEADS, SCENES, Sessions

onnx = pytest.importorskip("onnx", reason="only training needs onnx")
onnxruntime = pytest.importorskip("onnxruntime")
branches = pytest.importorskip("training.branches")


def head(weights: list[float], *, outputs: tuple[str, ...] = ("scores",), opset: int = branches.OPSET) -> Any:
    """A graph that multiplies rows of "states" with such weights, and gives that as each output."""
    helper, kind = onnx.helper, onnx.TensorProto.FLOAT
    own = onnx.numpy_helper.from_array(np.asarray(weights, np.float32), "weight")
    states = helper.make_tensor_value_info("states", kind, ["n", len(weights)])
    found = [helper.make_tensor_value_info(name, kind, ["n", len(weights)]) for name in outputs]
    products = [helper.make_node("Mul", ["states", "weight"], [name]) for name in outputs]
    graph = helper.make_graph(products, "head", [states], found, [own])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])


def run(heads: Any, folder: Path, **given: Any) -> dict[str, Any]:
    branches.write_heads(heads, folder)
    session = onnxruntime.InferenceSession(str(folder / "heads.onnx"), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    feed = {name.replace("_", "/"): np.asarray(value) for name, value in given.items()}
    return dict(zip(names, session.run(names, feed), strict=True))


def states(*rows: list[float]) -> Any:
    return np.asarray(rows, np.float32)


def test_the_head_that_is_asked_for_runs_and_no_other(tmp_path: Path) -> None:
    heads = branches.no_heads()
    branches.add(heads, "a", head([1, 2]))
    branches.add(heads, "b", head([1, 2, 3]))
    found = run(
        heads,
        tmp_path,
        a=False,
        a_states=np.zeros((0, 2), "f4"),
        b=True,
        b_states=states([1, 1, 1], [2, 0, 1]),
    )
    assert found["b/scores"].tolist() == [[1, 2, 3], [2, 0, 3]]
    assert found["a/scores"].shape == (0, 2)


def test_a_head_takes_the_place_of_another_of_its_name(tmp_path: Path) -> None:
    heads = branches.no_heads()
    branches.add(heads, "a", head([1, 2]))
    branches.add(heads, "ab", head([5]))
    branches.add(heads, "a", head([3]))
    found = run(heads, tmp_path, a=True, a_states=states([2]), ab=True, ab_states=states([2]))
    assert {name: value.tolist() for name, value in found.items()} == {"ab/scores": [[10]], "a/scores": [[6]]}


def test_operators_that_could_mean_others_are_refused() -> None:
    with pytest.raises(ValueError, match=r"a: its operators are of .*20"):
        branches.add(branches.no_heads(), "a", head([1], opset=20))


def test_a_head_comes_out_with_the_names_it_had(tmp_path: Path) -> None:
    heads = branches.no_heads()
    branches.add(heads, "a", head([1, 2]))
    branches.write_heads(heads, tmp_path)
    (weights,) = branches.branch(branches.read_heads(tmp_path), "a").initializer
    assert weights.name == "weight"
    assert onnx.numpy_helper.to_array(weights).tolist() == [1, 2]


@pytest.mark.parametrize("breaks", [False, True])
def test_reading_asks_one_head_at_a_time(tmp_path: Path, breaks: bool) -> None:
    onnx.save(head([2, 2]), tmp_path / "encoder.onnx")
    heads = branches.no_heads()
    names = [*HEADS, BREAKS][: len(HEADS) + breaks]
    for i, name in enumerate(names):
        branches.add(heads, name, head([i, i, i], outputs=HEADS.get(name, (BREAKS,))))
    branches.write_heads(heads, tmp_path)
    sessions = Sessions(tmp_path)
    assert sessions.has(BREAKS) is breaks
    assert not sessions.has(SCENES)
    assert sessions.run("encoder", {"states": states([1, 3])})[0].tolist() == [[2, 6]]
    for i, name in enumerate(names):
        assert sessions.run(name, {"states": states([1, 2, 3])})[0].tolist() == [[i, 2 * i, 3 * i]]
