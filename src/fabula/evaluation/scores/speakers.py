"""Who speaks: the accuracy of speakers when each of the system's may stand for one of the gold's.

Gold and system speakers are counted together over the matched parts, and paired one to one by the Hungarian
method on those counts; a part is right if its system speaker is the one paired with its gold speaker. Missed
and unattributed parts are wrong. *Many to one* hands each system speaker to the gold speaker that it most
often meets: what a perfect joining of a system's fragments would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.evaluation.scores.assignment import best_pairs
from fabula.evaluation.scores.quotations import Label

MAIN_SPEAKER_LINES = 5
"""A speaker of at least this many parts is counted as a main speaker."""


@dataclass(frozen=True, slots=True)
class SpeakerScore:
    """Which parts are right, part by part, and the pairing: gold speaker -> system speaker."""

    one_to_one: tuple[bool, ...]
    many_to_one: tuple[bool, ...]
    pairing: Mapping[str, Label]


def score_speakers(gold: Sequence[str], system: Sequence[Label | None]) -> SpeakerScore:
    """Score the speakers of the same parts on both sides; None is a missed or unattributed part."""
    counts = Counter((one, other) for one, other in zip(gold, system, strict=True) if other is not None)
    pairing = _pairing(counts)
    return SpeakerScore(
        tuple(
            other is not None and pairing.get(one) == other for one, other in zip(gold, system, strict=True)
        ),
        _many_to_one(counts, gold, system),
        pairing,
    )


def _pairing(counts: Mapping[tuple[str, Label], int]) -> dict[str, Label]:
    # Equal sums are common, and which pairing wins moves the shares by type: order decides, not chance.
    gold = sorted({one for one, _ in counts})
    system = sorted({other for _, other in counts}, key=str)
    weight = np.zeros((len(gold), len(system)), dtype=np.int64)
    rows = {name: row for row, name in enumerate(gold)}
    columns = {name: column for column, name in enumerate(system)}
    for (one, other), count in counts.items():
        weight[rows[one], columns[other]] = count
    return {gold[row]: system[column] for row, column in best_pairs(weight)}


def _many_to_one(
    counts: Mapping[tuple[str, Label], int], gold: Sequence[str], system: Sequence[Label | None]
) -> tuple[bool, ...]:
    most: dict[Label, tuple[int, str]] = {}
    for (one, other), count in counts.items():
        if other not in most or count > most[other][0]:
            most[other] = (count, one)
    return tuple(other is not None and most[other][1] == one for one, other in zip(gold, system, strict=True))


def main_speakers(speakers: Sequence[Label | None]) -> int:
    """How many speakers have at least :data:`MAIN_SPEAKER_LINES` of these parts."""
    lines = Counter(speaker for speaker in speakers if speaker is not None)
    return sum(count >= MAIN_SPEAKER_LINES for count in lines.values())
