"""Joins the heads of a model into one graph, a branch for each, and takes one out again.

Heads run on other things each (words, sentences, mentions, pairs), and onnxruntime runs a graph as a whole.
So a head is a branch that is taken where the head is asked for, see ``fabula.language.sessions``.
"""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import GraphProto, ModelProto, TensorProto, ValueInfoProto, compose, helper

from fabula.language.sessions import HEADS_FILE

INNER = "inner/"
"""What is put before the names within a branch, which may not be those of the graph around it."""

OPSET, VERSION = 17, 8
"""Versions of ONNX's operators and of its files."""


def read_heads(folder: Path) -> ModelProto:
    return onnx.load(folder / HEADS_FILE)


def write_heads(heads: ModelProto, folder: Path) -> None:
    onnx.checker.check_model(heads)
    onnx.save(heads, folder / HEADS_FILE)


def no_heads() -> ModelProto:
    graph = helper.make_graph([], "heads", [], [])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=VERSION)


def add(heads: ModelProto, name: str, part: ModelProto) -> None:
    """Adds the graph of a head, in the place of another of its name.

    Raises ``ValueError`` for a graph of other operators than ``OPSET``, which would come to mean others.
    """
    sets = {(own.domain, own.version) for own in part.opset_import}
    if sets != {("", OPSET)}:
        raise ValueError(f"{name}: its operators are of {sorted(sets)}, not of opset {OPSET}")
    _remove(heads.graph, name)
    inner = compose.add_prefix(part, INNER, rename_inputs=False)
    own = compose.add_prefix(inner, f"{name}/").graph
    for given in own.input:  # sizes of one name are taken to be equal, and none is that of another head
        _rename_sizes(given, name)
    outputs = [ValueInfoProto.FromString(output.SerializeToString()) for output in own.output]
    for output in outputs:  # nor that of what went in, where the head is not asked for
        output.name = output.name.replace(INNER, "", 1)
        _rename_sizes(output, output.name)
    then = helper.make_graph(list(own.node), f"{name}/then", [], _sizeless(own), list(own.initializer))
    choice = helper.make_node(
        "If", [name], [o.name for o in outputs], name=name, then_branch=then, else_branch=_nothing(own, name)
    )
    heads.graph.node.append(choice)
    heads.graph.input.extend([helper.make_tensor_value_info(name, TensorProto.BOOL, []), *own.input])
    heads.graph.output.extend(outputs)


def branch(heads: ModelProto, name: str) -> GraphProto:
    """The graph of a head, its weights called by the names that the head itself has for them."""
    (choice,) = (node for node in heads.graph.node if node.name == name)
    (found,) = (a.g for a in choice.attribute if a.name == "then_branch")
    own = GraphProto()
    own.CopyFrom(found)
    for weights in own.initializer:
        weights.name = weights.name.removeprefix(f"{name}/{INNER}")
    return own


def _nothing(own: GraphProto, name: str) -> GraphProto:
    """The branch that gives none of each output."""
    outputs = _sizeless(own, "/none")
    nodes = []
    for output, missing in zip(own.output, outputs, strict=True):
        sizes = [size.dim_value for size in output.type.tensor_type.shape.dim]  # 0 where it is free
        value = helper.make_tensor(missing.name, missing.type.tensor_type.elem_type, sizes, [])
        nodes.append(helper.make_node("Constant", [], [missing.name], value=value))
    return helper.make_graph(nodes, f"{name}/else", [], outputs)


def _sizeless(own: GraphProto, ending: str = "") -> list[ValueInfoProto]:
    """A graph's outputs without what is known of their sizes, which differ between the branches."""
    return [
        helper.make_tensor_value_info(f"{o.name}{ending}", o.type.tensor_type.elem_type, None)
        for o in own.output
    ]


def _rename_sizes(value: ValueInfoProto, owner: str) -> None:
    for size in value.type.tensor_type.shape.dim:
        if size.dim_param:
            size.dim_param = f"{owner}/{size.dim_param}"


def _remove(graph: GraphProto, name: str) -> None:
    for kept in (graph.node, graph.input, graph.output):
        for item in [item for item in kept if item.name.partition("/")[0] == name]:
            kept.remove(item)
