"""In how much of each part of a text somebody is there: one rule for plots and for pages."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence


def shares(
    stays: Iterable[tuple[int, int, int]], parts: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], float]:
    """By who is there and the number of the part, from 0: in how much of it, up to 1.

    ``stays`` say who is somewhere, from where to where; ``parts`` are stretches in order, none over another.
    """
    starts = [start for start, _ in parts]
    found: dict[tuple[int, int], float] = defaultdict(float)
    for who, start, end in stays:
        for at in range(max(0, bisect_right(starts, start) - 1), len(parts)):
            first, last = parts[at]
            if first >= end:
                break
            shared = min(end, last) - max(start, first)
            if shared > 0:
                found[who, at] += shared / (last - first)
    return {each: min(1.0, share) for each, share in found.items()}
