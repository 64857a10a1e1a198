from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import People
from fabula.cast.figures import Attribution, Resolution
from fabula.cast.twins import merge, regrouped, renamed, twins
from tests.cast.scenes import tell

LINKED = {"Mrs. Cole": {"the matron": 0.4}, "Mrs. Cole 2": {"the matron 2": 0.3}}
COLES = {"Mrs. Cole 2": {"the Coles": 0.4}, "Mrs. Cole 3": {"the Coles 2": 0.4}}
TURNS = ["Mr. Nye", "the matron", "Mr. Nye", "Mrs. Cole"] * 3


class Talk:
    """A conversation of lines, each a paragraph with a tag: a turn is whoever the tag names.

    To begin with, every name is another person's. ``last`` is what stands between the last line and the one
    before it: a paragraph where it is not empty.
    """

    def __init__(
        self,
        turns: Sequence[str],
        links: Mapping[str, Mapping[str, float]],
        *after: str,
        last: str | None = None,
        doubts: Mapping[str, float] | None = None,
    ) -> None:
        page = [f"“It is {k} o'clock,” said [{turn}]." for k, turn in enumerate(turns)]
        if last is not None:
            page[-2:] = [page[-2], last, page[-1]] if last else [" ".join(page[-2:])]
        scene = tell(*page, *after, links=links, doubts=doubts or {})
        self.book = scene.book
        texts = sorted({name.text for name in self.book.names.values()})
        people = People({i: texts.index(name.text) for i, name in self.book.names.items()}, {})
        self.resolution: Resolution = resolve_mentions(self.book, people, -1)
        tags = [i for i in range(self.book.size) if self.book.low[i] != "his"][: len(turns)]
        self.said = [Attribution(self.resolution.mention_figure[i], i, confidence=1.0) for i in tags]
        self.found = twins(self.book, self.resolution, self.said)

    def names(self) -> list[tuple[str, str]]:
        """The words of each figure that was found to be somebody, and of whom."""
        first = [self.resolution.figures[n].mentions[:1] for n in range(len(self.resolution.figures))]
        return [
            (self.book.shown[first[other][0]], self.book.shown[first[person][0]])
            for other, person in self.found.items()
        ]


def test_two_who_each_speak_to_a_third_and_never_to_each_other_are_one() -> None:
    talk = Talk(TURNS, LINKED)
    assert talk.names() == [("the matron", "Mrs. Cole")]
    said = renamed(talk.said, talk.found)
    assert len({own.speaker for own in said}) == 2
    merge(talk.book, talk.resolution, talk.found)
    cole = talk.resolution.mention_figure[talk.book.low.index("mrs. cole")]
    assert len(talk.resolution.figures[cole].mentions) == 6
    matron = next(iter(talk.found))
    assert talk.resolution.links and not any(matron in who for who in talk.resolution.links.values())
    assert regrouped({99: (matron, cole)}, talk.found) == {99: (cole,)}


@pytest.mark.parametrize(("between", "same"), [([], False), (["Mr. Nye", "Mrs. Cole"], True)])
def test_one_who_is_gone_before_another_is_told_of_is_not_she(between: list[str], same: bool) -> None:
    met = ["Mr. Nye", "the matron"]
    talk = Talk([*met * 3, *between, *met, *["Mr. Nye", "Mrs. Cole"] * 4], LINKED)
    assert talk.names() == ([("the matron", "Mrs. Cole")] if same else [])


def test_a_name_with_the_before_it_may_be_somebodys_epithet() -> None:
    turns = ["Oliver", "the Miser|name", "Oliver", "Gaunt"] * 3
    links = {"Gaunt": {"the Miser": 0.3}, "Gaunt 3": {"the Miser 3": 0.3}}
    assert Talk(turns, links).names() == [("the Miser", "Gaunt")]


def test_two_names_with_a_word_in_common_may_be_one_persons() -> None:
    turns = ["Owl", "Bruno-the-Bear", "Owl", "Bear", "Bear"] * 3
    links = {"Bear": {"Bruno-the-Bear": 0.4}, "Bear 3": {"Bruno-the-Bear 2": 0.3}}
    assert Talk(turns, links).names() == [("Bruno-the-Bear", "Bear")]


