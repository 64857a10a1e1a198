"""Who forms a company where one column of a picture stands for several scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

TOGETHER = 0.5
"""Two are together in a chapter when they share this part of the scenes of whoever has fewer there."""


def companies(scenes: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Who forms a company: all of a single scene; of several scenes, those who are mostly together."""
    counts = Counter(person for scene in scenes for person in set(scene))
    pairs: Counter[tuple[int, int]] = Counter()
    for scene in scenes:
        own = sorted(set(scene))
        pairs.update((a, b) for at, a in enumerate(own) for b in own[at + 1 :])
    company = {person: {person} for person in counts}
    for (a, b), shared in pairs.items():
        if shared >= TOGETHER * min(counts[a], counts[b]) and company[a] is not company[b]:
            company[a] |= company[b]
            for person in company[b]:
                company[person] = company[a]
    distinct = {id(own): own for own in company.values()}
    return tuple(tuple(sorted(own)) for own in distinct.values())
