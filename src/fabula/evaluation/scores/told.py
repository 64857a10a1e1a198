"""Scores of what is told of whom: attributes and relations, against those that a reader wrote down.

An attribute is right where who and kind agree and the values share at least half of the content words of the
shorter one; where the words that tell it lie within the gold's evidence, its words count as the gold's value
too, for readers wrote values in words of their own. Several found may be one of the gold's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fabula.evaluation.scores.people import plain_name
from fabula.evaluation.scores.tally import Tally
from fabula.types import Span

_EMPTY: Final = frozenset(
    (  # noqa: SIM905
        "a an the of in on at to and or his her its their my your our is was be been with for "
        "by from as that this he she it they i who not no very so too than one has had have s"
    ).split()
)
_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ENDINGS: Final = ("’s", "'s", "ing", "ily", "ied", "ies", "edly", "ed", "ly", "es", "s", "y", "e")
_SHORTEST: Final = 3
INVERSE: Final[Mapping[str, str]] = {
    "child of": "parent of",
    "subordinate of": "superior of",
    "servant of": "employer of",
    "pupil of": "teacher of",
    "pet of": "owner of",
    "patient of": "doctor of",
    "guest of": "host of",
}
_SYMMETRIC: Final = frozenset(
    [
        *("sibling of", "spouse of", "engaged to", "lover of", "relative of", "friend of", "enemy of"),
        *("colleague of", "neighbour of"),
    ]
)


@dataclass(frozen=True, slots=True)
class ToldAttribute:
    """Who, kind and value of an attribute, and the words that tell it."""

    who: str | None
    kind: str
    value: str
    span: Span


def content(words: str) -> frozenset[str]:
    """The content words of a value, without their endings."""
    return frozenset(_stem(own) for own in _WORD.findall(words.lower()) if own not in _EMPTY)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def agrees(found: str, gold: str) -> bool:
    """Whether two values share at least half of the content words of the shorter one."""
    own, theirs = content(found), content(gold)
    return bool(own and theirs) and 2 * len(own & theirs) >= min(len(own), len(theirs))


def is_right(found: ToldAttribute, gold: ToldAttribute, evidence: str) -> bool:
    """Whether an attribute found is one of the gold's, which ``evidence`` tells."""
    if (found.who, found.kind) != (gold.who, gold.kind):
        return False
    inside = gold.span[0] <= found.span[0] and found.span[1] <= gold.span[1]
    return agrees(found.value, gold.value) or (inside and content(found.value) <= content(evidence))


def attribute_tally(found: Sequence[ToldAttribute], gold: Sequence[ToldAttribute], text: str) -> Tally:
    """How many of each are among the other; attributes of people whom the gold does not know do not count."""
    of: dict[tuple[str | None, str], list[ToldAttribute]] = defaultdict(list)
    for own in gold:
        of[own.who, own.kind].append(own)
    met: set[ToldAttribute] = set()
    right, known = 0, [own for own in found if own.who is not None]
    for own in known:
        hits = [g for g in of[own.who, own.kind] if is_right(own, g, text[slice(*g.span)])]
        right += bool(hits)
        met.update(hits)
    return Tally(right, len(known), sum(own in met for own in gold), len(gold))


Tie = tuple[str, str, str]
"""One, what he is, and of whom."""


def folded(tie: Tie) -> Tie:
    """A relation with inverse and symmetric kinds told one way."""
    a, kind, b = tie
    if kind in INVERSE:
        return b, INVERSE[kind], a
    return (min(a, b), kind, max(a, b)) if kind in _SYMMETRIC else tie


def relation_tally(found: Iterable[tuple[str | None, str, str | None]], gold: Iterable[Tie]) -> Tally:
    """Relations between people whom the gold knows, inverse and symmetric kinds folded."""
    own = {folded((a, kind, b)) for a, kind, b in found if a is not None and b is not None and a != b}
    theirs = {folded(tie) for tie in gold}
    hits = len(own & theirs)
    return Tally(hits, len(own), hits, len(theirs))


def also_known(
    people: Mapping[int, str],
    names: Mapping[str, Collection[str]],
    mentions: Iterable[tuple[str, int]],
) -> dict[int, str]:
    """``people``, with further entities that bear a name of one of the gold: a cast may have split them."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for person, theirs in names.items():
        for name in theirs:
            bearers[plain_name(name)].add(person)
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for words, entity in mentions:
        own = bearers.get(plain_name(words), set())
        if len(own) == 1 and entity not in people:
            votes[entity].update(own)
    return {**people, **{n: own.most_common(1)[0][0] for n, own in votes.items()}}
