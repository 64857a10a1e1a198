"""The tools in the same process, on small works built by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("pydantic")

from fabula.assistants.shelf import KEPT, Shelf
from fabula.assistants.tools import Tools
from fabula.errors import FabulaError
from fabula.types import Work
from fabula.world import World
from tests.builders import CONTENT, keep, storied_work


@pytest.fixture
def glove(tmp_path: Path) -> Path:
    """A world with one small work."""
    path = tmp_path / "glove.fabula"
    keep(path, storied_work())
    return path


@pytest.fixture
def two(glove: Path, make_work: Callable[..., Work]) -> Path:
    """The same with another work."""
    keep(glove, make_work(source="two.txt", title="Second"))
    return glove


def tools(world: Path) -> Tools:
    return Tools(Shelf(world))


def test_a_world_that_cannot_be_opened_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    with pytest.raises(FabulaError, match="there is no world"):
        Shelf(tmp_path / "none.fabula")


def test_every_tool_that_asks_of_a_work_takes_a_work_and_how_far_one_has_read(glove: Path) -> None:
    for tool in tools(glove).all:
        if tool.__name__ != "works":
            assert {"work", "until"} <= set(tool.__annotations__)


def test_evidence_is_where_it_says(glove: Path) -> None:
    said = tools(glove).quotations().items
    assert [part.words for own in said for part in own.parts] == [
        CONTENT[part.start : part.end] for own in said for part in own.parts
    ]
    assert said[0].tag is not None and said[0].tag.words == "Mrs. Alder"
    assert (said[0].speaker and said[0].speaker.name, said[0].probability) == ("Mrs. Alder", 0.9)
    scene = tools(glove).scenes().items[0]
    assert scene.place_evidence is not None and scene.place_evidence.words == "Fenwick"
    assert scene.evidence.words == CONTENT[scene.evidence.start :][: len(scene.evidence.words)]


def test_lines_can_be_chosen(glove: Path) -> None:
    asked = tools(glove)
    assert [own.id for own in asked.quotations(speaker="Ned").items] == [2]
    assert [own.id for own in asked.quotations(addressee="#3").items] == [1]
    assert [own.id for own in asked.quotations(surer_than=0.7).items] == [1]
    assert asked.quotations(limit=1).next == 1
    assert [own.id for own in asked.quotations(after=1).items] == [2]


def test_scenes_can_be_chosen(glove: Path) -> None:
    asked = tools(glove)
    assert [own.id for own in asked.scenes(character="Ned").items] == [1]
    assert [own.id for own in asked.scenes(place="fenWICK").items] == [1]
    assert asked.scenes(place="moon").total == 0


def test_a_scene_comes_with_its_text_a_stretch_at_a_time(
    glove: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fabula.assistants.tools.SECTION", 50)
    asked = tools(glove)
    words, after = "", 0
    while True:
        got = asked.scene(1, after=after)
        words += got.text.words
        if got.next is None:
            break
        after = got.next
    assert len(words) == got.total
    assert words.startswith("“Good morning,”")
    with pytest.raises(FabulaError, match=r"there is no scene 9 up to here; .* from 1 to 2 \[F760\]"):
        asked.scene(9)


def test_nothing_after_where_the_reader_is_is_told(glove: Path) -> None:
    asked = tools(glove)
    place = f"@{CONTENT.index('Tom took')}"
    assert {own.name for own in asked.characters(everybody=True, until=place).items} == {
        "Mrs. Alder",
        "Tom",
        "Ned",
    }
    assert asked.characters(everybody=True).total == 4
    assert asked.scenes(until=place).total == 1
    assert asked.scenes(until=place).items[0].place is None
    assert asked.search("Fenwick", until=place).total == 0
    assert asked.search("Fenwick").total == 1
    cut = asked.scene(1, until=place)
    assert "Fenwick" not in cut.model_dump_json()
    assert cut.until == CONTENT.index("Tom took")
    with pytest.raises(FabulaError, match="no scene 2"):
        asked.scene(2, until=place)


def test_one_of_several_works_must_be_chosen(two: Path) -> None:
    asked = tools(two)
    assert [own.title for own in asked.works().items] == ["The Lost Glove", "Second"]
    assert asked.works(limit=1).next == 1
    with pytest.raises(FabulaError, match="several works"):
        asked.characters()
    assert asked.characters(work=2).title == "Second"
    assert asked.search("ferry", work=2).total > 0
    with pytest.raises(FabulaError, match="no work 7"):
        asked.characters(work=7)


def test_a_work_is_loaded_once_and_again_when_it_is_written(glove: Path) -> None:
    shelf = Shelf(glove)
    first = shelf.work(1, None).whole
    assert shelf.work(None, None).whole is first
    assert shelf.work(1, 1).whole is first
    assert shelf.work(1, "Chapter One").reading is shelf.work(1, 1).reading
    for offset in range(2 * KEPT):
        shelf.work(1, f"@{offset}")
    assert shelf.work(1, None).whole is first
    with World.create_or_open(glove) as world:
        world.correct(replace(first.work), world.revision(1))
    assert shelf.work(1, None).whole is not first


def test_who_knows_needs_both_ends_of_a_stretch(two_voices: bytes, tmp_path: Path) -> None:
    path = tmp_path / "voices.fabula"
    path.write_bytes(two_voices)
    with pytest.raises(FabulaError, match="two offsets, or left out"):
        tools(path).knowledge(start=3)
