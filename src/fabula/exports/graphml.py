"""The network of the characters as GraphML, for Gephi, Cytoscape, igraph, yEd and networkx.

graphml.graphdrawing.org. Nodes are characters, edges the lines they exchange and the scenes they share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from fabula.exports.files import write_file
from fabula.exports.gexf import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from fabula.exports.xml_text import attributes, legal
from fabula.networks import network_of
from fabula.types import Work

_TYPES = {"integer": "int"}
"""What GraphML calls the types of GEXF, where that is something else."""


def write(work: Work, path: Path) -> None:
    """Writes the network. Raises OSError, and UnicodeEncodeError for half a character."""
    write_file(document(work).encode(), path)


def document(work: Work) -> str:
    """The whole document."""
    return legal("".join(_pieces(work)))


def _pieces(work: Work) -> Iterator[str]:
    network = network_of(work)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="'
        "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
        '">\n'
    )
    yield _key("graph", "title", "string")
    yield _key("node", "label", "string")
    for name, (kind, _) in NODE_ATTRIBUTES.items():
        yield _key("node", name, _TYPES.get(kind, kind))
    for name in EDGE_ATTRIBUTES:
        yield _key("edge", name, "int")
    yield _key("edge", "weight", "double")
    yield '<graph id="characters" edgedefault="undirected">\n'
    yield _data("graph", {"title": work.title}) + "\n"
    for own in network.figures:
        values = {
            "label": own.entity.name,
            **{name: value(own) for name, (_, value) in NODE_ATTRIBUTES.items()},
        }
        yield f'<node id="{own.entity.id}">{_data("node", values)}</node>\n'
    for tie in network.ties:
        weights = {"lines": tie.lines, "scenes": tie.scenes, "weight": float(tie.lines + tie.scenes)}
        yield f'<edge source="{tie.a}" target="{tie.b}">{_data("edge", weights)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _key(of: str, name: str, kind: str) -> str:
    known = {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind}
    return f"<key{attributes(known)}/>\n"


def _data(of: str, values: Mapping[str, object]) -> Markup:
    return Markup("").join(
        Markup('<data key="{}-{}">{}</data>').format(of, name, value) for name, value in values.items()
    )
