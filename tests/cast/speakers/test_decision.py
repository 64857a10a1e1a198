from __future__ import annotations

from collections.abc import Sequence

import pytest

from fabula.cast.figures import Figure
from fabula.cast.readings import Reading, Readings
from fabula.cast.speakers.decision import AFTER, BEFORE, MOST, PIECE, decide, pieces
from fabula.cast.speakers.lines import Line
from fabula.cast.speakers.tags import Tag
from fabula.cast.weights import Weights
from tests.cast.speakers.talks import TURNS, attributions, line, person, said_by, voices, weights


def decided(
    talk: Sequence[Line], figures: Sequence[Figure] = (), own: Weights = TURNS
) -> list[tuple[int, float]]:
    """The speaker of each line with the probability; two people if no others are given."""
    found = attributions(talk)
    decide(talk, voices(figures or [person(), person()], talk), own.speaking, found)
    return [(by.speaker, by.confidence) for by in found]


def test_a_talk_of_two_hundred_lines_is_cut_in_pieces_and_each_line_decided_once() -> None:
    talk = [line(k) for k in range(200)]
    cut = list(pieces(talk))
    assert [k for piece in cut for k in range(piece.low, piece.high)] == list(range(200))
    assert all(piece.high - piece.low <= PIECE for piece in cut)
    assert [piece.first for piece in cut] == [max(0, piece.low - BEFORE) for piece in cut]
    assert [piece.end for piece in cut] == [min(200, piece.high + AFTER) for piece in cut]


def test_every_line_of_a_long_talk_has_its_speaker() -> None:
    talk = [line(k, said_by(k // 3 % 2)) for k in range(200)]
    own = weights(candidate={"tag: name": 2.0}, stay={"next paragraph": -2.0}, back={"next paragraph": 2.0})
    assert [speaker for speaker, _ in decided(talk, own=own)] == [k // 3 % 2 for k in range(200)]


def test_turns_pass_from_one_piece_to_the_next() -> None:
    talk = [line(k, said_by(0) if k == PIECE - 1 else None) for k in range(2 * PIECE)]
    assert [speaker for speaker, _ in decided(talk)[PIECE - 1 : PIECE + 4]] == [0, 1, 0, 1, 0]


def test_what_the_next_piece_begins_with_tells_of_the_end_of_one() -> None:
    talk = [line(k, said_by(0) if k == PIECE + 1 else None) for k in range(2 * PIECE)]
    assert [speaker for speaker, _ in decided(talk)[PIECE - 3 : PIECE + 2]] == [0, 1, 0, 1, 0]


def test_those_who_may_speak_are_the_likeliest_of_a_crowd() -> None:
    crowd = dict.fromkeys(range(100), 1.0 / 100)
    talk = [line(0, near=crowd), line(1, said_by(77), near=crowd), line(2, near=crowd, called={88: 0.9})]
    [piece] = pieces(talk)
    assert len(piece.people) == MOST
    assert piece.people[:2] == (77, 88)


def test_the_teller_may_speak_though_nobody_tells_of_him() -> None:
    [piece] = pieces([line(0, near={}, teller=5)])
    assert piece.people == (5,)


def test_where_nobody_is_around_nobody_speaks() -> None:
    assert decided([line(0, near={}), line(1, near={})]) == [(-1, 0.0), (-1, 0.0)]


def test_the_likeliest_speaks_and_the_others_are_runners_up() -> None:
    figures = [person() for _ in range(3)]
    talk = [line(0, near={0: 0.6, 1: 0.395, 2: 0.005})]
    found = attributions(talk)
    own = weights(candidate={"told of near": 8.0, "somebody else": -9.0})
    decide(talk, voices(figures), own.speaking, found)
    assert found[0].speaker == 0
    assert found[0].shares[0] == found[0].confidence
    assert set(found[0].shares) == {0, 1}  # the third is all but out of the question
    assert sum(found[0].shares.values()) == pytest.approx(1.0, abs=0.02)


def test_one_of_many_is_unsure() -> None:
    def confidence(others: float) -> float:
        own = weights(candidate={"somebody else": others})
        [(_, sure)] = decided([line(0)], own=own)
        return sure

    assert confidence(-9.0) == pytest.approx(0.5, abs=1e-3)
    assert confidence(9.0) < 0.01


def test_a_line_by_itself_is_decided_by_number() -> None:
    found = attributions([line(k) for k in range(5)])
    decide([line(3, said_by(1))], voices([person(), person()]), TURNS.speaking, found)
    assert [by.speaker for by in found] == [-1, -1, -1, 1, -1]


@pytest.mark.parametrize(("goes_on", "speaker"), [(0.9, 0), (0.1, 1)])
def test_a_line_is_read_in_every_way(goes_on: float, speaker: int) -> None:
    ways = (Reading(1.0 - goes_on, 1, Tag()),)
    talk = [line(0, said_by(1)), line(1, said_by(0)), line(2, readings=Readings(ways, goes_on))]
    assert decided(talk)[2][0] == speaker


def test_each_way_to_read_a_line_has_its_tag() -> None:
    ways = (Reading(0.9, 1, said_by(0)), Reading(0.1, 2, said_by(1)))
    other = (Reading(0.1, 1, said_by(0)), Reading(0.9, 2, said_by(1)))
    own = weights(candidate={"tag: name": 1.0})
    assert [decided([line(0), line(1, readings=Readings(w))], own=own)[1][0] for w in (ways, other)] == [0, 1]


def test_the_first_line_has_no_line_before_it_to_be_parted_from() -> None:
    readings = Readings((Reading(1.0, 1, said_by(0)),))
    assert decided([line(0, said_by(1), readings=readings)])[0][0] == 1


@pytest.mark.parametrize(("named", "sure"), [(0.95, True), (0.8, False)])
def test_whom_a_tag_names_outright_is_no_stranger(named: float, sure: bool) -> None:
    talk = [line(k, said_by(0, named), near={0: 1.0}) for k in range(3)]
    own = weights(stay={"next paragraph": -6.0})  # one who is alone in a room speaks again and again
    found = decided(talk, figures=[person()], own=own)
    assert [speaker for speaker, _ in found] == [0, 0, 0]
    assert (found[1][1] > 0.99) is sure