def test_a_few_turns_of_two_whom_a_whole_book_names_are_slips() -> None:
    turns = ["Owl", "Bruno-the-Bear", "Owl", "Bear", "Bear"] * 3
    links = {"Bear": {"Bruno-the-Bear": 0.4}, "Bear 3": {"Bruno-the-Bear 2": 0.3}}
    told = ["[Bruno-the-Bear] slept, and it rained.", "[Bear] slept, and it rained."] * 240
    assert Talk(turns, links, *told[:8]).names() == [("Bruno-the-Bear", "Bear")]
    assert Talk(turns, links, *told).names() == []


def test_two_brothers_who_speak_in_turn_to_a_third_are_two() -> None:
    turns = ["Owl", "John Vane", "Owl", "Hugh Vane"] * 3
    links = {"Hugh Vane": {"John Vane": 0.4}, "Hugh Vane 2": {"John Vane 2": 0.3}}
    assert Talk(turns, links).names() == []


def test_two_whom_the_model_never_links_stay_two() -> None:
    assert Talk(TURNS, {}).names() == []


def test_two_who_speak_to_each_other_are_two() -> None:
    assert Talk([*TURNS, "the matron"], LINKED).names() == []


def test_lines_with_a_paragraph_between_are_no_turns_of_two() -> None:
    assert Talk([*TURNS, "the matron"], LINKED, last="It rained.").names() == [("the matron", "Mrs. Cole")]


@pytest.mark.parametrize(("likely", "same"), [(0.3, True), (0.9, False)])
def test_a_turn_at_a_doubtful_paragraph_counts_as_far_as_there_is_one(likely: float, same: bool) -> None:
    last = len(TURNS)
    talk = Talk([*TURNS, "the matron"], LINKED, last="", doubts={f"“It is {last} ": likely})
    assert talk.names() == ([("the matron", "Mrs. Cole")] if same else [])


def test_two_who_stand_side_by_side_are_two() -> None:
    page = "[Mrs. Cole] and [the matron] walked out."
    assert Talk(TURNS, LINKED, page).names() == []
    assert Talk(TURNS, LINKED, "[[Mrs. Cole] and [the matron]] walked out.").names() == []
    # once among hundreds of mentions, somebody else was taken for one of the two
    assert Talk(TURNS * 40, LINKED, page).names() == [("the matron", "Mrs. Cole")]


def test_one_turn_in_the_place_of_another_says_little() -> None:
    assert Talk(["Mrs. Cole", "Mr. Nye", "the matron"], {"the matron": {"Mrs. Cole": 0.4}}).names() == []


@pytest.mark.parametrize(
    ("other", "label"), [("Anna", "Anna"), ("[his] aunt", "his aunt"), ("the gentleman", "the gentleman")]
)
def test_a_name_a_mans_word_and_the_aunt_of_somebody_are_not_she(other: str, label: str) -> None:
    turns = ["Mr. Nye", other, "Mr. Nye", "Mrs. Cole"] * 3
    links = {"Mrs. Cole": {label: 0.4}, "Mrs. Cole 3": {f"{label} 3": 0.4}}
    assert Talk(turns, links).names() == []


@pytest.mark.parametrize("several", ["the girls", "the others", "the two gentlemen"])
def test_several_are_no_twin_of_one(several: str) -> None:
    links = {"Pat Cole 2": {several: 0.4}, "Pat Cole 3": {f"{several} 2": 0.4}}
    assert Talk(["Mr. Nye", several, "Mr. Nye", "Pat Cole"] * 3, links).names() == []


def test_a_teller_is_nobodys_epithet() -> None:
    talk = Talk(TURNS, LINKED)
    assert twins(talk.book, talk.resolution, talk.said, [next(iter(talk.found))]) == {}


def test_one_who_was_taken_for_two_is_not_spoken_to_by_himself() -> None:
    (found,) = renamed([Attribution(0, addressees=(1, 2), confidence=1.0)], {1: 0})
    assert (found.speaker, found.addressees) == (0, (2,))


def test_a_group_with_members_is_nobodys_twin() -> None:
    talk = Talk(["Mr. Nye", "the Coles|name", "Mr. Nye", "Mrs. Cole"] * 4, COLES)
    group = talk.resolution.mention_figure[talk.book.low.index("the coles")]
    assert twins(talk.book, talk.resolution, talk.said, [group]) == {}
