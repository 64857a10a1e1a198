"""Why somebody of the cast is one: which figures of the first reading were joined, and which were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fabula.cast.explain.told import Told
from fabula.cast.identity.evidence import PAIR
from fabula.cast.identity.rivals import Pair
from fabula.cast.identity.sentences import PAIR as SAYS
from fabula.cast.pins.holding import figures
from fabula.types import Because, Reason

_MOST = 6
"""Reasons given for each pair at most."""
_SLIGHT = 0.15
_OTHERS = 4
"""People shown who are held to be somebody else."""
_NEAR = -6.0
"""The score from which on two who were not joined are shown."""


def why_person(told: Told, n: int) -> list[Because]:
    """The parts of the answer: the names, what was joined to them, and who is somebody else."""
    group = _group(told, n)
    return [*_names(told, group), *_settled(told, n), *_joined(told, group), *_not_joined(told, group)]


def _group(told: Told, n: int) -> list[int]:
    """The figures of the first reading most of whose mentions are one figure's now, the largest first."""
    now = told.resolution.mention_figure
    found = []
    for m, mentions in enumerate(told.before):
        if mentions and Counter(now[i] for i in mentions).most_common(1)[0][0] == n:
            found.append(m)
    return sorted(found, key=lambda m: (-len(told.before[m]), m))


def called(told: Told, m: int) -> str:
    """What a figure of the first reading is mostly called."""
    book, mentions = told.book, told.before[m]
    names = Counter(book.names[i].text for i in mentions if i in book.names)
    words = names or Counter(book.shown[i] for i in mentions if book.is_nominal(i))
    words = words or Counter(book.shown[i] for i in mentions)
    return f"“{words.most_common(1)[0][0]}”" if words else "somebody"


def _names(told: Told, group: Sequence[int]) -> Iterator[Because]:
    book = told.book
    for m in group:
        first = {book.names[i].text: book.spans[i] for i in reversed(told.before[m]) if i in book.names}
        if len(first) > 1:
            names = ", ".join(f"“{name}”" for name in reversed(first))
            reason = Reason("they fit one another, and nobody else fits as well", spans=tuple(first.values()))
            yield Because(f"{names} are names of one", (reason,))


def _settled(told: Told, n: int) -> Iterator[Because]:
    """What a person has said of somebody: who is the same, who is not, and whose mentions are."""
    book, placed = told.book, told.settled.placed
    own = figures(placed, told.resolution, told.said)
    for k, person in enumerate(placed.people):
        first = [meant.mentions[0] for meant in person if meant.mentions]
        if own[k] == n and len(first) > 1:
            words = " and ".join(f"“{book.shown[i]}”" for i in first)
            spans = tuple(book.spans[i] for i in first)
            yield Because(f"{words} are one", (Reason("a correction says so", spans=spans),))
    for pair in placed.apart:
        for mine, other in (pair, pair[::-1]):
            if own[mine] == n and own[other] >= 0:
                head = f"{told.name(own[other])} is somebody else"
                yield Because(head, (Reason("a correction says so"),))
    meant = {i for person in placed.people for each in person for i in each.mentions}
    seeds = [i for i in placed.seeds if told.resolution.mention_figure[i] == n and i not in meant]
    if seeds:
        spans = tuple(book.spans[i] for i in sorted(seeds))
        yield Because("some mentions are settled", (Reason("a correction says whose they are", spans=spans),))


def _joined(told: Told, group: Sequence[int]) -> Iterator[Because]:
    """Each figure that was joined to the first, by the pair of the cluster that speaks most for it."""
    for m in group[1:]:
        pairs = [pair for other in group if other != m and (pair := _pair(m, other)) in told.scores]
        head = f"{called(told, m)} is {called(told, group[0])}"
        if pairs:
            best = max(pairs, key=lambda pair: told.scores[pair])
            yield Because(f"{head} ({told.scores[best]:+.1f})", tuple(_reasons(told, best)))
        else:
            yield Because(head, (Reason("a correction says so, or all others of the two are one"),))


def _not_joined(told: Told, group: Sequence[int]) -> Iterator[Because]:
    """Those who come next."""
    inside = set(group)
    scored = [
        (score, pair) for pair, score in told.scores.items() if len(inside & set(pair)) == 1 and score > _NEAR
    ]
    shown: set[int] = set()
    for score, pair in sorted(scored, reverse=True):
        (other,) = set(pair) - inside
        if other in shown or len(shown) == _OTHERS:
            continue
        shown.add(other)
        head = f"{called(told, other)} is somebody else ({score:+.1f})"
        reasons = _reasons(told, pair)
        if score > 0.0:
            reasons.insert(0, Reason("all that is known of the two together speaks against it"))
        yield Because(head, tuple(reasons))


def _reasons(told: Told, pair: Pair) -> list[Reason]:
    worth = zip(PAIR, (told.features[pair] * told.weights.pair).tolist(), strict=True)
    found = [Reason(SAYS[name].words, weight, (), name) for name, weight in worth if abs(weight) >= _SLIGHT]
    return sorted(found, key=lambda own: -abs(own.weight or 0.0))[:_MOST]


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
