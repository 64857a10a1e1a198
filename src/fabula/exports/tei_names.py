"""How TEI names things: attributes, identifiers and pointers to them, probabilities."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.types import Quote, Span, Text


def cert(probability: float) -> str:
    """A probability as TEI has it, between 0 and 1."""
    return f"{float(probability):.4f}".rstrip("0").rstrip(".")


def entity_id(number: int) -> str:
    """What an entity is called in the document."""
    return f"e{number}"


def scene_id(number: int) -> str:
    """What a scene is called in the document."""
    return f"scene.{number}"


def pointer(entity: int) -> str:
    """A pointer to an entity."""
    return f"#{entity_id(entity)}"


def pointers(entities: Iterable[int]) -> str | None:
    """Pointers to several entities, None where there are none."""
    return " ".join(map(pointer, entities)) or None


def safe_word(words: str) -> str:
    """Words as the value of ``type``, which is one word."""
    return "-".join(words.replace("'", "").split())


def quote_id(number: int, part: int = 0) -> str:
    """What a part of a quotation is called in the document."""
    return f"q{number}.{part + 1}" if part else f"q{number}"


def parts_of(text: Text, quote: Quote) -> list[Span]:
    """The parts of a quotation that have a word or a mark in them, without the white space around it."""
    found = []
    for start, end in quote.spans:
        words = text.content[start:end]
        if words.strip():
            found.append((start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())))
    return found
