from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pytest

from fabula.cast.identity.evidence import PAIR
from tests.cast.identity.pairs import Drafted
from tests.cast.scenes import Shares, tell
from tests.trees import scene

Page = Sequence[str]
RAIN = "It rained and it rained upon the hills of that land. "
AWAY = RAIN * 20
"""More words than a passage has."""


def seen(page: Page, one: str, other: str, links: Mapping[str, Shares] | None = None) -> dict[str, float]:
    return Drafted(tell(*page, links=links)).features(one, other)


@pytest.mark.parametrize(
    ("feature", "one", "other"),
    [
        ("both named", "Emma", "Jane"),
        ("a name and an epithet", "Emma", "the Grey Lady"),
        ("a name and no name", "Emma", "the nurse"),
        ("an epithet and no name", "the Grey Lady", "the nurse"),
        ("two epithets", "the Grey Lady", "the Red Lady"),
        ("neither named", "the nurse", "the old woman"),
    ],
)
def test_what_two_are_called_by(feature: str, one: str, other: str) -> None:
    page = [f"[{name}{'|name' * ('L' in name)}] came." for name in (one, other)]
    found = seen(page, one, other)
    kinds = set(PAIR[: PAIR.index("links")])
    assert kinds & found.keys() == {feature}


def test_links_from_the_words_of_one_to_those_of_the_other() -> None:
    page = ("[The nurse] came.", "[Emma] sat.")
    assert "links" not in seen(page, "Emma", "The nurse")
    found = seen(page, "Emma", "The nurse", {"Emma": {"The nurse": 0.3}})
    assert found["links"] == pytest.approx(math.log1p(3.0), abs=1e-4)
    assert found["links to a mention"] == pytest.approx(0.15, abs=1e-4)
    assert "links of pronouns" not in found
    weak = seen(page, "Emma", "The nurse", {"Emma": {"The nurse": 0.01}})
    assert "links" not in weak


def test_links_of_a_pronoun_are_told_from_those_of_words() -> None:
    links: Mapping[str, Shares] = {"She": {"Emma": 0.6, "The nurse": 0.3}}
    found = seen(("[The nurse] came. [Emma] sat.", "[She] rose."), "Emma", "The nurse", links)
    assert found["links of pronouns"] == pytest.approx(math.log1p(3.0), abs=1e-4)
    assert found["links of pronouns to a mention"] == pytest.approx(0.15, abs=1e-4)
    assert "links" not in found


def test_the_first_uses_of_a_name_tell_whom_it_is_given_to() -> None:
    page = ("[The nurse] came.", *["[Emma] sat."] * 7)

    def value(label: str) -> float:
        found = seen(page, "Emma", "The nurse", {label: {"The nurse": 0.3}})
        assert found["links"] > 1.0
        return found.get("links of the first uses of a name", 0.0)

    assert value("Emma") == value("Emma 5") == pytest.approx(0.3, abs=1e-4)
    assert value("Emma 6") == 0.0


def talk(*turns: str) -> list[str]:
    return [f"“It is {k} o'clock,” said [{turn}]." for k, turn in enumerate(turns)]


TURNS = ["Mr. Nye", "the nurse", "Mr. Nye", "Mrs. Cole"] * 2


def test_two_who_answer_each_other_take_turns() -> None:
    found = seen(talk("Mrs. Cole", "the nurse", "Mrs. Cole"), "Mrs. Cole", "the nurse")
    assert found["take turns"] == pytest.approx(math.log1p(2))
    assert found["take turns to a line"] == 1.0
    assert "speak in each other's place" not in found
    assert "take turns" not in seen(talk(*TURNS), "Mrs. Cole", "the nurse")


def test_two_who_speak_before_and_after_a_third_speak_in_each_others_place() -> None:
    found = seen(talk(*TURNS), "Mrs. Cole", "the nurse")
    assert found["speak in each other's place"] == pytest.approx(math.log1p(3))
    assert found["speak in each other's place to a line"] == 1.0
    assert "speak in each other's place" not in seen(talk(*TURNS), "Mrs. Cole", "Mr. Nye")


def test_lines_with_a_paragraph_between_are_no_turns() -> None:
    page = [talk("Mrs. Cole")[0], "It rained.", talk("Mrs. Cole", "the nurse")[1]]
    assert "take turns" not in seen(page, "Mrs. Cole", "the nurse")


