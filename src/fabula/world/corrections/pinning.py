"""From corrections that fit a text to what the cast is settled by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from fabula.types import Pins, Span, StoryPins, Text, Who
from fabula.world.corrections.places import Fitted
from fabula.world.corrections.values import OF_STORY, Kind

Pin = tuple[str, int | Span]
"""A field of :class:`~fabula.types.Pins`, with a place in it or the span that it is of."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """Pins, and the number of the correction that each is from.

    ``clashes`` are pairs of corrections that say two things of one line, mention or stretch.
    """

    pins: Pins
    origin: Mapping[Pin, int]
    clashes: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Making:
    same: list[tuple[Who, Who]] = field(default_factory=list)
    apart: list[tuple[Who, Who]] = field(default_factory=list)
    mentions: dict[Span, Who | None] = field(default_factory=dict)
    speakers: dict[Span, Who | None] = field(default_factory=dict)
    addressees: dict[Span, tuple[Who, ...]] = field(default_factory=dict)
    narrators: dict[Span, Who | None] = field(default_factory=dict)
    not_speech: list[Span] = field(default_factory=list)
    not_characters: list[Who] = field(default_factory=list)
    names: list[tuple[Who, str]] = field(default_factory=list)
    origin: dict[Pin, int] = field(default_factory=dict)
    clashes: list[tuple[int, int]] = field(default_factory=list)

    def listed(self, name: str, value: object, number: int) -> None:
        """Add to a field that is a list."""
        values = getattr(self, name)
        self.origin[name, len(values)] = number
        values.append(value)

    def settled(self, name: str, span: Span, value: object, number: int) -> None:
        """Add to a field that is a mapping."""
        values = getattr(self, name)
        if span in values:
            if _who(values[span]) != _who(value):
                self.clashes.append((self.origin[name, span], number))
            return
        self.origin[name, span] = number
        values[span] = value


def _who(value: object) -> object:
    """Somebody by spans in whatever order."""
    return frozenset(value) if isinstance(value, tuple) else value


def pinned(fitted: Iterable[tuple[int, Fitted]], text: Text, quotations: Iterable[Span]) -> Pinned:
    """The pins of corrections, each with its number; those that do not fit say nothing.

    ``text`` has the chapters that corrections make, ``quotations`` are those of it.
    """
    lines = set(quotations)
    made = _Making()
    for number, fit in fitted:
        if fit.problem:
            continue
        if fit.correction.kind is Kind.NARRATOR and fit.target is not None:
            fit = replace(fit, target=_chapter(text, fit.target))
        _add(made, number, fit, lines)
    pins = Pins(
        same=tuple(made.same),
        apart=tuple(made.apart),
        mentions=made.mentions,
        speakers=made.speakers,
        addressees=made.addressees,
        narrators=made.narrators,
        not_speech=frozenset(made.not_speech),
        not_characters=tuple(made.not_characters),
        names=tuple(made.names),
    )
    return Pinned(pins, made.origin, tuple(made.clashes))


def _chapter(text: Text, span: Span) -> Span:
    """The chapter that a stretch begins, or the whole text."""
    for chapter in text.chapters:
        if chapter.start <= span[0] < chapter.end:
            return chapter.start, chapter.end
    return 0, len(text.content)


def _add(made: _Making, number: int, fit: Fitted, lines: set[Span]) -> None:
    kind, target, people = fit.correction.kind, fit.target, fit.people
    first = people[0] if people else None
    if kind in (Kind.SAME, Kind.APART):
        one, other = people
        made.listed(kind.value, (one, other), number)
        if kind is Kind.APART:
            for span in other:
                if span in lines:  # mentions follow whom they mean, lines have to be said to
                    made.settled("speakers", span, other, number)
    elif kind is Kind.NAME and first is not None:
        made.listed("names", (first, fit.correction.name), number)
    elif kind is Kind.NOT_CHARACTER:
        made.listed("not_characters", first, number)
    elif target is None:
        return
    elif kind is Kind.NOT_SPEECH:
        made.origin["not_speech", target] = number
        made.not_speech.append(target)
    elif kind is Kind.ADDRESSEES:
        made.settled("addressees", target, people, number)
    elif kind in (Kind.MENTION, Kind.NARRATOR):
        made.settled(f"{kind.value}s", target, first, number)
    elif kind is Kind.SPEAKER:
        made.settled("speakers", target, first, number)
        if fit.correction.name and first is not None:
            made.listed("names", (first, fit.correction.name), number)


@dataclass(frozen=True, slots=True)
class StoryPinned:
    """What corrections settle of what happens, and the pairs of them that say two things of one."""

    pins: StoryPins
    clashes: tuple[tuple[int, int], ...]


def story_pinned(fitted: Iterable[tuple[int, Fitted]]) -> StoryPinned:
    """What corrections settle of what happens, each with its number; others and misfits say nothing."""
    scenes: dict[int, bool] = {}
    places: dict[int, Who | None] = {}
    present: dict[tuple[int, frozenset[Span]], tuple[Who, bool]] = {}
    not_told: set[tuple[Span, str]] = set()
    not_related: list[tuple[Who, Who, str]] = []
    origin: dict[object, int] = {}
    clashes: list[tuple[int, int]] = []

    def is_new(key: object, number: int, *, agrees: bool) -> bool:
        if key in origin and not agrees:
            clashes.append((origin[key], number))
        return origin.setdefault(key, number) == number

    for number, fit in fitted:
        kind, people = fit.correction.kind, fit.people
        if fit.problem or kind not in OF_STORY:
            continue
        if kind is Kind.NOT_RELATED:
            not_related.append((people[0], people[1], fit.correction.name))
            continue
        if fit.target is None:
            continue
        at = fit.target[0]
        if kind in (Kind.SCENE, Kind.NO_SCENE):
            begins = kind is Kind.SCENE
            if is_new(("scene", at), number, agrees=scenes.get(at, begins) is begins):
                scenes[at] = begins
        elif kind is Kind.PLACE:
            where = people[0] if people else None
            agrees = at not in places or _who(places[at]) == _who(where)
            if is_new(("place", at), number, agrees=agrees):
                places[at] = where
        elif kind in (Kind.PRESENT, Kind.ABSENT):
            key, there = (at, frozenset(people[0])), kind is Kind.PRESENT
            agrees = key not in present or present[key][1] is there
            if is_new(("present", key), number, agrees=agrees):
                present[key] = people[0], there
        elif kind is Kind.NOT_TOLD:
            not_told.add((fit.target, fit.correction.name))
    pins = StoryPins(
        begins=frozenset(at for at, begins in scenes.items() if begins),
        continues=frozenset(at for at, begins in scenes.items() if not begins),
        places=places,
        present=tuple((at, who, there) for (at, _), (who, there) in present.items()),
        not_told=frozenset(not_told),
        not_related=tuple(not_related),
    )
    return StoryPinned(pins, tuple(clashes))
