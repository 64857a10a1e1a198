from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from fabula.cast.speakers.chain import Step, Way, posterior, ways
from fabula.cast.speakers.evidence import CANDIDATE, HEARER, Array, Features
from fabula.cast.speakers.turns import TURN
from tests.cast.speakers.talks import weights


def by_hand(steps: Sequence[Step], n: int) -> Array:
    """The posterior by adding up every sequence of speakers from every state to begin with."""
    rows = np.zeros((len(steps), n))
    for other, last in itertools.product(range(n), repeat=2):
        for sequence in itertools.product(range(n), repeat=len(steps)):
            weight = 1.0
            for step, state, speaker in zip(steps, _states(other, last, sequence), sequence, strict=True):
                weight *= _factor(step, n, *state, speaker)
            for k, speaker in enumerate(sequence):
                rows[k, speaker] += weight
    return np.asarray(rows / rows.sum(axis=1, keepdims=True))


def _states(other: int, last: int, sequence: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The two who spoke last before each line, the later one second."""
    for speaker in sequence:
        yield other, last
        if speaker != last:
            other, last = last, speaker


def _factor(step: Step, n: int, other: int, last: int, speaker: int) -> float:
    """What it is worth that somebody speaks after two others."""
    total = 0.0
    for own in step.ways:
        passing = own.goes_on if speaker == last else own.answers if speaker == other else own.joins
        total += own.share * passing[speaker] * (1.0 if speaker == last else own.hears[last])
    if speaker == last and step.goes_on:
        size = 1.0
        if step.ways:
            size = sum(
                own.goes_on.mean() + own.hears.mean() * (own.answers.mean() + own.joins.mean() * (n - 2))
                for own in step.ways
            ) / len(step.ways)
        total += step.goes_on * size
    return float(total)


def some_way(rng: np.random.Generator, n: int, share: float = 1.0) -> Way:
    return Way(share, *np.exp(rng.normal(size=(4, n))))


@pytest.mark.parametrize(("n", "lines"), [(2, 1), (2, 5), (3, 4), (4, 3), (5, 2)])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_passes_give_what_all_sequences_add_up_to(n: int, lines: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    steps = [Step([some_way(rng, n)]) for _ in range(lines)]
    assert posterior(steps, n) == pytest.approx(by_hand(steps, n), abs=1e-9)


@pytest.mark.parametrize("shares", [(0.7, 0.3), (0.5, 0.2, 0.1), ()])
def test_several_ways_to_read_lines_and_going_on_add_up_too(shares: Sequence[float]) -> None:
    rng = np.random.default_rng(3)
    steps = [
        Step([some_way(rng, 3)]),
        Step([some_way(rng, 3, share) for share in shares], max(0.0, 1.0 - sum(shares))),
        Step([some_way(rng, 3, 0.6)], 0.4),
        Step([some_way(rng, 3)]),
    ]
    assert posterior(steps, 3) == pytest.approx(by_hand(steps, 3), abs=1e-9)


def plain(n: int, *, stay: float = 1.0, back: float = 1.0, **own: float) -> Way:
    """A way in which nothing tells who speaks, but for ``n0``, ``n1`` … and ``h0``, ``h1`` …, factors."""
    worth, hears = np.ones(n), np.ones(n)
    for name, factor in own.items():
        (worth if name[0] == "n" else hears)[int(name[1:])] = factor
    return Way(1.0, worth, back * worth, stay * worth, hears)


def test_where_nothing_tells_all_are_alike() -> None:
    assert posterior([Step([plain(4)])] * 3, 4) == pytest.approx(np.full((3, 4), 0.25))


def test_one_alone_speaks_every_line() -> None:
    assert posterior([Step([plain(1, stay=0.1)])] * 3, 1) == pytest.approx(np.ones((3, 1)))


def speakers(*ways: Way, n: int = 3) -> list[int]:
    return [int(k) for k in posterior([Step([own]) for own in ways], n).argmax(axis=1)]


def test_who_goes_on_has_spoken_last() -> None:
    assert speakers(plain(3, n0=50.0), plain(3, stay=9.0), plain(3, stay=9.0)) == [0, 0, 0]


def test_who_answers_has_spoken_before_the_last() -> None:
    told = (plain(3, n0=50.0), plain(3, n1=50.0), plain(3, n2=50.0))
    assert speakers(*told, plain(3, back=9.0, stay=0.1)) == [0, 1, 2, 1]
    assert speakers(*told, plain(3, back=0.1, stay=0.1)) == [0, 1, 2, 0]


def test_one_who_goes_on_does_not_lose_who_answers() -> None:
    told = (plain(3, n0=50.0), plain(3, n1=50.0), plain(3, n1=50.0))
    assert speakers(*told, plain(3, back=9.0, stay=0.1)) == [0, 1, 1, 0]


def test_who_is_spoken_to_has_spoken_last() -> None:
    assert speakers(plain(3), plain(3, n0=50.0, h2=9.0)) == [2, 0]


def test_what_comes_after_tells_of_what_was_before() -> None:
    turn = plain(2, stay=0.1)
    assert speakers(turn, turn, turn, plain(2, stay=0.1, n0=50.0), n=2) == [1, 0, 1, 0]


@pytest.mark.parametrize("goes_on", [0.0, 0.4, 0.9])
def test_a_line_goes_on_with_the_speech_before_as_far_as_it_is_read_so(goes_on: float) -> None:
    ways = [Way(1.0 - goes_on, np.ones(4), np.ones(4), np.zeros(4), np.ones(4))]
    first = Step([plain(4, n2=1e9)])
    rows = posterior([first, Step(ways, goes_on)], 4)
    assert rows[1, 2] == pytest.approx(goes_on, abs=1e-6)


def test_the_odds_of_one_line_are_those_of_its_speakers() -> None:
    rows = posterior([Step([plain(3, n0=6.0, n1=3.0)])], 3)
    assert rows[0] == pytest.approx([0.6, 0.3, 0.1])


def test_a_long_talk_of_lines_that_contradict_each_other_has_probabilities() -> None:
    rng = np.random.default_rng(4)
    odds = rng.normal(0, 10, (2000, 3))
    own = np.exp(odds - odds.max(axis=1, keepdims=True))
    hears = np.exp(rng.normal(0, 3, (2000, 3)))
    ways = [Way(1.0, a, 1e-4 * a, 1e-4 * a, b) for a, b in zip(own, hears, strict=True)]
    rows = posterior([Step([one]) for one in ways], 3)
    assert np.isfinite(rows).all()
    assert rows.sum(axis=1) == pytest.approx(np.ones(2000))


def test_each_factor_is_its_features_times_their_weights() -> None:
    candidate = np.zeros((3, len(CANDIDATE)))
    hearer = np.zeros((3, len(HEARER)))
    turn = np.zeros(len(TURN))
    candidate[0, CANDIDATE.index("tag: name")] = 2.0
    candidate[1, CANDIDATE.index("unnamed")] = 1.0
    hearer[1, HEARER.index("last speaker is called")] = 0.5
    turn[TURN.index("next paragraph")] = 1.0
    turn[TURN.index("thought")] = 1.0
    (own,) = ways(
        Features(candidate[None], turn[None], hearer[None]),
        weights(
            candidate={"tag: name": 3.0, "unnamed": -1.0},
            hearer={"last speaker is called": 4.0},
            stay={"next paragraph": -2.0, "thought": 0.5},
            back={"next paragraph": 1.0, "first line": 7.0},
        ).speaking,
        [0.25],
    )
    assert own.share == 0.25
    worth = np.asarray([0.0, -7.0, -6.0])
    assert own.hears == pytest.approx(np.exp([0.0, 2.0, 0.0]))
    assert own.joins == pytest.approx(np.exp(worth - 1.0))
    assert own.answers == pytest.approx(np.exp(worth))
    assert own.goes_on == pytest.approx(np.exp(worth - 2.5))