@pytest.mark.parametrize(("likely", "turns"), [(0.3, 0.3), (0.9, 0.9)])
def test_a_turn_at_a_doubtful_paragraph_counts_as_far_as_there_is_one(likely: float, turns: float) -> None:
    page = " ".join(talk("Mrs. Cole", "the nurse"))
    found = Drafted(tell(page, doubts={"“It is 1": likely})).features("Mrs. Cole", "the nurse")
    assert found["take turns"] == pytest.approx(math.log1p(turns))


def test_two_who_stand_side_by_side_meet() -> None:
    page = [*talk(*TURNS), "[Mrs. Cole] and [the nurse] walked out."]
    assert seen(page, "Mrs. Cole", "the nurse")["take turns"] == pytest.approx(math.log1p(3))


def test_two_who_talk_to_each_other() -> None:
    page = talk("Mrs. Cole", "Mr. Nye", "the nurse")
    told = Drafted(tell(*page), {"It is 0": ["the nurse"], "It is 2": ["Mrs. Cole", "Mr. Nye"]})
    found = told.features("Mrs. Cole", "the nurse")
    assert found["talk to each other"] == pytest.approx(math.log1p(2))
    assert found["talk to each other to a line"] == 1.0
    assert "talk to each other" not in told.features("Mrs. Cole", "Mr. Nye")


def test_two_told_of_in_one_sentence_or_passage() -> None:
    met = seen(["[Emma] saw [the nurse]."], "Emma", "the nurse")
    assert met["told of in one sentence"] == pytest.approx(math.log1p(1))
    assert met["told of in one sentence to a sentence"] == 0.5
    assert met["told of in one passage"] == pytest.approx(math.log1p(1))
    assert met["told of in one passage to a passage"] == 1.0
    apart = seen(["[Emma] rose.", "[The nurse] sat."], "Emma", "The nurse")
    assert "told of in one sentence" not in apart
    assert apart["told of in one passage"] == met["told of in one passage"]
    near = seen(["[Emma] rose.", RAIN * 11, "[The nurse] sat."], "Emma", "The nurse")
    assert near["told of in one passage"] == met["told of in one passage"]
    far = seen(["[Emma] rose.", AWAY, "[The nurse] sat."], "Emma", "The nurse")
    assert "told of in one passage" not in far


def test_a_pronoun_in_the_sentence_of_another_tells_nothing() -> None:
    found = seen(["[The nurse] came. [Emma] sat."], "Emma", "The nurse")
    page = ["[The nurse] came.", "[She] saw [Emma]."]
    pronoun = seen(page, "Emma", "The nurse", {"She": "The nurse"})
    assert "told of in one sentence" in found
    assert "told of in one sentence" not in pronoun


def test_one_who_speaks_of_another() -> None:
    page = ["“[Tom] is gone,” said [Emma].", "“So is [the cook],” said [Tom]."]
    told = Drafted(tell(*page), sure=0.7)
    assert told.features("Tom", "Emma")["one names the other"] == pytest.approx(math.log1p(0.7))
    assert "one names the other" not in told.features("Emma", "the cook")


def test_two_who_are_often_about_and_never_meet() -> None:
    apart = [f"[{who}] sat." for _ in range(20) for who in ("Emma", "The nurse", AWAY)]
    apart = [own if "rained" not in own else AWAY for own in apart]
    found = seen(apart, "Emma", "The nurse")
    assert found["never meet where two would"] > 1.0
    together = [f"[Emma] saw [the nurse]. {AWAY}"] * 20
    assert seen(together, "Emma", "the nurse")["never meet where two would"] == -3.0
    strangers = ["[Emma] sat.", AWAY, "[The nurse] sat."]
    assert "never meet where two would" not in seen(strangers, "Emma", "The nurse")


def test_two_who_speak_near_each_other_and_never_answer() -> None:
    feature = "never answer each other where two would"
    assert seen(talk(*TURNS * 2), "Mrs. Cole", "the nurse")[feature] > 0.5
    assert seen(talk(*["Mrs. Cole", "the nurse"] * 4), "Mrs. Cole", "the nurse")[feature] < 0.0


