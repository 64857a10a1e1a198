"""Fits the weights of whether two figures are one person: logistic regression on annotated casts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.cast.casting import Draft, Settled
from fabula.cast.identity.clustering import allowed
from fabula.cast.identity.evidence import PAIR
from fabula.cast.speakers.lines import lines_of
from fabula.types import MentionForm
from training.cast import logistic
from training.cast.ground import GoldPart, Ground
from training.cast.lines import elected, gold_of_lines

_TAG = 2.0
"""How many times more a tag of a gold line tells who a figure is than a name of his does."""
_LEAST, _SHARE = 1.0, 0.6


@dataclass(frozen=True)
class Judged:
    """Pairs of figures: features (m, features), whether they are one (m), mentions of the lesser (m)."""

    features: np.ndarray
    same: np.ndarray
    size: np.ndarray


def gold_of_people(
    first: Settled, parts: Sequence[GoldPart], names: Mapping[str, Iterable[str]]
) -> dict[int, str]:
    """Whom of the gold cast each figure is, by what it is called and by the tags of gold lines.

    ``names``: of each of the gold cast.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for who, own in names.items():
        for name in own:
            holders[_plain(name)].add(who)
    book, resolution = first.book, first.resolution
    votes: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for i in range(book.size):
        if book.forms[i] is MentionForm.PRONOUN or book.quotation[i] >= 0 or not book.is_person(i):
            continue
        known = holders.get(_plain(book.shown[i]), set())
        if len(known) == 1:
            votes[resolution.mention_figure[i]][next(iter(known))] += 1.0
    gold = gold_of_lines(first, parts)
    for line in lines_of(book, resolution):
        who = gold.get(line.number)
        for figure, p in line.tag.outright.items() if who is not None else ():
            votes[figure][who] += _TAG * p
    return elected(votes, _LEAST, _SHARE)


def _plain(name: str) -> str:
    low = name.lower().strip(" ,.;:!?'’\"“”").removesuffix("'s").removesuffix("’s")
    return " ".join(low.split()).removeprefix("the ")


def judged(ground: Ground, first: Draft) -> Judged:
    """The candidate pairs of a text of which both figures are known."""
    gold = gold_of_people(first, ground.parts, ground.names)
    known = [
        (pair, features) for pair, features in allowed(first.pairs()) if pair[0] in gold and pair[1] in gold
    ]
    sizes = [len(figure.mentions) for figure in first.resolution.figures]
    return Judged(
        np.asarray([features for _, features in known]).reshape(-1, len(PAIR)),
        np.asarray([gold[a] == gold[b] for (a, b), _ in known], bool),
        np.asarray([min(sizes[a], sizes[b]) for (a, b), _ in known], float),
    )


def fit(texts: Sequence[Judged], ridge: float = 1e-4) -> np.ndarray:
    """The weights of the features; a pair counts by the root of its mentions, a text by that of its pairs."""
    return logistic.fit(
        [own.features for own in texts],
        [own.same for own in texts],
        [own.size**0.5 for own in texts],
        ridge,
    )
