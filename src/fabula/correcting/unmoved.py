"""What an answer about a line must not change: who is one, and who are two.

Who says a line is evidence like any other, and may tip the scales between two whom it does not speak of.
So those who had names and were two stay two, and somebody with lines stays one: what holds them is kept as
corrections of its own, in the same step.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from fabula.correcting.naming import Naming
from fabula.types import Cast, Entity, Mention, MentionForm, Quote, Span
from fabula.world.corrections import Correction, Kind, Person

OF_LINES = frozenset([Kind.SPEAKER, Kind.ADDRESSEES, Kind.NOT_SPEECH])
"""Corrections that say nothing of who is one."""
LINES_LOST = 2
"""Lines that somebody new has of somebody who was there before, for the two to be held together."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The names and descriptions of somebody, and the lines."""

    mentions: list[Mention]
    lines: list[Quote]


def held(naming: Naming, said: Sequence[Correction], after: Cast, asked: Collection[int]) -> list[Correction]:
    """The corrections that hold those as they were whom new corrections of lines have joined or split.

    ``after``: the cast as it is then, its entities by any numbers. ``asked``: the lines that were spoken of.
    """
    if not said or any(each.kind not in OF_LINES for each in said):
        return []
    before = naming.reading.work.cast
    ours, theirs = _shown(before), _shown(after)
    went = _went(ours, theirs)
    return [*_apart(naming, before.entities, ours, went), *_same(naming, before, after, went, theirs, asked)]


def _apart(
    naming: Naming, entities: Iterable[Entity], ours: Mapping[int, _Shown], went: Mapping[int, Counter[int]]
) -> Iterator[Correction]:
    """Those with names who were two and are one."""
    now: dict[int, list[Entity]] = defaultdict(list)
    for entity in entities:
        named = entity.is_character and any(m.form is MentionForm.NAME for m in ours[entity.id].mentions)
        if named and went[entity.id]:
            most, times = went[entity.id].most_common(1)[0]
            if 2 * times > len(ours[entity.id].mentions):
                now[most].append(entity)
    for group in now.values():
        for one, other in combinations(group, 2):
            if one.quotes or other.quotes:
                yield Correction(Kind.APART, people=(naming.person(one), naming.person(other)))


def _same(
    naming: Naming,
    before: Cast,
    after: Cast,
    went: Mapping[int, Counter[int]],
    theirs: Mapping[int, _Shown],
    asked: Collection[int],
) -> Iterator[Correction]:
    """Somebody with lines who was one and is two."""
    stayed = {counts.most_common(1)[0][0] for counts in went.values() if counts}
    spoken = {(quote.start, quote.end): quote.speaker for quote in before.quotes}
    answered = {quote.speaker for quote in after.quotes if quote.id in asked}
    known = {entity.id: entity for entity in before.entities}
    for entity in after.entities:
        own = theirs[entity.id]
        if entity.id in stayed or entity.id in answered or not own.mentions:
            continue
        whose = Counter(spoken.get((quote.start, quote.end)) for quote in own.lines)
        was, times = whose.most_common(1)[0] if whose else (None, 0)
        if was is None or times < LINES_LOST or not went[was][entity.id]:
            continue
        gone = {(each.start, each.end) for each in own.mentions}
        left = [each for each in naming.mentions_of(known[was]) if (each.start, each.end) not in gone]
        one = Person(known[was].name, naming.spread(left, ()))
        yield Correction(Kind.SAME, people=(one, Person(entity.name, naming.spread(own.mentions, ()))))


def _shown(cast: Cast) -> dict[int, _Shown]:
    found = {entity.id: _Shown([], []) for entity in cast.entities}
    for mention in cast.mentions:
        if mention.entity is not None and mention.form is not MentionForm.PRONOUN:
            found[mention.entity].mentions.append(mention)
    for quote in cast.quotes:
        if quote.speaker is not None:
            found[quote.speaker].lines.append(quote)
    return found


def _went(ours: Mapping[int, _Shown], theirs: Mapping[int, _Shown]) -> dict[int, Counter[int]]:
    """For each who was there before whose his names and descriptions are now."""
    whose: dict[Span, int] = {
        (each.start, each.end): entity for entity, own in theirs.items() for each in own.mentions
    }
    spans = {entity: [(each.start, each.end) for each in own.mentions] for entity, own in ours.items()}
    return {entity: Counter(whose[span] for span in own if span in whose) for entity, own in spans.items()}
