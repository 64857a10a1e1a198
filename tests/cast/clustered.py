"""Names clustered as a test writes them down: plain words, and what links and parts them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fabula.cast.clusters import Bonds, cluster_names
from fabula.cast.names import parse_name

People = set[frozenset[str]]


def people(
    names: Mapping[str, int] | Sequence[str],
    *,
    pronouns: Mapping[str, Mapping[str, float]] | None = None,
    apart: Iterable[tuple[str, str]] = (),
    bonds: Mapping[tuple[str, str], tuple[float, int]] | None = None,
    meetings: Mapping[tuple[str, str], tuple[int, int]] | None = None,
) -> People:
    """The names of each person; ``bonds`` gives a pair's probability and how often it is seen.

    ``meetings`` gives in how many sentences and in how many passages a pair comes up.
    """
    counts = names if isinstance(names, Mapping) else dict.fromkeys(names, 10)
    parsed = {text: parse_name(text) for text in counts}
    seen = Bonds()
    for (a, b), (probability, times) in (bonds or {}).items():
        for _ in range(times):
            seen.add(parsed[a], parsed[b], probability)
    for (a, b), (sentences, passages) in (meetings or {}).items():
        for k in range(passages):
            seen.meet(parsed[a], parsed[b], sentence=k < sentences)
    numbers = cluster_names(
        {parsed[text]: n for text, n in counts.items()},
        {parsed[text]: dict(shares) for text, shares in (pronouns or {}).items()},
        [(parsed[a], parsed[b]) for a, b in apart],
        seen,
    )
    found: dict[int, set[str]] = {}
    for text, name in parsed.items():
        found.setdefault(numbers[name], set()).add(text)
    return {frozenset(group) for group in found.values()}


def groups(*names: Sequence[str]) -> People:
    return {frozenset(group) for group in names}
