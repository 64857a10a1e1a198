"""What the turns of a conversation say for one speaker of a line against another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fabula.cast.explain.told import Told
from fabula.cast.speakers.evidence import CANDIDATE, HEARER, Features, Observer
from fabula.cast.speakers.lines import Line
from fabula.cast.speakers.sentences import HEARER as HEARERS
from fabula.cast.speakers.sentences import TURN as TURNS
from fabula.cast.speakers.turns import TURN
from fabula.cast.speakers.worth import ANSWERS, GOES_ON, JOINS
from fabula.types import Reason

State = tuple[int, int]
"""The last two different speakers before a line, the last one second; -1 for none."""

_FAR = 6
"""Lines after one up to which its speaker can matter for them."""


class Turns:
    """The speakers of a conversation as they were decided, and what each passing of the turn is worth."""

    def __init__(self, told: Told, talk: Sequence[Line]) -> None:
        self._told, self._talk = told, talk
        self._observer = Observer(told.speech.voices, talk)
        self._speaker = [told.by_turns[line.number].speaker for line in talk]

    def evidence(self, k: int, people: Sequence[int]) -> dict[str, tuple[tuple[float, ...], float]]:
        """The features of a line: what each is for each of some people, and its weight.

        That is the mean of its weights for each of them, as the turns stand there: what two differ in is held
        against one measure.
        """
        features, state = self._observer.features(k, people), self._before(k)
        rows = features.candidate[: len(people)]
        speaking = self._told.weights.speaking
        each = [
            speaking.weights(row, features.turn, passing_of(state, n))[0]
            for n, row in zip(people, rows, strict=True)
        ]
        weights = np.mean(each, axis=0).tolist()
        return {
            name: (tuple(values), weight)
            for name, values, weight in zip(CANDIDATE, rows.T.tolist(), weights, strict=True)
        }

    def reasons(self, k: int, one: int, other: int) -> list[Reason]:
        """What speaks for the one rather than the other as the speaker of line ``k``."""
        state = self._before(k)
        ours, theirs = self._worth(k, state, one), self._worth(k, state, other)
        found = []
        for feature in dict.fromkeys([*ours, *theirs]):
            weight = ours.get(feature, 0.0) - theirs.get(feature, 0.0)
            if weight:
                found.append(self._reason(k, state, feature, weight, (one, other)))
        after = self._after(k, state, one) - self._after(k, state, other)
        if after:
            text = f"the turns after it pass better if it is {self._told.name(one if after > 0 else other)}’s"
            following = [self._told.quotation(line.number) for line in self._talk[k + 1 : k + 2]]
            found.append(Reason(text, after, tuple(following), "turns after"))
        return found

    def rival(self, k: int, one: int) -> int:
        """The nearest other speaker around a line, or -1."""
        around = sorted(range(len(self._talk)), key=lambda j: (abs(j - k), j))
        return next((self._speaker[j] for j in around if self._speaker[j] not in (-1, one)), -1)

    def _before(self, k: int) -> State:
        state = (-1, -1)
        for speaker in self._speaker[:k]:
            state = _passed(state, speaker)
        return state

    def _after(self, k: int, state: State, who: int) -> float:
        """What the turns of the lines after one are worth if somebody speaks it."""
        own, total = _passed(state, who), 0.0
        for j in range(k + 1, min(len(self._talk), k + _FAR)):
            speaker = self._speaker[j]
            if speaker >= 0:
                total += self._total(j, own, speaker)
                own = _passed(own, speaker)
        return total

    def _total(self, k: int, state: State, who: int) -> float:
        """What it is worth that somebody speaks line ``k`` after the last two."""
        weights, last = self._told.weights.speaking, state[1]
        features = self._at(k, who, last)
        total = weights.worth(features.candidate[:1], features.turn)[0, passing_of(state, who)]
        return float(total + (features.hearer[1] @ weights.hearer if who != last else 0.0))

    def _worth(self, k: int, state: State, who: int) -> dict[tuple[str, str], float]:
        """What each feature of the passing of the turn is worth."""
        last = state[1]
        if last < 0:
            return {}
        weights, features = self._told.weights.speaking, self._at(k, who, last)
        _, turn = weights.weights(features.candidate[0], features.turn, passing_of(state, who))
        found = _named("turn", TURN, (features.turn * turn).tolist())
        if who == last:
            return found
        return found | _named("hearer", HEARER, (features.hearer[1] * weights.hearer).tolist())

    def _at(self, k: int, who: int, last: int) -> Features:
        """The features of a line for one who may speak it, and for the last speaker."""
        return self._observer.features(k, list(dict.fromkeys([who, last])))

    def _reason(
        self, k: int, state: State, feature: tuple[str, str], weight: float, pair: tuple[int, int]
    ) -> Reason:
        kind, name = feature
        told, (_, last) = self._told, state
        before = self._talk[k - 1].number if k else -1
        spans = (told.quotation(before),) if before >= 0 else ()
        if kind == "hearer":
            return Reason(
                HEARERS[name].of(told.name(last)), weight, told.inside(self._talk[k].number, last), name
            )
        more, less = pair if weight > 0 else pair[::-1]
        text = f"{TURNS[name].of('')}: there {self._passing(state, more)} is likelier"
        return Reason(f"{text} than {self._passing(state, less)}", weight, spans, name)

    def _passing(self, state: State, who: int) -> str:
        name = self._told.name(who)
        if who == state[1]:
            return f"{name}’s going on"
        return f"{name}’s answer" if who == state[0] else f"{name}’s joining in"


def passing_of(state: State, who: int) -> int:
    """How one comes to speak after the last two."""
    other, last = state
    return GOES_ON if who == last else ANSWERS if who == other else JOINS


def _passed(state: State, who: int) -> State:
    return state if who < 0 or who == state[1] else (state[1], who)


def _named(kind: str, names: Sequence[str], worth: Sequence[float]) -> dict[tuple[str, str], float]:
    return {(kind, name): float(value) for name, value in zip(names, worth, strict=True) if value}
