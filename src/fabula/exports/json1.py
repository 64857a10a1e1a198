"""``fabula-json/1``: a work and its cast as one JSON document, as earlier versions of Fabula wrote it.

``docs/json-export.md`` describes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fabula.types import Entity, Mention, Narration, Quote, Work
from fabula.world.files import replacing

FORMAT = "fabula-json/1"


def write(work: Work, path: Path) -> None:
    """Writes the document, in UTF-8. Raises OSError, and UnicodeEncodeError for half a character."""
    write_document(document(work), path)


def write_document(values: Mapping[str, Any], path: Path) -> None:
    """Writes plain values as JSON, whole or not at all. Raises what :func:`write` raises."""
    content = json.dumps(values, ensure_ascii=False, allow_nan=False) + "\n"
    encoded = content.encode()
    with replacing(path) as temporary:
        temporary.write_bytes(encoded)


def document(work: Work) -> dict[str, Any]:
    """The document as plain values, its keys in the order of the format's description."""
    text = work.text
    return {
        "format": FORMAT,
        "work": {
            "id": int(work.id),
            "title": work.title,
            "author": text.metadata.author,
            "source": text.source,
            "tokens": int(work.tokens),
            "program": work.provenance.program,
            "model": work.provenance.model,
            "settings": dict(work.provenance.settings),
            "chapters": [
                {"title": chapter.title, "start": int(chapter.start), "end": int(chapter.end)}
                for chapter in text.chapters
            ],
        },
        "text": text.content,
        "entities": [_entity(entity) for entity in work.cast.entities],
        "mentions": [_mention(mention) for mention in work.cast.mentions],
        "quotes": [_quote(quote) for quote in work.cast.quotes],
        "narrations": [_narration(told) for told in work.cast.narrations],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": int(entity.id),
        "type": entity.type.value,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "pronouns": list(entity.pronouns),
        "mentions": int(entity.mentions),
        "quotes": int(entity.quotes),
        "narrator": bool(entity.narrator),
        "members": [int(member) for member in entity.members],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": int(mention.start),
        "end": int(mention.end),
        "type": mention.type.value,
        "form": mention.form.value,
        "entity": None if mention.entity is None else int(mention.entity),
        "confidence": round(float(mention.confidence), 4),
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "id": int(quote.id),
        "spans": [[int(start), int(end)] for start, end in quote.spans],
        "speaker": None if quote.speaker is None else int(quote.speaker),
        "speaker_mention": None
        if quote.speaker_mention is None
        else [int(at) for at in quote.speaker_mention],
        "addressees": [int(entity) for entity in quote.addressees],
        "confidence": round(float(quote.confidence), 4),
    }


def _narration(told: Narration) -> dict[str, Any]:
    return {
        "start": int(told.start),
        "end": int(told.end),
        "person": told.person.value,
        "narrator": None if told.narrator is None else int(told.narrator),
        "confidence": round(float(told.confidence), 4),
    }
