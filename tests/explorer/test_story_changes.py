"""What a new draft changes in the story: scenes that come and go."""

from __future__ import annotations

from dataclasses import replace

from fabula.explorer.story_changes import story_changes
from tests.builders import CONTENT, storied_work


def test_a_scene_that_begins_elsewhere_is_new_and_the_old_one_gone() -> None:
    before = storied_work()
    assert before.story is not None
    talk, find = before.story.scenes
    moved = replace(find, start=CONTENT.index("Ned shook"))
    after = replace(before, story=replace(before.story, scenes=(talk, moved)))
    found = story_changes(before, after)
    assert found is not None
    assert [(each.start, each.place) for each in found.begun] == [(moved.start, "the stairs")]
    assert found.begun[0].opening.startswith("Ned shook his head.")
    assert [(each.start, each.people) for each in found.ended] == [(find.start, ("I",))]


def test_the_same_text_has_the_same_scenes() -> None:
    found = story_changes(storied_work(), storied_work())
    assert found is not None
    assert not (found.begun or found.ended or found.told or found.untold)
