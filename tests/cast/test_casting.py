from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.cast import resolve
from fabula.cast.book import Book
from fabula.types import UPOS, Block, BlockKind, Cast, Metadata, Text, Words
from tests.cast.scenes import Reading, Scene, check, pair_scores, tell


def watson(named: bool) -> Reading:
    """Ten exchanges in Baker Street as the doctor tells them; the detective names him or does not."""
    told: list[str] = []
    links: dict[str, str] = {}
    speakers: dict[str, str] = {}
    addressees: dict[str, str] = {}
    for k in range(10):
        hour = f"{k} o'clock"
        number = f" {k + 1}" if k else ""
        told.append(f"[I] looked at [Holmes]. [He] lit [his] pipe, and [I] lit mine at {hour}.")
        name = ", [Watson]" if named else ""
        told.append(f"“The fog of {hour} is thick{name},” said [Holmes].")
        told.append(f"“It was thicker before {hour},” said [I].")
        links |= {f"He{number}": "Holmes", f"his{number}": f"He{number}"}
        speakers[f"The fog of {hour}"] = f"Holmes {2 * k + 2}"
        speakers[f"thicker before {hour}"] = f"I {3 * k + 3}"
        if named:
            addressees[f"The fog of {hour}"] = f"Watson{number}"
    return tell(*told, links=links, speakers=speakers, addressees=addressees).read()


def test_the_narrator_bears_the_name_that_others_call_him_by() -> None:
    reading = watson(named=True)
    assert sorted(reading.names) == ["Holmes", "Watson"]
    doctor = reading.entity("Watson")
    assert doctor.narrator
    assert not reading.entity("Holmes").narrator
    assert reading.who("I") == reading.who("Watson") == "Watson"
    assert (doctor.mentions, doctor.quotes) == (40, 10)
    assert reading.speakers() == ["Holmes", "Watson"] * 10


def test_a_narrator_whom_nobody_names_is_called_the_narrator() -> None:
    reading = watson(named=False)
    assert sorted(reading.names) == ["Holmes", "Narrator"]
    assert reading.entity("Narrator").narrator
    assert reading.speakers() == ["Holmes", "Narrator"] * 10


def test_a_story_in_the_third_person_has_no_narrator() -> None:
    reading = tell(
        "[Emma] rose. “[I] am late,” said [she].", links={"she": "Emma"}, speakers={"late": "she"}
    ).read()
    assert not any(e.narrator for e in reading.cast.entities)


def test_an_i_of_another_in_speech_is_not_the_narrator() -> None:
    reading = tell(
        "[I] met [Holmes]. [I] bowed to [him].",
        "“[I] am busy,” said [Holmes].",
        links={"him": "Holmes"},
        speakers={"busy": "Holmes 2"},
    ).read()
    assert reading.who("I") == reading.who("I 2") == "Narrator"
    assert reading.who("I 3") == "Holmes"


def test_an_empty_text_has_an_empty_cast() -> None:
    assert tell().read().cast == Cast((), (), ())


def test_a_text_of_blank_blocks_has_an_empty_cast() -> None:
    scene = tell()
    text = Text(
        "   \n\n   ",
        (Block(BlockKind.PARAGRAPH, 0, 3), Block(BlockKind.PARAGRAPH, 5, 8)),
        (),
        Metadata(),
        "x",
    )
    assert resolve(text, scene.notes) == Cast((), (), ())


def test_a_text_without_people_has_an_empty_cast() -> None:
    cast = tell("O glove, O glove,", "where do you rove?").read().cast
    assert (cast.entities, cast.mentions, cast.quotes) == ((), (), ())


def test_a_text_with_nobody_named_keeps_its_speech() -> None:
    cast = tell("“Who is there?”", "Rain fell.").read().cast
    assert not cast.entities and not cast.mentions
    assert [q.speaker for q in cast.quotes] == [None]