@pytest.mark.parametrize(
    ("feature", "same", "other"),
    [
        ("one gender", ("Mrs. Cole", "the woman"), ("Mrs. Cole", "the gentleman")),
        ("two genders", ("Mrs. Cole", "the gentleman"), ("Mrs. Cole", "the woman")),
        ("two genders", ("Mrs. Cole", "the gentleman"), ("Mrs. Cole", "the driver")),
        ("one rank", ("Captain Cole", "the captain"), ("Captain Cole", "the colonel")),
        ("two ranks", ("Captain Cole", "the colonel"), ("Captain Cole", "the captain")),
        ("two ranks", ("Captain Cole", "the colonel"), ("Captain Cole", "the gentleman")),
        ("rank without a name", ("Captain Cole", "a captain"), ("Captain Cole", "Captain Nye")),
        ("share a word of a name", ("Emma Hale", "Miss Hale"), ("Emma Hale", "Miss Nye")),
        ("share a forename", ("Tom Hale", "Thomas"), ("Tom Hale", "Mr. Hale")),
        ("share the head of a description", ("the nurse", "the old nurse"), ("the nurse", "the old cook")),
        ("one description within another", ("the nurse", "the old nurse"), ("the nurse", "the old cook")),
        (
            "one description within another",
            ("the nurse", "the old nurse"),
            ("the tall nurse", "the old nurse"),
        ),
        ("other words before one head", ("the tall nurse", "the old nurse"), ("the nurse", "the old cook")),
    ],
)
def test_what_the_words_for_two_say(feature: str, same: tuple[str, str], other: tuple[str, str]) -> None:
    assert seen([f"[{same[0]}] came.", f"[{same[1]}] sat."], *same)[feature] == 1.0
    assert feature not in seen([f"[{other[0]}] came.", f"[{other[1]}] sat."], *other)


def test_two_of_one_description() -> None:
    told = Drafted(tell("[Emma] saw [a nurse].", "[Jane] saw [a nurse]."))
    assert told.figure("a nurse") != told.figure("a nurse 2")
    found = told.features("a nurse", "a nurse 2")
    assert found["share a whole description"] == 1.0
    assert "other words before one head" not in found
    assert "one description within another" not in found
    assert "share a whole description" not in told.features("a nurse", "Emma")


def test_a_rank_that_two_figures_bear_and_one_has_no_name() -> None:
    page = ["[Captain Cole] came.", "[A captain] sat."]
    found = seen(page, "Captain Cole", "A captain")
    assert found["rank without a name"] == found["only bearer of the rank"] == 1.0
    found = seen([*page, "[Captain Nye] rose."], "Captain Cole", "A captain")
    assert found["rank without a name"] == 1.0
    assert "only bearer of the rank" not in found


def test_the_bearers_of_a_rank_are_counted() -> None:
    page = ["[Captain Cole] came.", "[Captain Nye] sat.", "[Captain Crewe] rose."]
    assert "only bearer of the rank" not in seen(page, "Captain Cole", "Captain Nye")
    assert seen(page[:2], "Captain Cole", "Captain Nye")["only bearer of the rank"] == 1.0


def test_one_who_says_that_it_is_the_others_name() -> None:
    page = ["“I am [Crewe],” said [the stranger].", "[Nye] laughed."]
    told = Drafted(tell(*page))
    assert told.features("Crewe", "the stranger")["says that it is the other's name"] == 1.0
    assert "says that it is the other's name" not in told.features("Nye", "the stranger")


def test_one_comes_when_another_is_gone() -> None:
    page = ["[The nurse] came.", AWAY, "[Emma] sat."]
    found = seen(page, "Emma", "The nurse")
    assert found["one ends before the other begins"] == 1.0
    assert found["gap between them"] == pytest.approx(math.log1p(220) / 10.0, abs=0.02)
    assert "one within the other's stay" not in found
    back = seen([*page, "[The nurse] rose."], "Emma", "The nurse")
    assert back["one within the other's stay"] == 1.0
    assert "one ends before the other begins" not in back
    assert "gap between them" not in back


def test_how_often_two_are_mentioned() -> None:
    found = seen([*["[Emma] sat."] * 3, "[Jane] rose. [Jane] sat."], "Emma", "Jane")
    assert found["one is seldom mentioned"] == 0.5
    assert found["both are often mentioned"] == pytest.approx(math.log1p(2))


@pytest.mark.parametrize(("other", "owned"), [("[his] aunt", True), ("the aunt", False)])
def test_one_who_is_somebodys(other: str, owned: bool) -> None:
    found = seen([f"[{other}] came.", "[Emma] sat."], "Emma", other.replace("[", "").replace("]", ""))
    assert ("one is somebody's" in found) == owned


