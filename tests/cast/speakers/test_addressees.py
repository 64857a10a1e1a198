from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pytest

from fabula.cast.figures import Figure
from fabula.cast.speakers.addressees import ADDRESSEE, address, candidates, features
from fabula.cast.speakers.beats import Beat, Beats
from fabula.cast.speakers.lines import Line
from tests.cast.speakers.talks import attributions, line, person, weights

BESIDE = Beats(after=Beat({0: 1.0}, {0: 0.5, 1: 0.5}, 0, 1))
SIR = {"manners": frozenset(["sir"])}
HIM, HER = person(he=9), person(she=9)


def heard(
    talk: Sequence[Line], speakers: Sequence[int], k: int, n: int, figures: Sequence[Figure] = ()
) -> dict[str, float]:
    """The features that are not nought of a line for one who may hear it."""
    [row] = features(k, talk, speakers, [n], figures or [HIM, HER, person(), person()])
    return {name: float(value) for name, value in zip(ADDRESSEE, row, strict=True) if value}


ONE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("called", {"called": {1: 0.8}}, {"called": {0: 0.8}}),
    ("somebody else is called", {"called": {0: 0.8}}, {"called": {1: 0.8}}),
    ("told of beside it", {"beats": BESIDE}, {"beats": Beats(above=BESIDE.after)}),
    (
        "told of beside it as who acts",
        {"beats": Beats(before=Beat({1: 1.0}, {1: 1.0}))},
        {"beats": BESIDE},
    ),
    ("told of in the paragraph above", {"beats": Beats(above=BESIDE.after)}, {"beats": BESIDE}),
    ("told of near", {"near": {1: 0.5}}, {"near": {0: 0.5}}),
    ("there in the scene", {"there": {1: 3}}, {"there": {0: 3}}),
    ("tells the story", {"teller": 1}, {"teller": 0}),
    ("manner of address fits", {"manners": frozenset(["madam"])}, SIR),
    ("manner of address does not fit", SIR, {"manners": frozenset(["lord"])}),
    ("said aside", {"aside": True}, {}),
    ("named in the line", {"talked_of": frozenset([1])}, {"talked_of": frozenset([0])}),
]


@pytest.mark.parametrize(("feature", "on", "off"), ONE)
def test_what_a_line_tells_of_who_hears_it(feature: str, on: dict[str, Any], off: dict[str, Any]) -> None:
    bare: dict[str, Any] = {"near": {}}
    assert heard([line(0, **(bare | on))], [0], 0, 1)[feature] > 0
    assert feature not in heard([line(0, **(bare | off))], [0], 0, 1)


def test_there_is_one_feature_that_all_have() -> None:
    assert heard([line(0, near={})], [0], 0, 3)["always"] == 1.0


@pytest.mark.parametrize(
    ("figure", "feature"), [(person(they=3), "a group"), (person(named=False, he=3), "unnamed")]
)
def test_a_group_and_one_without_a_name_are_told_from_others(figure: Figure, feature: str) -> None:
    assert heard([line(0)], [0], 0, 1, [HIM, figure])[feature] == 1.0
    assert feature not in heard([line(0)], [0], 0, 1, [HIM, HER])


@pytest.mark.parametrize(
    ("away", "feature"),
    [
        (-1, "speaks the line before"),
        (-2, "speaks two lines before"),
        (-3, "speaks three or four lines before"),
        (-4, "speaks three or four lines before"),
        (1, "speaks the line after"),
        (2, "speaks two lines after"),
        (3, "speaks three or four lines after"),
        (4, "speaks three or four lines after"),
        (5, ""),
        (-5, ""),
    ],
)
def test_who_speaks_around_a_line(away: int, feature: str) -> None:
    talk = [line(k, first_block=3 * k, last_block=3 * k) for k in range(11)]
    speakers = [1 if k == 5 + away else 0 for k in range(11)]
    found = heard(talk, speakers, 5, 1)
    assert {name for name in found if name.startswith(("speaks", "..."))} == ({feature} - {""})
    assert ("voices around" in found) == bool(feature)


def test_who_speaks_in_the_paragraph_beside_a_line_is_nearer() -> None:
    talk = [line(0), line(1), line(2)]
    found = heard(talk, [1, 0, 1], 1, 1)
    assert found["... in the next paragraph"] == found["... in the next paragraph after"] == 1.0
    far = [line(0), line(5), line(10)]
    assert not {name for name in heard(far, [1, 0, 1], 1, 1) if name.startswith("...")}


