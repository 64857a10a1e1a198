"""Who tells each stretch: the page, the teller and those who talk to him say so."""

from __future__ import annotations

import time

import pytest

from fabula.cast.stretches import Stretches, own_names
from fabula.types import NarrativePerson
from tests.cast.scenes import Reading, Scene, tell

FIRST, THIRD = NarrativePerson.FIRST, NarrativePerson.THIRD
FILLER = "The rain came down on the roof and ran along the gutter into the yard below."


def voices(reading: Reading) -> list[tuple[str, str | None]]:
    """The narrations in order: their person, and the shown name of the teller."""
    return [
        (told.person.value, None if told.narrator is None else reading.cast.entities[told.narrator - 1].name)
        for told in reading.cast.narrations
    ]


def words(scene: Scene, reading: Reading, number: int) -> str:
    told = reading.cast.narrations[number]
    return scene.text.content[told.start : told.end]


def long_tale(*, teller: str = "I", inner: str = "") -> list[str]:
    """The paragraphs of a tale within quotation marks, over four hundred words long."""
    line = f"[{teller}] walked on and on, and [{teller}] saw nothing but the sand and the sea and the sand. "
    return [f"“{line * 8}{inner}", f"“{line * 8}", f"“{line * 8}”"]


def test_a_story_in_the_third_person_is_told_by_nobody() -> None:
    scene = tell("[Emma] laughed.", "“[I] am glad,” said [she].")
    reading = scene.read()
    assert voices(reading) == [("third", None)]
    assert words(scene, reading, 0) == scene.text.content


def test_chapters_headed_by_names_are_told_by_those_people() -> None:
    reading = tell(
        "# Stella’s Story",
        f"[I] went to meet [Tom]. [I] was late, and [my] coat was wet. {FILLER}",
        "# Tom’s Story",
        f"[I] waited for [Stella]. [I] had [my] watch in [my] hand. {FILLER}",
        "# Stella’s Story",
        f"[I] saw [Tom 2|name] before [Tom|name] saw [me]. {FILLER}".replace("[Tom 2|name]", "[him]"),
    ).read()
    assert voices(reading) == [("first", "Stella"), ("first", "Tom"), ("first", "Stella")]
    assert [reading.who(label) for label in ("I", "my", "I 3", "my 3", "me")] == [
        *("Stella", "Stella"),
        *("Tom", "Tom"),
        "Stella",
    ]
    assert {e.name for e in reading.cast.entities if e.narrator} == {"Stella", "Tom"}


def test_a_bare_name_over_a_chapter_counts_where_the_chapter_is_told_by_an_i() -> None:
    reading = tell(
        "# Stella",
        f"[I] went to meet [Tom]. [I] was late. {FILLER}",
        "# Tom",
        f"[I] waited for [Stella]. [I] was cold. {FILLER}",
    ).read()
    assert voices(reading) == [("first", "Stella"), ("first", "Tom")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STELLA", "TOM"),
        ("{Stella}", "{Tom}"),
        ("Stella’s POV", "Tom’s POV"),
        ("POV: Stella", "POV: Tom"),
        ("Stella’s Point of View", "Tom’s Point of View"),
    ],
)
def test_a_name_set_off_at_the_head_of_a_part_is_its_tellers(one: str, other: str) -> None:
    reading = tell(
        one,
        f"[I] went to meet [Tom]. [I] was late. {FILLER}",
        "* * *",
        other,
        f"[I] waited for [Stella]. [I] was cold. {FILLER}",
    ).read()
    assert voices(reading) == [("first", "Stella"), ("first", "Tom")]


@pytest.mark.parametrize("line", ["Tom", "TOM!", "[Tom] ran.", "THE ROAD"])
def test_a_line_at_the_head_of_a_part_that_is_no_name_set_off_says_nothing_of_who_tells(line: str) -> None:
    reading = tell(
        f"[I] went to meet [Tom]. [I] was late. {FILLER}",
        "* * *",
        line,
        f"[I] waited for [him]. [I] was cold. {FILLER}",
        links={"him": "Tom"},
    ).read()
    assert voices(reading) == [("first", "Narrator")]


