"""Annotations of the W3C's model: every one of them leads to its words, also in another edition."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.exports import export
from fabula.exports.web_annotation import LONGEST, page
from fabula.types import Finding, FindingKind, Scene, SceneMode, Story, Work
from fabula.world.corrections import Anchor, Thing
from fabula.world.corrections.anchors import find
from fabula.world.words import WordIndex
from tests.builders import CONTENT, ferry, novel, plain_work, storied_work

SLIP = Finding(1, FindingKind.AGE, "Ned is nine, then ten.", ((1, 4), (9, 12)), (3,), 0.5)


def anchors(items: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Anchor]]:
    """The places of annotations, by what the model says that they have."""
    for item in items:
        assert item["type"] == "Annotation" and item["motivation"] and item["target"]
        assert item["body"][0]["type"] == "TextualBody" and item["body"][0]["value"]
        for target in item["target"]:
            assert target["source"]
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            words = quote["exact"], quote["prefix"], quote["suffix"]
            yield item, Anchor(Thing.STRETCH, *words, position["start"], position["end"])


@pytest.mark.parametrize("work", [storied_work(), ferry(), novel(2000)], ids=lambda work: work.title)
def test_both_selectors_of_every_annotation_lead_to_its_words(work: Work) -> None:
    made = page(work, [SLIP])
    content = work.text.content
    known = {own["id"] for own in made["fabula:entities"]}
    for item, anchor in anchors(made["items"]):
        assert anchor.exact and content[anchor.start : anchor.end] == anchor.exact
        around = anchor.prefix + anchor.exact + anchor.suffix
        assert content.startswith(around, anchor.start - len(anchor.prefix))
        assert {body["source"] for body in item["body"][1:]} <= known
    names = [item["id"] for item in made["items"]]
    assert len(set(names)) == len(names)


def test_what_the_annotations_say() -> None:
    made = page(storied_work(), [SLIP])
    said = {item["id"]: item["body"][0]["value"] for item in made["items"]}
    assert said == {
        **{f"#m{n}": said[f"#m{n}"] for n in (0, 3, 4, 5, 6, 7, 8, 9)},
        "#q1": "Mrs. Alder says to Ned",
        "#q2": "Ned says to Mrs. Alder, Tom",
        "#scene1": "scene 1: Fenwick",
        "#scene2": "scene 2: the stairs",
        "#event1": "reported event: take",
        "#event2": "actual event: find",
        "#attribute1": "Mrs. Alder, rank: ma’am",
        "#relation1": "Tom is child of Mrs. Alder",
        "#finding1": SLIP.message,
    }
    assert said["#m0"] == "PER name: Mrs. Alder"
    quote = next(item for item in made["items"] if item["id"] == "#q1")
    assert quote["fabula:confidence"] == 0.9 and quote["fabula:addressees"] == ["#e3"]
    assert [target["selector"][0]["exact"] for target in quote["target"]] == [
        "“Good morning,”",
        "“have you seen Tom’s glove?”",
    ]


def test_quotations_are_found_in_another_edition() -> None:
    """Straight marks, other line ends and a preface do not matter to whoever looks by the words."""
    other = "A preface by another hand.\n\n" + CONTENT.translate({0x201C: '"', 0x201D: '"', 0x2019: "'"})
    index = WordIndex(other)
    for item, anchor in anchors(page(storied_work())["items"]):
        if item["id"].startswith("#q"):
            found = find(anchor, index)
            assert isinstance(found, tuple)
            first = other[slice(*found)].split()[0]
            assert first.strip('",') == anchor.exact.split()[0].strip("“”,")


def test_a_long_scene_is_quoted_by_how_it_begins() -> None:
    content = "Ann went on and on. " * 300
    work = plain_work(content, mention_of=())
    scene = Scene(1, 0, len(content), SceneMode.SCENE, None, None, 0.0, (), None, 0.0, 1.0)
    made = page(replace(work, cast=replace(work.cast, quotes=()), story=Story((scene,))))
    ((_, anchor),) = anchors(made["items"])
    assert anchor.exact == content[:LONGEST] and anchor.end == len(content)


def test_the_source_is_an_iri_whatever_it_is_called() -> None:
    made = page(plain_work("Ann sang.", source="C:\\My Books\\ÄÄ & <b>.txt"))
    assert made["items"][0]["target"][0]["source"] == "C%3A/My%20Books/%C3%84%C3%84%20%26%20%3Cb%3E.txt"


def test_one_whom_nobody_knows_says_it_and_a_thought_is_thought() -> None:
    work = ferry()
    thought = replace(work.cast.quotes[0], thought=True)
    work = replace(work, cast=replace(work.cast, quotes=(thought, *work.cast.quotes[1:])))
    said = {item["id"]: item["body"][0]["value"] for item in page(work)["items"]}
    assert said["#q1"] == "Mara Quill thinks to the ferryman"
    assert said["#q4"] == "somebody says to Mara Quill"


@pytest.mark.model
def test_a_story_as_the_program_reads_it(voices: Path, tmp_path: Path) -> None:
    with fabula.open_world(voices) as world:
        reading = world.only_work()
    path = reading.export("web-annotation", tmp_path)
    assert path == tmp_path / "two_voices-annotations.jsonld"
    made = json.loads(path.read_text(encoding="utf-8"))
    for _, anchor in anchors(made["items"]):
        assert reading.text.startswith(anchor.exact, anchor.start)
    assert export(reading.told_work, "web-annotation", tmp_path) == path
