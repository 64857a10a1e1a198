"""Somebody who acts or speaks after death."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from fabula.lang.en.contradictions import BODILY, DYING, GHOSTS, KILLING, NOT_SO, RETURNED
from fabula.story.findings.material import Material, finding, signs_of
from fabula.types import (
    AttributeKind,
    EntityType,
    Event,
    Finding,
    FindingKind,
    MentionForm,
    Realis,
    Span,
    When,
)

_DEAD: Final = frozenset(["dead", "killed", "drowned", "hanged", "beheaded", "executed"])
_SURE: Final = 0.9
_FAR: Final = 200
"""Code points from a death on in which the dying may still act."""
_HEARD: Final = re.compile(r"\b(?:hear|heard|see|saw|watched)\b[^.;:!?,]*$")
"""What is seen or heard of somebody is so."""
_HAD: Final = frozenset("had would could might ’d 'd if".split())  # noqa: SIM905


def deaths(material: Material) -> Iterator[Finding]:
    """Findings about the dead; none in a text where they walk."""
    for entity, own in material.entities.items():
        if own.type is not EntityType.PERSON or own.members:
            continue
        death = _death(material, entity)
        acts = None if death is None else next(_acts(material, entity, death[1]), None)
        if death is None or acts is None:
            continue
        signs = signs_of(material, [death[0]], 1.0)
        if _walks_again(material, entity) or material.is_explained([death[0], acts], NOT_SO | RETURNED):
            signs.append("explained")
        message = (
            f"{material.name(entity)} is dead (“{material.reads(death[0])}”) and still acts: "
            f"“{material.reads(acts)}”."
        )
        yield finding(FindingKind.DEAD, message, [death[0], acts], entity, *signs)


def _walks_again(material: Material, entity: int) -> bool:
    """Whether words for ghosts or for coming back stand near this one anywhere."""
    return any(
        not material.words(own.start - 100, own.end + 100).isdisjoint(GHOSTS)
        for own in material.told_of[entity]
    )


def _death(material: Material, entity: int) -> tuple[Span, int] | None:
    """The first words that tell that somebody is dead, by name or by the narrator; and where they end."""
    found: list[Span] = [
        (own.start, own.end)
        for own in material.attributes[entity]
        if own.kind is AttributeKind.CONDITION and own.value.lower() in _DEAD and own.by is None
    ]
    for event in material.events[entity]:
        if event.realis is not Realis.ACTUAL or event.spoken:
            continue
        if (event.lemma in DYING and event.agents == (entity,)) or (
            event.lemma in KILLING and event.patients == (entity,)
        ):
            found.append((event.start, event.end))
    told = [span for span in found if _names(material, entity, span)]
    return (min(told), min(told)[1]) if told else None


def _names(material: Material, entity: int, span: Span, reach: int = 60) -> bool:
    """Whether a name of somebody stands right by, so that there is no doubt whom it is of."""
    every = material.told_of[entity]
    first = bisect_left(every, span[0] - reach, key=lambda own: own.end)
    last = bisect_left(every, span[1] + reach, key=lambda own: own.start)
    return any(own.form is MentionForm.NAME for own in every[first:last])


def _acts(material: Material, entity: int, dead: int) -> Iterator[Span]:
    """What somebody does after death, where the story does not go back."""
    for event in material.events[entity]:
        if event.start < dead + _FAR or entity not in event.agents or len(event.agents) > 1:
            continue
        if not event.spoken and _is_bodily(material, entity, event, dead):
            yield event.start, event.end
    for quote in material.lines[entity]:
        if quote.start < dead + _FAR or quote.speaker_mention is None:
            continue
        sure = quote.confidence >= _SURE and _names(material, entity, quote.speaker_mention, 0)
        if sure and not _goes_back(material, dead, quote.start):
            yield quote.spans[0]


def _is_bodily(material: Material, entity: int, event: Event, dead: int) -> bool:
    heard = _HEARD.search(material.content[max(0, event.start - 40) : event.start])
    before = material.words(event.start - 30, event.start)
    return (
        event.lemma in BODILY
        and (heard is not None if event.realis is Realis.HYPOTHETICAL else before.isdisjoint(_HAD))
        and event.realis in (Realis.ACTUAL, Realis.HYPOTHETICAL)
        and _names(material, entity, (event.start, event.end), 20)
        and not _goes_back(material, dead, event.start)
    )


def _goes_back(material: Material, dead: int, at: int) -> bool:
    """Whether what is told at a place lies before a death, for the scene there goes back in time."""
    first, last = material.scene_at(dead), material.scene_at(at)
    return (
        first is not None
        and last is not None
        and first.id != last.id
        and (last.order < first.order or last.when is When.EARLIER)
    )
