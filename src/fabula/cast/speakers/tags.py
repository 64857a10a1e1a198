"""What the tag of a line says of its speaker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class TagKind(str, Enum):
    """What a tag calls the speaker by; "stated" is a description that can mean nobody else who talks."""

    NAME = "name"
    FIRST = "first person"
    PRONOUN = "pronoun"
    KIN = "kin"
    NOMINAL = "nominal"
    STATED = "stated"

    __hash__ = str.__hash__  # a key of many small tables: the hash of an Enum is no fast one


Masses = Mapping[TagKind, Mapping[int, float]]


@dataclass(frozen=True)
class Tag:
    """The probability that a tag names each figure, by what it calls him; that it names nobody; its genders.

    ``asks`` has for each subject form the probability that a mention of that form is the tag.
    """

    masses: Masses = field(default_factory=dict)
    none: float = 1.0
    asks: Mapping[str, float] = field(default_factory=dict)

    def of(self, kind: TagKind) -> Mapping[int, float]:
        """The probability of each figure by one kind of tag."""
        return self.masses.get(kind, {})

    @cached_property
    def figures(self) -> dict[int, float]:
        """The probability of each figure, by any kind of tag."""
        total: dict[int, float] = {}
        for own in self.masses.values():
            for figure, p in own.items():
                total[figure] = total.get(figure, 0.0) + p
        return total

    @cached_property
    def outright(self) -> dict[int, float]:
        """The probability of each figure by a name or by the *I* who tells: tags that mean one alone."""
        total: dict[int, float] = {}
        for kind in (TagKind.NAME, TagKind.FIRST, TagKind.STATED):
            for figure, p in self.of(kind).items():
                total[figure] = total.get(figure, 0.0) + p
        return total

    def lessened(self, held: float) -> Tag:
        """The tag where it is the line's own with the probability ``held`` alone."""
        if held == 1.0:
            return self
        masses = {k: {n: p * held for n, p in own.items()} for k, own in self.masses.items()}
        asks = {gender: p * held for gender, p in self.asks.items()}
        return Tag(masses, 1.0 - (1.0 - self.none) * held, asks)
