"""Pins that cannot all hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from fabula import errors
from fabula.cast.pins.unions import Unions
from fabula.types import Pins, Span, Who

Pin = tuple[str, int | Span]
"""One pin: the field of :class:`~fabula.types.Pins`, and its place there or the span that it is of."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Pins that cannot hold together.

    ``one`` and ``other`` are the two that clash; ``through`` are those that make two people one, where the
    clash is by way of them. ``reason``: what is wrong, in words.
    """

    one: Pin
    other: Pin
    reason: str
    through: tuple[Pin, ...] = ()


def contradictions(pins: Pins) -> list[Contradiction]:
    """All pins that cannot hold together; none where they can."""
    return [*_identities(pins), *_lines(pins), *_people(pins), *_stretches(pins)]


def require_consistent(pins: Pins) -> None:
    """Raises :class:`fabula.errors.UsageError` where two pins cannot hold together; it names both."""
    for found in contradictions(pins):
        raise errors.pins_contradict(_words(found.one), _words(found.other), found.reason)


def _words(pin: Pin) -> str:
    field, where = pin
    return f"{field} {where[0]}–{where[1]}" if isinstance(where, tuple) else f"{field}[{where}]"


def _identities(pins: Pins) -> Iterator[Contradiction]:
    """Two who are apart and yet one."""
    groups = Unions(pins)
    for k, (one, other) in enumerate(pins.apart):
        if groups.of(one) != groups.of(other):
            if shared := {*one} & {*other}:
                where = "–".join(map(str, min(shared)))
                yield Contradiction(("apart", k), ("apart", k), f"{where} cannot be both of two")
            continue
        chain = tuple(_chain(pins, one, other))
        through = chain or tuple(
            (field, span)
            for field in ("mentions", "speakers")
            for span, who in getattr(pins, field).items()
            if who is not None and groups.of(who) == groups.of(one) and span in {*one, *other}
        )
        clash = through[0] if through else ("apart", k)
        yield Contradiction(("apart", k), clash, "two cannot be one", through[1:])


def _chain(pins: Pins, one: Who, other: Who) -> list[Pin]:
    """The pins that make two one, the fewest, as a search in breadth finds them."""
    start, goal = frozenset(one), frozenset(other)
    reached: dict[frozenset[Span], list[Pin]] = {start: []}
    edges: list[tuple[frozenset[Span], frozenset[Span], Pin]] = [
        (frozenset(a), frozenset(b), ("same", k)) for k, (a, b) in enumerate(pins.same)
    ]
    for field in ("mentions", "speakers"):
        edges += [
            (frozenset([span]), frozenset(who), (field, span))
            for span, who in getattr(pins, field).items()
            if who is not None
        ]
    waiting = [start]
    while waiting and goal not in reached:
        at = waiting.pop(0)
        for a, b, pin in edges:
            for here, there in ((a, b), (b, a)):
                if here == at and there not in reached:
                    reached[there] = [*reached[at], pin]
                    waiting.append(there)
    return reached.get(goal, [])


def _lines(pins: Pins) -> Iterator[Contradiction]:
    """Lines that nobody can say so."""
    groups = Unions(pins)
    for span in sorted(pins.not_speech):
        for field in ("speakers", "addressees"):
            if span in getattr(pins, field):
                yield Contradiction(("not_speech", span), (field, span), "what is no speech is nobody's line")
    for span, hearers in pins.addressees.items():
        speaker = pins.speakers.get(span)
        if speaker is not None and groups.of(speaker) in map(groups.of, hearers):
            yield Contradiction(("speakers", span), ("addressees", span), "nobody is his own addressee")


def _people(pins: Pins) -> Iterator[Contradiction]:
    """Those who are nobody and yet do something, and those with two names."""
    groups = Unions(pins)
    nobody = {groups.of(who): k for k, who in enumerate(pins.not_characters)}
    acting: list[tuple[Pin, Who]] = []
    for field in ("speakers", "narrators"):
        acting += [((field, span), who) for span, who in getattr(pins, field).items() if who is not None]
    acting += [(("addressees", span), who) for span, heard in pins.addressees.items() for who in heard]
    acting += [(("names", k), who) for k, (who, _) in enumerate(pins.names)]
    for pin, who in acting:
        if (k := nobody.get(groups.of(who))) is not None:
            yield Contradiction(("not_characters", k), pin, "what is no character does nothing")
    called: dict[int, int] = {}
    for k, (who, name) in enumerate(pins.names):
        first = called.setdefault(groups.of(who), k)
        if pins.names[first][1] != name:
            yield Contradiction(("names", first), ("names", k), "one person is shown by one name")


def _stretches(pins: Pins) -> Iterator[Contradiction]:
    """Stretches told by two."""
    groups = Unions(pins)
    told = [(span, None if who is None else groups.of(who)) for span, who in sorted(pins.narrators.items())]
    for (one, a), (other, b) in combinations(told, 2):
        if a != b and one[0] < other[1] and other[0] < one[1]:
            yield Contradiction(("narrators", one), ("narrators", other), "one voice tells a stretch")
