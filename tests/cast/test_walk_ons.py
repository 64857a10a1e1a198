"""Those who speak though the model made no mention of them."""

from __future__ import annotations

import pytest

from fabula.cast.walk_ons import with_walk_ons
from fabula.types import ENTITY_TYPES
from tests.trees import scene

SAT = "[Ann/NNP/nsubj>sat] sat/VBD/root."
WITH_BASKET = "an/DT/det>woman old/JJ/amod>woman woman/NN/nsubj>said with/IN/case>basket a/DT/det>basket"
WOMAN = WITH_BASKET + " basket/NN/nmod>woman"


def found(*page: str) -> list[str]:
    """The words of the mentions that the tags of a page add, or make a person's."""
    told = scene(*page)
    notes = with_walk_ons(told.text, told.notes)
    before = {told.notes.mention_span(i): kind for i, kind in enumerate(told.notes.mention_type.tolist())}
    spans = (
        notes.mention_span(i)
        for i, kind in enumerate(notes.mention_type.tolist())
        if before.get(notes.mention_span(i)) != kind
    )
    return [told.text.content[a:b] for a, b in spans]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        (f"“Go/VB/root,” said/VBD/root {WOMAN}.", "an old woman with a basket"),
        ("“Go/VB/root!” a/DT/det>voice voice/NN/nsubj>cried cried/VBD/root.", "a voice"),
        (
            "“Go/VB/root,” said/VBD/root one/CD/nsubj>said of/IN/case>women the/DT/det>women "
            "[the/DT/det>women women/NNS/nmod>one].".replace("the/DT/det>women [", "["),
            "one of the women",
        ),
        ("Another/DT/det>voice voice/NN/nsubj>said said/VBD/root, “Go/VB/root.”", "Another voice"),
        ("“Tea/NN/root,” sang/VBD/root the/DT/det>kettle kettle/NN/nsubj>sang.", "the kettle"),
        ("“Tea/NN/root,” sang/VBD/root the/DT/det>kettle kettle/NN/obj>sang.", "the kettle"),
        ("“Go/VB/root,” said/VBD/root both/DT/obj>said of/IN/case>them them/PRP/nmod>both.", "both of them"),
        ("“Go/VB/root,” said/VBD/root [the/DT/det>river river/NN/nsubj>said|LOC].", "the river"),
    ],
)
def test_the_subject_of_a_tag_speaks(line: str, who: str) -> None:
    assert found(SAT, line) == [who]


@pytest.mark.parametrize(
    "line",
    [
        "“Go/VB/root,” said/VBD/root [Ann/NNP/nsubj>said].",
        "“Go/VB/root,” said/VBD/root [the/DT/det>cook cook/NN/nsubj>said].",
        "“Go/VB/root,” she/PRP/nsubj>said said/VBD/root.",
        "“Go/VB/root,” the/DT/det>sign sign/NN/nsubj>said said/VBD/root.",
        "“Go/VB/root,” [her/PRP$/nmod:poss>voice] voice/NN/nsubj>said said/VBD/root.",
        "“Go/VB/root,” [Ann/NNP/nsubj>asked] asked/VBD/root the/DT/det>cook cook/NN/obj>asked.",
        "“Go/VB/root.” A/DT/det>dog dog/NN/nsubj>barked barked/VBD/root.",
        "A/DT/det>bell bell/NN/nsubj>rang rang/VBD/root. “Go/VB/root,” said/VBD/root [Ann/NNP/nsubj>said].",
    ],
)
def test_nobody_is_made_where_the_tag_has_a_mention_or_nobody_speaks(line: str) -> None:
    assert found(SAT, line) == []


def test_the_scores_of_the_model_go_with_their_mentions() -> None:
    told = scene(
        SAT,
        f"“Go/VB/root,” said/VBD/root {WOMAN}. [She/PRP/nsubj>rose] rose/VBD/root.",
        links={"She": "Ann"},
        speakers={"Go": "She"},
    )
    notes = with_walk_ons(told.text, told.notes)
    assert len(notes.mention_start) == 3
    assert ENTITY_TYPES[notes.mention_type[1]].value == "PER"
    assert notes.antecedents.row(2)[0].tolist() == [0]
    assert len(notes.antecedents.row(1)[0]) == 0
    assert notes.speakers.row(0)[0].tolist() == [2]


def test_without_a_parse_nothing_is_added() -> None:
    told = scene(SAT)
    assert with_walk_ons(told.text, told.notes) is told.notes
