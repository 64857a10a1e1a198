"""Which of the people of an earlier reading somebody is, so that numbers stay what people noted down.

Whoever has the most mentions and lines of an earlier one is that one, if any name or nobody says otherwise;
who has none of anybody's is found by type and name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody whom a reading before the last one had, by the number: whose mentions and lines were these."""

    id: int
    mentions: tuple[Span, ...]
    lines: tuple[Span, ...]


def kept_numbers(earlier: Earlier, cast: Cast, moves: Moves, former: Sequence[Former] = ()) -> dict[int, int]:
    """For each entity of a cast the number of the earlier one that it is, without those who are new.

    Who is none of these, and is mostly one of the ``former``, is that one again.
    """
    later = Earlier.of(cast)
    shared = _shared(earlier, later, moves)
    there = {entity.id for entity in earlier.entities}
    size = _sizes(later)
    revived = _revived([each for each in former if each.id not in there], later, size, moves)
    names = {entity.id: (entity.type, entity.name) for entity in earlier.entities}
    called = {entity.id: (entity.type, entity.name) for entity in cast.entities}
    known: dict[int, int] = {}
    taken: set[int] = set()
    for new, old in sorted(
        # who comes back leaves to the other what both were, also where neither has more of it
        (pair for pair in shared if pair[0] not in revived or 2 * shared[pair] > size[pair[0]]),
        key=lambda pair: (
            -shared[pair],
            pair[0] in revived,
            called[pair[0]] != names[pair[1]],
            pair[1],
            pair[0],
        ),
    ):
        if new not in known and old not in taken:
            known[new] = old
            taken.add(old)
    known |= {new: old for new, old in revived.items() if new not in known}
    left: dict[tuple[object, str], list[int]] = defaultdict(list)
    for entity in reversed(earlier.entities):
        if entity.id not in taken:
            left[entity.type, entity.name].append(entity.id)
    for entity in cast.entities:
        if entity.id not in known and left[entity.type, entity.name]:
            known[entity.id] = left[entity.type, entity.name].pop()
    return known


def _revived(
    former: Iterable[Former], later: Earlier, size: Mapping[int, int], moves: Moves
) -> dict[int, int]:
    """The new entities that are mostly one of the former, and of whom that one has most.

    ``size``: how much each new one has. The work goes by what the former had, who may be many.
    """
    known = {entity.id for entity in later.entities}
    mentions, lines = (_by_place(own, moves) for own in (later.mentions, later.lines))
    found: list[tuple[int, int, int]] = []
    for own in former:
        shared: Counter[int] = Counter()
        for spans, there, weight in ((own.mentions, mentions, 1), (own.lines, lines, LINE)):
            for place in {_moved(span, moves) for span in spans}:
                for new in there.get(place, ()):
                    shared[new] += weight
        whole = len(own.mentions) + LINE * len(own.lines)
        for new, weight in shared.items():
            if new in known and 2 * weight > max(whole, size[new]):
                found.append((-weight, own.id, new))
    revived: dict[int, int] = {}
    for _, old, new in sorted(found):
        if new not in revived and old not in revived.values():
            revived[new] = old
    return revived


def _sizes(earlier: Earlier) -> Counter[int]:
    """How many mentions and lines each has, each with its weight."""
    sizes = Counter(entity for _, entity in earlier.mentions)
    for _, entity in earlier.lines:
        sizes[entity] += LINE
    return sizes


def _shared(earlier: Earlier, later: Earlier, moves: Moves) -> Counter[tuple[int, int]]:
    """How much each new entity has in common with each earlier one."""
    known = {entity.id for entity in later.entities}
    shared: Counter[tuple[int, int]] = Counter()
    for old, new, weight in (
        (earlier.mentions, later.mentions, 1),
        (earlier.lines, later.lines, LINE),
    ):
        whose = {_moved(span, moves): entity for span, entity in old}
        for span, entity in new:
            before = whose.get(_place(span, moves))
            if before is not None and entity in known:
                shared[entity, before] += weight
    return shared


def _moved(span: Span, moves: Moves) -> Span | None:
    """Where an earlier span stands now, by words; None where it is gone."""
    return span if moves.same else moves.words(*moves.old.within(*span))


def _place(span: Span, moves: Moves) -> Span:
    """Where a new span stands, by words."""
    return span if moves.same else moves.new.within(*span)


def _by_place(spans: Iterable[tuple[Span, int]], moves: Moves) -> Mapping[Span | None, list[int]]:
    """The new entities by where their spans stand."""
    found: dict[Span | None, list[int]] = defaultdict(list)
    for span, entity in spans:
        found[_place(span, moves)].append(entity)
    return found


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
