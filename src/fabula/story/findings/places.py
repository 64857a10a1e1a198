"""Somebody who has left, has not come back, and still sits there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fabula.lang.en.contradictions import COMING_BACK, NOT_SO
from fabula.story.findings.material import Material, finding, signs_of
from fabula.types import EntityType, Event, Finding, FindingKind, MentionForm, Realis, Span

_LEAVES: Final = re.compile(r"(?: the (?:room|house|table|building|shop|office|bar))?[.,;]")
"""What stands after a verb of leaving by which a place is left, and not a thing or somebody."""
_STILL: Final = re.compile(
    r" (?:was |were )?still (?:sat|stood|lay|sitting|standing|lying|slumped|crouched|leaning|perched|seated|"
    r"there)\b"
)
_NEAR: Final = 6000
"""Code points after which somebody may be anywhere."""


def places(material: Material) -> Iterator[Finding]:
    """Findings about those who are where they are no more."""
    for entity, every in list(material.events.items()):
        if entity not in material.entities or material.entities[entity].type is not EntityType.PERSON:
            continue
        for event in every:
            there = _still_there(material, entity, event) if _leaves(material, entity, event) else None
            if there is None:
                continue
            spans: list[Span] = [(event.start, event.end), there]
            signs = signs_of(material, spans, 1.0)
            if material.is_explained(spans, NOT_SO):
                signs.append("explained")
            message = (
                f"{material.name(entity)} has left (“{material.reads(spans[0])}”) and is there: "
                f"“{material.reads(there)}”."
            )
            yield finding(FindingKind.PLACE, message, spans, entity, *signs)
            break


def _leaves(material: Material, entity: int, event: Event) -> bool:
    """Whether somebody leaves a place, as the narrator tells it."""
    return (
        event.lemma in ("leave", "depart")
        and event.agents == (entity,)
        and event.realis is Realis.ACTUAL
        and not event.spoken
        and _LEAVES.match(material.content, event.end) is not None
    )


def _still_there(material: Material, entity: int, left: Event) -> Span | None:
    """The words that tell, by name, that somebody is still where this one was, and has not come back."""
    for own in material.told_of[entity]:
        if not left.end < own.start < left.end + _NEAR or own.form is not MentionForm.NAME:
            continue
        found = _STILL.match(material.content, own.end)
        if found and not material.is_spoken(own.start):
            back = not material.words(left.end, own.start).isdisjoint(COMING_BACK)
            return None if back else (own.start, found.end())
    return None
