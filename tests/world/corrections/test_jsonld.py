"""A correction as an annotation, and back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fabula.world.corrections import Anchor, Correction, Kind, Person, Thing
from fabula.world.corrections.jsonld import body, correction_of

LINE = Anchor(Thing.QUOTATION, "“Not yet,”", "asked Mara Quill.\n\n", " said the ferryman", 60, 70)
WORD = Anchor(Thing.MENTION, "Mara Quill", "“Is the ferry in?” asked ", ".", 48, 58)
PART = Anchor(Thing.STRETCH, "She waited.", "", " “I have", 120, 131)
MARA, MAN = Person("Mara", (WORD, LINE)), Person("the ferryman", (LINE,))
ALL = [
    Correction(Kind.SAME, people=(MARA, MAN)),
    Correction(Kind.APART, people=(MARA, MAN)),
    Correction(Kind.NAME, people=(MARA,), name="Mara «Q.» Quill"),
    Correction(Kind.SPEAKER, LINE, (MARA,)),
    Correction(Kind.SPEAKER, LINE),
    Correction(Kind.SPEAKER, LINE, (MAN,), "a boatman"),
    Correction(Kind.ADDRESSEES, LINE, (MARA, MAN)),
    Correction(Kind.NARRATOR, PART, (MARA,)),
    Correction(Kind.NOT_CHARACTER, people=(MAN,)),
    Correction(Kind.MENTION, WORD),
    Correction(Kind.NOT_SPEECH, LINE),
    Correction(Kind.CHAPTER, PART, name="II"),
    Correction(Kind.SCENE, PART),
    Correction(Kind.NO_SCENE, PART),
    Correction(Kind.PLACE, PART, (MARA,)),
    Correction(Kind.PLACE, PART),
    Correction(Kind.PRESENT, PART, (MARA,)),
    Correction(Kind.ABSENT, PART, (MAN,)),
    Correction(Kind.NOT_TOLD, PART, (MARA,), "age"),
    Correction(Kind.NOT_RELATED, people=(MARA, MAN), name="parent of"),
    Correction(Kind.NO_SLIP, PART, name="eyes"),
]


@pytest.mark.parametrize("correction", ALL, ids=lambda each: each.kind.value)
def test_it_comes_back_as_it_was(correction: Correction) -> None:
    assert correction_of(json.loads(json.dumps(body(correction)))) == correction
    assert "\n" not in correction.words


def test_every_kind_is_among_them() -> None:
    assert {each.kind for each in ALL} == set(Kind)


def test_it_is_an_annotation_of_the_model_of_the_w3c() -> None:
    made = body(ALL[3])
    assert (made["type"], made["motivation"]) == ("Annotation", "editing")
    kinds = [selector["type"] for selector in made["target"]["selector"]]
    assert kinds == ["TextQuoteSelector", "TextPositionSelector"]


def without(path: str, value: Any = None) -> Any:
    made: Any = json.loads(json.dumps(body(ALL[3])))
    at = made
    *steps, last = path.split(".")
    for step in steps:
        at = at[int(step) if step.isdigit() else step]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return made


def test_a_selector_may_have_several_types() -> None:
    listed = without("target.selector.0.type", ["TextQuoteSelector", "urn:mine"])
    assert correction_of(listed) == ALL[3]


@pytest.mark.parametrize(
    "wrong",
    [
        *(None, 7, [], "Annotation", {}),
        without("body"),
        without("body.kind", "speeker"),
        without("body.kind", ["speaker"]),
        without("body.kind", "same"),
        without("body.people", "Mara"),
        without("body.people", [7]),
        without("body.people", [{"name": "Mara", "places": []}]),
        without("body.people", [{"name": "Mara"}]),
        without("body.people", [{"places": [body(ALL[3])["target"]]}]),
        without("target"),
        without("target.fabula:is", "mention"),
        without("target.fabula:is", {}),
        without("target.selector"),
        without("target.selector", [3]),
        without("target.selector.0.type", [["TextQuoteSelector"], {}, None]),
        without("target.selector.0.exact", 3),
        without("target.selector.0.exact", "\ud800"),
        without("target.selector.1.start", -3),
        without("target.selector.1.end", 1.5),
        without("target.selector.1.end", 2**70),
    ],
)
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r".{5}"):
        correction_of(wrong)
