from __future__ import annotations

import pytest

from fabula.cast.attribution import conversations
from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from fabula.cast.readings import Doubts, Reading, Readings, certain_breaks, readings
from fabula.cast.speakers.lines import lines_of
from fabula.cast.speakers.tags import Tag, TagKind
from tests.cast.scenes import Reading as Told
from tests.cast.scenes import tell

OWN = Tag({TagKind.NAME: {3: 0.9}}, 0.1)


def shares(found: Readings) -> dict[int, object]:
    return {way.distance: pytest.approx(way.share) for way in found.ways}


def test_a_line_goes_on_or_is_in_the_next_paragraph() -> None:
    found = readings(0, [0.3], [OWN] * 3, goes_on=True)
    assert found.goes_on == pytest.approx(0.7)
    assert found.ways == (Reading(0.3, 1, OWN),)


def test_two_places_make_up_to_two_paragraphs() -> None:
    found = readings(0, [0.5, 0.2], [OWN] * 3, goes_on=False)
    assert found.goes_on == 0.0
    assert shares(found) == {0: 0.4, 1: 0.5, 2: 0.1}


def test_each_way_to_read_a_line_has_a_tag_of_its_own() -> None:
    tags = [OWN, Tag({TagKind.NAME: {4: 0.8}}, 0.2), Tag()]
    found = readings(0, [0.5, 0.2], tags, goes_on=False)
    assert {way.distance: way.tag for way in found.ways} == dict(enumerate(tags))


def test_paragraphs_beyond_doubt_count_as_well() -> None:
    assert shares(readings(1, [0.4], [OWN] * 3, goes_on=False)) == {1: 0.6, 2: 0.4}
    assert shares(readings(5, [0.4], [OWN] * 3, goes_on=False)) == {2: 1.0}


def test_next_to_impossible_readings_are_left_out() -> None:
    assert shares(readings(0, [0.005], [OWN] * 3, goes_on=False)) == {0: 0.995}


def test_breaks_that_the_guess_made_of_doubts_are_not_beyond_doubt() -> None:
    assert certain_breaks(2, [0.6, 0.4]) == 1
    assert certain_breaks(2, []) == 2
    assert certain_breaks(0, [0.4]) == 0


def test_places_between_two_stand_from_the_end_of_one_up_to_the_start_of_the_other() -> None:
    doubts = Doubts(((4, 0.1), (10, 0.2), (20, 0.5), (30, 0.4)))
    assert doubts.between(10, 20) == [0.2, 0.5]
    assert doubts.between(11, 19) == []
    assert doubts.between(40, 20) == []
    assert doubts.none_between(5, 20) == pytest.approx(0.4)
    assert doubts.none_between(5, 9) == 1.0
    assert doubts
    assert not Doubts(())


def talk(likely: float, then: str) -> Told:
    """One paragraph, as it was read; a lost one may begin within it, before words of another voice."""
    greeting, question, answer = "“Good day,” said", "“Is it fine?” said", "“Let us go,” said"
    paragraphs = (
        f"{greeting} [Harriet].",
        f"{question} [Emma]. “So I hope.”",
        f"{answer} [{then}].",
    )
    labels = ("Harriet", "Emma", f"{then} 2")
    said = dict(zip(("Good day", "Is it fine", "Let us go"), labels, strict=True))
    return tell(*paragraphs, speakers=said | {"So I hope": "Emma"}, doubts={"“So I hope": likely}).read()


@pytest.mark.parametrize(
    ("likely", "then", "speaker"),
    [
        (0.03, "Harriet", "Emma"),
        (0.4, "Harriet", "Emma"),
        # Who speaks next has not just spoken: the turn passed twice in what was read as one paragraph.
        (0.4, "Emma", "Harriet"),
        (0.03, "Emma", "Emma"),
    ],
)
def test_a_line_in_doubt_is_read_as_the_turns_around_it_go(likely: float, then: str, speaker: str) -> None:
    reading = talk(likely, then)
    assert reading.speaker("So I hope") == speaker
    assert (reading.speaker("Is it fine"), reading.speaker("Let us go")) == ("Emma", then)


def test_without_a_doubt_a_tag_between_two_lines_is_of_both() -> None:
    reading = tell(
        "“Good day,” said [Harriet].",
        "“Is it fine?” said [Emma]. “So I hope.”",
        "“Let us go,” said [Emma].",
        speakers={"Good day": "Harriet", "Is it fine": "Emma", "Let us go": "Emma 2"},
    ).read()
    assert reading.speakers() == ["Harriet", "Emma", "Emma"]


@pytest.mark.parametrize(
    ("likely", "then", "speaker"),
    [(0.7, "Harriet", "Emma"), (0.7, "Tom", "Harriet"), (0.97, "Tom", "Harriet")],
)
def test_a_paragraph_in_doubt_may_be_none(likely: float, then: str, speaker: str) -> None:
    """The guess put a new paragraph after the tag, where the same voice may go on."""
    reading = tell(
        "“Good day,” said [Harriet].",
        "“Is it fine?” said [Emma].",
        "“So I hope.”",
        f"“Let us go,” said [{then}].",
        speakers={
            "Good day": "Harriet",
            "Is it fine": "Emma",
            "Let us go": {"Harriet": "Harriet 2"}.get(then, then),
        },
        doubts={"“So I hope": likely},
    ).read()
    assert reading.speaker("So I hope") == speaker


@pytest.mark.parametrize(("likely", "sure"), [(0.1, 0.9), (0.49, 0.51), (0.9, 0.1)])
def test_a_tag_after_a_line_may_be_in_a_lost_paragraph(likely: float, sure: float) -> None:
    """The words after a line are of somebody who may only speak after them."""
    scene = tell(
        "“Good day,” said [Harriet].",
        "“Is it fine?” said [Tom].",
        "“So I hope.” Then [Emma] rose.",
        speakers={"Good day": "Harriet", "Is it fine": "Tom", "So I": {"Emma": 1.0}},
        doubts={"Then Emma": likely},
    )
    book = scene.book
    resolution = resolve_mentions(book, people_of(book), -1)
    [*_, last] = conversations(book, resolution, lines_of(book, resolution))[0]
    assert list(last.tag.figures.values()) == [pytest.approx(sure, abs=1e-3)]
    assert last.tag.none == pytest.approx(1.0 - sure, abs=1e-3)
