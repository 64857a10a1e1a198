"""Lines of annotated fiction as the decision sees them, with who may be their speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.cast.attribution import conversations
from fabula.cast.casting import Settled
from fabula.cast.manners import learn
from fabula.cast.speakers.decision import pieces
from fabula.cast.speakers.evidence import CANDIDATE, HEARER, Observer, voices_of
from fabula.cast.speakers.lines import Line, lines_of
from fabula.cast.speakers.turns import TURN
from fabula.evaluation.scores.quotations import match_parts
from training.cast.ground import GoldPart

_OUTRIGHT = 3.0
"""How many times more a tag with a name tells who a figure is than one with a pronoun."""
_GIVEN = 0.2
"""What a line that the reading gives to a figure tells of it, to one whose tag may mean it."""
_LEAST, _SHARE = 0.6, 0.5
"""Votes for a gold speaker, and their share of all of a figure, that make it one of his."""


@dataclass(frozen=True)
class Example:
    """A piece of conversation: features, and who may be right.

    ``candidate`` (lines, n + 1, features), ``turn`` (lines, features), ``hearer`` (lines, n + 1, features);
    ``allowed`` (lines, n + 1): true throughout where nothing is known; ``decided`` (lines).
    """

    text: str
    candidate: np.ndarray
    turn: np.ndarray
    hearer: np.ndarray
    allowed: np.ndarray
    decided: np.ndarray


def quotations_of(settled: Settled, parts: Sequence[GoldPart]) -> list[int | None]:
    """The quotation that each part of the annotation is matched to, by number, or None."""
    quotations = settled.book.notes.quotations
    spans = [(span, row) for row, own in enumerate(quotations) for span in own.spans]
    matched = match_parts([part.span for part in parts], [span for span, _ in spans]).matched
    return [None if place is None else spans[place][1] for place in matched]


def gold_of_lines(settled: Settled, parts: Sequence[GoldPart]) -> dict[int, str]:
    """The gold speaker of each quotation of which all parts have one."""
    found: dict[int, set[str]] = defaultdict(set)
    for part, row in zip(parts, quotations_of(settled, parts), strict=True):
        if row is not None:
            found[row].add(part.speaker)
    return {row: next(iter(who)) for row, who in found.items() if len(who) == 1}


def elected(votes: Mapping[int, Mapping[str, float]], least: float, share: float) -> dict[int, str]:
    """Whom of the gold each figure is: who has ``least`` of its votes, and ``share`` of all of them."""
    found = {}
    for figure, own in votes.items():
        who = max(own, key=lambda one: own[one])
        if figure >= 0 and own[who] >= max(least, share * sum(own.values())):
            found[figure] = who
    return found


def gold_of_figures(settled: Settled, lines: Sequence[Line], gold: Mapping[int, str]) -> dict[int, str]:
    """The gold speaker that each figure is, by the lines that its tags name, and those given to it."""
    votes: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in lines:
        who = gold.get(line.number)
        if who is None:
            continue
        outright = line.tag.outright
        for figure, p in line.tag.figures.items():
            votes[figure][who] += p + (_OUTRIGHT - 1.0) * outright.get(figure, 0.0)
        votes[settled.said[line.number].speaker][who] += _GIVEN * settled.said[line.number].confidence
    return elected(votes, _LEAST, _SHARE)


def examples_of(name: str, settled: Settled, parts: Sequence[GoldPart]) -> list[Example]:
    """The pieces of a text's conversations, as its settled reading shows them."""
    book, resolution = settled.book, settled.resolution
    lines = lines_of(book, resolution)
    gold = gold_of_lines(settled, parts)
    known = gold_of_figures(settled, lines, gold)
    voices = voices_of(resolution.figures, lines, learn((line.manners, line.tag.outright) for line in lines))
    found = []
    for talk in conversations(book, resolution, lines):
        observer = Observer(voices, talk)
        for piece in pieces(talk):
            if not piece.people:
                continue
            rows = range(piece.first, piece.end)
            features = [observer.features(k, piece.people) for k in rows]
            n = len(piece.people) + 1
            found.append(
                Example(
                    name,
                    np.asarray([own.candidate for own in features], np.float32).reshape(
                        -1, n, len(CANDIDATE)
                    ),
                    np.asarray([own.turn for own in features], np.float32).reshape(-1, len(TURN)),
                    np.asarray([own.hearer for own in features], np.float32).reshape(-1, n, len(HEARER)),
                    np.asarray([_allowed(gold.get(talk[k].number), piece.people, known) for k in rows]),
                    np.asarray([piece.low <= k < piece.high for k in rows]),
                )
            )
    return found


def _allowed(who: str | None, people: Sequence[int], known: Mapping[int, str]) -> list[bool]:
    """Who of the candidates, and somebody else, may speak a line."""
    if who is None or who not in known.values():
        return [True] * (len(people) + 1)
    right = [known.get(n) == who for n in people]
    return [*right, not any(right)]
