"""A work as annotations of the W3C's model in JSON-LD, for tools that show annotations over a text.

www.w3.org/TR/annotation-model. Every annotation finds its place by a TextQuoteSelector, whose words other
editions have too, and by a TextPositionSelector in code points of the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote as escaped

from fabula.exports.files import write_file
from fabula.types import Finding, Span, Work
from fabula.world.corrections.jsonld import selectors
from fabula.world.words import WordIndex

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"fabula": "urn:fabula:annotations:1#"})
CONTEXT_WORDS = 6
"""Words before and after a place by which it is known."""
LONGEST = 2000
"""Characters that are quoted; a longer stretch is known by its position and by how it begins."""


def write(work: Work, path: Path, findings: Iterable[Finding] = ()) -> None:
    """Writes one AnnotationPage, an annotation a line.

    Raises OSError, and UnicodeEncodeError for half a character.
    """
    head = json.dumps(_head(work), ensure_ascii=False, allow_nan=False)
    items = (json.dumps(own, ensure_ascii=False, allow_nan=False) for own in items_of(work, findings))
    content = head[:-1] + ', "items": [\n' + ",\n".join(items) + "\n]}\n"
    write_file(content.encode(), path)


def page(work: Work, findings: Iterable[Finding] = ()) -> dict[str, Any]:
    """The page as plain values. Entities have an ``id`` that the bodies of annotations name."""
    return {**_head(work), "items": list(items_of(work, findings))}


def items_of(work: Work, findings: Iterable[Finding] = ()) -> Iterator[dict[str, Any]]:
    """The annotations, a kind after the other, each in the order of the text."""
    return _Annotations(work).all(findings)


def _head(work: Work) -> dict[str, Any]:
    text = work.text
    return {
        "@context": list(CONTEXT),
        "type": "AnnotationPage",
        "generator": {"type": "Software", "name": work.provenance.line},
        "fabula:work": {"title": work.title, "author": text.metadata.author, "source": text.source},
        "fabula:entities": [
            {
                "id": _entity(own.id),
                "fabula:type": own.type.value,
                "label": own.name,
                "fabula:aliases": list(own.aliases),
            }
            for own in work.cast.entities
        ],
    }


def _entity(number: int) -> str:
    return f"#e{number}"


class _Annotations:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._index = WordIndex(work.text.content)
        self._source = escaped(work.text.source.replace("\\", "/"), errors="replace")
        self._names = {own.id: own.name for own in work.cast.entities}

    def all(self, findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
        """The annotations of every kind."""
        yield from self._mentions()
        yield from self._quotes()
        if self._work.story is not None:
            yield from self._scenes()
            yield from self._told()
        for own in findings:
            yield self._made(
                f"finding{own.id}", "assessing", own.spans, own.message, own.entities, own.confidence
            )

    def _mentions(self) -> Iterator[dict[str, Any]]:
        for number, own in enumerate(self._work.cast.mentions):
            if own.entity is not None:
                words = f"{own.type.value} {own.form.value}: {self._names[own.entity]}"
                spans = ((own.start, own.end),)
                yield self._made(f"m{number}", "identifying", spans, words, (own.entity,), own.confidence)

    def _quotes(self) -> Iterator[dict[str, Any]]:
        for own in self._work.cast.quotes:
            speaker = "somebody" if own.speaker is None else self._names[own.speaker]
            heard = ", ".join(self._names[each] for each in own.addressees)
            words = f"{speaker} {'thinks' if own.thought else 'says'}" + (f" to {heard}" if heard else "")
            made = self._made(
                f"q{own.id}",
                "describing",
                own.spans,
                words,
                () if own.speaker is None else (own.speaker,),
                own.confidence,
            )
            yield {**made, "fabula:addressees": [_entity(each) for each in own.addressees]}

    def _scenes(self) -> Iterator[dict[str, Any]]:
        for own in self._work.story.scenes if self._work.story else ():
            place = "" if own.place_span is None else f": {self._reads(own.place_span)}"
            people = [each.entity for each in own.present]
            words = f"scene {own.id}{place}"
            yield self._made(
                f"scene{own.id}", "classifying", ((own.start, own.end),), words, people, own.confidence
            )

    def _told(self) -> Iterator[dict[str, Any]]:
        """Events, attributes and relations."""
        story = self._work.story
        if story is None:
            return
        for act in story.events:
            yield self._made(
                f"event{act.id}",
                "describing",
                ((act.start, act.end),),
                f"{act.realis.value} event: {act.lemma}",
                act.agents,
                act.confidence,
            )
        for said in story.attributes:
            yield self._made(
                f"attribute{said.id}",
                "describing",
                ((said.start, said.end),),
                f"{self._names[said.entity]}, {said.kind.value}: {'' if said.holds else 'not '}{said.value}",
                (said.entity,),
                said.confidence,
            )
        for number, tie in enumerate(story.relations, 1):
            if tie.spans:
                words = f"{self._names[tie.a]} is {tie.relation.value} {self._names[tie.b]}"
                yield self._made(
                    f"relation{number}", "linking", tie.spans, words, (tie.a, tie.b), tie.confidence
                )

    def _made(
        self,
        name: str,
        motivation: str,
        spans: Iterable[Span],
        words: str,
        entities: Iterable[int],
        confidence: float,
    ) -> dict[str, Any]:
        described = {"type": "TextualBody", "purpose": "describing", "value": words, "format": "text/plain"}
        people = [
            {"type": "SpecificResource", "purpose": "identifying", "source": _entity(each)}
            for each in entities
        ]
        return {
            "id": f"#{name}",
            "type": "Annotation",
            "motivation": motivation,
            "body": [described, *people],
            "target": [self._target(span) for span in spans],
            "fabula:confidence": round(float(confidence), 4),
        }

    def _target(self, span: Span) -> dict[str, Any]:
        start, end = span
        quoted = min(end, start + LONGEST)
        prefix, suffix = self._index.context(start, quoted, CONTEXT_WORDS)
        exact = self._work.text.content[start:quoted]
        return {
            "type": "SpecificResource",
            "source": self._source,
            "selector": selectors(exact, prefix, suffix, start, end),
        }

    def _reads(self, span: Span) -> str:
        return " ".join(self._work.text.reads(*span).split())
