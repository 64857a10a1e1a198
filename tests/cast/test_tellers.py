"""An *I* whom no page names is whoever answers to a name; a book has one *I* until the page says more."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from fabula.cast.figures import Resolution
from fabula.cast.hearing import Hearing
from fabula.cast.narrators import NARRATOR
from fabula.cast.stretches import Stretch
from fabula.cast.tellers import Directory, Evidence, best_path, other_names
from fabula.cast.tellers import Told as Teller
from tests.cast.scenes import Reading, Scene, tell

I_ALONE = "[I] shut [my] door, and [I] lay down in [my] bed, and [I] heard the rain on the roof."


def chat(*calls: tuple[str, str], before: str = I_ALONE) -> Scene:
    """A chapter for each name that is called, with whoever answers to it: "I" or somebody's name."""
    paragraphs, addressees = [], {}
    for hour, (name, who) in enumerate(calls):
        paragraphs += [f"# {hour + 1}", before]
        paragraphs += [f"“Number {hour} has come, [{name}],” said [Ukridge].", f"“Has it?” asked [{who}]."]
        seen = [called for called, _ in calls[:hour]].count(name) + before.count(f"[{name}]") * (hour + 1)
        addressees[f"Number {hour} "] = name if not seen else f"{name} {seen + 1}"
    return tell(*paragraphs, addressees=addressees)


def tellers(reading: Reading) -> list[str]:
    return [e.name for e in reading.cast.entities if e.narrator]


def test_the_i_who_answers_to_a_name_bears_it() -> None:
    reading = chat(*[("Garnet", "I")] * 4).read()
    assert tellers(reading) == ["Garnet"]
    assert reading.who("my") == "Garnet"
    (told,) = reading.cast.narrations
    assert 0.6 < told.confidence <= 0.9  # nothing on the page says so


def test_the_i_of_a_short_story_is_whom_others_call_and_nothing_told_names() -> None:
    reading = tell(
        I_ALONE,
        "“[Garnet]!” cried [Ukridge]. “Have you the key?”",
        "“[I 2|pronoun] have,” [I] said.".replace("I 2|pronoun", "I"),
        "[Ukridge] sat down. “You see, [Garnet]?” he said.",
    ).read()
    assert tellers(reading) == ["Garnet"]


def test_the_i_who_speaks_but_once_is_whom_others_thank_and_call() -> None:
    reading = tell(
        I_ALONE,
        "“Well done,” [I] said.",
        "“Thank you, [Garnet],” said [Ukridge].",
        "[Ukridge] sat down. “Come, [Garnet]!” he said.",
    ).read()
    assert tellers(reading) == ["Garnet"]


def test_names_in_a_row_call_nobody() -> None:
    scene = tell("“[Tom], [Dick], and [Ned], all came,” said [Ann]. “Well, [Joe], go!”")
    hearing = Hearing(scene.book)
    found = hearing.called(0, Resolution([], [*range(scene.book.size)], [], {}))
    assert found == {scene.labels["Joe"]: 0.9}


def test_a_name_to_which_another_answers_is_not_the_tellers() -> None:
    """She is called Millie in speech alone, and Mrs. Ukridge in the telling."""
    reading = chat(*[("Millie", "Mrs. Ukridge")] * 8).read()
    assert tellers(reading) == [NARRATOR]
    assert reading.who("my") == NARRATOR


def test_a_name_called_more_often_gives_way_to_one_that_the_i_answers_to() -> None:
    reading = chat(*[("Millie", "Mrs. Ukridge"), ("Garnet", "I"), ("Millie", "Mrs. Ukridge")] * 4).read()
    assert tellers(reading) == ["Garnet"]
    assert len(reading.cast.narrations) == 1


def test_a_name_that_the_i_calls_is_not_his_own() -> None:
    paragraphs = [I_ALONE, "“What is it, [Jeeves]?” [I] asked.", "“A storm, sir,” said [the valet]."]
    reading = tell(*paragraphs, addressees={"What is it": "Jeeves"}).read()
    assert tellers(reading) == [NARRATOR]


def test_two_names_that_are_heard_alike_leave_the_teller_unnamed() -> None:
    reading = chat(*[("Garnet", "I"), ("Hawk", "I")] * 3).read()
    assert tellers(reading) == [NARRATOR]


