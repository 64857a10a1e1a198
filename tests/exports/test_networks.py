"""The network of the characters as GEXF and GraphML, read back with networkx."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx
import pytest

import fabula
from fabula.exports import export, gexf, graphml
from fabula.networks import graph_of, network_of
from fabula.types import Work
from tests.builders import ferry, novel, plain_work, storied_work

ALDER, TOM, NED, I = "1", "2", "3", "5"  # noqa: E741


def storied() -> Work:
    """The small work, in which everybody is there for more than a moment."""
    work = storied_work()
    everybody = tuple(replace(each, mentions=3) for each in work.cast.entities)
    return replace(work, cast=replace(work.cast, entities=everybody))


def read(format: str, work: Work, tmp_path: Path) -> networkx.Graph:
    path = export(work, format, tmp_path / "x")
    return networkx.read_graphml(path) if format == "graphml" else networkx.read_gexf(path, version="1.3")


@pytest.mark.parametrize("format", ["gexf", "graphml"])
@pytest.mark.parametrize(
    "work", [storied(), ferry(), novel(3000), plain_work("Ann.")], ids=lambda work: work.title
)
def test_networkx_reads_the_network_that_a_reading_gives(work: Work, format: str, tmp_path: Path) -> None:
    found, known = read(format, work, tmp_path), graph_of(network_of(work))
    assert not found.is_directed() and not found.is_multigraph()
    assert set(found) == {str(node) for node in known}
    for node, facts in known.nodes(data=True):
        shown = found.nodes[str(node)]
        assert shown["label"] == facts["name"]
        assert [shown[name] for name in ("mentions", "lines", "scenes")] == [
            facts[name] for name in ("mentions", "lines", "scenes")
        ]
    assert found.number_of_edges() == known.number_of_edges()
    for one, other, facts in known.edges(data=True):
        shown = found.edges[str(one), str(other)]
        assert {name: shown[name] for name in facts} == facts


def test_characters_and_ties_come_and_go_with_the_scenes(tmp_path: Path) -> None:
    graph = read("gexf", storied(), tmp_path)
    assert graph.graph["mode"] == "dynamic"
    assert dict(graph.nodes(data="spells")) == {
        **{key: [(1, 1)] for key in (ALDER, TOM, NED)},
        I: [(2, 2)],
    }
    assert graph.edges[ALDER, NED]["spells"] == [(1, 1)]
    assert graph.nodes[I]["narrator"] is True and graph.nodes[NED]["pronouns"] == "he"


def test_without_scenes_chapters_are_the_time(tmp_path: Path) -> None:
    graph = read("gexf", ferry(), tmp_path)
    assert graph.nodes["1"]["spells"] == [(1, 1)]
    assert graph.edges["1", "2"]["spells"] == [(1, 1)]
    assert "number of the chapter" in gexf.document(ferry())
    assert "number of the scene" in gexf.document(storied())


@pytest.mark.parametrize(
    ("times", "runs"), [((), []), ((3,), [(3, 3)]), ((5, 1, 2, 3, 9), [(1, 3), (5, 5), (9, 9)])]
)
def test_times_after_one_another_are_one_spell(times: tuple[int, ...], runs: list[tuple[int, int]]) -> None:
    assert gexf.runs_of(times) == runs


@pytest.mark.parametrize("document", [gexf.document, graphml.document])
def test_any_name_is_a_label(document: Callable[[Work], str], tmp_path: Path) -> None:
    work = plain_work("Ann.", name='A\x01 "<&>', title="<&>")
    path = tmp_path / "x"
    path.write_text(document(work), encoding="utf-8")
    graph = (
        networkx.read_graphml(path)
        if document is graphml.document
        else networkx.read_gexf(path, version="1.3")
    )
    assert graph.nodes["1"]["label"] == 'A� "<&>'


@pytest.mark.model
def test_a_story_as_the_program_reads_it(voices: Path, tmp_path: Path) -> None:
    with fabula.open_world(voices) as world:
        reading = world.only_work()
    graph = networkx.read_gexf(reading.export("gexf", tmp_path / "x.gexf"), version="1.3")
    scenes = {scene.id for scene in reading.scenes}
    for _, _, facts in graph.edges(data=True):
        assert facts["spells"]
        assert all(start in scenes and end in scenes for start, end in facts["spells"])
        assert sum(end - start + 1 for start, end in facts["spells"]) >= facts["scenes"]
