"""Corrections as annotations of the W3C's model, in JSON-LD: to be kept, shared and looked through.

Each is one Annotation (https://www.w3.org/TR/annotation-model/): its body says what holds, its targets are
the places, each by a TextQuoteSelector and a TextPositionSelector.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fabula.world.corrections.values import Anchor, Correction, Kind, Person, Thing

CONTEXT: Sequence[Any] = (
    "http://www.w3.org/ns/anno.jsonld",
    {"fabula": "urn:fabula:corrections:1#", "kind": "fabula:kind", "people": "fabula:people"},
)
LONGEST = 200_000
"""Characters that a line may have, at most; more is no line."""
_KINDS = {kind.value: kind for kind in Kind}
_THINGS = {thing.value: thing for thing in Thing}


def body(correction: Correction) -> dict[str, Any]:
    """A correction as the members of an Annotation that say what it is."""
    said: dict[str, Any] = {
        "type": "fabula:Correction",
        "kind": correction.kind.value,
        "value": correction.words,  # for whoever looks it through
    }
    if correction.name:
        said["name"] = correction.name
    if correction.people:
        said["people"] = [
            {"name": person.name, "places": [_place(anchor) for anchor in person.anchors]}
            for person in correction.people
        ]
    made: dict[str, Any] = {
        "type": "Annotation",
        "motivation": "editing",
        "body": said,
    }
    if correction.target is not None:
        made["target"] = _place(correction.target)
    return made


def correction_of(annotation: object) -> Correction:
    """The correction that an Annotation is. Raises ValueError, with what is wrong, for anything else."""
    members = _object(annotation, "it")
    said = _object(members.get("body"), "body")
    kind = said.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise ValueError(f"there is no kind {kind!r}")
    target = members.get("target")
    people = said.get("people", [])
    if not isinstance(people, list):
        raise ValueError("people is no list")  # noqa: TRY004 (what comes out of a file)
    return Correction(
        _KINDS[kind],
        None if target is None else _anchor(target),
        tuple(map(_person, people)),
        _words(said.get("name", ""), "name"),
    )


def selectors(exact: str, prefix: str, suffix: str, start: int, end: int) -> list[dict[str, Any]]:
    """The two selectors of a place: its words with those around it, and its code points."""
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]


def _place(anchor: Anchor) -> dict[str, Any]:
    known = selectors(anchor.exact, anchor.prefix, anchor.suffix, anchor.start, anchor.end)
    return {"type": "SpecificResource", "fabula:is": anchor.thing.value, "selector": known}


def _person(value: object) -> Person:
    members = _object(value, "somebody in people")
    places = members.get("places")
    if not isinstance(places, list):
        raise ValueError("places is no list")  # noqa: TRY004
    return Person(_words(members.get("name"), "name"), tuple(map(_anchor, places)))


def _anchor(value: object) -> Anchor:
    members = _object(value, "a place")
    thing = members.get("fabula:is")
    if not isinstance(thing, str) or thing not in _THINGS:
        raise ValueError(f"there is no place of kind {thing!r}")
    selectors = members.get("selector")
    known: dict[str, Mapping[str, Any]] = {}
    for each in _listed(selectors):
        selector = _object(each, "a selector")
        types = selector.get("type")  # JSON-LD has one, or a list of them
        known.update({kind: selector for kind in _listed(types) if isinstance(kind, str)})
    quote = known.get("TextQuoteSelector")
    if quote is None:
        raise ValueError("a place has no TextQuoteSelector")
    position = known.get("TextPositionSelector", {"start": 0, "end": 0})
    start, end = position.get("start"), position.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end < 2**53:
        raise ValueError(f"{start!r} to {end!r} is no place")
    exact, prefix, suffix = (_words(quote.get(name, ""), name) for name in ("exact", "prefix", "suffix"))
    return Anchor(_THINGS[thing], exact, prefix, suffix, start, end)


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} is no object")  # noqa: TRY004
    return value


def _words(value: object, what: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError(f"{what} is no text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(f"{what} holds half a character") from None
    return value