def test_a_name_set_off_in_the_midst_of_a_part_is_nobodys_heading() -> None:
    reading = tell(
        f"[I] went to meet [Tom]. [I] was late. {FILLER}",
        "TOM",
        f"[I] read it on the gate. [I] was cold. {FILLER}",
    ).read()
    assert voices(reading) == [("first", "Narrator")]


def test_a_part_headed_by_a_name_may_be_told_by_nobody() -> None:
    reading = tell(
        *("STELLA", f"[Stella] went to meet [Tom]. [She] was late. {FILLER}", "* * *"),
        *("TOM", f"[He] waited for [her]. {FILLER}"),
        links={"She": "Stella", "He": "Tom", "her": "Stella"},
    ).read()
    assert voices(reading) == [("third", None)]


def test_a_chapter_named_after_somebody_it_tells_about_is_not_told_by_him() -> None:
    told = "[I] looked at [Mr. Rook]. [Mr. Rook] looked at [me]. [I] gave [Mr. Rook] [my] hand."
    reading = tell("# Mr. Rook", told, "# The Road", f"[I] walked. [I] sang to [myself]. {FILLER}").read()
    assert voices(reading) == [("first", "Narrator")]


def test_a_narrator_whom_only_a_heading_names_bears_that_name() -> None:
    reading = tell(
        "# The Narrative of Josiah Crane",
        f"[I] kept the light for [Ada]. [I] had [my] supper there. {FILLER}",
    ).read()
    assert voices(reading) == [("first", "Josiah Crane")]
    crane = reading.entity("Josiah Crane")
    assert crane.narrator and crane.mentions == 3


@pytest.mark.parametrize(
    "heading",
    [
        "# Ada Crane’s Diary",
        "# FROM ADA CRANE TO TOBIAS LUKE",
        "# Narrative continued by Ada Crane",
        "# Journal of Ada Crane",
        "_Letter, Ada Crane to Tobias Luke._",
        "_Ada Crane's Journal--continued._",
        "ADA CRANE'S JOURNAL--_continued_",
    ],
)
def test_headings_that_say_who_writes(heading: str) -> None:
    scene = tell(
        "# One",
        "[Ada Crane] met [Tobias Luke] at the gate. [Tobias] bowed to [Ada].",
        heading,
        f"[I] saw [Tobias]. [I] gave [him] [my] hand. {FILLER}",
    )
    reading = scene.read()
    assert voices(reading) == [("third", None), ("first", reading.entity("Ada Crane").name)]
    assert words(scene, reading, 1).startswith("I saw")


@pytest.mark.parametrize("line", ["It was Ada’s story.", "Ada’s letter lay on the table.", "“Ada’s story.”"])
def test_a_line_of_the_story_is_no_heading(line: str) -> None:
    reading = tell("[Ada] came in.", line, f"[I] saw [Ada]. [I] gave [her] [my] hand. {FILLER}").read()
    assert [who for _, who in voices(reading)] == ["Narrator"]


@pytest.mark.parametrize(
    "line",
    [
        "Call me [Ishmael].",
        "My name is [Ishmael], and [I] was born here.",
        "[I] was christened [Ishmael] in the old church.",
        "“My name is [Ishmael],” said [I].",
    ],
)
def test_a_teller_who_says_his_own_name(line: str) -> None:
    reading = tell(
        f"[I] went to sea. {line} [I] had [my] reasons for it, and [I 9|pronoun] kept them.".replace(
            "[I 9|pronoun]", "[I]"
        ),
        links=None,
        speakers={"My name": "I 2"} if line.startswith("“") else None,
    ).read()
    assert voices(reading) == [("first", "Ishmael")]
    assert reading.who("I") == reading.who("my") == "Ishmael"


