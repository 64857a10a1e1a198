"""Which family of marks carries the dialogue, stretch by stretch.

A book by a British printer speaks in single marks and quotes inside speech in double ones; an American
one does the reverse; an anthology does both in turn. The mark that comes first in a paragraph tells, and its
neighbours in the same stretch vote.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.language.speech.marks import SINGLE, Mark

# A vote counts half after this many votes more.
_HALF_LIFE = 12.0
_CLEAR = 1.5


def single_shares(marks: Sequence[Sequence[Mark]]) -> list[float]:
    """For each block, the share of the votes around it that single marks carry, between 0 and 1."""
    votes = [_vote(of_block) for of_block in marks]
    forward = _decayed(votes)
    backward = _decayed(votes[::-1])[::-1]
    shares: list[float] = []
    for vote, before, after in zip(votes, forward, backward, strict=True):
        # The block's own vote is in both sums.
        single = before[0] + after[0] - (vote == 1)
        double = before[1] + after[1] - (vote == -1)
        shares.append(single / (single + double) if single + double else 0.0)
    return shares


def _vote(marks: Sequence[Mark]) -> int:
    """1 for a block whose first clear opening is single (and closed clearly), -1 for a double one, else 0."""
    for number, mark in enumerate(marks):
        if mark.opens > _CLEAR or mark.opens + 1.0 > mark.neither:
            continue
        if mark.family != SINGLE:
            return -1
        if any(_closes_clearly(later) for later in marks[number + 1 : number + 40]):
            return 1
    if not any(mark.family != SINGLE for mark in marks):
        return int(sum(_closes_clearly(mark) for mark in marks) > 1)
    return 0


def _closes_clearly(mark: Mark) -> bool:
    return mark.family == SINGLE and mark.closes <= 1.0 and mark.neither >= 2.5


def _decayed(votes: Sequence[int]) -> list[tuple[float, float]]:
    keep = 0.5 ** (1.0 / _HALF_LIFE)
    single = double = 0.0
    sums: list[tuple[float, float]] = []
    for vote in votes:
        if vote:
            single = single * keep + (vote == 1)
            double = double * keep + (vote == -1)
        sums.append((single, double))
    return sums
