"""What a person has said of scenes, as evidence that nothing else outweighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from fabula.story.company import Stage
from fabula.story.document import Document
from fabula.story.scene_places import Candidate
from fabula.types import Attribute, Bearers, Presence, Relation, Span, StoryPins

Array = npt.NDArray[np.float64]

CERTAIN = 1e6
"""Log odds that no sum of others comes near."""


class Settled:
    """What is settled of the scenes of one work."""

    def __init__(self, document: Document, pins: StoryPins | None) -> None:
        self._document = document
        self._pins = pins or StoryPins()
        self._meant = Bearers(document.cast).meant

    def boundaries(self, log_odds: Array) -> Array:
        """The log odds that a scene begins with each paragraph, certain where that is settled."""
        found: Array = log_odds.copy()
        for k, own in enumerate(self._document.paragraphs):
            if any(own.start <= at < own.end for at in self._pins.continues):
                found[k] = -CERTAIN
            if any(own.start <= at < own.end for at in self._pins.begins):
                found[k] = CERTAIN
        return found

    def place(self, stage: Stage) -> Candidate | None:
        """Where a scene happens, if that is settled; its key is None where nothing tells."""
        for at, who in self._pins.places.items():
            if not _begins_in(stage, at):
                continue
            entity = None if who is None else self._meant(who)
            if who is None:
                return Candidate(None, (), None, {})
            if entity is not None and (span := self._nearest(entity, stage.first.start)) is not None:
                return Candidate((entity, ""), (), span, {})
        return None

    def there(self, stage: Stage, found: Mapping[int, float]) -> dict[int, float]:
        """How likely each is in a scene, with those who are settled to be there or not."""
        own = dict(found)
        for entity, is_there in self._company(stage):
            if is_there:
                own[entity] = 1.0
            else:
                own.pop(entity, None)
        return own

    def present(self, stage: Stage, end: int, found: Sequence[Presence]) -> list[Presence]:
        """Who takes part in a scene, with those who are settled to be there or not."""
        settled = dict(self._company(stage))
        own = [each for each in found if settled.get(each.entity, True)]
        known = {each.entity for each in own}
        own += [
            Presence(entity, stage.first.start, end, 1.0)
            for entity, is_there in settled.items()
            if is_there and entity not in known
        ]
        return sorted(own, key=lambda each: (-each.confidence, each.entity))

    def attributes(self, found: Sequence[Attribute]) -> tuple[Attribute, ...]:
        """The attributes that nobody has said are not so."""
        return tuple(own for own in found if not self._is_denied(own))

    def relations(self, found: Sequence[Relation]) -> tuple[Relation, ...]:
        """The relations that nobody has said are not so."""
        denied = {(self._meant(a), self._meant(b), kind) for a, b, kind in self._pins.not_related}
        return tuple(own for own in found if (own.a, own.b, own.relation.value) not in denied)

    def _is_denied(self, own: Attribute) -> bool:
        return any(
            kind == own.kind.value and start < own.end and own.start < end
            for (start, end), kind in self._pins.not_told
        )

    def _company(self, stage: Stage) -> list[tuple[int, bool]]:
        told = [(self._meant(who), there) for at, who, there in self._pins.present if _begins_in(stage, at)]
        return [(entity, there) for entity, there in told if entity is not None]

    def _nearest(self, entity: int, start: int) -> Span | None:
        """The mention of an entity that stands nearest after a place, or else before it."""
        own = [(each.start, each.end) for each in self._document.cast.mentions if each.entity == entity]
        return min(own, key=lambda span: (span[0] < start, abs(span[0] - start)), default=None)


def _begins_in(stage: Stage, at: int) -> bool:
    """Whether a place lies in a scene."""
    return stage.first.start <= at < stage.last.end
