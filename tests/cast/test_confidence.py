"""How far each speaker is believed, in little scenes."""

from __future__ import annotations

import math

import pytest

from fabula.cast.calibration import LinkSigns, Reference
from fabula.cast.casting import settle
from fabula.cast.confidence import link_signs
from tests.cast.scenes import tell

TALK = (
    "[Emma] and [Tom] sat by the fire.",
    "“Is it late?” said [Emma].",
    "“It is ten,” said [Tom].",
    "“So late?” said [Emma].",
    "“It is later,” said [Tom].",
)
TAGS = {"Is it late": "Emma 2", "It is ten": "Tom 2", "So late": "Emma 3", "It is later": "Tom 3"}


def test_one_whom_tags_name_all_through_is_believed_more_than_one_they_name_once() -> None:
    reading = tell(*TALK, "“Good night,” said [Ann].", speakers={**TAGS, "Good night": "Ann"}).read()
    assert reading.quote("So late").confidence > reading.quote("Good night").confidence


def test_a_tag_is_believed_more_than_the_turn() -> None:
    reading = tell(*TALK, "“Good night.”", speakers=TAGS).read()
    assert reading.speaker("Good night") == "Emma"
    assert reading.quote("So late").confidence > reading.quote("Good night").confidence


def test_one_who_goes_on_in_a_paragraph_of_its_own_is_believed_less() -> None:
    again = tell(*TALK, "“Good night,” said [Tom].", speakers={**TAGS, "Good night": "Tom 4"}).read()
    turn = tell(*TALK, "“Good night,” said [Emma].", speakers={**TAGS, "Good night": "Emma 4"}).read()
    assert again.quote("Good night").confidence < turn.quote("Good night").confidence


def test_lines_of_one_paragraph_are_believed_less_than_lines_on_their_own() -> None:
    alone = tell(*TALK, speakers=TAGS).read()
    crowded = tell(*TALK[:3], f"{TALK[3]} {TALK[4]}", speakers=TAGS).read()
    assert crowded.quote("So late").confidence < alone.quote("So late").confidence


def test_a_pronoun_is_believed_as_far_as_it_goes_back_to_the_speaker() -> None:
    def sure(share: float) -> float:
        scene = tell(
            "[Emma] knocked.",
            "“No,” said [she].",
            links={"she": {"Emma": share}},
            speakers={"No": "she"},
        )
        return scene.read().quote("No").confidence

    assert sure(0.95) > sure(0.6)


def test_where_nobody_speaks_nothing_is_believed() -> None:
    reading = tell("“Who is there?”", "“A friend.”").read()
    assert [quote.confidence for quote in reading.cast.quotes] == [0.0, 0.0]


def test_a_text_of_one_line_has_nobody_for_certain() -> None:
    reading = tell("“No,” said [Emma].", speakers={"No": "Emma"}).read()
    assert 0.5 < reading.quote("No").confidence < 0.995


def signs_of(label: str) -> LinkSigns:
    scene = tell(
        "[Emma] laughed. [She] had seen [the parson].",
        "“[I] tell [you], [sir], that [Tom] saw [him],” said [Emma].",
        links={"She": "Emma", "him": "the parson"},
        speakers={"I tell": "Emma 2"},
    )
    settled = settle(scene.text, scene.notes)
    found = link_signs(settled.book, settled.resolution, [0.75])
    [place] = [i for i, shown in enumerate(settled.book.shown) if shown == label][:1]
    return found[place]


@pytest.mark.parametrize(
    ("label", "reference", "spoken"),
    [
        ("Emma", Reference.NAME, 0.5),
        ("She", Reference.PRONOUN, 0.5),
        ("the parson", Reference.NOMINAL, 0.5),
        ("I", Reference.SPEAKER, 0.75),
        ("you", Reference.HEARER, 0.75),
        ("sir", Reference.HEARER, 0.75),
        ("Tom", Reference.NAME, 0.75),
        ("him", Reference.PRONOUN, 0.75),
    ],
)
def test_a_mention_is_believed_by_what_it_goes_by_and_by_who_says_it(
    label: str, reference: Reference, spoken: float
) -> None:
    signs = signs_of(label)
    assert (signs.reference, signs.quoted, signs.spoken) == (reference, spoken != 0.5, spoken)


def test_in_a_short_text_everybody_is_as_well_known_as_can_be() -> None:
    assert signs_of("Emma").fame == signs_of("Tom").fame == pytest.approx(math.log(0.05))
