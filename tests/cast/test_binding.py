from __future__ import annotations

import pytest

from tests.cast.scenes import tell
from tests.trees import scene

RAISED = "[He/PRP/nsubj>raised] raised/VBD/root"
HIM = "[him/PRP/obj>raised]"
HUNTER = "[the/DT/det>hunter hunter/NN/{}]"


def parted(page: str) -> list[tuple[str, str]]:
    """The mentions that are somebody else than an earlier one."""
    book = scene(page).book
    return [(book.shown[j], book.shown[i]) for i, others in enumerate(book.referring.bound) for j in others]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        # an object is not the subject
        (f"{RAISED} {HIM}.", [("He", "him")]),
        (f"{RAISED} {HUNTER.format('obj>raised')}.", [("He", "the hunter")]),
        (f"{RAISED} [Anna/NNP/obj>raised] and/CC/cc>hunter {HUNTER.format('conj>Anna')}.",
         [("He", "Anna"), ("He", "the hunter")]),
        # nor is what a verb that goes on is done to
        (f"{RAISED}, looking/VBG/advcl>raised at/IN/case>hunter {HUNTER.format('obl>looking')}.",
         [("He", "the hunter")]),
        (f"{RAISED} and/CC/cc>hit hit/VBD/conj>raised [him/PRP/obj>hit].", [("He", "him")]),
        # nor is anybody who is described or named further down in the sentence
        (f"{RAISED} as/IN/mark>came {HUNTER.format('nsubj>came')} came/VBD/advcl>raised.",
         [("He", "the hunter")]),
    ],
)  # fmt: skip
def test_who_is_somebody_else_by_the_sentence(page: str, found: list[tuple[str, str]]) -> None:
    assert parted(page) == found


@pytest.mark.parametrize(
    "page",
    [
        f"{RAISED} [himself/PRP/obj>raised].",
        f"{RAISED} [his/PRP$/nmod:poss>hand] hand/NN/obj>raised.",
        f"{RAISED} it/PRP/obj>raised behind/IN/case>him [him/PRP/obl>raised].",
        f"{RAISED} as/IN/mark>came [he/PRP/nsubj>came] came/VBD/advcl>raised.",
        f"{RAISED} and/CC/cc>came {HUNTER.format('nsubj>came')} came/VBD/conj>raised.",
        f"{RAISED} it/PRP/obj>raised, {HUNTER.format('vocative>raised')}.",
        f"As/IN/mark>came {HUNTER.format('nsubj>came')} came/VBD/advcl>raised, {RAISED}.",
    ],
)
def test_who_may_be_the_same_by_the_sentence(page: str) -> None:
    assert parted(page) == []


def test_without_syntax_nobody_is_somebody_else() -> None:
    assert tell("[He] raised [him].").book.referring.bound == [(), ()]


def test_whom_an_object_goes_back_to_is_not_its_subject() -> None:
    page = "[Tom/NNP/nsubj>rose] rose/VBD/root. [Ned/NNP/nsubj>saw] saw/VBD/root [him/PRP/obj>saw]."
    reading = scene(page, links={"him": {"Ned": 0.7, "Tom": 0.2}}).read()
    assert reading.who("him") == "Tom"


def test_a_subject_is_nobody_who_is_named_as_its_object() -> None:
    rose = "[Tom/NNP/nsubj>rose] rose/VBD/root by/IN/case>Ned [Ned/NNP/obl>rose]."
    page = rose, "[He/PRP/nsubj>saw] saw/VBD/root [Ned/NNP/obj>saw]."
    assert scene(*page, links={"He": {"Ned": 0.6, "Tom": 0.3}}).read().who("He") == "Tom"
