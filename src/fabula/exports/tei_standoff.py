"""What stands beside the text in TEI: people, places and other names, relations, scenes, doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from fabula.exports.tei_names import (
    cert,
    entity_id,
    parts_of,
    pointer,
    pointers,
    quote_id,
    safe_word,
    scene_id,
)
from fabula.exports.xml_text import attributes
from fabula.types import Attribute, Entity, EntityType, Work

_PLACES = {EntityType.PLACE: "settlement", EntityType.LOCATION: "location", EntityType.FACILITY: "facility"}


def standoff(work: Work) -> Iterator[str]:
    """The element and what is in it; nothing at all where there is nothing to say."""
    parts = [*_lists(work), *_relations(work), *_scenes(work), *_doubts(work)]
    if parts:
        yield "<standOff>\n"
        yield from parts
        yield "</standOff>\n"


def _lists(work: Work) -> Iterator[str]:
    told: dict[int, list[Attribute]] = defaultdict(list)
    for own in work.story.attributes if work.story else ():
        if own.holds:
            told[own.entity].append(own)
    cast = work.cast.entities
    people = [_person(own, told[own.id]) for own in cast if own.type is EntityType.PERSON]
    places = [_place(own, told[own.id]) for own in cast if own.type in _PLACES]
    groups = [_named(own, "org", "orgName") for own in cast if own.type is EntityType.ORGANISATION]
    things = [_thing(own) for own in cast if own.type is EntityType.VEHICLE]
    for name, items in (
        ("listPerson", people),
        ("listPlace", places),
        ("listOrg", groups),
        ("listObject", things),
    ):
        if items:
            yield f"<{name}>\n{''.join(items)}</{name}>\n"


def _names(entity: Entity, element: str) -> Markup:
    """The shown name and the others."""
    tag = Markup("<{}{}>{}</{}>")
    others = (tag.format(element, attributes({"type": "alias"}), name, element) for name in entity.aliases)
    return tag.format(element, "", entity.name, element) + Markup("").join(others)


def _person(entity: Entity, told: Iterable[Attribute]) -> Markup:
    element = "personGrp" if entity.members else "person"
    known = {"xml:id": entity_id(entity.id), "role": "narrator" if entity.narrator else None}
    pronouns = Markup("").join(
        Markup("<persPronouns>{}</persPronouns>").format(word) for word in entity.pronouns
    )
    return Markup("<{}{}>{}{}{}</{}>\n").format(
        element, attributes(known), _names(entity, "persName"), pronouns, _traits(told), element
    )


def _place(entity: Entity, told: Iterable[Attribute]) -> Markup:
    known = {"xml:id": entity_id(entity.id), "type": _PLACES[entity.type]}
    return Markup("<place{}>{}{}</place>\n").format(
        attributes(known), _names(entity, "placeName"), _traits(told)
    )


def _named(entity: Entity, element: str, name: str) -> Markup:
    known = attributes({"xml:id": entity_id(entity.id)})
    return Markup("<{}{}>{}</{}>\n").format(element, known, _names(entity, name), element)


def _thing(entity: Entity) -> Markup:
    known = {"xml:id": entity_id(entity.id), "type": "vehicle"}
    return Markup("<object{}><objectIdentifier>{}</objectIdentifier></object>\n").format(
        attributes(known), _names(entity, "objectName")
    )


def _traits(told: Iterable[Attribute]) -> Markup:
    """What is said of somebody and holds; ``resp`` is who says it, where that is not the narrator."""
    return Markup("").join(
        Markup("<trait{}><desc>{}</desc></trait>").format(
            attributes(
                {
                    "type": safe_word(own.kind.value),
                    "cert": cert(own.confidence),
                    "resp": None if own.by is None else pointer(own.by),
                }
            ),
            own.value,
        )
        for own in told
    )


def _relations(work: Work) -> Iterator[str]:
    found = [
        _relation(safe_word(own.relation.value), pointer(own.a), pointer(own.b), cert(own.confidence))
        for own in (work.story.relations if work.story else ())
    ]
    for entity in work.cast.entities:
        members = pointers(entity.members)
        if members:
            found.append(_relation("member-of", members, pointer(entity.id), None))
    if found:
        yield f"<listRelation>\n{''.join(found)}</listRelation>\n"


def _relation(name: str, active: str, passive: str, sure: str | None) -> Markup:
    known = {"name": name, "active": active, "passive": passive, "cert": sure}
    return Markup("<relation{}/>\n").format(attributes(known))


def _scenes(work: Work) -> Iterator[str]:
    """Where and when each scene is, who is there and through whose eyes; it begins at its milestone."""
    found: dict[str, list[Markup]] = {"place": [], "time": [], "bodily": [], "remote": [], "focal": []}
    reads = work.text.reads
    for scene in work.story.scenes if work.story else ():
        if scene.start >= scene.end:
            continue
        at = f"#{scene_id(scene.id)}"
        if scene.place_span is not None:
            place = None if scene.place is None else pointer(scene.place)
            found["place"].append(_span(at, place, scene.place_confidence, reads(*scene.place_span)))
        if scene.time is not None:
            words = reads(scene.time.start, scene.time.end)
            found["time"].append(_span(at, None, None, words))
        for own in scene.present:
            found[own.role.value].append(_span(at, pointer(own.entity), own.confidence))
        if scene.focal is not None:
            found["focal"].append(_span(at, pointer(scene.focal), scene.focal_confidence))
    for kind, spans in found.items():
        if spans:
            yield f"<spanGrp{attributes({'type': kind})}>\n{''.join(spans)}</spanGrp>\n"


def _span(start: str, who: str | None, probability: float | None, words: str = "") -> Markup:
    known = {"from": start, "ana": who, "cert": None if probability is None else cert(probability)}
    if not words:
        return Markup("<span{}/>\n").format(attributes(known))
    return Markup("<span{}>{}</span>\n").format(attributes(known), words)


def _doubts(work: Work) -> Iterator[str]:
    """Who else may speak a line, and how likely that is."""
    for quote in work.cast.quotes:
        for entity, share in quote.alternatives if parts_of(work.text, quote) else ():
            known = {
                "target": f"#{quote_id(quote.id)}",
                "match": "@who",
                "locus": "value",
                "assertedValue": pointer(entity),
                "degree": cert(share),
            }
            yield f"<certainty{attributes(known)}/>\n"
