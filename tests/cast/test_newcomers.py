from __future__ import annotations

from collections.abc import Mapping

import pytest

from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from fabula.cast.figures import Attribution
from fabula.cast.newcomers import newcomers
from tests.cast.scenes import Shares, tell

STRANGER = (
    "[The stranger] knocked.",
    "“Good evening,” said [the stranger].",
    "“Good evening,” said [Ann].",
    "“Is it late?” asked [the stranger].",
    "“It is ten,” said [Ann].",
)
CREWE = ("[Crewe] was in bed when [Ann] knocked.", "“Good morning,” said [Crewe].", "[Crewe] yawned.")
SAME: Mapping[str, Shares] = {"the stranger": "The stranger", "the stranger 2": "the stranger"}
A_LITTLE: Mapping[str, Shares] = {**SAME, "Crewe": {"the stranger 2": 0.35}}
MORE: Mapping[str, Shares] = {**SAME, "Crewe": {"the stranger 2": 0.5}}


def found(*page: str, links: Mapping[str, Shares] = A_LITTLE, apart: bool = False) -> dict[str, str]:
    """Who turns out to be whom; each line is its tag's."""
    book = tell(*page, links=links).book
    resolution = resolve_mentions(book, people_of(book), -1)
    said = [Attribution(resolution.mention_figure[i], i, confidence=1.0) for i in book.plain_tags]
    mine = [said[0].speaker] if apart else []
    shown = [book.shown[figure.mentions[0]] if figure.mentions else "" for figure in resolution.figures]
    return {shown[n]: shown[person] for n, person in newcomers(book, resolution, said, mine).items()}


def test_a_name_that_comes_as_a_stranger_goes_is_his() -> None:
    assert found(*STRANGER, *CREWE) == {"The stranger": "Crewe"}


def test_a_name_may_come_while_the_other_word_stays_if_it_surely_leads_there() -> None:
    stays = (*STRANGER, *CREWE, "[The stranger] went.")
    again: Mapping[str, Shares] = {"The stranger 2": "the stranger 2"}
    assert found(*stays, links={**A_LITTLE, **again}) == {}
    assert found(*stays, links={**MORE, **again}) == {"The stranger": "Crewe"}


def test_a_stranger_with_a_capital_is_known_by_a_name_too() -> None:
    page = [words.replace("stranger]", "Stranger|name]") for words in STRANGER]
    assert found(*page, *CREWE, links={"Crewe": {"the Stranger 2": 0.5}}) == {"The Stranger": "Crewe"}


def test_a_name_that_comes_long_after_is_another() -> None:
    assert found(*STRANGER, "It rained for days. " * 100, *CREWE) == {}


def test_a_name_known_before_is_another() -> None:
    links: Mapping[str, Shares] = {**SAME, "Crewe 2": {"the stranger 2": 0.5}}
    assert found("[Crewe] slept.", *STRANGER, *CREWE, links=links) == {}


@pytest.mark.parametrize(
    "meeting",
    [
        "[He|nominal] looked at [Crewe] as [the stranger] went out.",
        "[Crewe] and [the stranger] went out.",
    ],
)
def test_two_who_meet_are_two(meeting: str) -> None:
    assert found(*STRANGER, *CREWE, meeting, links={**MORE, "the stranger 3": "the stranger"}) == {}


def test_two_who_talk_are_two() -> None:
    talk = ("“Well?” said [the stranger].", "“Well!” said [Crewe].")
    assert found(*STRANGER, *CREWE, *talk, links={**MORE, "the stranger 3": "the stranger"}) == {}


def test_nothing_that_leads_from_one_to_the_other_is_nothing() -> None:
    assert found(*STRANGER, *CREWE, links=SAME) == {}


def test_one_of_two_new_names_is_not_chosen_by_chance() -> None:
    other = ("[Nye] came.", "[Nye] sat down, and [Nye] slept.")
    assert found(*STRANGER, *CREWE, *other, links={**A_LITTLE, "Nye": {"the stranger 2": 0.34}}) == {}


def test_a_teller_is_nobody_else() -> None:
    assert found(*STRANGER, *CREWE, apart=True) == {}


def test_a_stranger_who_is_a_she_is_no_mr_crewe() -> None:
    page = [words.replace("stranger", "lady") for words in STRANGER]
    crewe = [words.replace("Crewe", "Mr. Crewe") for words in CREWE]
    links: Mapping[str, Shares] = {"the lady": "The lady", "the lady 2": "the lady"}
    assert found(*page, *crewe, links={**links, "Mr. Crewe": {"the lady 2": 0.5}}) == {}