def test_a_name_heard_in_one_chapter_is_that_of_all() -> None:
    scene = chat(("Garnet", "I"), ("Garnet", "I"), ("Garnet", "I"), ("Garnet", "I"), ("Hawk", "Hawk"))
    reading = scene.read()
    assert len(reading.cast.narrations) == 1
    assert reading.who("my 5") == "Garnet"


def test_the_teller_keeps_a_second_name_that_he_answers_to() -> None:
    calls = [*[("Garnet", "I")] * 8, *[("Squib", "I")] * 5]
    reading = chat(*calls).read()
    assert tellers(reading) == ["Garnet"]
    assert reading.who("Squib 3") == "Garnet"


def test_a_name_that_he_gives_himself_parts_nobody_from_the_teller() -> None:
    """Where chapter after chapter is one *I*, his own name in the fifth is the same one's."""
    scene = chat(*[("Jeremy Garnet", "I")] * 4, ("Jerry Garnet", "I"))
    named = tell(
        *["# 1", I_ALONE, "# 2", "And here was [I], [Jerry Garnet|name], a writer of novels. " + I_ALONE]
    ).read()
    assert tellers(named) == ["Jerry Garnet"] and len(named.cast.narrations) == 1
    assert len(tellers(scene.read())) == 1


def test_the_i_of_one_chapter_is_that_of_another_across_one_in_the_third_person() -> None:
    he = "[The river|LOC] ran on to the sea, and the fog lay upon it, and nobody came by. " * 6
    scene = tell(
        *(
            "# 1",
            I_ALONE * 2,
            "“Is that [Esther]?” said [Ada].",
            "“It is,” [I] answered.",
            "“[Esther]!” cried [Ada].",
        ),
        *("# 2", he, "# 3", I_ALONE * 4),
        addressees={"Is that": "Esther"},
    )
    reading = scene.read()
    assert [told.person.value for told in reading.cast.narrations] == ["first", "third", "first"]
    assert reading.cast.narrations[0].narrator == reading.cast.narrations[2].narrator


@pytest.mark.parametrize(
    "line",
    ["# FROM JOY TO DEATH", "# THE RETURN TO ENGLAND", "# The Arrival", "# I CONTINUE", "I continued."],
)
def test_words_over_a_chapter_that_name_nobody_bring_no_teller(line: str) -> None:
    reading = tell("# 1", I_ALONE, line, I_ALONE, "# 3", I_ALONE).read()
    assert tellers(reading) == [NARRATOR]
    assert len(reading.cast.narrations) == 1


def test_a_story_in_capitals_has_no_headings_in_its_sentences() -> None:
    reading = tell(
        "[EMMA] SPOKE TO HARRIET.",
        "[SHE] HAD A PLAN, AND IT WAS A BAD ONE.",
        "[SHE] WENT TO LONDON.",
        "“[I] SHALL NOT GO,” SAID [HARRIET].",
        "A STORY TOLD BY CANDLELIGHT FOLLOWED.",
        "THE FIRE WAS LOW.",
    ).read()
    assert tellers(reading) == []
    assert [told.narrator for told in reading.cast.narrations] == [None]


def test_a_stray_i_in_the_third_person_is_no_narrator() -> None:
    long = "[Oliver] walked on through the rain, and the road was long, and the night was very dark. " * 40
    reading = tell(long, "[I] know not how it was.", "“[I] am cold,” said [Oliver].").read()
    assert tellers(reading) == []
    assert NARRATOR not in reading.names
    assert reading.who("I") is None


def test_a_letter_in_a_story_calls_its_unnamed_writer_by_what_the_story_has_for_her() -> None:
    tale = "[I] walked on and [I] saw nothing but [my] own shadow on the sand before [me]. " * 28
    reading = tell(
        "[The old woman] sat down by the fire and began.",
        *(f"“{tale}", f"“{tale}”"),
        "[The old woman] wept.",
        links={"The old woman 2": "The old woman"},
        speakers={"walked on": "The old woman"},
    ).read()
    assert reading.speaker("walked on") == "the old woman"
    assert tellers(reading) == ["the old woman"]


def hearing(scene: Scene) -> tuple[Hearing, Resolution]:
    return Hearing(scene.book), resolve_mentions(scene.book, people_of(scene.book), -1)


