"""``fabula-script/1``: the script of a work as one JSON document.

``docs/how-to/audiobook.md`` describes it.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from fabula.exports.files import write_file
from fabula.exports.places import Places
from fabula.exports.script import DOUBT, Chapter, Script, Stretch, StretchKind, Voice, script_of
from fabula.exports.script.doubts import runners_up
from fabula.types import Work

FORMAT = "fabula-script/1"


def write(work: Work, path: Path) -> None:
    """Writes the document, in UTF-8. Raises OSError, and UnicodeEncodeError for half a character."""
    content = json.dumps(document(work), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    write_file(content.encode(), path)


def document(work: Work) -> dict[str, Any]:
    """The document as plain values: voices, and by chapter and paragraph the stretches of each."""
    script = script_of(work)
    places = Places(script.work)
    return {
        "format": FORMAT,
        "work": {
            "id": int(work.id),
            "title": work.title,
            "author": work.text.metadata.author,
            "source": work.text.source,
            "program": work.provenance.program,
            "model": work.provenance.model,
        },
        "doubtful_below": DOUBT,
        "voices": _voices(script),
        "chapters": [_chapter(script, chapter, places) for chapter in script.chapters],
    }


def _voices(script: Script) -> list[dict[str, Any]]:
    """Every voice with what it has to say, the most words first."""
    stretches: Counter[Voice] = Counter()
    words: Counter[Voice] = Counter()
    for stretch in script.stretches:
        if stretch.kind is not StretchKind.BREAK:
            stretches[stretch.voice] += 1
            words[stretch.voice] += len(stretch.text.split())
    return [
        {
            "voice": voice.name,
            "kind": voice.kind.value,
            "entity": None if voice.entity is None else int(voice.entity.id),
            "stretches": stretches[voice],
            "words": count,
        }
        for voice, count in sorted(words.items(), key=lambda item: (-item[1], item[0].name))
    ]


def _chapter(script: Script, chapter: Chapter, places: Places) -> dict[str, Any]:
    content = script.work.text.content
    return {
        "number": chapter.number,
        "title": chapter.title,
        "paragraphs": [
            {
                "kind": paragraph.kind.value,
                "scene": places.scene(paragraph.start),
                "stretches": [_stretch(script, stretch) for stretch in paragraph.stretches],
            }
            for paragraph in chapter.paragraphs
        ],
        "left_out": [
            {"kind": kind.value, "words": len(content[start:end].split())}
            for kind, (start, end) in chapter.left_out
        ],
    }


def _stretch(script: Script, stretch: Stretch) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": stretch.kind.value,
        "voice": stretch.voice.name,
        "text": stretch.text,
    }
    quote, within = stretch.quote, stretch.quoted
    if quote is None:
        return found
    names = script.voices.of_entity
    return {
        **found,
        "quote": int(quote.id),
        "to": [names(entity).name for entity in quote.addressees],
        "confidence": round(float(quote.confidence), 4),
        "doubtful": stretch.is_doubtful,
        "alternatives": [
            {"voice": name, "probability": round(float(share), 4)}
            for name, share in runners_up(quote, script.voices)
        ],
        "within": None if within is None else {"quote": int(within.id), "voice": names(within.speaker).name},
    }
