"""Which of the people of an earlier reading somebody is, so that numbers stay what people noted down.

Whoever has the most mentions and lines of an earlier one is that one, if any name or nobody says otherwise;
who has none of anybody's is found by type and name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from fabula.types import Cast, Entity, Span
from fabula.world.alignment import Moves

LINE = 3
"""Mentions for which a line counts."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier reading said: its entities, and whose each mention and each line was."""

    entities: tuple[Entity, ...]
    mentions: tuple[tuple[Span, int], ...]
    lines: tuple[tuple[Span, int], ...]

    @classmethod
    def of(cls, cast: Cast) -> Earlier:
        """What a cast says."""
        mentions = (((m.start, m.end), m.entity) for m in cast.mentions if m.entity is not None)
        lines = (((q.start, q.end), q.speaker) for q in cast.quotes if q.speaker is not None)
        return cls(cast.entities, tuple(mentions), tuple(lines))


def kept_numbers(earlier: Earlier, cast: Cast, moves: Moves) -> dict[int, int]:
    """For each entity of a cast the number of the earlier one that it is, without those who are new."""
    shared = _shared(earlier, cast, moves)
    names = {entity.id: (entity.type, entity.name) for entity in earlier.entities}
    called = {entity.id: (entity.type, entity.name) for entity in cast.entities}
    known: dict[int, int] = {}
    taken: set[int] = set()
    for new, old in sorted(
        shared, key=lambda pair: (-shared[pair], called[pair[0]] != names[pair[1]], pair[1], pair[0])
    ):
        if new not in known and old not in taken:
            known[new] = old
            taken.add(old)
    left: dict[tuple[object, str], list[int]] = defaultdict(list)
    for entity in reversed(earlier.entities):
        if entity.id not in taken:
            left[entity.type, entity.name].append(entity.id)
    for entity in cast.entities:
        if entity.id not in known and left[entity.type, entity.name]:
            known[entity.id] = left[entity.type, entity.name].pop()
    return known


def _shared(earlier: Earlier, cast: Cast, moves: Moves) -> Counter[tuple[int, int]]:
    """How much each new entity has in common with each earlier one."""
    later = Earlier.of(cast)
    known = {entity.id for entity in cast.entities}
    shared: Counter[tuple[int, int]] = Counter()
    for old, new, weight in (
        (earlier.mentions, later.mentions, 1),
        (earlier.lines, later.lines, LINE),
    ):
        whose = dict(old if moves.same else _moved(old, moves))
        for span, entity in new:
            before = whose.get(span if moves.same else moves.new.within(*span))
            if before is not None and entity in known:
                shared[entity, before] += weight
    return shared


def _moved(spans: Iterable[tuple[Span, int]], moves: Moves) -> Iterator[tuple[Span, int]]:
    """Spans where they stand now, by words."""
    for span, entity in spans:
        words = moves.words(*moves.old.within(*span))
        if words is not None:
            yield words, entity


def renumbered(cast: Cast, known: Mapping[int, int], fresh: int) -> Cast:
    """A cast with other numbers: those known, and for whoever is new numbers from ``fresh`` on."""
    numbers: dict[int | None, int | None] = {None: None}
    for entity in cast.entities:
        if entity.id in known:
            numbers[entity.id] = known[entity.id]
        else:
            numbers[entity.id] = fresh
            fresh += 1

    def all_of(own: Iterable[int]) -> tuple[int, ...]:
        return tuple(number for each in own if (number := numbers[each]) is not None)

    return Cast(
        tuple(
            replace(each, id=numbers[each.id] or each.id, members=all_of(each.members))
            for each in cast.entities
        ),
        tuple(
            each if numbers[each.entity] == each.entity else replace(each, entity=numbers[each.entity])
            for each in cast.mentions
        ),
        tuple(
            replace(
                each,
                speaker=numbers[each.speaker],
                addressees=all_of(each.addressees),
                alternatives=tuple(
                    (number, share)
                    for entity, share in each.alternatives
                    if (number := numbers[entity]) is not None
                ),
            )
            for each in cast.quotes
        ),
        tuple(replace(each, narrator=numbers[each.narrator]) for each in cast.narrations),
    )
