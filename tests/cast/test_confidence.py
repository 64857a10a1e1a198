"""How far each speaker is believed, in little scenes."""

from __future__ import annotations

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
