"""Little texts whose people are marked: ``[Tom]``, ``[his:Tom]``; what stands in “ ” is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fabula.story.findings import candidates, findings
from fabula.story.findings.candidates import Candidate
from fabula.types import (
    Attribute,
    AttributeKind,
    Block,
    BlockKind,
    Cast,
    Entity,
    EntityType,
    Event,
    Finding,
    FindingKind,
    Mention,
    MentionForm,
    Metadata,
    Quote,
    Realis,
    Relation,
    RelationKind,
    Scene,
    Story,
    Text,
    TimeExpression,
)

_MARK = re.compile(r"\[([^\]:]+)(?::([^\]]+))?\]")
_PRONOUNS = frozenset("i he she his her him my himself herself".split())  # noqa: SIM905


@dataclass
class Marked:
    """A text with its people, and what a test adds to its story."""

    content: str
    entities: dict[str, int]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    attributes: list[Attribute] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    scenes: Sequence[Scene] = ()

    def span(self, words: str) -> tuple[int, int]:
        """Where words first stand."""
        start = self.content.index(words)
        return start, start + len(words)

    def told(self, who: str, kind: AttributeKind, value: str, words: str = "") -> Marked:
        """With an attribute, told by these words."""
        start, end = self.span(words or value)
        entity = self.entities[who]
        size = len(self.attributes)
        made = Attribute(size, entity, kind, value, start, end, None, True, start, end, 0.9)
        self.attributes.append(made)
        return self

    def does(self, who: str, word: str, lemma: str, to: str = "", realis: Realis = Realis.ACTUAL) -> Marked:
        """With an event."""
        agents = (self.entities[who],) if who else ()
        patients = (self.entities[to],) if to else ()
        start, end = self.span(word)
        size = len(self.events)
        self.events.append(
            Event(size, start, end, lemma, agents, patients, (), None, realis, False, None, 0.9)
        )
        return self

    def kin(self, a: str, kind: RelationKind, b: str, words: str) -> Marked:
        """With a relation, told by these words."""
        spans = (self.span(words),)
        self.relations.append(Relation(self.entities[a], kind, self.entities[b], spans, False, 0.95))
        return self

    def clock(self, words: str, value: str) -> Marked:
        """With a time."""
        self.times.append(TimeExpression(*self.span(words), value))
        return self

    def findings(self) -> tuple[Finding, ...]:
        """All findings of the text."""
        return findings(*self._parts())

    def _parts(self) -> tuple[Text, Cast, Story]:
        entities = tuple(
            Entity(number, EntityType.PERSON, name, first=0, mentions=3)
            for name, number in self.entities.items()
        )
        text = Text(
            content=self.content,
            blocks=(Block(BlockKind.PARAGRAPH, 0, len(self.content)),),
            chapters=(),
            metadata=Metadata(),
            source="marked.txt",
        )
        story = Story(
            scenes=tuple(self.scenes),
            times=tuple(self.times),
            events=tuple(self.events),
            attributes=tuple(self.attributes),
            relations=tuple(self.relations),
        )
        return text, Cast(entities, self.mentions, self.quotes), story

    def candidates(self, kind: FindingKind) -> list[Candidate]:
        """All that may be a contradiction of one kind."""
        return [own for own in candidates(*self._parts()) if own.kind is kind]

    def alarms(self, kind: FindingKind) -> list[str]:
        """The messages of findings of one kind that are likelier slips than not."""
        return [own.message for own in self.findings() if own.kind is kind and own.confidence > 0.5]


def marked(*paragraphs: str) -> Marked:
    """A text whose people are marked."""
    content = ""
    entities: dict[str, int] = {}
    mentions: list[Mention] = []
    page, at = "\n\n".join(paragraphs), 0
    for mark in _MARK.finditer(page):
        content += page[at : mark.start()]
        words, who = mark[1], mark[2] or mark[1]
        entity = entities.setdefault(who, len(entities) + 1)
        form = MentionForm.PRONOUN if words.lower() in _PRONOUNS else MentionForm.NOMINAL
        form = MentionForm.NAME if words[0].isupper() and form is MentionForm.NOMINAL else form
        start = len(content)
        content += words
        mentions.append(Mention(start, len(content), EntityType.PERSON, form, entity, 0.95))
        at = mark.end()
    content += page[at:]
    quotes = tuple(
        Quote(k, (own.span(),), None, None, (), 0.9) for k, own in enumerate(re.finditer("“[^”]*”", content))
    )
    return Marked(content, entities, tuple(mentions), quotes)
