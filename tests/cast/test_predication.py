from __future__ import annotations

import pytest

from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from fabula.cast.predication import predications
from tests.cast.scenes import tell
from tests.trees import scene

HERS = "[[her/PRP$/nmod:poss>father] father/NN/root]"
FATHER = f"[He/PRP/nsubj>father] was/VBD/cop>father {HERS}"


def test_words_say_who_somebody_is() -> None:
    told = scene(f"{FATHER}.")
    assert predications(told.book) == {told.labels["her father"]: told.labels["He"]}


def test_who_is_said_to_be_somebody_is_he() -> None:
    told = scene("[Mori/NNP/nsubj>came] came/VBD/root.", f"{FATHER}.", links={"He": {"Mori": 0.99}})
    figure = resolve_mentions(told.book, people_of(told.book), -1).mention_figure
    assert figure[told.labels["her father"]] == figure[told.labels["Mori"]]


def test_who_is_hardly_known_does_not_say_who_else_is() -> None:
    told = scene("[Mori/NNP/nsubj>came] came/VBD/root.", f"{FATHER}.", links={"He": {"Mori": 0.5}})
    figure = resolve_mentions(told.book, people_of(told.book), -1).mention_figure
    assert figure[told.labels["her father"]] != figure[told.labels["Mori"]]


@pytest.mark.parametrize(
    "page",
    [
        f"[He/PRP/nsubj>father] was/VBD/cop>father not/RB/advmod>father {HERS}.",
        f"[He/PRP/nsubj>father] might/MD/aux>father be/VB/cop>father {HERS}.",
        f"{FATHER}?",
        f"[She/PRP/nsubj>father] was/VBD/cop>father {HERS}.",
        "[He/PRP/nsubj>father] was/VBD/cop>father [[somebody/NN/nmod:poss>father] father/NN/root].",
        "[He/PRP/nsubj>captain] was/VBD/cop>captain [the/DT/det>captain captain/NN/root].",
        "[He/PRP/nsubj>doctor] was/VBD/cop>doctor [a/DT/det>doctor doctor/NN/root].",
    ],
)
def test_what_does_not_hold_or_may_mean_anybody_says_it_of_nobody(page: str) -> None:
    assert not predications(scene(page).book)


def test_a_text_without_syntax_says_it_of_nobody() -> None:
    assert not predications(tell("[He] was [[her] father].").book)