def test_who_of_two_speaks() -> None:
    page = [*talk("Emma", "Jane"), "[Tom] sat.", "[Will] rose."]
    assert {"one speaks", "both speak"} <= seen(page, "Emma", "Jane").keys()
    assert "both speak" not in seen(page, "Emma", "Tom")
    assert seen(page, "Emma", "Tom")["one speaks"] == 1.0
    assert "one speaks" not in seen(page, "Tom", "Will")


def test_who_of_two_tells() -> None:
    told = Drafted(tell("[Emma] came.", "[Jane] sat.", "[Tom] rose."), tellers=["Emma"])
    assert told.features("Emma", "Jane")["one tells"] == 1.0
    assert "one tells" not in told.features("Tom", "Jane")


@pytest.mark.parametrize(
    ("page", "links", "candidate"),
    [
        (["[Emma] came.", "[The nurse] sat."], {}, False),
        (["[The nurse] came.", "[Emma] sat."], {"Emma": {"The nurse": 0.25}}, True),
        (["[The nurse] came.", "[Emma] sat."], {"Emma": {"The nurse": 0.01}}, False),
    ],
)
def test_two_are_held_against_each_other_where_anything_speaks_for_it(
    page: Page, links: Mapping[str, Shares], candidate: bool
) -> None:
    assert Drafted(tell(*page, links=links)).is_candidate("Emma", "The nurse") == candidate


@pytest.mark.parametrize(
    ("page", "one", "other", "candidate"),
    [
        (["[Emma Hale] came.", "[Miss Hale] sat."], "Emma Hale", "Miss Hale", False),
        (["[Captain Hale] came.", "[A captain] sat."], "Captain Hale", "A captain", True),
        (["[Uncle Hale] came.", "[The uncle] sat."], "Uncle Hale", "The uncle", True),
        (["[The tall girl] came.", "[The old girl] sat."], "The tall girl", "The old girl", False),
        (["[The old clerk] came.", "[Tom] saw [an old clerk]."], "The old clerk", "an old clerk", True),
        (["[The tall nurse] came.", "[The old cook] sat."], "The tall nurse", "The old cook", False),
        (talk(*TURNS), "Mrs. Cole", "the nurse", False),
        (talk("Mrs. Cole", "the nurse"), "Mrs. Cole", "the nurse", False),
        (["“I am [Crewe],” said [the stranger]."], "Crewe", "the stranger", True),
    ],
)
def test_what_speaks_for_two_being_one(page: Page, one: str, other: str, candidate: bool) -> None:
    assert Drafted(tell(*page)).is_candidate(one, other) == candidate


def test_only_people_whom_the_text_shows_are_held_against_each_other() -> None:
    page = ["[The girls] came to [Highbury|GPE].", "“Yes, [sir],” said [he].", "[Emma] and [the nurse] sat."]
    told = Drafted(tell(*page))
    assert {told.book.shown[told.resolution.figures[n].mentions[0]] for n in told.pairs.people} == {
        "Emma",
        "the nurse",
    }


def test_one_who_is_set_apart_is_held_against_nobody() -> None:
    page = ["[The nurse] came.", "[Emma] sat."]
    links: Mapping[str, Shares] = {"Emma": {"The nurse": 0.4}}
    assert Drafted(tell(*page, links=links)).is_candidate("Emma", "The nurse")
    assert not Drafted(tell(*page, links=links), apart=["The nurse"]).is_candidate("Emma", "The nurse")


def test_words_that_a_crowd_shares_speak_for_nobody() -> None:
    def candidates(size: int) -> int:
        return len(Drafted(tell(*["[A clerk] came."] * size)).pairs.candidates())

    assert candidates(8) == 8 * 7 / 2
    assert candidates(60) == 0


@pytest.mark.parametrize("order", [1, -1])
def test_a_forename_is_no_surname_whichever_of_two_comes_first(order: int) -> None:
    page = ["[Hale Jones] came.", "[Mr. Hale] sat."][::order]
    assert "share a forename" not in seen(page, "Hale Jones", "Mr. Hale")


def test_who_does_something_to_somebody_stands_with_him_in_one_clause() -> None:
    page = "[Tom/NNP/nsubj>saw] saw/VBD/root [Ned/NNP/obj>saw]."
    drafted = Drafted(scene(page, "[The/DT/det>man man/NN/nsubj>rose] rose/VBD/root."))
    found = drafted.features("Tom", "Ned")
    assert found["in one clause"] == pytest.approx(math.log(2.0))
    assert found["in one clause to a mention"] == pytest.approx(0.5)
    assert "in one clause" not in drafted.features("Tom", "The man")
