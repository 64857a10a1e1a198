"""Kin that cannot be: one who is parent and child of another, a widower with a wife."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fabula.lang.en.contradictions import LATE, NOT_SO, WIDOWED
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.types import FindingKind, Relation, RelationKind, Span

Kind = RelationKind

_PARENT: Final = {Kind.PARENT: Kind.CHILD, Kind.CHILD: Kind.PARENT}
_NEVER: Final = frozenset(
    [
        frozenset([Kind.PARENT, Kind.CHILD]),
        frozenset([Kind.PARENT, Kind.SPOUSE]),
        frozenset([Kind.CHILD, Kind.SPOUSE]),
        frozenset([Kind.PARENT, Kind.SIBLING]),
        frozenset([Kind.CHILD, Kind.SIBLING]),
        frozenset([Kind.SIBLING, Kind.SPOUSE]),
        *(frozenset([Kind.RELATIVE, own]) for own in (Kind.PARENT, Kind.CHILD, Kind.SIBLING, Kind.SPOUSE)),
    ]
)
"""What one cannot be both of one person."""
_SURE: Final = 0.75
_PARTNERS: Final = ("wife", "husband")
_OWNERS: Final = frozenset("his her my".split())  # noqa: SIM905
_REACH: Final = 30
_IS_ALONE: Final = re.compile(
    r"(?: am| is| was|[’']m|[’']s) an? (?:old |poor )?(?:" + "|".join(sorted(WIDOWED)) + r")\b"
)


def kin(material: Material) -> Iterator[Candidate]:
    """Findings about kin."""
    told: dict[tuple[int, int], list[tuple[RelationKind, Relation]]] = {}
    for own in material.story.relations:
        if own.inferred or not own.spans or own.confidence < _SURE:
            continue
        turned = own.a > own.b
        pair = (own.b, own.a) if turned else (own.a, own.b)
        kind = _PARENT.get(own.relation, own.relation) if turned else own.relation
        told.setdefault(pair, []).append((kind, own))
    for (a, b), every in told.items():
        if a in material.entities and b in material.entities:
            yield from _of_pair(material, a, b, every)
    yield from _widowed(material)


def _of_pair(
    material: Material, a: int, b: int, every: list[tuple[RelationKind, Relation]]
) -> Iterator[Candidate]:
    for k, (later, second) in enumerate(every):
        for earlier, first in every[:k]:
            if frozenset([earlier, later]) not in _NEVER:
                continue
            spans = [first.spans[0], second.spans[0]]
            signs = signs_of(material, spans, min(first.confidence, second.confidence))
            # A told relation is right three times in four, and here two have to be.
            signs += ["told relations", f"{earlier.value} and {later.value}"]
            if material.is_explained(spans, NOT_SO):
                signs.append("explained")
            one, other = material.name(a), material.name(b)
            message = f"{one} is {earlier.value} {other} and also {later.value} {other}."
            yield candidate(FindingKind.KIN, message, spans, a, *signs)
            return


def _widowed(material: Material) -> Iterator[Candidate]:
    """One who has lost a wife or a husband, or never had one, and has one after all."""
    for entity in material.entities:
        for alone in _alone(material, entity):
            found = _partner(material, entity, alone[1])
            if found is None:
                continue
            spans = [alone, found]
            signs = signs_of(material, spans[1:], 1.0)
            if material.is_explained(spans, NOT_SO) or material.is_explained(spans[1:], LATE, 60):
                signs.append("explained")
            message = (
                f"{material.name(entity)} is told of with “{material.reads(alone)}” and then with "
                f"“{material.reads(found)}”."
            )
            yield candidate(FindingKind.KIN, message, spans, entity, *signs)
            break


def _alone(material: Material, entity: int) -> Iterator[Span]:
    """Where it is told that somebody has no wife and no husband."""
    for own in material.told_of[entity]:
        if found := _IS_ALONE.match(material.content, own.end, own.end + 40):
            yield own.start, found.end()
    for told in material.attributes[entity]:
        if told.value.lower() in WIDOWED:
            yield told.start, told.end


def _partner(material: Material, entity: int, after: int) -> Span | None:
    """The first words after a place for somebody's own wife or husband."""
    for own in material.told_of[entity]:
        if own.start < after or material.content[own.start : own.end].lower() not in _OWNERS:
            continue
        rest = material.content[own.end : own.end + _REACH].split()
        if rest and rest[0].strip(".,;:!?").lower() in _PARTNERS:
            return own.start, own.end + 1 + len(rest[0].strip(".,;:!?"))
    return None
