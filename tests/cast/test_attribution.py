from __future__ import annotations

import pytest

from fabula.cast.attribution import attribute
from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from tests.cast.scenes import tell, voices

TALK = (
    "[Emma] and [Harriet] sat by the fire.",
    "“Is it late?” said [Emma].",
    "“It is ten.”",
    "“So late as that?”",
    "“It is ten, or later.”",
    "“Then let us go.”",
)


def test_a_tag_gives_the_speaker_and_the_mention_that_tells() -> None:
    reading = tell("“No,” said [Emma].", "[Harriet] wept.", speakers={"No": "Emma"}).read()
    quote = reading.quote("No")
    assert reading.speaker("No") == "Emma"
    assert quote.speaker_mention == (reading.mention("Emma").start, reading.mention("Emma").end)
    assert quote.confidence > 0.5
    assert reading.entity("Emma").quotes == 1
    assert reading.entity("Harriet").quotes == 0


def test_a_pronoun_in_the_tag_gives_its_person() -> None:
    reading = tell(
        "[Emma] met [Tom].", "“No,” said [she].", links={"she": "Emma"}, speakers={"No": "she"}
    ).read()
    assert reading.speaker("No") == "Emma"
    assert reading.quote("No").speaker_mention == (reading.mention("she").start, reading.mention("she").end)


def test_a_description_in_the_tag_gives_an_unnamed_speaker() -> None:
    reading = tell(
        "[Emma] knocked.", "“Who is there?” asked [the old nurse].", speakers={"Who": "the old nurse"}
    )
    assert reading.read().speaker("Who") == "the old nurse"


@pytest.mark.parametrize("other", ["the driver", "the hunchback", "the first clerk"])
def test_a_plain_tag_tells_of_one_who_was_not_in_the_talk(other: str) -> None:
    reading = tell(
        "[Emma] and [Tom] waited.",
        "“Is it late?” said [Emma].",
        "“It is ten,” said [Tom].",
        f"“It is later,” said [{other}].",
        "“Then let us go,” said [Tom].",
        speakers={"Is it": "Emma 2", "ten": "Tom 2", "later": {other: 0.5, "Emma 2": 0.3}, "Then": "Tom 3"},
    ).read()
    assert reading.speaker("later") == other


def test_a_plain_tag_of_a_gentleman_may_tell_of_one_who_talks() -> None:
    reading = tell(
        "[Emma] and [Tom] waited.",
        "“Is it late?” said [Tom].",
        "“It is ten,” said [Emma].",
        "“So late?” said [the old gentleman].",
        "“It is later,” said [Emma].",
        speakers={
            "Is it": "Tom 2",
            "ten": "Emma 2",
            "So": {"the old gentleman": 0.5, "Tom 2": 0.3},
            "later": "Emma 3",
        },
    ).read()
    assert reading.speaker("So") == "Tom"


def test_a_quotation_cut_by_its_tag_is_one_line_of_one_speaker() -> None:
    reading = tell("“No,” said [Emma], “not today.”", speakers={"not today": "Emma"}).read()
    assert reading.speakers() == ["Emma"]
    assert len(reading.quote("No").spans) == 2


def test_two_voices_take_turns_from_one_tag_on() -> None:
    reading = tell(*TALK, speakers={"Is it late": "Emma 2"}).read()
    assert reading.speakers() == ["Emma", "Harriet", "Emma", "Harriet", "Emma"]


def test_untagged_lines_are_less_sure_than_tagged_ones() -> None:
    reading = tell(*TALK, speakers={"Is it late": "Emma 2"}).read()
    assert reading.quote("Is it late").confidence > reading.quote("let us go").confidence
    assert reading.quote("let us go").speaker_mention is None


def test_a_tag_in_the_middle_breaks_the_turns() -> None:
    told = [*TALK[:3], "“So late as that?” said [Harriet].", *TALK[4:]]
    reading = tell(*told, speakers={"Is it late": "Emma 2", "So late": "Harriet 2"}).read()
    assert reading.speaker("So late") == "Harriet"
    assert reading.speaker("or later") == "Emma"


def test_names_in_tags_tell_apart_who_speaks_in_one_paragraph() -> None:
    reading = tell(
        "“Where is he?” said [Captain Pryce]. “He is gone,” said [Captain Harlan]. "
        "“Which?” said [Captain Pryce].",
        speakers={
            "Where": {"Captain Pryce": 0.85, "Captain Harlan": 0.1},
            "gone": {"Captain Pryce": 0.3, "Captain Harlan": 0.7},
            "Which": {"Captain Harlan": 0.3, "Captain Pryce 2": 0.5},
        },
    ).read()
    assert [reading.speaker(words) for words in ("Where", "gone", "Which")] == [
        *("Captain Pryce", "Captain Harlan", "Captain Pryce")
    ]


