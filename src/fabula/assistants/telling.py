"""Turns what a reading holds into answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from fabula.assistants import answers
from fabula.assistants.bounds import LIST, cut, few
from fabula.assistants.shelf import Asked
from fabula.contradictions import FoundContradiction
from fabula.knowledge import KeptSecret, KnownThing
from fabula.records import SpokenQuote
from fabula.searching import Found
from fabula.story_records import ToldScene
from fabula.told_records import ToldAttribute, ToldRelation
from fabula.types import Chapter, Entity, MentionForm, Span

NAMED = 3
"""Mentions of somebody that are shown."""
OPENING = 240
"""Characters of a scene that show how it begins."""


class Teller:
    """Tells of one work, as far as the reader has come."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.reading = asked, asked.reading
        self._sure: dict[int, list[float]] = {}
        self._named: dict[int, list[Span]] = {}
        for mention in self.reading.work.cast.mentions:
            if mention.entity is not None:
                self._sure.setdefault(mention.entity, []).append(mention.confidence)
                if mention.form is MentionForm.NAME:
                    self._named.setdefault(mention.entity, []).append((mention.start, mention.end))

    def evidence(self, start: int, end: int) -> answers.Evidence:
        """A stretch of the text."""
        return answers.Evidence(start=start, end=end, words=cut(self.reading.work.text.reads(start, end)))

    def all_evidence(self, spans: Iterable[Span]) -> list[answers.Evidence]:
        """The first of some stretches."""
        return few(self.evidence(*span) for span in spans)

    def character(self, entity: Entity) -> answers.CharacterRow:
        """Somebody of the cast."""
        sure = self._sure.get(entity.id, ())
        named = self._named.get(entity.id) or self._any_mention(entity)
        return answers.CharacterRow(
            id=entity.id,
            type=entity.type.value,
            name=entity.name,
            aliases=list(entity.aliases[:LIST]),
            pronouns=list(entity.pronouns),
            mentions=entity.mentions,
            quotations=entity.quotes,
            narrator=bool(entity.narrator),
            probability=_share(sum(sure) / len(sure)) if sure else 0.0,
            evidence=self.all_evidence(named[:NAMED]),
        )

    def _any_mention(self, entity: Entity) -> list[Span]:
        own = (each for each in self.reading.work.cast.mentions if each.entity == entity.id)
        return [(each.start, each.end) for each, _ in zip(own, range(NAMED), strict=False)]

    def quote(self, quote: SpokenQuote) -> answers.Said:
        """A quotation."""
        tag = quote.speaker_mention
        return answers.Said(
            id=quote.id,
            speaker=person(quote.speaker),
            probability=_share(quote.confidence) if quote.speaker else 0.0,
            addressees=people(quote.addressees),
            thought=bool(quote.thought),
            parts=self.all_evidence(quote.spans),
            tag=self.evidence(*tag) if tag else None,
            chapter=titled(quote.chapter),
        )

    def paragraph(self, found: Found) -> answers.Paragraph:
        """A paragraph that holds words which were looked up."""
        return answers.Paragraph(
            evidence=self.all_evidence(found.spans),
            paragraph=self.evidence(found.start, found.end),
            spoken=few(map(self.quote, found.quotes)),
            scene=found.scene.id if found.scene else None,
            chapter=titled(found.chapter),
        )

    def scene(self, scene: ToldScene) -> answers.SceneRow:
        """A scene."""
        place = self._place_spans.get(scene.id)
        present = (
            answers.Present(
                id=own.entity.id,
                name=own.entity.name,
                role=own.role.value,
                probability=_share(own.confidence),
                start=own.start,
                end=own.end,
            )
            for own in scene.present
        )
        opening = self.reading.work.text.reads(scene.start, min(scene.end, scene.start + 2 * OPENING))
        return answers.SceneRow(
            id=scene.id,
            mode=scene.mode.value,
            chapter=titled(scene.chapter),
            place=scene.place_text or None,
            place_id=scene.place.id if scene.place else None,
            place_probability=_share(scene.place_confidence),
            place_evidence=self.evidence(*place) if place else None,
            time=scene.time_text or None,
            when=scene.when.value,
            when_probability=_share(scene.when_confidence),
            order=scene.order,
            present=few(present),
            focal=person(scene.focal),
            probability=_share(scene.confidence),
            evidence=answers.Evidence(start=scene.start, end=scene.end, words=cut(opening, OPENING)),
        )

    @cached_property
    def _place_spans(self) -> Mapping[int, Span]:
        return {own.id: own.place_span for own in self.reading.story.scenes if own.place_span is not None}

    def attribute(self, own: ToldAttribute) -> answers.Told:
        """What is said of somebody."""
        return answers.Told(
            kind=own.kind.value,
            value=cut(own.value),
            by=person(own.by),
            holds=bool(own.holds),
            probability=_share(own.confidence),
            evidence=self.evidence(own.start, own.end),
        )

    def relation(self, own: ToldRelation) -> answers.Tie:
        """What somebody is to somebody else."""
        return answers.Tie(
            relation=own.relation.value,
            other=answers.Person(id=own.b.id, name=own.b.name),
            inferred=bool(own.inferred),
            probability=_share(own.confidence),
            evidence=self.all_evidence(own.spans),
        )

    def stay(self, scene: ToldScene, entity: Entity) -> answers.Stay:
        """Somebody's part in a scene."""
        own = next(each for each in scene.present if each.entity.id == entity.id)
        return answers.Stay(
            scene=scene.id,
            role=own.role.value,
            probability=_share(own.confidence),
            place=scene.place_text or None,
            start=own.start,
            end=own.end,
            chapter=titled(scene.chapter),
        )

    def known(self, own: KnownThing) -> answers.Known:
        """Whether somebody knows a thing."""
        return answers.Known(
            who=answers.Person(id=own.entity.id, name=own.entity.name),
            probability=_share(own.knows),
            how=own.how.value,
            source=person(own.source),
            evidence=self.all_evidence(own.spans),
        )

    def thing(self, own: KnownThing) -> answers.Thing:
        """A thing that somebody knows."""
        return answers.Thing(
            what=self.evidence(own.start, own.end),
            chapter=titled(own.chapter),
            known_by=[self.known(own)],
            hidden_from=[],
        )

    def secret(self, own: KeptSecret) -> answers.Thing:
        """A thing that some know and some do not."""
        return answers.Thing(
            what=self.evidence(own.start, own.end),
            chapter=titled(own.chapter),
            known_by=few(map(self.known, own.known_by)),
            hidden_from=few(map(self.known, own.hidden_from)),
        )

    def slip(self, own: FoundContradiction) -> answers.Slip:
        """A contradiction."""
        return answers.Slip(
            id=own.id,
            kind=own.kind.value,
            message=own.message,
            about=people(own.entities),
            probability=_share(own.confidence),
            evidence=self.all_evidence(own.spans),
            chapter=titled(own.chapter),
        )


def person(entity: Entity | None) -> answers.Person | None:
    """Somebody, if anybody."""
    return None if entity is None else answers.Person(id=entity.id, name=entity.name)


def people(entities: Iterable[Entity]) -> list[answers.Person]:
    """The first of some people."""
    return few(answers.Person(id=entity.id, name=entity.name) for entity in entities)


def titled(chapter: Chapter | None) -> str | None:
    """The title of a chapter."""
    return None if chapter is None else cut(chapter.title)


def is_there(scene: ToldScene, entity: Entity) -> bool:
    """Whether somebody takes part in a scene in any way."""
    return any(own.entity.id == entity.id for own in scene.present)


def _share(value: float) -> float:
    return round(float(value), 4)