def test_a_letter_is_told_by_whoever_signs_it() -> None:
    letter = [
        "[I] have seen [Ada]. [I] have told [her] that [I] am coming, and that [my] ship is in.",
        "Your loving brother,",
        "[Tobias Luke].",
    ]
    reading = tell(
        "# Letter 1", *letter, "# Chapter 1", "[Ada] read it. [Tobias Luke] was [her] brother."
    ).read()
    assert voices(reading) == [("first", "Tobias Luke"), ("third", None)]


def test_a_story_that_alternates_between_an_i_and_nobody() -> None:
    i = "[I] took [my] hat and [I] went. [I] was sure that [I] had seen [my] friend. "
    he = "The fog lay on the river, and on the ships in the river, and on the marsh beyond. "
    reading = tell("# 1", he * 8, "# 2", i * 8, "# 3", he * 8, "# 4", i * 8).read()
    assert voices(reading) == [
        (person, None if person == "third" else "Narrator") for person in ("third", "first") * 2
    ]


def test_a_tale_within_quotation_marks_is_told_by_its_speaker() -> None:
    scene = tell(
        f"[I] sat by the fire with [Marlow], and [I] was warm. {FILLER}",
        "[Marlow] began to speak.",
        *long_tale(),
        f"[I] got up, and [I] went to [my] bed. {FILLER}",
        speakers={"walked on and on": "Marlow 2"},
    )
    reading = scene.read()
    assert voices(reading) == [("first", "Narrator"), ("first", "Marlow"), ("first", "Narrator")]
    assert words(scene, reading, 1).startswith("“I walked") and words(scene, reading, 1).endswith("sand. ”")
    assert words(scene, reading, 2).startswith("I got up")
    assert reading.who("I 3") == "Marlow" and reading.who("I") == "Narrator"
    assert reading.speaker("walked on and on") == "Marlow"


def test_tales_that_follow_each_other_are_one_tale() -> None:
    reading = tell(
        f"[Marlow] sat by the fire. [Marlow] began to speak. {FILLER}",
        "# Two",
        *long_tale()[:2],
        "# Three",
        *long_tale(inner="That was all that [I] knew."),
        speakers={"That was all": "Marlow 2"},
    ).read()
    assert voices(reading)[-1] == ("first", "Marlow")
    assert len(voices(reading)) == 2


def test_a_letter_read_aloud_is_its_writers_not_its_readers() -> None:
    reading = tell(
        "[Ada] opened the letter of [Tobias Luke] and read it to [Jane].",
        "“[My] dear Ada,--",
        "“[I] am coming home, and [I] bring [my] wife with [me]. [I] have told [her] of the house, "
        "and of the garden, and of the old tree, and [she] longs to see it all as [I] do.",
        "“Your affectionate brother,",
        "“[Tobias Luke].”",
        "[Jane] laughed, and [Ada] folded the letter.",
        *[FILLER * 9] * 9,
        speakers={"coming home": "Ada"},
    ).read()
    assert voices(reading) == [("third", None), ("first", "Tobias Luke"), ("third", None)]
    assert reading.speaker("coming home") == "Tobias Luke"
    assert not reading.entity("Tobias Luke").narrator  # one letter makes nobody the narrator of the story


def test_the_i_of_dialogue_is_not_the_i_of_the_story() -> None:
    reading = tell(
        "“[I] am cold,” said [Ada].",
        "“So am [I],” said [I]. [I] gave [her] [my] coat.",
        speakers={"cold": "Ada", "So am": "I 3"},
        links={"her": "Ada"},
    ).read()
    assert reading.who("I") == "Ada"
    assert reading.who("I 2") == reading.who("I 3") == reading.who("my") == "Narrator"
    assert reading.speaker("So am") == "Narrator"


def test_one_slip_of_an_i_in_a_long_tale_makes_no_narrator() -> None:
    assert voices(tell("[I] have heard it said.", *[FILLER] * 50).read()) == [("third", None)]


