"""Corrections are shown, kept, undone and redone, and refused where they make no sense."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import fabula
from fabula.correcting import Change, Corrections, open_corrections
from fabula.correcting.settling import without_chapters
from fabula.errors import FabulaError
from fabula.reading import Reading
from fabula.types import NarrativePerson
from fabula.world.corrections import Fitted
from tests.builders import ferry, keep
from tests.correcting.conftest import speakers

pytestmark = pytest.mark.model


def numbers(reading: Reading) -> dict[str, int]:
    return {entity.name: entity.id for entity in reading.entities}


def test_nothing_changes_before_it_is_kept(desk: Corrections, world: Path) -> None:
    before = world.read_bytes()
    change = desk.speaker("Sit down, Hob Tarrant", "Martin")
    assert change.asked == {12}
    (line,) = (line for line in change.differences.lines if line.quote == 12)
    assert line.after is not None
    assert line.after.name == "Martin"
    assert len(change.lines) == len(change.differences.lines) - 1
    assert world.read_bytes() == before
    assert len(desk.entries) == 0


def test_a_line_is_whose_a_person_says_it_is(desk: Corrections, world: Path) -> None:
    known = numbers(desk.reading)
    (entry,) = desk.speaker("#12", "Martin").keep()
    assert (entry.id, entry.step, entry.holds, entry.correction.kind.value) == (1, 1, True, "speaker")
    with open_corrections(world) as again:
        quote = again.reading.quotes[11]
        assert quote.speaker is not None
        assert (quote.speaker.name, quote.confidence) == ("Martin", 1.0)
        assert again.entries[0] == entry
        after = numbers(again.reading)
        assert {name: after[name] for name in ("Gran", "Nell", "Martin")} == {
            name: known[name] for name in ("Gran", "Nell", "Martin")
        }


def test_nobody_says_it_or_somebody_new(desk: Corrections) -> None:
    desk.speaker("#2", None).keep()
    change = desk.speaker("What do they call you", None, new="the traveller")
    assert [entity.name for entity in change.differences.new if entity.quotes] == ["the traveller"]
    change.keep()
    assert desk.reading.character("Hob Tarrant").quotes  # who says his name in the next line
    assert desk.reading.quotes[1].speaker is None
    assert speakers(desk.reading)[2] == "the traveller"


def test_two_are_one_and_one_is_two(desk: Corrections) -> None:
    martin = desk.reading.character("Martin").id
    change = desk.same("a big man with his blanket round him", "Martin")
    (first,) = (line for line in change.lines if line.quote == 11)
    assert first.after and first.after.id == martin
    change.keep()
    assert desk.reading.character("Martin").quotes >= 3
    desk.apart("Gran", lines=["#13"], call="Margaret").keep()
    assert speakers(desk.reading)[12] == "Margaret"
    assert [entry.correction.kind.value for entry in desk.entries] == ["same", "apart", "name"]


def test_a_name_and_what_is_no_character(desk: Corrections) -> None:
    number = desk.reading.character("my own grandson").id
    assert [new.name for _, new in desk.name("my own grandson", "the  grandson").differences.renamed] == [
        "the grandson"
    ]
    desk.name("my own grandson", "the grandson").keep()
    assert desk.reading.character("the grandson").id == number
    others = [entity for entity in desk.reading.characters if entity.id != number]
    seldom = min(others, key=lambda entity: entity.mentions).name
    change = desk.not_character(seldom)
    assert seldom in {entity.name for entity in change.differences.gone}
    change.keep()
    assert seldom not in numbers(desk.reading)


def test_addressees_mentions_and_narrators(desk: Corrections) -> None:
    desk.addressees("#13", "Hob Tarrant").keep()
    assert [each.name for each in desk.reading.quotes[12].addressees] == ["Hob Tarrant"]
    mention = next(each for each in desk.reading.mentions if each.text == "my brother")
    desk.mention(mention.start + 4, "Martin").keep()
    assert next(each for each in desk.reading.mentions if each.start == mention.start).entity == (
        desk.reading.character("Martin")
    )
    desk.narrator(len(desk.reading.chapters), "Nell").keep()
    told = desk.reading.narrations[-1]
    assert told.narrator is not None
    assert (told.narrator.name, told.person) == ("Nell", NarrativePerson.FIRST)


def test_a_chapter_begins_where_a_person_says_so_and_no_more_when_that_is_undone(desk: Corrections) -> None:
    chapters = desk.reading.chapters
    inside = desk.reading.text.index("“Sit down, Hob Tarrant")
    desk.chapter(inside, "The Hat").keep()
    assert len(desk.reading.chapters) == len(chapters) + 1
    new = next(each for each in desk.reading.chapters if each.title == "The Hat")
    assert desk.reading.text[new.start :].startswith("“Sit down, Hob Tarrant")
    desk.undo().keep()
    assert desk.reading.chapters == chapters


def test_a_chapter_that_is_the_files_own_by_now_stays_when_a_persons_is_undone(desk: Corrections) -> None:
    inside = desk.reading.text.index("“Sit down, Hob Tarrant")
    desk.chapter(inside, "The Hat").keep()
    made = desk.reading.work.text
    (correction,) = (entry.correction for entry in desk.entries)
    assert correction.target is not None
    undone = [Fitted(correction, (correction.target.start, correction.target.end), (), "")]
    own = tuple(replace(each, title="Two") if each.title == "The Hat" else each for each in made.chapters)
    assert without_chapters(replace(made, chapters=own), undone).chapters == own
    assert len(without_chapters(made, undone).chapters) == len(own) - 1


def test_who_tells_a_chapter_that_a_person_has_made_tells_no_more_than_that(desk: Corrections) -> None:
    inside = desk.reading.text.index("“Sit down, Hob Tarrant")
    desk.chapter(inside, "The Hat").keep()
    desk.narrator("The Hat", "Martin").keep()
    new = next(each for each in desk.reading.chapters if each.title == "The Hat")
    own = [each for each in desk.reading.narrations if each.narrator and each.narrator.name == "Martin"]
    assert [(each.start, each.end) for each in own] == [(new.start, new.end)]


def test_a_new_name_is_set_in_one_line(desk: Corrections) -> None:
    desk.apart("Gran", lines=["#13"], call=" Old\n Margaret ").keep()
    desk.speaker("#1", None, new="a  coachman").keep()
    assert [desk.reading.quotes[at].speaker.name for at in (12, 0)] == ["Old Margaret", "a coachman"]  # type: ignore[union-attr]


def test_a_name_that_no_file_can_hold_is_refused_in_one_line(desk: Corrections) -> None:
    makers: tuple[Callable[[], Change], ...] = (
        lambda: desk.name("Martin", "M\ud800"),
        lambda: desk.speaker("#1", None, new="\udcff"),
        lambda: desk.apart("Gran", lines=["#13"], call="\ud800"),
        lambda: desk.chapter(desk.reading.quotes[3].start, "One \udcff"),
    )
    for make in makers:
        with pytest.raises(FabulaError, match="must be whole characters"):
            make()


@pytest.mark.parametrize("line", ["#999", 999])
def test_a_line_of_a_number_that_is_not_there_is_told_by_its_number(
    desk: Corrections, line: str | int
) -> None:
    with pytest.raises(FabulaError, match="there is no line 999; fabula quotes lists them"):
        desk.speaker(line, "Martin")


def test_undo_and_redo_go_step_by_step(desk: Corrections) -> None:
    before = speakers(desk.reading)
    desk.speaker("#2", "Gran").keep()
    once = speakers(desk.reading)
    desk.apart("Gran", lines=["#13"], call="Margaret").keep()
    twice = speakers(desk.reading)
    desk.undo().keep()
    assert speakers(desk.reading) == once
    desk.undo().keep()
    assert speakers(desk.reading) == before
    with pytest.raises(FabulaError, match="nothing to undo"):
        desk.undo()
    desk.redo().keep()
    assert speakers(desk.reading) == once
    desk.redo().keep()
    assert speakers(desk.reading) == twice
    with pytest.raises(FabulaError, match="nothing to redo"):
        desk.redo()
    desk.undo(1).keep()
    first, *others = (entry.standing for entry in desk.entries)
    assert (first, set(others)) == ("undone", {"kept"})
    desk.redo(1).keep()
    assert speakers(desk.reading) == twice


@pytest.mark.parametrize(
    ("one", "other"), [("young man", "Hob Tarrant"), ("Peter Rudd", "Martin"), ("Nell", "Gran")]
)
def test_who_was_joined_has_the_old_number_back_when_that_is_undone(
    desk: Corrections, world: Path, one: str, other: str
) -> None:
    def named(reading: Reading) -> dict[int, str]:
        return {entity.id: entity.name for entity in reading.entities}

    before = named(desk.reading)
    desk.same(one, other).keep()
    joined = named(desk.reading)
    assert before.keys() - joined.keys()
    for _ in range(2):
        with open_corrections(world) as later:
            assert later.undo().settled.cast == desk.undo().settled.cast
        desk.undo().keep()
        assert named(desk.reading) == before
        desk.redo().keep()
        assert named(desk.reading) == joined


def test_the_numbers_of_two_who_became_one_step_by_step_come_back_step_by_step(desk: Corrections) -> None:
    kept = [{entity.id for entity in desk.reading.entities}]
    for one, other in (("young man", "Hob Tarrant"), ("Hob Tarrant", "Martin")):
        desk.same(one, other).keep()
        kept.append({entity.id for entity in desk.reading.entities})
    desk.undo().keep()
    assert {entity.id for entity in desk.reading.entities} == kept[1]
    desk.undo().keep()
    assert {entity.id for entity in desk.reading.entities} == kept[0]


def test_a_new_correction_leaves_nothing_to_redo(desk: Corrections) -> None:
    desk.speaker("#2", "Gran").keep()
    desk.undo().keep()
    desk.speaker("#3", "Gran").keep()
    with pytest.raises(FabulaError, match="nothing to redo"):
        desk.redo()


def test_a_line_is_said_to_no_crowd(desk: Corrections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fabula.correcting.desk.MOST_ADDRESSEES", 1)
    with pytest.raises(FabulaError, match="who hears it is '2 people'; it must be 1 at most"):
        desk.addressees("#1", "Nell", "Martin")


REFUSED: list[tuple[Callable[[Corrections], Change], str]] = [
    (lambda desk: desk.speaker("a line that nobody ever spoke", "Nell"), "there is no line with the words"),
    (lambda desk: desk.speaker("#99", "Nell"), "there is no line 99; fabula quotes lists them"),
    (lambda desk: desk.speaker("", "Nell"), "there is no line with the words ''"),
    (lambda desk: desk.speaker("my brother is in his bed", "Nell"), r"did you mean #2 “I am his sister"),
    (lambda desk: desk.speaker("Hob", "Nell"), "'Hob' stands in"),
    (lambda desk: desk.speaker("#1", "Napoleon"), "nobody is called 'Napoleon'"),
    (lambda desk: desk.speaker("#1", "#4000"), "nobody is called '#4000'"),
    (lambda desk: desk.same("Nell", "nell"), "Nell and nell are one already"),
    (lambda desk: desk.name("Nell", "Nell"), "is called 'Nell'"),
    (lambda desk: desk.name("Nell", "  "), "the new name is ''"),
    (lambda desk: desk.speaker("#1", None, new=" \n "), "the name of somebody new is ''"),
    (lambda desk: desk.apart("Nell"), "all or nothing of 'Nell'"),
    (lambda desk: desk.apart("Nell", mentions=[10**9]), "there is no mention at 1000000000; the nearest is"),
    (lambda desk: desk.apart("Nell", chapters=["Chapter XL"]), "there is no chapter 'Chapter XL'"),
    (
        lambda desk: desk.narrator(7, "Nell"),
        "there is no chapter '7'; (there is|they are|the work)",
    ),
    (lambda desk: desk.chapter(10**9), "there is no paragraph at 1000000000"),
    (lambda desk: desk.undo(7), "there is no correction 7 to undo"),
    (lambda desk: desk.redo(), "there is nothing to redo"),
]


@pytest.mark.parametrize(("make", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_what_makes_no_sense_is_refused_in_one_line(
    desk: Corrections, world: Path, make: Callable[[Corrections], Change], says: str
) -> None:
    before = world.read_bytes()
    with pytest.raises(FabulaError, match=says) as caught:
        make(desk)
    assert "\n" not in str(caught.value)
    assert world.read_bytes() == before


def test_contradicting_corrections_are_refused_by_a_line_that_names_both(desk: Corrections) -> None:
    desk.speaker("#12", "Martin").keep()
    with pytest.raises(FabulaError, match=r"'Nell says .*contradicts correction 1, 'Martin says"):
        desk.speaker("#12", "Nell")
    with pytest.raises(FabulaError, match=r"is no speech' contradicts correction 1, 'Martin says"):
        desk.not_speech("#12")
    with pytest.raises(FabulaError, match=r"'Martin is no character' contradicts correction 1, 'Martin says"):
        desk.not_character("Martin")
    with pytest.raises(FabulaError, match=r"is kept already, as correction 1"):
        desk.speaker("#12", "Martin")
    desk.name("Martin", "Old Martin").keep()
    with pytest.raises(FabulaError, match=r"contradicts correction 2, 'Martin is called Old Martin'"):
        desk.name("Old Martin", "Young Martin")


def test_two_who_were_joined_cannot_be_split_before_that_is_undone(desk: Corrections) -> None:
    mentions = [
        each.start for each in desk.reading.mentions if each.entity and each.entity.name == "young man"
    ]
    desk.same("young man", "Hob Tarrant").keep()
    with pytest.raises(
        FabulaError, match="is two' contradicts correction 1, 'young man and Hob Tarrant are one'"
    ):
        desk.apart("Hob Tarrant", mentions=mentions)


def test_a_circle_of_merges_closes_nothing(desk: Corrections) -> None:
    desk.same("young man", "Hob Tarrant").keep()
    other = desk.reading.character("my own grandson").id
    desk.same(other, "Hob Tarrant").keep()
    with pytest.raises(FabulaError, match="are one already, Hob Tarrant"):
        desk.same("Hob", "Hob Tarrant")


def test_a_second_writer_is_told_that_the_work_has_changed(desk: Corrections, world: Path) -> None:
    change = desk.speaker("#2", "Gran")
    with open_corrections(world) as other:
        other.speaker("#3", "Gran").keep()
    with pytest.raises(FabulaError, match=r"has been changed by another program meanwhile.*\[F240\]"):
        change.keep()
    with open_corrections(world) as again:
        assert [entry.correction.words for entry in again.entries] == ["Gran says “What do they call you?”"]


def test_a_world_that_is_not_there_or_of_several_works(
    tmp_path: Path, world: Path, desk: Corrections
) -> None:
    with pytest.raises(FabulaError, match="there is no world at"):
        open_corrections(tmp_path / "none.fabula")
    assert not (tmp_path / "none.fabula").exists()
    with pytest.raises(FabulaError, match="there is no work 4"):
        open_corrections(world, 4)
    keep(world, ferry())
    with pytest.raises(FabulaError, match="this world holds several works; choose one with --work: 1 THE"):
        open_corrections(world)
    with pytest.raises(FabulaError, match="'The <Ferry>' cannot be corrected as Fabula read it before"):
        open_corrections(world, 2)


def test_what_a_person_says_is_the_reason_then(desk: Corrections, world: Path) -> None:
    desk.speaker("#12", "Martin").keep()
    with fabula.open_world(world) as opened:
        assert "Martin" in str(opened[0].why(12))


def test_a_mention_in_which_another_begins_is_asked_about_itself(desk: Corrections) -> None:
    mention = next(each for each in desk.reading.mentions if each.text == "my brother")
    assert desk.reading.why(mention).about == "“my brother”"
    assert desk.reading.why(f"@{mention.start}").about == "“my”"


def test_somebody_who_has_a_line_and_no_mention_is_explained(desk: Corrections) -> None:
    desk.speaker("#4", None, new="a stranger").keep()
    stranger = desk.reading.character("a stranger")
    assert stranger.mentions == 0
    assert desk.reading.why(stranger).about == "a stranger: 0 mentions, 1 line"


def test_what_is_said_twice_contradicts_nothing(desk: Corrections) -> None:
    desk.apart("Gran", lines=["#13"], call="Margaret").keep()
    change = desk.speaker("#13", "Margaret")
    assert not change.differences
    with pytest.raises(FabulaError, match="contradicts correction 1"):
        desk.speaker("#13", "Gran")


def test_what_the_first_would_lay_out_can_be_laid_out_before(
    desk: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.prepare()
    # Nothing is laid out again: the book of a text is made by the ground alone.
    monkeypatch.setattr("fabula.cast.ground.Book", None)
    assert desk.speaker("#12", "Martin").asked == {12}


def test_the_story_of_a_change_is_worked_out_once(desk: Corrections, monkeypatch: pytest.MonkeyPatch) -> None:
    change = desk.speaker("#12", "Martin")
    with ThreadPoolExecutor(2) as pool:
        first, second = (pool.submit(change.prepare) for _ in range(2))
        told = first.result()
        assert second.result() is told
    monkeypatch.setattr("fabula.story.tell_story", None)
    change.keep()
    assert desk.reading.work.story == told.story
