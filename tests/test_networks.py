"""Who has to do with whom, counted and as a graph."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

import fabula
from fabula.networks import network_of
from fabula.reading import Reading
from tests.builders import novel, storied_work, talking

ALDER, TOM, NED, FENWICK, I = 1, 2, 3, 4, 5  # noqa: E741


def test_ties_are_lines_exchanged_and_scenes_shared() -> None:
    graph = Reading(talking()).network()
    assert graph.graph == {"title": "The Lost Glove"}
    assert dict(graph.nodes(data="name")) == {ALDER: "Mrs. Alder", TOM: "Tom", NED: "Ned", I: "I"}
    assert graph.nodes[NED] == {"name": "Ned", "mentions": 2, "lines": 1, "scenes": 1}
    # She speaks to Ned, he to her and Tom; all three are in the first scene, Tom from afar.
    assert graph.edges[ALDER, NED] == {"lines": 2, "scenes": 1, "weight": 3}
    assert graph.edges[TOM, NED] == {"lines": 1, "scenes": 1, "weight": 2}
    assert graph.edges[ALDER, TOM] == {"lines": 0, "scenes": 1, "weight": 1}
    assert graph.number_of_edges() == 3


def test_a_thought_is_heard_by_nobody_and_a_doubtful_presence_is_none() -> None:
    work = talking()
    thought = tuple(replace(quote, thought=True) for quote in work.cast.quotes)
    assert work.story is not None
    talk, find = work.story.scenes
    doubted = replace(talk, present=tuple(replace(own, confidence=0.4) for own in talk.present))
    work = replace(
        work,
        cast=replace(work.cast, quotes=thought),
        story=replace(work.story, scenes=(doubted, find)),
    )
    assert network_of(work).ties == ()


def test_a_stretch_of_chapters_has_what_stands_in_them() -> None:
    reading = Reading(talking())
    assert set(reading.network(chapters=[2])) == {I}
    assert set(reading.network(chapters=["Chapter One"])) == {ALDER, TOM, NED}
    assert set(reading.network(chapters="Chapter One")) == {ALDER, TOM, NED}
    assert reading.network(chapters=range(1, 3)).edges == reading.network().edges
    with pytest.raises(fabula.FabulaError, match="numbered from 1 to 2"):
        reading.network(chapters=[3])


def test_until_a_place_the_graph_knows_no_more_than_the_reader() -> None:
    assert I not in Reading(talking()).until(1).network()


def test_whoever_is_there_for_a_moment_and_what_is_nobody_are_left_out() -> None:
    assert set(Reading(storied_work()).network()) == {ALDER, NED, I}


def test_a_work_without_its_story_is_tied_by_its_lines() -> None:
    network = network_of(novel(2_000, people=4))
    assert {figure.entity.name for figure in network.figures} == {f"Person{n}" for n in range(4)}
    assert all(tie.lines and not tie.scenes for tie in network.ties)


def test_without_networkx_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(fabula.FabulaError, match=r"pip install 'fabula\[networkx\]'"):
        Reading(storied_work()).network()
