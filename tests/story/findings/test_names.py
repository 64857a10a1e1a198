"""Names given otherwise once, and ranks that change and change back."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from fabula.types import FindingKind, MentionForm
from tests.story.findings.marked import marked

OFTEN = "[Catherine] came. [Catherine] sat. [Catherine] rose. [Catherine] left."


def test_a_name_that_is_spelt_otherwise_once() -> None:
    (message,) = marked(OFTEN, "[Catharine] came back.").alarms(FindingKind.NAME)
    assert message == "“Catharine” is spelt “Catherine” elsewhere."


@pytest.mark.parametrize("other", ["[Catherina] came.", "[Catherine]'s hat.", "[Tom] came."])
def test_another_name_is_none(other: str) -> None:
    assert not marked(OFTEN, other).alarms(FindingKind.NAME)


def test_a_name_without_letters_is_none() -> None:
    own = marked(OFTEN, "The [405:Gun] came.")
    own.mentions = tuple(replace(each, form=MentionForm.NAME) for each in own.mentions)
    assert not own.alarms(FindingKind.NAME)


def test_short_names_are_of_two_people() -> None:
    assert not marked("[Tom] came. [Tom] sat. [Tom] rose. [Tom] left. [Tim] came.").alarms(FindingKind.NAME)


def test_another_forename_of_one_surname() -> None:
    (message,) = marked("[Madeline Bell] came.", "[Marjorie Bell] left.").alarms(FindingKind.NAME)
    assert message == "“Marjorie Bell” is “Madeline Bell” elsewhere."
    family = marked("[Madeline Bell] came with [Marjorie].", "[Marjorie Bell] left.")
    assert not family.alarms(FindingKind.NAME)
    assert not marked("[Madeline Bell] came.", "[Robert Bell] left.").alarms(FindingKind.NAME)


def test_a_rank_that_is_another_once() -> None:
    own = marked("[Captain Hall:Hall] sat. [Colonel Hall:Hall] rose. [Captain Hall:Hall] left.")
    (found,) = own.candidates(FindingKind.RANK)
    assert found.message == "Hall is captain elsewhere, and here colonel."
    assert found.signs["before and after"] == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "[Captain Hall:Hall] sat. [Colonel Hall:Hall] rose. [Colonel Hall:Hall] left.",
        "[Captain Hall:Hall] sat. His joke was that [Colonel Hall:Hall] rose. [Captain Hall:Hall] left.",
        "[Captain Hall:Hall] sat. [Mr. Hall:Hall] rose. [Captain Hall:Hall] left.",
    ],
)
def test_a_promotion_a_joke_and_a_mister_are_none(text: str) -> None:
    assert all("explained" in own.signs for own in marked(text).candidates(FindingKind.RANK))


def test_a_first_name_and_ranks_of_the_sea_and_the_land() -> None:
    later = "[Commander Hall:Hall] sat. [Commander Hall:Hall] spoke. [Commander Hall:Hall] left."
    (found,) = marked(f"[Colonel Hall:Hall] rose. {later}").candidates(FindingKind.RANK)
    assert found.message == "Hall is commander elsewhere, and here colonel."
    assert found.signs["another ladder"] == 1.0 and "before and after" not in found.signs


def test_very_many_names_take_no_long_time() -> None:
    letters = [chr(97 + k) for k in range(26)]
    named = (f"[Abel{a}{b}{c} Bell] came." for a in "abcdefghijklmno" for b in letters for c in letters)
    text = " ".join(named)
    started = time.process_time()
    marked(text).findings()
    assert time.process_time() - started < 20


def test_how_often_a_spelling_and_a_name_stand_are_two_signs() -> None:
    (spelt,) = marked(OFTEN, "[Catharine] came back.").candidates(FindingKind.NAME)
    (called,) = marked("[Madeline Bell] came.", "[Marjorie Bell] left.").candidates(FindingKind.NAME)
    assert "usual spelling" in spelt.signs and "usual name" in called.signs