def test_lines_of_one_paragraph_are_one_speakers() -> None:
    reading = tell(
        "[Emma] and [Harriet] sat by the fire.",
        "“May we?” said [Harriet].",
        "“Come in,” said [Emma]. [She] shut the door. Rain fell. “It is late.”",
        links={"She": "Emma"},
        speakers={"May we": "Harriet 2", "Come in": "Emma 2"},
    ).read()
    assert reading.speakers() == ["Harriet", "Emma", "Emma"]


def test_who_is_called_by_name_is_spoken_to_and_does_not_speak() -> None:
    told = ("[Emma] and [Harriet] sat by the fire.", "[Emma] sighed. [Emma] rose.", "“Good night, [Emma].”")
    reading = tell(*told, addressees={"Good night": "Emma 4"}).read()
    assert reading.speaker("Good night") == "Harriet"
    assert reading.addressees("Good night") == ["Emma"]


def test_who_is_called_by_name_is_likely_to_answer() -> None:
    reading = tell(
        "[Emma], [Harriet] and [Jane] sat by the fire. [Harriet] sewed.",
        "“Is it late, [Jane]?” said [Emma].",
        "“It is ten.”",
        speakers={"Is it late": "Emma 2"},
        addressees={"Is it late": "Jane 2"},
    ).read()
    assert reading.speaker("It is ten") == "Jane"
    assert reading.addressees("Is it late") == ["Jane"]


def test_one_who_calls_on_herself_is_not_her_own_hearer() -> None:
    reading = tell(
        "“Courage, [Emma],” said [Emma].",
        speakers={"Courage": {"Emma 2": 0.99}},
        addressees={"Courage": "Emma"},
    ).read()
    assert reading.speaker("Courage") == "Emma"
    assert reading.addressees("Courage") == []


def test_a_line_that_any_of_many_may_have_said_is_left_open() -> None:
    first = "[Ada], [Ben], [Cora], [Dan], [Eva], [Finn], [Gwen], [Hugh], [Ida], [Jack], "
    guests = f"{first}[Kate], [Lena], [Max], [Nora], [Otto], [Paul], [Rosa], [Sam] and [Tess] were there."
    reading = tell(guests, "“Who is there?”").read()
    assert reading.speakers() == [None]
    assert all(e.quotes == 0 for e in reading.cast.entities)


def test_two_who_talk_speak_to_each_other() -> None:
    reading = tell(*TALK, speakers={"Is it late": "Emma 2"}).read()
    assert [reading.addressees(q) for q in ("Is it late", "It is ten.", "So late")] == [
        ["Harriet"],
        ["Emma"],
        ["Harriet"],
    ]


ROUND = (
    "[Emma], [Harriet] and [Tom] sat by the fire.",
    "“Is it late?” said [Emma].",
    "“It is ten,” said [Harriet].",
    "“We must go,” said [Tom].",
    "“So soon?” said [Emma].",
)
ROUND_TAGS = {"Is it late": "Emma 2", "It is ten": "Harriet 2", "We must go": "Tom 2", "So soon": "Emma 3"}


def test_whoever_spoke_last_is_the_likeliest_to_be_spoken_to() -> None:
    reading = tell(*ROUND, speakers=ROUND_TAGS).read()
    assert reading.addressees("It is ten")[0] == "Emma"
    assert reading.addressees("So soon")[0] == "Tom"
    assert {*reading.addressees("So soon")} <= {"Tom", "Harriet"}


def test_all_whom_a_line_calls_are_spoken_to() -> None:
    told = (*ROUND[:4], "“So soon, [Tom]? And you, [Harriet]?” said [Emma].")
    calls = {"So soon": {"Tom 3": 0.5, "Harriet 3": 0.45}}
    reading = tell(*told, speakers=ROUND_TAGS, addressees=calls).read()
    assert {*reading.addressees("So soon")} == {"Tom", "Harriet"}


def test_a_line_that_calls_on_one_is_said_to_that_one_alone() -> None:
    told = (*ROUND[:4], "“So soon, [Tom]?” said [Emma].")
    reading = tell(*told, speakers=ROUND_TAGS, addressees={"So soon": "Tom 3"}).read()
    assert reading.addressees("So soon") == ["Tom"]


def test_those_out_of_earshot_are_not_spoken_to() -> None:
    talk = (*ROUND[:3], *(f"“It is {n},” said [{who}]." for n, who in enumerate(["Emma", "Tom"] * 4)))
    tags = {"Is it late": "Emma 2", "It is ten": "Harriet 2"}
    lines = {
        f"It is {n}": f"{who} {n // 2 + first}"
        for n, (who, first) in enumerate([("Emma", 3), ("Tom", 2)] * 4)
    }
    reading = tell(*talk, speakers={**tags, **lines}).read()
    assert reading.addressees("It is 0") != []
    assert reading.addressees("It is 7") == ["Emma"]


def test_one_who_speaks_alone_speaks_to_nobody_known() -> None:
    reading = tell("“Alas!” said [Emma].", speakers={"Alas": "Emma"}).read()
    assert reading.addressees("Alas") == []