def test_one_other_voice_and_several() -> None:
    talk = [line(k) for k in range(3)]
    alone = heard(talk, [1, 0, 1], 1, 1)
    assert alone["the only other voice around"] == 1.0
    assert alone["voices around"] == pytest.approx(math.log1p(1))
    two = heard(talk, [1, 0, 2], 1, 1)
    assert "the only other voice around" not in two
    assert two["voices around"] == pytest.approx(math.log1p(2))
    assert "the only other voice around" not in heard(talk, [1, 0, 1], 1, 2)


def test_who_is_called_by_the_lines_around_and_who_calls_the_speaker() -> None:
    talk = [line(0, called={0: 0.7, 2: 0.6}), line(1), line(2, called={0: 0.9})]
    assert heard(talk, [1, 0, 1], 1, 2)["called by the line before"] == 0.6
    found = heard(talk, [1, 0, 1], 1, 1)
    assert (found["calls the speaker before"], found["calls the speaker after"]) == (0.7, 0.9)
    other = heard(talk, [2, 0, 2], 1, 1)
    assert "calls the speaker before" not in other
    assert "calls the speaker after" not in other


def test_the_first_line_has_none_before_it() -> None:
    talk = [line(0), line(1)]
    assert heard(talk, [0, 1], 0, 1)["first line"] == 1.0
    assert "first line" not in heard(talk, [0, 1], 1, 0)


def test_those_around_may_hear_a_line_and_its_speaker_may_not() -> None:
    talk = [line(0, near={}), line(1, near={4: 0.1}, called={0: 0.9, 3: 0.9}, teller=5), line(2, near={})]
    assert candidates(1, talk, [1, 0, 2]) == [3, 1, 2, 5, 4]
    assert candidates(0, talk[:1], [0]) == []


def test_a_speaker_who_is_not_known_hears_nothing() -> None:
    assert candidates(1, [line(0, near={}), line(1, near={})], [-1, 0]) == []


def test_the_nearer_a_speaker_the_likelier_he_hears() -> None:
    talk = [line(k, near={}) for k in range(4)]
    assert candidates(3, talk, [1, 2, 3, 0]) == [3, 2, 1]
    assert candidates(1, talk, [1, 0, 2, 3]) == [1, 2, 3]


def test_of_a_crowd_a_dozen_may_hear() -> None:
    assert len(candidates(0, [line(0, near=dict.fromkeys(range(50), 0.01))], [0])) == 12


CALLED = {"always": -2.0, "called": 5.0, "speaks the line before": 3.0}


def hearers(
    talk: Sequence[Line], speakers: Sequence[int], addressed: float = 0.5, **own: float
) -> list[list[int]]:
    """Whom each line is said to, by given weights."""
    found = attributions(talk, speakers)
    figures = [person() for _ in range(9)]
    address(talk, figures, weights(addressee=CALLED | own, addressed=addressed).hearing, found)
    return [list(by.addressees) for by in found]


def test_a_line_is_said_to_all_who_are_likely_the_likeliest_first() -> None:
    talk = [line(0), line(1, called={2: 0.9, 3: 0.7, 4: 0.1})]
    assert hearers(talk, [1, 0])[1] == [2, 3, 1]


def test_a_line_is_said_to_nobody_where_nobody_is_likely() -> None:
    assert hearers([line(0), line(1)], [0, 0]) == [[], []]
    assert hearers([line(0, near={})], [0], always=9.0) == [[]]


def test_a_thought_is_said_to_nobody() -> None:
    talk = [line(0), line(1, aside=True, called={1: 0.9})]
    assert hearers(talk, [1, 0], always=9.0)[1] == []


def test_nobody_speaks_to_himself() -> None:
    assert hearers([line(0, called={0: 0.9}, near={})], [0], always=9.0) == [[]]


@pytest.mark.parametrize(("addressed", "said_to"), [(0.2, [1]), (0.4, [])])
def test_one_is_spoken_to_from_a_probability_on(addressed: float, said_to: list[int]) -> None:
    talk = [line(0), line(1)]
    odds = {"always": -1.0, "speaks the line before": 0.0}  # 27 %
    found = hearers([talk[0], line(1, near={1: 0.5})], [0, 0], addressed, **odds)
    assert found[1] == said_to


def test_a_line_of_nobody_known_may_be_said_to_somebody() -> None:
    assert hearers([line(0, called={2: 0.9})], [-1]) == [[2]]


def test_the_addressees_of_other_talks_stay() -> None:
    found = attributions([line(k) for k in range(3)], [0, 0, 1])
    found[0].addressees = (7,)
    address([line(1), line(2)], [person(), person()], weights(addressee=CALLED).hearing, found)
    assert found[0].addressees == (7,)
    assert found[2].addressees == (0,)