def test_hearing_tells_who_answers() -> None:
    scene = tell(
        "“Come, [Tom],” said [Ada].",
        "“I will,” said [I].",
        "“Now,” said [Ada].",
        "“And you,” said [she].",
        "“The tale,” [I] began, “of [Bob].”",
        addressees={"Come": "Tom"},
    )
    heard, resolution = hearing(scene)
    assert [heard.by_teller(row) for row in range(5)] == [False, True, False, False, True]
    assert [heard.answered(row) for row in range(5)] == [1.0, 0.0, 0.5, 1.0, 0.0]
    tom = resolution.mention_figure[scene.labels["Tom"]]
    assert heard.called(0, resolution) == pytest.approx({tom: 0.9})
    assert heard.called(1, resolution) == {}


def test_an_answer_from_far_off_is_none() -> None:
    scene = tell("“Come, [Tom],” said [Ada].", "She went.", "It rained.", "It cleared.", "“So,” said [I].")
    assert hearing(scene)[0].answered(0) == 0.0


def test_other_names_of_a_teller() -> None:
    """2 is answered to and never told; 3 is told; 4 bears a like name; 5 is called by the teller himself."""
    own = Evidence()
    for figure, heard, replied, calls, told in (
        *((1, 20.0, 10.0, 0.0, 0), (2, 12.0, 5.0, 0.0, 0), (3, 12.0, 5.0, 0.0, 3)),
        *((4, 3.0, 1.5, 0.0, 1), (5, 12.0, 5.0, 4.0, 0), (6, 30.0, 5.0, 0.0, 0)),
    ):
        own.heard[figure], own.replied[figure], own.calls[figure] = heard, replied, calls
        own.told[figure] = told
    assert other_names([Teller(1, 0.9)], [own], lambda _, other: other == 4) == {2: 1, 4: 1}
    assert other_names([Teller(-2)], [own], lambda _, __: True) == {}


def test_a_title_on_a_heading_goes_on_meaning_whom_it_once_meant() -> None:
    scene = tell("[Dr. Livesey] came in. [The doctor] sat down.", links={"The doctor": "Dr. Livesey"})
    people = people_of(scene.book)
    resolution = resolve_mentions(scene.book, people, -1)
    directory, headed = Directory(scene.book, people), Stretch(0, 9, headed=["the Doctor"])
    livesey = resolution.mention_figure[scene.labels["Dr. Livesey"]]
    for number in (livesey, 7):
        found = Evidence()
        directory.read_page(headed, found, resolution)
        assert set(found.page) == found.pen == {number}
        resolution.mention_figure[scene.labels["The doctor"]] = 99
        directory.rename(livesey, 7)


def test_a_teller_may_speak_of_himself_by_name_now_and_then() -> None:
    """Bertram is not one to complain, says Bertram: half as often as others call him."""
    scene = chat(*[("Garnet", "I")] * 8, before="[Garnet] was not one to complain. " + I_ALONE)
    assert tellers(scene.read()) == ["Garnet"]


def test_a_title_before_the_first_chapter_is_told_by_nobody_unknown() -> None:
    story = [
        "THE FERRY BOOK",
        "# Nell’s Story",
        f"{I_ALONE} [Hob] slept.",
        "# Hob’s Story",
        f"{I_ALONE} [Nell] slept.",
    ]
    reading = tell(*story).read()
    assert {*tellers(reading)} == {"Nell", "Hob"}
    assert all(told.narrator for told in reading.cast.narrations)


def test_the_states_of_a_chain_are_as_likely_as_all_its_paths_together() -> None:
    rng = np.random.default_rng(1)
    emissions = [rng.normal(size=3) for _ in range(4)]
    steps = [rng.normal(size=(3, 3)) for _ in range(4)]
    worth = {
        path: steps[0][0, path[0]]
        + sum(emissions[k][state] for k, state in enumerate(path))
        + sum(steps[k][path[k - 1], path[k]] for k in range(1, 4))
        for path in itertools.product(range(3), repeat=4)
    }
    total = sum(np.exp(value) for value in worth.values())

    path, shares = best_path(emissions, steps)

    assert tuple(path) == max(worth, key=lambda own: worth[own])
    for k, state in itertools.product(range(4), range(3)):
        through = sum(np.exp(value) for own, value in worth.items() if own[k] == state)
        assert shares[k][state] == pytest.approx(through / total)
