"""What has changed between two casts of a work, of one text or of two drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fabula.types import Cast, Entity, Quote, Span, Work, short
from fabula.world.alignment import Moves


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line whose speaker is another now; ``quote`` is its number and ``start`` its place as it is now."""

    quote: int
    start: int
    text: str
    before: Entity | None
    after: Entity | None

    def __repr__(self) -> str:
        return f"<line {self.quote}, {_name(self.before)} → {_name(self.after)}: {short(self.text)}>"


@dataclass(frozen=True, slots=True)
class Differences:
    """What is another now. The casts have to be under the same numbers.

    ``lines`` are those whose words are the same and whose speaker is not; ``heard`` counts those that are
    said to others, ``mentions`` those that are somebody else's. ``new``, ``gone`` and ``renamed`` are the
    characters.
    """

    lines: tuple[ChangedLine, ...]
    heard: int
    mentions: int
    new: tuple[Entity, ...]
    gone: tuple[Entity, ...]
    renamed: tuple[tuple[Entity, Entity], ...]

    def __bool__(self) -> bool:
        """Whether anything is."""
        counted = self.heard or self.mentions
        return bool(counted or self.lines or self.new or self.gone or self.renamed)


def differences(before: Work, after: Work, moves: Moves) -> Differences:
    """What has changed from one reading of a work to the next."""
    old, new = _people(before.cast), _people(after.cast)
    pairs = list(_same_lines(before.cast, after.cast, moves))
    lines = tuple(
        ChangedLine(
            later.id,
            later.start,
            " … ".join(after.text.reads(*span) for span in later.spans),
            None if earlier.speaker is None else old[earlier.speaker],
            None if later.speaker is None else new[later.speaker],
        )
        for earlier, later in pairs
        if earlier.speaker != later.speaker
    )
    both = old.keys() & new.keys()
    return Differences(
        lines,
        sum(set(earlier.addressees) != set(later.addressees) for earlier, later in pairs),
        _changed_mentions(before.cast, after.cast, moves),
        tuple(each for each in after.cast.entities if each.is_character and each.id not in both),
        tuple(each for each in before.cast.entities if each.is_character and each.id not in both),
        tuple(
            (old[n], new[n])
            for n in sorted(both)
            if old[n].name != new[n].name and (old[n].is_character or new[n].is_character)
        ),
    )


def _people(cast: Cast) -> dict[int, Entity]:
    return {entity.id: entity for entity in cast.entities}


def _same_lines(before: Cast, after: Cast, moves: Moves) -> Iterator[tuple[Quote, Quote]]:
    """The lines that are in both, by their words."""
    there = {_key(moves, (quote.start, quote.end)): quote for quote in after.quotes}
    for quote in before.quotes:
        key = _moved(moves, (quote.start, quote.end))
        if key is not None and key in there:
            yield quote, there[key]


def _changed_mentions(before: Cast, after: Cast, moves: Moves) -> int:
    there = {_key(moves, (each.start, each.end)): each.entity for each in after.mentions}
    changed = 0
    for each in before.mentions:
        key = _moved(moves, (each.start, each.end))
        changed += key is not None and key in there and there[key] != each.entity
    return changed


def _key(moves: Moves, span: Span) -> Span:
    """A span of the new text, by its characters if the text is the same, else by its words."""
    return span if moves.same else moves.new.within(*span)


def _moved(moves: Moves, span: Span) -> Span | None:
    """A span of the old text as :func:`_key` has it."""
    return span if moves.same else moves.words(*moves.old.within(*span))


def _name(entity: Entity | None) -> str:
    return "?" if entity is None else entity.name
