"""``fabula-json/2``: a work, its cast and its story as one JSON document.

``docs/json-export.md`` describes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fabula.exports import json1
from fabula.types import (
    Attribute,
    Block,
    Event,
    Location,
    Presence,
    Quote,
    Relation,
    Scene,
    Text,
    TimeExpression,
    Work,
)

FORMAT = "fabula-json/2"


def write(work: Work, path: Path) -> None:
    """Writes the document, in UTF-8. Raises OSError, and UnicodeEncodeError for half a character."""
    json1.write_document(document(work), path)


def document(work: Work) -> dict[str, Any]:
    """The document as plain values, its keys in the order of the format's description.

    A work whose story has not been worked out has no scenes, locations and times.
    """
    found = json1.document(work)
    text, story = work.text, work.story
    parts = [{"name": part.name, "start": int(part.start), "end": int(part.end)} for part in text.parts]
    quotes = zip(found["quotes"], work.cast.quotes, strict=True)
    return {
        "format": FORMAT,
        "work": {**found["work"], "parts": parts},
        "text": found["text"],
        "blocks": [_block(block) for block in text.blocks],
        "entities": found["entities"],
        "mentions": found["mentions"],
        "quotes": [{**own, **_doubt(quote)} for own, quote in quotes],
        "narrations": found["narrations"],
        "scenes": [] if story is None else [_scene(text, scene) for scene in story.scenes],
        "locations": [] if story is None else [_location(text, own) for own in story.locations],
        "times": [] if story is None else [_time(text, own) for own in story.times],
        "events": [] if story is None else [_event(own) for own in story.events],
        "attributes": [] if story is None else [_attribute(own) for own in story.attributes],
        "relations": [] if story is None else [_relation(own) for own in story.relations],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind.value,
        "start": int(block.start),
        "end": int(block.end),
        "apart": None if block.apart is None else block.apart.value,
    }


def _doubt(quote: Quote) -> dict[str, Any]:
    return {
        "thought": bool(quote.thought),
        "alternatives": [
            {"speaker": int(entity), "probability": round(float(share), 4)}
            for entity, share in quote.alternatives
        ],
    }


def _scene(text: Text, scene: Scene) -> dict[str, Any]:
    span = scene.place_span
    return {
        "id": int(scene.id),
        "start": int(scene.start),
        "end": int(scene.end),
        "mode": scene.mode.value,
        "place": None if scene.place is None else int(scene.place),
        "place_name": None if span is None else text.reads(*span),
        "place_span": None if span is None else [int(at) for at in span],
        "place_confidence": round(float(scene.place_confidence), 4),
        "time": None if scene.time is None else _time(text, scene.time),
        "when": scene.when.value,
        "when_confidence": round(float(scene.when_confidence), 4),
        "order": int(scene.order),
        "present": [_presence(own) for own in scene.present],
        "focal": None if scene.focal is None else int(scene.focal),
        "focal_confidence": round(float(scene.focal_confidence), 4),
        "confidence": round(float(scene.confidence), 4),
    }


def _presence(own: Presence) -> dict[str, Any]:
    return {
        "entity": int(own.entity),
        "from": int(own.start),
        "to": int(own.end),
        "role": own.role.value,
        "confidence": round(float(own.confidence), 4),
    }


def _location(text: Text, own: Location) -> dict[str, Any]:
    return {
        "entity": int(own.entity),
        "place": None if own.place is None else int(own.place),
        "place_name": text.reads(*own.place_span),
        "place_span": [int(at) for at in own.place_span],
        "relation": own.relation.value,
        "from": int(own.start),
        "to": int(own.end),
        "confidence": round(float(own.confidence), 4),
    }


def _time(text: Text, own: TimeExpression) -> dict[str, Any]:
    return {
        "text": text.reads(own.start, own.end),
        "start": int(own.start),
        "end": int(own.end),
        "value": own.value,
        "spoken": bool(own.spoken),
    }


def _event(own: Event) -> dict[str, Any]:
    return {
        "id": int(own.id),
        "start": int(own.start),
        "end": int(own.end),
        "lemma": own.lemma,
        "agents": [int(entity) for entity in own.agents],
        "patients": [int(entity) for entity in own.patients],
        "recipients": [int(entity) for entity in own.recipients],
        "place": None if own.place is None else int(own.place),
        "realis": own.realis.value,
        "spoken": bool(own.spoken),
        "scene": None if own.scene is None else int(own.scene),
        "confidence": round(float(own.confidence), 4),
    }


def _attribute(own: Attribute) -> dict[str, Any]:
    return {
        "id": int(own.id),
        "entity": int(own.entity),
        "kind": own.kind.value,
        "value": own.value,
        "start": int(own.start),
        "end": int(own.end),
        "by": None if own.by is None else int(own.by),
        "holds": bool(own.holds),
        "from": int(own.since),
        "to": int(own.until),
        "confidence": round(float(own.confidence), 4),
    }


def _relation(own: Relation) -> dict[str, Any]:
    return {
        "a": int(own.a),
        "relation": own.relation.value,
        "b": int(own.b),
        "spans": [[int(start), int(end)] for start, end in own.spans],
        "inferred": bool(own.inferred),
        "confidence": round(float(own.confidence), 4),
    }
