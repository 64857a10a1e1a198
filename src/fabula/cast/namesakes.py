"""Whom a bare surname or rank means each time, where several people bear it.

"Baskerville" is Sir Henry to those who walk with him and Sir Charles to those who found him; "the Captain" is
Captain Hobart while he is there, though the book is about Captain Blood. So the mentions of such a name are
settled one by one: by the names that their antecedents lead to, and by who of its bearers was spoken of last.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from fabula.cast.book import Book
from fabula.cast.lexicon import POSTS
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
    """The person of each name mention; ``groups`` gives the persons of whole names.

    A rank means whoever was called by name with it lately: "the Captain" again and again is nobody for ever.
    """
    found = {i: groups[name] for i, name in book.names.items()}
    shared = _shared(groups, pronouns)
    last: dict[tuple[str, int], int] = {}
    before: dict[tuple[str, ...], int] = {}
    for i in sorted(book.names, key=lambda i: book.spans[i]):
        name, at = book.names[i], book.first[i]
        if name in shared:
            rank = name.words[0] if name.words[0] in POSTS else ""
            lately = {n: math.exp((last.get((rank, n), -math.inf) - at) / _LATELY) for n in shared[name]}
            scores: dict[int, float] = defaultdict(float)
            for other, share in reach[i].items():
                if other.words == name.words and not other.rank:
                    person = before.get(name.words, -1)
                    scores[person] += share * (lately.get(person, 0.0) if rank else 1.0)
                else:
                    scores[groups[other]] += share
            for person, share in lately.items():
                scores[person] += _RECENT * share
            meant = sorted(scores.keys() & shared[name])
            person = max(meant, key=lambda n: scores[n], default=-1)
            if meant and scores[person] >= _LEAST:
                found[i] = before[name.words] = person
        last.update(((rank, found[i]), at) for rank in ("", *name.rank))
    return found


def _shared(
    groups: Mapping[Name, int], pronouns: Mapping[Name, Mapping[str, float]]
) -> dict[Name, frozenset[int]]:
    """The bare surnames that are nobody's own, and the ranks of several, each with whom it may mean."""
    people: dict[int, NameCluster] = defaultdict(NameCluster)
    bearers: dict[str, set[int]] = defaultdict(set)
    ranked: dict[str, set[int]] = defaultdict(set)
    for name, number in groups.items():
        people[number].take(NameCluster(Counter([name]), dict(pronouns.get(name, {}))))
        if len(content(name.words)) > 1 or name.rank:
            bearers[name.words[-1]].add(number)
        for rank in POSTS.intersection(name.rank):
            ranked[rank].add(number)
    found = {}
    for bare, home in groups.items():
        if not bare.rank and len(bare.words) == 1 and len(ranked[bare.words[0]]) > 1:
            found[bare] = frozenset(ranked[bare.words[0]])
            continue
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
