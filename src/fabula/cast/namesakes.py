"""Whom a bare surname means each time, where several people bear it and it is nobody's own name.

"Baskerville" is Sir Henry to those who walk with him and Sir Charles to those who found him. So the mentions
of such a name are settled one by one: by the names that their antecedents lead to, and by who of the family
was spoken of last.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from fabula.cast.book import Book
from fabula.cast.matching import NameCluster
from fabula.cast.names import Name, content

_LATELY = 500.0
"""Tokens over which the last mention of one of a family loses weight by a factor of e."""
_RECENT = 0.3
_LEAST = 0.05


def settled_each(
    book: Book,
    groups: Mapping[Name, int],
    pronouns: Mapping[Name, Mapping[str, float]],
    reach: Sequence[Mapping[Name, float]],
) -> dict[int, int]:
    """The person of each name mention; ``groups`` gives the persons of whole names."""
    found = {i: groups[name] for i, name in book.names.items()}
    shared = _shared(groups, pronouns)
    last: dict[int, int] = {}
    before: dict[tuple[str, ...], int] = {}
    for i in sorted(book.names, key=lambda i: book.spans[i]):
        name = book.names[i]
        if name in shared:
            scores: dict[int, float] = defaultdict(float)
            for other, share in reach[i].items():
                same = other.words == name.words and not other.rank
                scores[before.get(name.words, -1) if same else groups[other]] += share
            for person in shared[name] & last.keys():
                scores[person] += _RECENT * math.exp((last[person] - book.first[i]) / _LATELY)
            meant = sorted(scores.keys() & shared[name])
            person = max(meant, key=lambda n: scores[n], default=-1)
            if meant and scores[person] >= _LEAST:
                found[i] = before[name.words] = person
        last[found[i]] = book.first[i]
    return found


def _shared(
    groups: Mapping[Name, int], pronouns: Mapping[Name, Mapping[str, float]]
) -> dict[Name, frozenset[int]]:
    """The bare surnames that are nobody's own, each with the people who may be meant by it."""
    people: dict[int, NameCluster] = defaultdict(NameCluster)
    bearers: dict[str, set[int]] = defaultdict(set)
    for name, number in groups.items():
        people[number].take(NameCluster(Counter([name]), dict(pronouns.get(name, {}))))
        if len(content(name.words)) > 1 or name.rank:
            bearers[name.words[-1]].add(number)
    found = {}
    for bare, home in groups.items():
        own = any(name.rank or len(name.words) > 1 for name in people[home].names)
        if own or bare.rank or len(bare.words) > 1:
            continue
        lean = NameCluster(genders=dict(pronouns.get(bare, {}))).lean
        meant = {n for n in bearers[bare.words[0]] if not lean or people[n].gender in ("", lean)}
        if "young" in bare.titles:
            meant = {n for n in meant if not people[n].is_elder} or meant
        if meant and len(bearers[bare.words[0]]) > 1:
            found[bare] = frozenset(meant)
    return found
