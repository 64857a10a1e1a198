"""Scenes, places, company, what is told: settled by a person, and shown before it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.correcting import Corrections, open_corrections
from fabula.errors import FabulaError

pytestmark = pytest.mark.model


def test_a_scene_begins_where_a_person_says(desk: Corrections, world: Path) -> None:
    start = desk.reading.text.index("I did not want his box")
    before = len(desk.reading.scenes)
    change = desk.scene(start + 5)
    assert any((each.what, each.after) == ("a scene", "begins here") for each in change.told)
    assert len(desk.reading.scenes) == before
    change.keep()
    with open_corrections(world) as again:
        found = next(each for each in again.reading.scenes if each.start == start)
        assert found.confidence == pytest.approx(1.0)
        with pytest.raises(FabulaError, match="already"):
            again.scene(start)


def test_two_that_contradict_each_other_are_refused(desk: Corrections) -> None:
    start = desk.reading.text.index("I did not want his box")
    desk.scene(start).keep()
    found = next(each for each in desk.reading.scenes if each.start == start)
    with pytest.raises(FabulaError, match="contradict"):
        desk.no_scene(found.id)
    desk.undo().keep()
    assert all(each.start != start for each in desk.reading.scenes)


def test_a_scene_goes_on_the_one_before(desk: Corrections) -> None:
    second = desk.reading.scenes[1]
    desk.no_scene(second.id).keep()
    assert all(each.start != second.start for each in desk.reading.scenes)
    with pytest.raises(FabulaError, match="first scene"):
        desk.no_scene(desk.reading.scenes[0].id)
    with pytest.raises(FabulaError, match="there is no scene 99"):
        desk.no_scene(99)


def test_where_a_scene_happens(desk: Corrections) -> None:
    desk.place(1, "Sallow").keep()
    scene = desk.reading.scenes[0]
    assert scene.place is not None
    assert (scene.place.name, scene.place_confidence) == ("Sallow", 1.0)
    desk.undo().keep()
    desk.place(1, None).keep()
    assert desk.reading.scenes[0].place is None


def test_who_is_there_and_who_is_not(desk: Corrections) -> None:
    scene = desk.reading.scenes[0]
    there = scene.present[0].entity
    change = desk.absent(scene.id, there.id)
    assert [each.before for each in change.told if each.what == "who is in scene 1"] == [there.name]
    change.keep()
    assert all(own.entity.id != there.id for own in desk.reading.scenes[0].present)
    desk.present(scene.id, "Mrs. Oram").keep()
    oram = next(own for own in desk.reading.scenes[0].present if own.entity.name == "Mrs. Oram")
    assert oram.confidence == 1.0
    with pytest.raises(FabulaError, match="is there in scene 1"):
        desk.present(scene.id, "Mrs. Oram")
    with pytest.raises(FabulaError, match="contradict"):
        desk.present(scene.id, there.id)


def test_what_is_told_is_not_so(desk: Corrections) -> None:
    told = desk.reading.attributes[0]
    desk.not_told(told.id).keep()
    assert all((each.start, each.kind) != (told.start, told.kind) for each in desk.reading.attributes)
    with pytest.raises(FabulaError, match="there is no attribute 999"):
        desk.not_told(999)


def test_one_is_not_this_to_another(desk: Corrections) -> None:
    told = desk.reading.relations[0]
    desk.not_related(told.a.id, told.relation.value, told.b.id).keep()
    left = {(each.a.id, each.relation, each.b.id) for each in desk.reading.relations}
    assert (told.a.id, told.relation, told.b.id) not in left
    with pytest.raises(FabulaError, match="not 'owner of'"):
        desk.not_related(told.a.id, "owner of", told.b.id)


def test_they_outlive_a_correction_of_the_cast_and_a_draft(desk: Corrections, world: Path) -> None:
    import fabula

    desk.place(1, "Sallow").keep()
    desk.speaker("#12", "Martin").keep()
    scene = desk.reading.scenes[0]
    assert scene.place is not None and scene.place.name == "Sallow"
    desk.close()
    story = Path(__file__).parents[1] / "stories" / "two_voices.txt"
    draft = world.with_name("two_voices.txt")
    draft.write_text(story.read_text("utf-8").replace("My brother kept", "My only brother kept"), "utf-8")
    fabula.read(draft).save(world, replace=1)
    with open_corrections(world) as again:
        assert all(entry.holds for entry in again.entries)
        place = again.reading.scenes[0].place
        assert place is not None and place.name == "Sallow"


def test_a_finding_that_is_no_slip_is_not_told_again(desk: Corrections) -> None:
    with pytest.raises(FabulaError, match="there is no finding 99"):
        desk.no_slip(99)
