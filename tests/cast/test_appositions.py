from __future__ import annotations

import pytest

from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from tests.cast.scenes import tell
from tests.trees import scene


@pytest.mark.parametrize(
    "page",
    [
        "[Mr. Wells], [the coroner], rose.",
        "They saw [Mr. Wells], [the coroner].",
        "[The coroner], [Mr. Wells], rose.",
        "It was [Mr. Wells], [the coroner]",
        "[The coroner] [Mr. Wells] rose.",
    ],
)
def test_what_stands_beside_a_name_is_its_bearer(page: str) -> None:
    assert tell(page).read().names == ["Mr. Wells"]


def test_what_stood_beside_a_name_means_its_bearer_later() -> None:
    reading = tell("[Mr. Wells], [the coroner], rose.", "[John] sat.", "[The coroner] spoke.").read()
    assert reading.who("The coroner") == "Mr. Wells"


@pytest.mark.parametrize(
    "page",
    [
        "[Mr. Wells], [the coroner], and [the maid] rose.",
        "[The maid], [Mr. Wells], [Dorcas], all rose.",
        "They saw [Mr. Wells], [the coroner], [a nurse] and [the vicar].",
        "They saw [Mr. Wells], [the coroner], [his] wife, and [Dorcas].",
        "“I saw [the coroner], [Wells],” said [Ann].",
        "[Mr. Wells], [the lady], rose.",
        "[Mr. Wells], [the maids], rose.",
    ],
)
def test_a_list_and_a_call_are_no_apposition(page: str) -> None:
    assert not tell(page).book.appositions


def test_a_paragraph_may_end_without_a_stop() -> None:
    assert tell("It was [Mr. Wells], [the coroner]", "[Ann] rose.").book.appositions


def test_syntax_tells_what_stands_beside_a_name_where_commas_do_not() -> None:
    aunt = "[[Her/PRP$/nmod:poss>aunt] aunt/NN/nsubj>rose], [Mrs/NNP/appos>aunt Cole/NNP/flat>Mrs]"
    page = f"{aunt}, rose/VBD/root."
    book = scene(page).book
    assert [(book.shown[i], book.shown[j]) for i, j in book.appositions.items()] == [("Her aunt", "Mrs Cole")]


@pytest.mark.parametrize(
    "page",
    [
        "[[Her] brother] [Tobin] rose.",
        "[[His] wife], [Yuki], rose.",
        "[Li Mei], [[his] sister], rose.",
        "“[[My] friend] [Rufus] rose,” said [Ann].",
    ],
)
def test_words_that_say_whose_somebody_is_stand_beside_a_name_too(page: str) -> None:
    book = tell(page).book
    (found,) = book.appositions.items()
    assert book.owner(found[0]) >= 0
    assert found[1] in book.names


@pytest.mark.parametrize(
    "page",
    [
        "[[His] tormentors], [Mr. Bates] among them, rose.",
        "[[Her] brother], [Tobin] and [Ann] rose.",
        "“Ask [[my] brother], [Tobin],” said [Ann].",
        "[[His] wife] [Mr. Wells] never saw.",
    ],
)
def test_others_beside_a_name_are_others(page: str) -> None:
    assert not tell(page).book.appositions


@pytest.mark.parametrize(("comma", "again"), [("", False), (",", True)])
def test_who_is_told_apart_by_name_is_one_of_several(comma: str, again: bool) -> None:
    scene = tell(
        f"[[Her] sister]{comma} [Mary]{comma} rose. [[her] sister] slept.",
        links={"her sister": {"Her sister": 0.6}},
    )
    figure = resolve_mentions(scene.book, people_of(scene.book), -1).mention_figure
    assert figure[scene.labels["Her sister"]] == figure[scene.labels["Mary"]]
    assert (figure[scene.labels["her sister"]] == figure[scene.labels["Mary"]]) is again
