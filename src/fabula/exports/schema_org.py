"""A work as schema.org has it, in JSON-LD: a ``Book`` with its chapters, its characters and its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fabula.exports.json1 import write_document
from fabula.types import AttributeKind, Chapter, Entity, EntityType, RelationKind, Role, Work

_LIKELY = 0.5
_PLACES = {
    EntityType.FACILITY: "Place",
    EntityType.PLACE: "AdministrativeArea",
    EntityType.LOCATION: "Place",
}
_GENDERS = {"he": "Male", "she": "Female"}
_RELATIONS: Mapping[RelationKind, tuple[str, str]] = {
    RelationKind.PARENT: ("children", "parent"),
    RelationKind.CHILD: ("parent", "children"),
    RelationKind.SIBLING: ("sibling", "sibling"),
    RelationKind.SPOUSE: ("spouse", "spouse"),
    RelationKind.RELATIVE: ("relatedTo", "relatedTo"),
    RelationKind.COLLEAGUE: ("colleague", "colleague"),
    RelationKind.FRIEND: ("knows", "knows"),
    RelationKind.NEIGHBOUR: ("knows", "knows"),
    RelationKind.LOVER: ("knows", "knows"),
    RelationKind.ENGAGED: ("knows", "knows"),
}
"""What schema.org calls a relation of the first to the second, and of the second to the first."""


def write(work: Work, path: Path) -> None:
    """Writes the document, in UTF-8. Raises OSError, and UnicodeEncodeError for half a character."""
    write_document(document(work), path)


def document(work: Work) -> dict[str, Any]:
    """The document as plain values; what is not known is left out, as schema.org wants it."""
    told, used = work.text.metadata, _used(work)
    people: list[Entity] = []
    groups: list[Entity] = []
    places: list[Entity] = []
    for entity in work.cast.entities:
        if entity.is_character and entity.is_recurring:
            (groups if entity.members else people).append(entity)
        elif entity.type in _PLACES and (entity.mentions >= 3 or entity.id in used):
            places.append(entity)
    known = {entity.id for entity in (*people, *groups)}
    relations = _relations(work, {entity.id for entity in people})
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "Book",
            "@id": "#book",
            "name": work.title,
            "author": {"@type": "Person", "name": told.author} if told.author else None,
            "inLanguage": told.language,
            "abstract": told.summary,
            "keywords": list(told.tags),
            "character": [_person(work, entity, relations[entity.id]) for entity in people],
            "mentions": [_group(entity, known) for entity in groups],
            "contentLocation": [_place(entity) for entity in places],
            "hasPart": [
                _chapter(work, number, chapter, known, {entity.id for entity in places})
                for number, chapter in enumerate(work.text.chapters, start=1)
            ],
        }
    )


def _used(work: Work) -> set[int | None]:
    return {scene.place for scene in work.story.scenes} if work.story else set()


def _person(work: Work, entity: Entity, relations: Mapping[str, list[int]]) -> dict[str, Any]:
    genders = list(dict.fromkeys(_GENDERS[each] for each in entity.pronouns if each in _GENDERS))
    jobs = [
        own.value
        for own in (work.story.attributes if work.story else ())
        if own.entity == entity.id
        and own.kind is AttributeKind.OCCUPATION
        and own.holds
        and own.confidence >= _LIKELY
    ]
    return _without_empty(
        {
            "@type": "Person",
            "@id": f"#character-{entity.id}",
            "name": entity.name,
            "alternateName": list(entity.aliases),
            "gender": genders[0] if len(genders) == 1 else None,
            "jobTitle": list(dict.fromkeys(jobs)),
            **{name: [_to("character", each) for each in others] for name, others in relations.items()},
        }
    )


def _group(entity: Entity, known: set[int]) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "Organization",
            "@id": f"#character-{entity.id}",
            "name": entity.name,
            "alternateName": list(entity.aliases),
            "member": [_to("character", each) for each in entity.members if each in known],
        }
    )


def _place(entity: Entity) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": _PLACES[entity.type],
            "@id": f"#place-{entity.id}",
            "name": entity.name,
            "alternateName": list(entity.aliases),
        }
    )


def _chapter(work: Work, number: int, chapter: Chapter, known: set[int], places: set[int]) -> dict[str, Any]:
    """A chapter with who is in it, in the flesh or with a line, and where it happens."""
    scenes = work.story.scenes if work.story else ()
    there = [scene for scene in scenes if chapter.start <= scene.start < chapter.end]
    people = {
        own.entity
        for scene in there
        for own in scene.present
        if own.role is Role.BODILY and own.confidence >= _LIKELY
    }
    quotes = (quote for quote in work.cast.quotes if chapter.start <= quote.start < chapter.end)
    people |= {quote.speaker for quote in quotes if quote.speaker is not None}
    where = {scene.place for scene in there if scene.place in places}
    return _without_empty(
        {
            "@type": "Chapter",
            "@id": f"#chapter-{number}",
            "name": chapter.title,
            "position": number,
            "isPartOf": {"@id": "#book"},
            "character": [_to("character", each) for each in sorted(people & known)],
            "contentLocation": [_to("place", each) for each in sorted(each for each in where if each)],
        }
    )


def _relations(work: Work, known: set[int]) -> Mapping[int, Mapping[str, list[int]]]:
    """For each character by what it is related to whom; each only once."""
    found: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for own in work.story.relations if work.story else ():
        names = _RELATIONS.get(own.relation)
        if names is None or own.confidence < _LIKELY or not {own.a, own.b} <= known:
            continue
        for name, one, other in ((names[0], own.a, own.b), (names[1], own.b, own.a)):
            others = found[one].setdefault(name, [])
            if other not in others:
                others.append(other)
    return found


def _to(kind: str, number: int) -> dict[str, str]:
    return {"@id": f"#{kind}-{number}"}


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
