"""How much one answer holds."""

from __future__ import annotations

import pytest

pytest.importorskip("pydantic")

from fabula.assistants.answers import Evidence
from fabula.assistants.bounds import LARGEST, MOST_ITEMS, cut, few, page


def evidence(words: str) -> Evidence:
    return Evidence(start=0, end=1, words=words)


def test_pages_lead_through_all_rows() -> None:
    rows = [str(number) for number in range(7)]
    seen: list[str] = []
    after: int | None = 0
    while after is not None:
        items, after = page(rows, after, 3, evidence)
        seen += (own.words for own in items)
    assert seen == rows


def test_no_page_has_more_items_than_it_may() -> None:
    items, following = page(["x"] * 1000, 0, 1000, evidence)
    assert (len(items), following) == (MOST_ITEMS, MOST_ITEMS)


def test_no_page_is_larger_than_it_may_but_one_item_is_always_given() -> None:
    items, following = page(["x" * (LARGEST // 3)] * 9, 0, 9, evidence)
    assert (len(items), following) == (2, 2)
    items, following = page(["x" * (2 * LARGEST)] * 2, 0, 9, evidence)
    assert (len(items), following) == (1, 1)


def test_a_page_behind_the_last_is_empty() -> None:
    assert page(["x"], 5, 3, evidence) == ([], None)


def test_lists_in_an_item_are_bounded() -> None:
    assert len(few(evidence("x") for _ in range(100))) == 20
    assert len(few((evidence("x" * 3000) for _ in range(100)), 50)) == 1


def test_words_are_cut_at_a_space() -> None:
    assert cut("the ferry is late", 40) == "the ferry is late"
    assert cut("the ferry is late", 13) == "the ferry…"
    assert cut("x" * 20, 10) == "x" * 9 + "…"
