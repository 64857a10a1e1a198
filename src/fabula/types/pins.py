"""What a person has said of a text: evidence that nothing else outweighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fabula.types.columns import Span

Who = tuple[Span, ...]
"""Spans that stand for an entity: mentions of it, or whole quotations that it speaks.

The entity is the one that most of them belong to. Spans that nothing else belongs to are one of their own:
a guard who only ever speaks one line is that line.
"""


@dataclass(frozen=True, slots=True)
class Pins:
    """What is settled before the cast is; offsets as in :class:`~fabula.types.Text`.

    A quotation is meant by its span from the start of its first part to the end of its last.

    - ``same``, ``apart``: two who are one, two who are not.
    - ``mentions``: whose a mention is, or None for nobody's.
    - ``speakers``: who says a quotation, or None for nobody; ``addressees``: to whom, empty for nobody.
    - ``narrators``: who tells a stretch as *I*, or None where nobody in the story does.
    - ``not_speech``: quotations that are none; ``not_characters``: entities that are none.
    - ``names``: what to call an entity.
    """

    same: tuple[tuple[Who, Who], ...] = ()
    apart: tuple[tuple[Who, Who], ...] = ()
    mentions: Mapping[Span, Who | None] = field(default_factory=dict)
    speakers: Mapping[Span, Who | None] = field(default_factory=dict)
    addressees: Mapping[Span, tuple[Who, ...]] = field(default_factory=dict)
    narrators: Mapping[Span, Who | None] = field(default_factory=dict)
    not_speech: frozenset[Span] = frozenset()
    not_characters: tuple[Who, ...] = ()
    names: tuple[tuple[Who, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is settled."""
        return any(getattr(self, name) for name in self.__slots__)