def test_pronouns_alone_make_no_characters() -> None:
    reading = tell(
        "[She] rose. [He] saw [her].",
        "“Yes,” said [she].",
        links={"her": "She", "she": "her"},
        speakers={"Yes": "she"},
    ).read()
    assert reading.cast.entities == ()
    assert all(m.entity is None for m in reading.cast.mentions)
    assert reading.speakers() == [None]


def test_people_are_numbered_by_how_often_they_come_up() -> None:
    reading = tell(
        "[Tom] met [Anne]. [She] bowed. [Will] came. [Anne] left. [Will] sat.", links={"She": "Anne"}
    ).read()
    assert [(e.id, e.name, e.mentions) for e in reading.cast.entities] == [
        (1, "Anne", 3),
        (2, "Will", 2),
        (3, "Tom", 1),
    ]


def test_a_full_name_that_is_used_is_the_one_shown() -> None:
    reading = tell(
        "[Emma Woodhouse] rose.", "[Emma] sat. [Emma] sang.", "[Emma Woodhouse] slept. [Emma] woke."
    ).read()
    assert reading.names == ["Emma Woodhouse"]
    assert reading.entity("Emma Woodhouse").aliases == ("Emma",)


def test_a_name_in_capitals_is_the_one_in_small_letters() -> None:
    """The first words of a chapter: "ODILE climbed the stairs". Where all names are so, they stay."""
    reading = tell("[ODILE] rose.", "[Odile] sat.", "[PERRIN] came. [ODILE] sang.").read()
    assert sorted(reading.names) == ["Odile", "PERRIN"]
    assert reading.entity("Odile").aliases == ()


def test_reading_twice_gives_the_same_cast() -> None:
    scene = tell("[Emma] met [Jane]. “No,” said [she].", links={"she": {"Emma": 0.45, "Jane": 0.45}})
    assert scene.read().cast == scene.read().cast


# -- whatever the scores ------------------------------------------------------------------------------------

_SENTENCES = st.sampled_from(
    [
        "[Emma Woodhouse] rose.",
        "[Emma] met [Mr. Knightley] at [Hartfield|FAC].",
        "[Mr. and Mrs. Weston] came with [Miss Taylor].",
        "[I] told [them] of [my] plan.",
        "[She] saw [[his] sister] on [the Pequod|VEH].",
        "“[I] know [you], [Sir|name],” said [he].",
        "“[Harriet], [she] loves [him]!”",
        "“No!” cried [[Emma]’s father]. Rain fell. “[We] shall not.”",
        "“Who goes there?”",
        "[TK-421] was gone; [xe] had left [the General|name] and [the general].",
    ]
)
_PARAGRAPHS = st.one_of(
    st.lists(_SENTENCES, min_size=1, max_size=3).map(" ".join), st.sampled_from(["* * *", "# Two"])
)
_WEIGHTS = st.floats(0, 1, width=32)


def _rows(data: st.DataObject, limits: list[int]) -> list[Mapping[int, float]]:
    """For each row up to three columns below its limit, with weights that come to one at most."""
    rows: list[Mapping[int, float]] = []
    for limit in limits:
        size = min(limit, 3)
        drawn = data.draw(st.dictionaries(st.integers(0, limit - 1), _WEIGHTS, max_size=size)) if size else {}
        total = max(1.0, sum(drawn.values()))
        rows.append({column: weight / total for column, weight in drawn.items()})
    return rows


@settings(max_examples=60, deadline=None)
@given(st.lists(_PARAGRAPHS, max_size=7), st.data())
def test_every_cast_is_whole_whatever_the_scores(paragraphs: list[str], data: st.DataObject) -> None:
    scene = tell(*paragraphs)
    count, lines = len(scene.labels), len(scene.notes.quotations)
    notes = replace(
        scene.notes,
        antecedents=pair_scores(_rows(data, list(range(count)))),
        speakers=pair_scores(_rows(data, [count] * lines)),
        addressees=pair_scores(_rows(data, [count] * lines)),
    )
    scene = Scene(scene.text, notes, scene.labels)
    cast = resolve(scene.text, scene.notes)
    check(scene, cast)


