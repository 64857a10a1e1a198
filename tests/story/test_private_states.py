from __future__ import annotations

import pytest

from fabula.story.private_states import PrivateState, is_thought, private_state
from tests.story.knowing import Page, page

GRAMMAR = {
    "had": ("have", "AUX", "VBD"),
    "would": ("would", "AUX", "MD"),
    "never": ("never", "ADV", "RB"),
    "told": ("tell", "VERB", "VBD"),
    "noticed": ("notice", "VERB", "VBD"),
    "relief": ("relief", "NOUN", "NN"),
    "gone": ("go", "VERB", "VBN"),
    "softly": ("softly", "ADV", "RB"),
}


def state(own: Page, words: str, name: str) -> PrivateState:
    return private_state(own.passages, own.at(words), {own.who(name)})


def test_a_thought_is_known_to_the_one_who_thinks() -> None:
    own = page("[Tom] sat there all day.", "[Emma] thought he left.", arcs={"left": ("thought", "ccomp")})
    mine, his = state(own, "he left", "Emma"), state(own, "he left", "Tom")
    assert (mine.own_mind, mine.other_mind, mine.private) == (True, False, False)
    assert (his.own_mind, his.other_mind, his.private) == (False, True, True)


def test_a_feeling_belongs_to_its_owner() -> None:
    arcs = {"Emma": ("relief", "nmod:poss")}
    own = page("[Tom] came.", "The relief of [Emma].", words=GRAMMAR, arcs=arcs)
    assert state(own, "relief", "Emma").own_mind
    assert state(own, "relief", "Tom").other_mind


@pytest.mark.parametrize(
    ("paragraph", "words", "arcs"),
    [
        ("[Emma] had gone.", "had gone", {"had": ("gone", "aux")}),
        ("[Emma] would go.", "would go", {}),
        ("[Emma] never came.", "never came", {"never": ("came", "advmod")}),
        ("[Emma] softly came.", "softly came", {}),
    ],
)
def test_what_nobody_can_see_happen(paragraph: str, words: str, arcs: dict[str, tuple[str, str]]) -> None:
    own = page("[Tom] sat.", paragraph, words=GRAMMAR, arcs=arcs)
    assert state(own, words, "Tom").private
    assert not state(own, "sat", "Emma").private


def test_what_somebody_is_told_in_narration() -> None:
    arcs = {"Emma": ("told", "nsubj"), "Tom": ("told", "obj")}
    own = page("[Jane] sat.", "[Emma] told [Tom] of it.", words=GRAMMAR, arcs=arcs)
    found = state(own, "told Tom of it", "Tom")
    assert found.reported and found.told_to and not found.private
    assert not state(own, "told Tom of it", "Jane").told_to


def test_telling_that_is_denied_tells_nobody() -> None:
    arcs = {"never": ("told", "advmod"), "Tom": ("told", "obj")}
    own = page("[Emma] never told [Tom] of it.", words=GRAMMAR, arcs=arcs)
    assert not state(own, "never told Tom of it", "Tom").reported


def test_one_who_is_said_not_to_notice() -> None:
    arcs = {"Tom": ("noticed", "nsubj"), "never": ("noticed", "advmod")}
    own = page("[Emma] left. [Tom] never noticed.", words=GRAMMAR, arcs=arcs)
    assert state(own, "Emma left", "Tom").unaware
    assert not state(own, "Emma left", "Emma").unaware


def test_a_line_that_is_thought_by_its_tag() -> None:
    own = page("“The house burns,” thought [Emma].", "“The house burns down,” said [Emma].")
    first, second = own.passages.quotes
    assert is_thought(own.passages, first)
    assert not is_thought(own.passages, second)