def test_an_i_in_speech_alone_makes_no_narrator() -> None:
    said = "“[I] shall go, and [I] shall see for [myself],” said [Emma]."
    assert voices(tell(said, "“[I] too,” said [Jane].").read()) == [("third", None)]


def test_one_who_is_named_as_often_in_the_telling_is_not_the_narrator() -> None:
    told = [
        f"[I] looked at [Holmes]. “[Holmes], it is {hour},” said [I]." for hour in ("one", "two", "three")
    ] * 3
    assert voices(tell(*told).read()) == [("first", "Narrator")]


def test_own_names_are_found_with_their_places() -> None:
    content = "My Christian name being Pip, I called myself Pip. I, Claudius Drusus, was born; call me a cab."
    found = list(own_names(content, 0, len(content)))
    assert [name for _, _, name in found] == ["Pip", "Pip", "Claudius Drusus"]
    assert all(content[a:b].startswith(name) for a, b, name in found)


def test_stretches_cover_the_story_in_order_and_know_their_words() -> None:
    scene = tell("# One", "[Ada] slept.", *long_tale(), "# Two", "[Ada] woke.")
    stretches = Stretches(scene.book)
    assert [s.quotation >= 0 for s in stretches.all] == [False, True, False]
    for before, after in zip(stretches.all, stretches.all[1:], strict=False):
        assert before.start < before.end <= after.start
    assert stretches.words(stretches.all[0]) == 3
    assert stretches.at(0) == -1
    assert stretches.own(scene.labels["I"]) == 1


@pytest.mark.parametrize("long", ["\n" * 30_000, "\r\n" * 15_000, "_" * 30_000, "dear" + "-" * 30_000])
def test_a_long_run_of_space_or_dashes_takes_no_longer_than_its_length(long: str) -> None:
    scene = tell(f"[Ada] slept.{long}x", "[Ada] woke.")
    start = time.process_time()
    Stretches(scene.book)
    assert time.process_time() - start < 2


def test_an_i_who_takes_part_in_the_talk_tells_the_story_however_seldom_he_speaks_of_himself() -> None:
    long = [FILLER] * 60
    talk = [f"“Number {n} is a fine one,” said [I]." for n in range(4)]
    assert voices(tell(*long, *talk).read()) == [("first", "Narrator")]
    assert voices(tell(*long, *talk[:2]).read()) == [("third", None)]


@pytest.mark.parametrize(("closing", "writer"), [([], None), (["“[Tobias Luke].”"], "Tobias Luke")])
def test_a_letter_that_the_teller_reads_out_is_never_his(closing: list[str], writer: str | None) -> None:
    reading = tell(
        "[I] opened the letter, and [I] read it to [Jane]. [I] had [my] coat on.",
        "“My dear friend,--",
        "“[I 9] am coming home, and the house, and the garden, and the old tree, and all that stands there "
        "still, and the hill behind it and the sea before it, shall be seen again as of old and as before.",
        "“Your affectionate brother,",
        *(closing or ["“T.”"]),
        "[I] laughed.",
        speakers={"coming home": {"I": 0.4}},
    ).read()
    assert reading.speaker("coming home") == writer
    assert reading.who("I") == "Narrator"


def test_one_of_several_tellers_whom_only_headings_name_is_no_man_he_tells_of() -> None:
    reading = tell(
        "# The Narrative of Josiah Crane",
        f"[I] kept the light. [I] had [my] coat on, and [my] boots, and [I] was cold. {FILLER}",
        "# The Narrative of Enoch Pell",
        f"[I] came by boat. [I] stayed. [A man] came in, and [the man] sang. {FILLER}",
        links={"A man": {"I 5": 0.6}, "the man": "A man"},
    ).read()
    assert [who for _, who in voices(reading)] == ["Josiah Crane", "Enoch Pell"]
    assert reading.who("the man") == reading.who("A man") == "a man"
