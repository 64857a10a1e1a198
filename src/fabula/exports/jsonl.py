"""A work as JSON Lines: a record a line, each with its kind under ``record``, the work first.

Records have the members that ``docs/json-export.md`` describes, and the words and names that they are about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fabula.exports.files import write_file
from fabula.exports.json import document
from fabula.exports.places import Places
from fabula.types import Finding, Span, Work

KINDS = {
    "blocks": "block",
    "entities": "entity",
    "mentions": "mention",
    "quotes": "quote",
    "narrations": "narration",
    "scenes": "scene",
    "locations": "location",
    "times": "time",
    "events": "event",
    "attributes": "attribute",
    "relations": "relation",
}
"""The lists of the JSON export, by what one of each is called here."""
_WITH_WORDS = frozenset(("block", "mention", "time", "event", "attribute"))


def write(work: Work, path: Path, findings: Iterable[Finding] = ()) -> None:
    """Writes the records. Raises OSError, and UnicodeEncodeError for half a character."""
    lines = (json.dumps(own, ensure_ascii=False, allow_nan=False) for own in records(work, findings))
    write_file("".join(f"{line}\n" for line in lines).encode(), path)


def records(work: Work, findings: Iterable[Finding] = ()) -> Iterator[dict[str, Any]]:
    """The records in order: the work, its text, its chapters, then the lists of the JSON export, findings."""
    whole = document(work)
    places = Places(work)
    names = {entity.id: entity.name for entity in work.cast.entities}
    about = dict(whole["work"])
    chapters = about.pop("chapters")
    yield {"record": "work", "format": whole["format"], **about}
    yield {"record": "text", "text": whole["text"]}
    for number, chapter in enumerate(chapters, 1):
        yield {"record": "chapter", "number": number, **chapter}
    for name, kind in KINDS.items():
        for own in whole[name]:
            yield {"record": kind, **own, **_words(kind, own, places, names)}
    for finding in findings:
        yield {
            "record": "finding",
            "id": finding.id,
            "kind": finding.kind.value,
            "message": finding.message,
            "spans": [list(span) for span in finding.spans],
            "entities": list(finding.entities),
            "confidence": round(float(finding.confidence), 4),
        }


def _words(kind: str, own: dict[str, Any], places: Places, names: dict[int, str]) -> dict[str, Any]:
    """The words of the text that a record is about, and the names of those in it."""
    if kind in _WITH_WORDS:
        return {"text": places.text.reads(own["start"], own["end"]), **_named(own, names)}
    if kind == "quote":
        spans: list[Span] = [(start, end) for start, end in own["spans"]]
        heard = [names[entity] for entity in own["addressees"]]
        return {
            "text": places.words(spans),
            "speaker_name": None if own["speaker"] is None else names[own["speaker"]],
            "addressee_names": heard,
            "chapter": places.chapter(spans[0][0]),
        }
    return _named(own, names)


def _named(own: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    found = {f"{key}_name": names[own[key]] for key in ("a", "b") if key in own}
    if own.get("entity") is not None:
        found["entity_name"] = names[own["entity"]]
    return found
