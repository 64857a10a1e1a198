"""The JSON-LD says only what schema.org has properties for, and what it refers to is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fabula.exports import export
from fabula.exports.schema_org import document
from fabula.types import Relation, RelationKind, Work
from tests.builders import ferry, grouped_work, small_work, storied_work

CREATIVE_WORK = {
    *("name", "author", "inLanguage", "abstract", "keywords", "character", "mentions", "contentLocation"),
    *("hasPart", "isPartOf", "position"),
}
THING = {"name", "alternateName"}
PROPERTIES = {
    "Book": CREATIVE_WORK,
    "Chapter": CREATIVE_WORK,
    "Person": THING
    | {"gender", "jobTitle", "parent", "children", "sibling", "spouse", "relatedTo", "knows", "colleague"},
    "Organization": THING | {"member"},
    "Place": THING,
    "AdministrativeArea": THING,
}
"""Of the types that are used, the properties that schema.org gives them (release 29) and that are used."""


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


@pytest.mark.parametrize("work", [small_work(), storied_work(), grouped_work(), ferry()])
def test_every_type_has_the_properties_and_every_reference_is_there(work: Work) -> None:
    found = list(nodes(document(work)))
    made = [node["@id"] for node in found if "@type" in node and "@id" in node]
    assert len(set(made)) == len(made)
    for node in found:
        if "@type" in node:
            assert {name for name in node if not name.startswith("@")} <= PROPERTIES[node["@type"]]
            assert node["name"]
        else:
            assert node["@id"] in made


def test_a_book_with_its_people_places_and_chapters(tmp_path: Path) -> None:
    export(storied_work(), "schema-org", tmp_path / "glove.jsonld")
    found = json.loads((tmp_path / "glove.jsonld").read_text("utf-8"))
    assert (found["@context"], found["@type"]) == ("https://schema.org", "Book")
    assert (found["name"], found["author"]["name"]) == ("The Lost Glove", "A. Nonymous")
    assert (found["abstract"], found["keywords"]) == ("A glove goes.", ["gloves", "loss"])
    alder = found["character"][0]
    assert (alder["name"], alder["alternateName"], alder["gender"]) == ("Mrs. Alder", ["ma’am"], "Female")
    assert [place["name"] for place in found["contentLocation"]] == ["Fenwick"]
    one, two = found["hasPart"]
    assert (one["name"], one["position"], one["contentLocation"]) == (
        "Chapter One",
        1,
        [{"@id": "#place-4"}],
    )
    assert one["character"] == [{"@id": "#character-1"}, {"@id": "#character-3"}]
    assert two["character"] == [{"@id": "#character-5"}]


def test_a_relation_is_told_from_both_sides() -> None:
    work = storied_work()
    assert work.story is not None
    mother = Relation(1, RelationKind.PARENT, 3, (), False, 0.9)
    unlikely = Relation(1, RelationKind.SPOUSE, 3, (), False, 0.4)
    story = replace(work.story, relations=(mother, mother, unlikely))
    alder, ned, _ = document(replace(work, story=story))["character"]
    assert (alder["children"], ned["parent"]) == ([{"@id": "#character-3"}], [{"@id": "#character-1"}])
    assert "spouse" not in alder


def test_a_group_is_no_person() -> None:
    found = document(grouped_work())
    assert [(group["@type"], group["name"]) for group in found["mentions"]] == [
        ("Organization", "the Alders")
    ]
    assert found["mentions"][0]["member"] == [{"@id": "#character-3"}]
    assert "the Alders" not in [person["name"] for person in found["character"]]