@pytest.mark.parametrize("cut", ["* * *", "# Chapter Two", ""])
def test_a_break_cuts_the_conversation(cut: str) -> None:
    rain = ["Rain fell."] * 5
    told = (*TALK[:2], "“It is ten,” said [Harriet].", *([cut] if cut else []), *rain, "“Who goes there?”")
    found = voices(tell(*told, speakers={"Is it": "Emma 2", "It is": "Harriet 2"}))
    assert found[:2] == ["Emma", "Harriet"]
    assert (found[2] == "") == bool(cut)


def test_those_of_the_scene_before_do_not_take_turns_in_the_next() -> None:
    told = (
        *TALK[:2],
        "“It is ten,” said [Harriet].",
        "* * *",
        "[Tom] and [Will] stood at the gate. [Tom] was cold.",
        "“Who goes there?” said [Tom].",
        "“A friend.”",
        "“What friend?”",
    )
    found = voices(tell(*told, speakers={"Is it": "Emma 2", "It is": "Harriet 2", "Who goes": "Tom 3"}))
    assert found == ["Emma", "Harriet", "Tom", "Will", "Tom"]


@pytest.mark.parametrize(("times", "cut"), [(4, True), (1, False)])
def test_long_narration_cuts_the_conversation(times: int, cut: bool) -> None:
    rain = ["The wind went round the house, and the rain came down upon it all that night. " * times] * 5
    told = (*TALK[:2], "“It is ten,” said [Harriet].", *rain, "“Who goes there?”")
    found = voices(tell(*told, speakers={"Is it": "Emma 2", "It is": "Harriet 2"}))
    assert found[:2] == ["Emma", "Harriet"]
    assert (found[2] == "") == cut


def test_where_nobody_is_known_nobody_speaks() -> None:
    reading = tell("“Who is there?”", "“A friend.”", "“Whose friend?”").read()
    assert reading.speakers() == [None, None, None]
    assert reading.cast.entities == ()


def test_a_person_who_is_only_named_far_away_does_not_speak() -> None:
    rain = ["It rained that day as it had on the day before."] * 30
    reading = tell("[Emma] rose.", *rain, "“Who is there?”", *rain, "[Harriet] sat.").read()
    assert reading.speakers() == [None]


def test_a_place_in_the_story_does_not_speak() -> None:
    reading = tell("[Highbury|GPE] was asleep.", "“Who is there?”").read()
    assert reading.speakers() == [None]


def test_the_model_may_say_that_no_tag_is_sure() -> None:
    sure = tell("“No,” said [Emma] to [Jane].", speakers={"No": {"Emma": 0.95}}).read()
    unsure = tell("“No,” said [Emma] to [Jane].", speakers={"No": {"Emma": 0.4, "Jane": 0.3}}).read()
    assert sure.speaker("No") == unsure.speaker("No") == "Emma"
    assert sure.quote("No").confidence > unsure.quote("No").confidence


def test_attribute_answers_for_every_quotation_in_order() -> None:
    scene = tell(*TALK, speakers={"Is it late": "Emma 2"})
    book = scene.book
    resolution = resolve_mentions(book, people_of(book), -1)
    said = attribute(book, resolution)
    assert len(said) == len(scene.notes.quotations) == 5
    emma, harriet = (resolution.mention_figure[scene.labels[n]] for n in ("Emma", "Harriet"))
    assert [own.speaker for own in said] == [emma, harriet, emma, harriet, emma]
    assert said[0].mention == scene.labels["Emma 2"]
    assert all(own.speaker not in own.addressees for own in said)
    assert all(0 < own.confidence <= 1 for own in said)


def test_a_thought_in_a_talk_of_two_is_said_to_nobody() -> None:
    lines = ("“Is it late?” said [Emma].", "“Ten,” thought [Harriet].", "“Do speak,” said [Emma].")
    tags = {"Is": "Emma", "Ten": "Harriet", "Do": "Emma"}
    reading = tell(*lines, speakers=tags).read()
    assert reading.speaker("Ten") == "Harriet"
    assert reading.quote("Ten").addressees == ()
    assert reading.quote("Do").addressees == (reading.entity("Harriet").id,)


def test_what_is_said_to_oneself_is_said_to_nobody_else() -> None:
    lines = ("“Is it late?” said [Emma].", "“Ten,” said [Harriet] to [herself].")
    reading = tell(*lines, speakers={"Is": "Emma", "Ten": "Harriet"}, links={"herself": "Harriet"}).read()
    assert reading.quote("Ten").addressees == ()


def test_one_whom_no_tag_ever_names_is_more_likely_spoken_of_than_speaking() -> None:
    paragraphs = [
        "“Go,” said [Tom].",
        *["Rain fell on the hills and nobody came."] * 60,
        "[Bonaparte] was great, and of [Bonaparte] thought [Tom].",
        "“What is left of him?”",
    ]
    reading = tell(*paragraphs, speakers={"Go": "Tom"}).read()
    assert reading.speaker("What is left") == "Tom"
