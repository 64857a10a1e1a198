"""Which place lies in which, as far as the text says so."""

from __future__ import annotations

import re
from collections import Counter

from fabula.reading import Reading
from fabula.types import Entity, Mention, MentionForm

ENOUGH = 0.05
"""Part of the mentions of a place without a name that must say where it lies: "the house" is many houses."""

# "The city of Bath" is Bath, "the neighbourhood of Bath" is not in it, "one of the rooms" is a room.
_WITHIN = re.compile(
    r"(?!.*\b(?:city|town|village|county|kingdom|isle|island|parish|name|neighbou?rhood|vicinity|outskirts"
    r"|one|some|any|each|most|many|part|parts|rest|kind|sort|way|road)\b)"
    r"(?:[\w.'’-]+\s+){1,5}(?:of|in|at)\s+(?:the\s+)?",
    re.I | re.S,
)


def nesting(reading: Reading) -> dict[int, int]:
    """In which place another lies: "the yew alley of Baskerville Hall".

    That is told by a mention of a place that ends with one of another place after *of*, *in* or *at*.
    """
    places = {entity.id: entity for entity in reading.entities if entity.type.is_place}
    mentions = [own for own in reading.work.cast.mentions if own.entity in places]
    votes: dict[int, Counter[int]] = {}
    outer: Mention | None = None
    for own in sorted(mentions, key=lambda each: (each.start, -each.end)):
        if outer is None or own.end > outer.end:
            outer = own
        elif own.end == outer.end and _tells(reading, places, outer, own):
            assert own.entity is not None and outer.entity is not None
            votes.setdefault(outer.entity, Counter())[own.entity] += 1
            outer = own
    best = {
        inner: found.most_common(1)[0][0]
        for inner, found in votes.items()
        if found.total() >= ENOUGH * places[inner].mentions
    }
    return {inner: around for inner, around in best.items() if not _circular(best, inner)}


def _tells(reading: Reading, places: dict[int, Entity], outer: Mention, inner: Mention) -> bool:
    """Whether a mention says that its place lies in that of the one it ends with."""
    if outer.entity == inner.entity or outer.entity is None or inner.entity is None:
        return False
    if not _WITHIN.fullmatch(reading.text, outer.start, inner.start):
        return False
    # "The station at Lyme" tells nothing of a station with a name, which is only called so in passing.
    named = places[outer.entity].name[:1].isupper()
    return not named or outer.form is MentionForm.NAME


def _circular(around: dict[int, int], start: int) -> bool:
    seen, at = {start}, around.get(start)
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = around.get(at)
    return False