def test_a_title_always_written_as_a_name_is_nobody_else() -> None:
    reading = tell(
        "[The March Hare|name] and [the Hatter|nominal] were at tea.",
        "“Your hair wants cutting,” said [the Hatter|nominal]. [He] looked at [Alice].",
        links={"the Hatter": "The March Hare", "the Hatter 2": "the Hatter", "He": "the Hatter 2"},
        speakers={"Your hair": "the Hatter 2"},
    ).read()
    assert reading.speaker("Your hair") == "the Hatter"
    assert reading.who("He") == "the Hatter"


def test_two_of_a_list_are_two_whatever_the_model_says() -> None:
    reading = tell("[Tom] and [the miller] came. [Tom] sat.", links={"the miller": "Tom"}).read()
    assert reading.who("the miller") != "Tom"


def test_her_mother_is_not_she() -> None:
    reading = tell(
        "[Emma] came in with [Mrs. Weston].",
        "“Sit down,” said [[her] mother].",
        "“Thank you,” said [Emma].",
        links={"her": "Emma"},
        speakers={"Sit down": "her mother", "Thank you": "Emma 2"},
    ).read()
    assert reading.speaker("Sit down") != "Emma"


def test_a_title_for_a_name_leaves_the_other_words_for_him_aliases() -> None:
    reading = tell(
        "[the Brute|nominal] knocked. [the Brute|nominal] was [a young man].",
        "[the young man] sang. [the young man] danced. [the young man] left.",
        links={
            "a young man": "the Brute 2",
            "the young man": "the Brute 2",
            "the young man 2": "the young man",
            "the young man 3": "the young man 2",
        },
    ).read()
    brute = reading.entity(reading.who("the Brute") or "")
    assert brute.name == "the young man"
    assert "the Brute" in brute.aliases


def test_a_cry_is_nobody() -> None:
    reading = tell("“[Good Lord|name]!” said [Tom]. “[Sir|nominal]!”", speakers={"Good Lord": "Tom"}).read()
    assert [e.name for e in reading.cast.entities] == ["Tom"]
    assert reading.speaker("Good Lord") == "Tom"


def test_pronouns_of_one_whom_the_text_calls_nothing_else_are_a_chain() -> None:
    reading = tell(
        "[They] came to [Ann], and [it] began. [They 2|pronoun] laughed at [her].",
        links={"They 2": "They", "her": "Ann"},
    ).read()
    they, ann, it, again, her = reading.cast.mentions
    assert [mention.entity for mention in (they, ann, it, again, her)] == [None, 1, None, None, 1]
    assert (they.chain, it.chain, again.chain) == (1, 2, 1)
    assert ann.chain is her.chain is None


def test_a_line_of_nobody_has_no_confidence_in_its_speaker() -> None:
    reading = tell("“Who is there?” said [sir|nominal].", speakers={"Who is": "sir"}).read()
    assert reading.speaker("Who is") is None
    assert [q.confidence for q in reading.cast.quotes] == [0.0]


def test_a_forename_with_the_surname_is_shown_before_a_title_with_it() -> None:
    page = "[Vale] rose. " * 6 + "[Mr. Vale] bowed. " * 3 + "[Felix Vale] spoke. " * 2
    assert tell(page).read().names == ["Felix Vale"]


def test_a_word_that_begins_the_sentence_before_a_name_is_no_part_of_it() -> None:
    scene = tell("[Even Clara|name] laughed.")
    size = len(scene.notes.token_start)
    upos = np.full(size, UPOS.index("PROPN"), np.int32)
    upos[0] = UPOS.index("ADV")
    words = Words(lemma=("",) * size, upos=upos, upos_score=np.ones(size, np.float32))
    book = Book(scene.text, replace(scene.notes, words=words))
    assert [name.text for name in book.names.values()] == ["Clara"]


