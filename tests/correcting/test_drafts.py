"""A new draft keeps numbers and corrections, and what does not fit it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import fabula
from fabula.correcting import Corrections, open_corrections
from fabula.correcting.drafts import keep_reading, settle_again
from fabula.errors import FabulaError
from fabula.pipeline import load_text, read_loaded
from fabula.world import World
from tests.correcting.conftest import STORY

pytestmark = pytest.mark.model

Draft = Callable[[str], fabula.Reading]
TEXT = STORY.read_text("utf-8")
LATER = TEXT.replace("I was nineteen", "It was told me later, when I was old. I was nineteen", 1)
LINE = "Sit down, Hob Tarrant"


def corrected(desk: Corrections) -> dict[str, int]:
    """Makes some corrections; the numbers of everybody then."""
    desk.same("young man", "Hob Tarrant").keep()
    desk.speaker("#12", "Martin").keep()
    desk.name("Martin", "Martin the ferryman").keep()
    return {entity.name: entity.id for entity in reversed(desk.reading.characters)}


def speaker_of(reading: fabula.Reading, words: str) -> str | None:
    (quote,) = (quote for quote in reading.quotes if words in quote.text)
    return None if quote.speaker is None else quote.speaker.name


def standings(world: Path) -> list[str]:
    with open_corrections(world) as desk:
        return [entry.standing for entry in desk.entries]


@pytest.mark.parametrize(
    "edited",
    [
        TEXT,
        LATER,
        TEXT.replace("Gran", "Nan"),
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace("the good spoons", "the best spoons").replace("I am his sister", "I am the sister"),
    ],
    ids=["same", "before", "name", "marks", "words"],
)
def test_corrections_and_numbers_stay(desk: Corrections, world: Path, draft: Draft, edited: str) -> None:
    known = corrected(desk)
    reading = draft(edited)
    assert speaker_of(reading, LINE) == "Martin the ferryman"
    (man,) = (each.entity for each in reading.mentions if each.text == "young man")
    assert man == reading.character("Hob Tarrant")
    assert standings(world) == ["kept"] * 3
    for name in ("Martin the ferryman", "Hob Tarrant", "Nell"):
        assert next(each.id for each in reading.characters if each.name == name) == known[name]
    with World.open(world) as kept:
        entry = kept.corrections(1)[1]
        target = entry.correction.target
        assert target is not None
        assert reading.text[target.start : target.end] == target.exact, "it is anchored to the new draft"


def test_a_renamed_character_keeps_the_number(desk: Corrections, draft: Draft) -> None:
    number = desk.reading.character("Gran").id
    assert draft(TEXT.replace("Gran", "Nan")).character("Nan").id == number


def test_a_line_that_is_cut_is_listed_and_comes_back_with_it(
    desk: Corrections, world: Path, draft: Draft
) -> None:
    corrected(desk)
    start = TEXT.rindex("\n\n", 0, TEXT.index(LINE))
    cut = TEXT[:start] + TEXT[TEXT.index("\n\n", TEXT.index(LINE)) :]
    draft(cut)
    assert standings(world) == ["kept", "fits nowhere", "kept"]
    assert speaker_of(draft(TEXT), LINE) == "Martin the ferryman"
    assert standings(world) == ["kept"] * 3


def test_one_that_is_placed_names_as_many_as_its_kind_does(desk: Corrections) -> None:
    one, other = (desk.reading.character(name).id for name in ("Martin", "Hob Tarrant"))
    desk.no_scene(2).keep()
    desk.same("a big man with his blanket round him", "Martin").keep()
    no_scene, same = (entry.id for entry in desk.entries)
    for number, people in ((no_scene, [one]), (same, [one]), (same, [one, other, one])):
        with pytest.raises(FabulaError, match="the number of people"):
            desk.placed(number, None, people)


def test_undone_corrections_stay_undone(desk: Corrections, world: Path, draft: Draft) -> None:
    corrected(desk)
    desk.undo().keep()
    draft(LATER)
    assert standings(world) == ["kept", "kept", "undone"]


def test_what_has_changed_is_told(desk: Corrections, world: Path, tmp_path: Path) -> None:
    number = desk.reading.character("Gran").id
    story = tmp_path / STORY.name
    story.write_text(TEXT.replace("Gran", "Nan").replace("Are you the", "Is this the"), "utf-8")
    with World.create_or_open(world) as kept:
        told = keep_reading(kept, fabula.read(story, kept=kept))
    assert told.added.replaced
    assert told.changes is not None
    renamed = [(old.name, new.name) for old, new in told.changes.renamed if new.id == number]
    assert renamed == [("Gran", "Nan")]
    assert len(told.changes.lines) <= 2
    assert told.misfits == ()


def test_a_draft_with_corrections_is_resolved_once(desk: Corrections, world: Path, tmp_path: Path) -> None:
    corrected(desk)
    story = tmp_path / STORY.name
    story.write_text(LATER, "utf-8")
    with World.create_or_open(world) as kept:
        reading = fabula.Reading(*read_loaded(load_text(story), kept=kept, resolving=False))
        keep_reading(kept, reading, resolve=lambda: pytest.fail("resolved without its corrections"))
    with fabula.open_world(world) as opened:
        assert speaker_of(opened[0], LINE) == "Martin the ferryman"


def test_settling_again_keeps_corrections(desk: Corrections, world: Path) -> None:
    corrected(desk)
    with World.create_or_open(world) as opened:
        assert not settle_again(opened, 1).lines
    with fabula.open_world(world) as opened:
        assert speaker_of(opened[0], LINE) == "Martin the ferryman"


def test_a_chapter_that_a_person_has_made_keeps_its_teller(desk: Corrections, draft: Draft) -> None:
    desk.chapter(desk.reading.text.index("“" + LINE), "The Hat").keep()
    desk.narrator("The Hat", "Martin").keep()
    reading = draft(LATER)
    new = next(each for each in reading.chapters if each.title == "The Hat")
    own = [each for each in reading.narrations if each.narrator and each.narrator.name == "Martin"]
    assert [(each.start, each.end) for each in own] == [(new.start, new.end)]


def test_one_that_contradicts_another_takes_no_third_with_it(desk: Corrections, world: Path) -> None:
    (other,) = desk.speaker("#12", "Nell").corrections
    (third,) = desk.speaker("#1", "Gran").corrections
    desk.speaker("#12", "Martin").keep()
    with World.create_or_open(world) as opened:
        opened.correct(opened.work(1), opened.revision(1), [(other, ""), (third, "")])
        settle_again(opened, 1)
    with fabula.open_world(world) as kept:
        said = [quote.speaker and quote.speaker.name for quote in kept[0].quotes]
    assert (said[11], said[0]) == ("Martin", "Gran")
