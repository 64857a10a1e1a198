"""What a correction must not change besides: who is one, and who are two.

Who says a line, or that two are one, is evidence like any other, and may tip the scales between others. So
those who had names and were two stay two, and somebody with lines stays one, also who is joined to another:
what holds them is kept as corrections of its own, in the same step.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from fabula.correcting.naming import Naming
from fabula.types import Cast, Entity, Mention, MentionForm, Quote, Span
from fabula.world.corrections import Correction, Kind, Person

PARTING_NOBODY = frozenset([Kind.SPEAKER, Kind.ADDRESSEES, Kind.NOT_SPEECH, Kind.SAME])
"""Corrections that leave one whoever is one."""
LINES_LOST = 2
"""Lines that somebody new has of somebody who was there before, for the two to be held together."""

PART = 0.5
"""How much of somebody there is beside the most that is of another, at least, for him to be himself still."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The names and descriptions of somebody, and the lines."""

    mentions: list[Mention]
    lines: list[Quote]


def held(naming: Naming, said: Sequence[Correction], after: Cast, asked: Collection[int]) -> list[Correction]:
    """The corrections that hold those as they were whom new ones have joined or split besides.

    ``after``: the cast as it is then, its entities by any numbers. ``asked``: the lines that were spoken of.
    """
    if not said or any(each.kind not in PARTING_NOBODY for each in said):
        return []
    before = naming.reading.work.cast
    ours, theirs = _shown(before), _shown(after)
    went = _went(ours, theirs)
    joined = [_meant(naming, each) for each in said if each.kind is Kind.SAME]
    stayed = _stayed(before.entities, went, joined) | _answered(after, asked)
    return [
        *_apart(naming, before.entities, ours, went, joined),
        *_same(naming, before, after, went, theirs, stayed),
    ]


def _stayed(
    entities: Sequence[Entity], went: Mapping[int, Counter[int]], joined: Iterable[set[int | None]]
) -> set[int]:
    """Those who are the same as before; of those who are joined the one with most lines.

    Somebody with a word or two who has gone along with a part of somebody else makes that part nobody's own.
    """
    less: set[int] = set()
    for pair in joined:
        own = sorted((each.quotes, each.mentions, each.id) for each in entities if each.id in pair)
        less.update(number for *_, number in own[:-1])
    most: dict[int, int] = defaultdict(int)
    for counts in went.values():
        for number, times in counts.items():
            most[number] = max(most[number], times)
    homes = [counts.most_common(1)[0] for number, counts in went.items() if counts and number not in less]
    return {number for number, times in homes if times >= PART * most[number]}


def _answered(after: Cast, asked: Collection[int]) -> set[int]:
    """Those whom lines are given to."""
    return {quote.speaker for quote in after.quotes if quote.id in asked and quote.speaker is not None}


def _meant(naming: Naming, said: Correction) -> set[int | None]:
    """The entities that a correction speaks of."""
    return {naming.meant(who) for who in naming.places.fit(said).people}


def _apart(
    naming: Naming,
    entities: Iterable[Entity],
    ours: Mapping[int, _Shown],
    went: Mapping[int, Counter[int]],
    joined: Iterable[set[int | None]],
) -> Iterator[Correction]:
    """Those with names who were two and are one, but for those who are ``joined``."""
    now: dict[int, list[Entity]] = defaultdict(list)
    for entity in entities:
        named = entity.is_character and any(m.form is MentionForm.NAME for m in ours[entity.id].mentions)
        if named and went[entity.id]:
            most, times = went[entity.id].most_common(1)[0]
            if 2 * times > len(ours[entity.id].mentions):
                now[most].append(entity)
    for group in now.values():
        for one, other in combinations(group, 2):
            meant = any({one.id, other.id} <= each for each in joined)
            if (one.quotes or other.quotes) and not meant:
                yield Correction(Kind.APART, people=(naming.person(one), naming.person(other)))


def _same(
    naming: Naming,
    before: Cast,
    after: Cast,
    went: Mapping[int, Counter[int]],
    theirs: Mapping[int, _Shown],
    stayed: Collection[int],
) -> Iterator[Correction]:
    """Somebody with lines who was one, or is to be, and is two."""
    spoken = {(quote.start, quote.end): quote.speaker for quote in before.quotes}
    known = {entity.id: entity for entity in before.entities}
    for entity in after.entities:
        own = theirs[entity.id]
        if entity.id in stayed or not own.mentions:
            continue
        whose = Counter(spoken.get((quote.start, quote.end)) for quote in own.lines)
        was, times = whose.most_common(1)[0] if whose else (None, 0)
        if was is None or times < LINES_LOST or not went[was][entity.id]:
            continue
        gone = {(each.start, each.end) for each in own.mentions}
        left = [each for each in naming.mentions_of(known[was]) if (each.start, each.end) not in gone]
        one = Person(known[was].name, naming.spread(left, ()))
        if one.anchors:
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
