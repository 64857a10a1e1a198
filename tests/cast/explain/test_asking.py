"""Why a line, a person or a mention is what it is, in words and with the words that it rests on."""

from __future__ import annotations

import re

import pytest

from fabula.cast.explain.asking import Explainer
from fabula.types import Pins, Why
from tests.cast.pins.pinning import Pinning
from tests.cast.scenes import Scene, tell


@pytest.fixture(name="scene")
def gate() -> Scene:
    return tell(
        "[Emma Lisle] met [Harriet Dunn] at the gate. [Emma] took [her] arm.",
        "“It rained all night,” said [Emma].",
        "“So it did, [Emma Lisle],” said [she].",
        "“And the road is gone.”",
        links={"her": "Harriet Dunn", "she": {"Harriet Dunn": 0.6, "Emma Lisle 2": 0.2}},
        speakers={"It rained": "Emma 2", "So it did": "she"},
        addressees={"So it did": "Emma Lisle 2"},
    )


def line(scene: Scene, words: str, pinned: Pins | None = None) -> Why:
    why = Explainer(scene.text, scene.notes, pinned).quote(Pinning(scene).line(words))
    assert why is not None
    return why


def shown(scene: Scene, why: Why) -> set[str]:
    return {scene.text.content[a:b] for a, b in why.spans}


def test_a_line_has_its_tag_and_who_is_called_for_reasons(scene: Scene) -> None:
    why = line(scene, "So it did")
    said = "\n".join(why.text)
    assert "Harriet Dunn says it" in said
    assert "the line calls Emma Lisle" in said
    assert "the tag has a pronoun that goes back to Harriet Dunn" in said
    assert {"she", "Emma Lisle"} <= shown(scene, why)


def test_who_else_may_say_it_is_told_in_one_sentence(scene: Scene) -> None:
    head = line(scene, "So it did").text[2]
    assert re.fullmatch(
        r"Harriet Dunn says it \(\d+%\)(; it may be Emma Lisle \(\d+%\))?; held against Emma Lisle:", head
    ), head


def test_reasons_for_stand_with_plus_and_reasons_against_with_minus(scene: Scene) -> None:
    speaker, *_ = line(scene, "So it did").parts
    weights = [own.weight for own in speaker.reasons if own.weight is not None]
    assert weights == sorted(weights, key=abs, reverse=True)
    assert {own.text: own.weight or 0.0 for own in speaker.reasons}["the line calls Emma Lisle"] > 0
    assert any(str(own).startswith("  +") for own in speaker.reasons)


def test_a_line_without_a_tag_is_told_by_its_turn(scene: Scene) -> None:
    said = "\n".join(line(scene, "And the road").text)
    assert "it begins the next paragraph" in said
    assert "answer is likelier than" in said


def test_whoever_hears_a_line_is_in_the_answer(scene: Scene) -> None:
    said = "\n".join(line(scene, "So it did").text)
    assert "it is said to Emma Lisle" in said


def test_what_is_settled_needs_no_other_reason(scene: Scene) -> None:
    pins = Pinning(scene).pins(
        speakers={"And the road": "Emma", "It rained": None}, addressees={"And the road": ["Harriet Dunn"]}
    )
    speaker, hearer = line(scene, "And the road", pins).parts
    assert speaker.decided == "Emma Lisle says it"
    assert hearer.decided == "it is said to Harriet Dunn"
    assert [own.text for own in speaker.reasons] == ["that is settled: a correction says so"]
    assert line(scene, "It rained", pins).parts[0].decided == "nobody says it"


def test_names_of_one_are_listed_and_who_is_another(scene: Scene) -> None:
    why = Explainer(scene.text, scene.notes).entity(1)
    assert why is not None
    assert why.about.startswith("Emma Lisle: ")
    assert any("are names of one" in own.decided for own in why.parts)


def test_two_who_were_joined_have_the_evidence_of_the_pair() -> None:
    scene = tell(
        "[The forester] came in. [Anton] looked up, and [the forester] sat.",
        "“Sit,” said [the old forester].",
        links={"the forester": "The forester", "the old forester": "the forester"},
        speakers={"Sit": "the old forester"},
    )
    why = Explainer(scene.text, scene.notes).entity(1)
    assert why is not None
    apart = {own.decided.partition(" (")[0]: own.reasons for own in why.parts}
    assert set(apart) <= {"“Anton” is somebody else"}
    pins = Pinning(scene).pins(same=[("Anton", "the forester")])
    one = Explainer(scene.text, scene.notes, pins).entity(1)
    assert one is not None
    assert one.parts[0].decided == "“Anton” and “the forester” are one"
    assert {"Anton", "the forester"} == shown(scene, one)


def test_two_who_are_apart_by_a_correction_are_told_so(scene: Scene) -> None:
    why = Explainer(scene.text, scene.notes, Pinning(scene).pins(apart=[("Emma", "Harriet Dunn")])).entity(1)
    assert why is not None
    assert "Harriet Dunn is somebody else" in [own.decided for own in why.parts]


def test_a_mention_is_told_by_what_it_goes_back_to(scene: Scene) -> None:
    start, _ = scene.notes.mention_span(scene.labels["her"])
    why = Explainer(scene.text, scene.notes).offset(start + 1)
    assert why is not None
    assert "it is Harriet Dunn" in why.parts[0].decided
    assert any("it goes back to “Harriet Dunn”" in own.text for own in why.parts[0].reasons)
    assert "Harriet Dunn" in shown(scene, why)


def test_a_name_is_told_by_the_other_names(scene: Scene) -> None:
    start, _ = scene.notes.mention_span(scene.labels["Emma"])
    why = Explainer(scene.text, scene.notes).offset(start)
    assert why is not None
    assert why.parts[0].reasons[0].text == "it is a name of Emma Lisle, as is “Emma Lisle”"


def test_nothing_is_said_of_what_is_not_there(scene: Scene) -> None:
    assert Explainer(scene.text, scene.notes).quote((0, 3)) is None
    assert Explainer(scene.text, scene.notes).entity(99) is None
    assert Explainer(scene.text, scene.notes).offset(scene.text.content.index("met")) is None
