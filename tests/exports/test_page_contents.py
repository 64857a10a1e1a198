"""The contents of the page: chapters with their scenes."""

from __future__ import annotations

from dataclasses import replace

from fabula.exports.html import page
from fabula.exports.page_contents import FACES_SHOWN
from fabula.types import Presence, Repair, RepairKind
from tests.builders import CONTENT, small_work, span, storied_work


def test_each_scene_stands_in_its_chapter_with_place_time_and_faces() -> None:
    shown = page(storied_work())
    contents = shown[shown.index("<ol>") : shown.index("</details>")]
    first, second = contents.split('href="#ch2"')
    assert "<bdi>Fenwick</bdi>" in first and "Good morning" in first
    assert 'title="Mrs. Alder"><bdi>MA</bdi>' in first
    assert 'title="Tom"' not in first  # who takes part from afar
    assert "<bdi>the stairs</bdi>" in second


def test_the_contents_lead_to_where_a_scene_begins() -> None:
    shown = page(storied_work())
    for anchor in ("s1", "s2"):
        assert f'href="#{anchor}"' in shown
        assert f'id="{anchor}"' in shown


def test_a_work_without_chapters_has_its_scenes_in_the_contents() -> None:
    work = storied_work()
    shown = page(replace(work, text=replace(work.text, chapters=())))
    assert '<details class="contents">' in shown and 'href="#s2"' in shown


def test_many_faces_are_counted() -> None:
    work = storied_work()
    assert work.story is not None
    talk, find = work.story.scenes
    many = tuple(Presence(entity, talk.start, talk.end, 0.5) for entity in (1, 2, 3, 5) * 2)
    told = replace(work.story, scenes=(replace(talk, present=many), find))
    assert f"+{len(many) - FACES_SHOWN}" in page(replace(work, story=told))


def test_a_page_without_a_story_has_its_chapters_alone() -> None:
    shown = page(small_work())
    assert 'href="#ch1"' in shown and 'class="scenes"' not in shown


def test_scenes_of_a_mended_text_stand_where_it_reads_so() -> None:
    work = storied_work()
    mended = Repair(*span("Ned"), "Edward", RepairKind.ENCODING)
    shown = page(replace(work, text=replace(work.text, repairs=(mended,))))
    assert "<bdi>Fenwick</bdi>" in shown and "<bdi>the stairs</bdi>" in shown
    assert CONTENT.index("Ned") < CONTENT.index("Fenwick")