@pytest.mark.parametrize("called", ["My dear fellow", "Good lass, sir", "my dear", "old man", "sir, Mister"])
def test_whoever_is_but_fondly_called_is_nobody_of_his_own(called: str) -> None:
    assert tell("[Ann] rose.", f"“[{called}|nominal], come here.”").read().names == ["Ann"]


def test_a_description_is_shown_before_a_sir() -> None:
    reading = tell(
        "[A stranger] came in.",
        "“[sir|nominal], no.” “[sir|nominal], go.”",
        links={"sir": "A stranger", "sir 2": "A stranger"},
    ).read()
    assert reading.names == ["a stranger"]
    assert not reading.cast.entities[0].aliases


def test_one_who_is_old_in_the_telling_is_somebody() -> None:
    assert tell("[The old man] came in.", "[An old friend] sat.").read().names == [
        "the old man",
        "an old friend",
    ]


def test_a_scrap_of_speech_is_what_nobody_is_called() -> None:
    story = ["[The old nurse] came in.", "[The man,’ said she] and slept.", "[She] woke."]
    links = {"The man,’ said she": "The old nurse", "She": "The old nurse"}
    reading = tell(*story, links=links).read()
    assert reading.entity("the old nurse").aliases == ()


def test_nobody_is_made_of_a_heading_alone() -> None:
    reading = tell("# In which [WE|name] are introduced at [HYDE|GPE]", "[Ann] rose. [Ann] sat.").read()
    assert reading.names == ["Ann", "HYDE"]


def test_whoever_tells_as_i_is_no_man_he_tells_of() -> None:
    """The wrong link of "a man" took every line of his to the teller."""
    reading = tell(
        "[I] sat by [my] brother's grave and [I] wept, for [I] was small, and [I] was cold.",
        "“Hold your noise!” cried [a man].",
        "“Pray, don't,” [I] begged.",
        "“Where do you live?” said [the man].",
        links={"a man": {"I 4": 0.6}, "the man": "a man"},
        speakers={"Hold": "a man", "Pray": "I 5", "Where": "the man"},
    ).read()
    assert reading.speaker("Pray") == "Narrator"
    assert reading.speaker("Where") == reading.speaker("Hold") == "a man"


def test_whoever_speaks_before_and_after_is_not_the_gentleman_between() -> None:
    reading = tell(
        "“Ten cents,” said [Dick].",
        "“You pay a large rent,” said [the gentleman].",
        "“A very large one,” said [Dick].",
        links={"the gentleman": {"Dick": 0.8}},
        speakers={"Ten": "Dick", "You": "the gentleman", "A very": "Dick 2"},
    ).read()
    assert reading.speakers() == ["Dick", "the gentleman", "Dick"]


def test_who_else_may_speak_stands_with_what_the_speaker_leaves() -> None:
    reading = tell(
        "“Ten cents,” said [Dick] to [Tom] and [Fred].",
        "“And not one more,” somebody added, and [Fred] laughed.",
        speakers={"Ten": "Dick"},
    ).read()
    quote = reading.quote("And not")
    shares = [p for _, p in quote.alternatives]
    assert shares
    assert shares == sorted(shares, reverse=True)
    assert quote.speaker not in [n for n, _ in quote.alternatives]
    assert quote.confidence + sum(shares) <= 1.0
    assert all(1 <= n <= len(reading.names) for n, _ in quote.alternatives)


def test_nobody_in_particular_is_nobody_of_the_cast() -> None:
    reading = tell(
        "“[Nobody|nominal] is coming,” said [Ann]. “[Somebody|nominal] will.”",
        "“Ask [no one],” said [Ben].",
    ).read()
    assert reading.names == ["Ann", "Ben"]


def test_somebody_who_speaks_is_of_the_cast() -> None:
    reading = tell("“Come!” called [somebody].", "“Who is it?” asked [Ann].").read()
    assert sorted(reading.names) == ["Ann", "somebody"]
