from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fabula.language.windows import MARGIN, WINDOW, windows
from fabula.language.wordpiece import MAX_PIECES

LONGEST = MAX_PIECES + 3
"""A word's own pieces with a paragraph mark and two marks of speech."""


@given(st.lists(st.integers(1, LONGEST), max_size=600))
def test_every_word_is_kept_once_and_no_window_is_too_large(lengths: list[int]) -> None:
    found = windows(lengths)
    kept = [i for w in found for i in range(w.keep_first, w.keep_last)]
    assert kept == list(range(len(lengths)))
    for w in found:
        assert 0 <= w.first <= w.keep_first < w.keep_last <= w.last <= len(lengths)
        assert sum(lengths[w.first : w.last]) + 2 <= WINDOW


@given(st.lists(st.integers(1, LONGEST), min_size=300, max_size=900))
def test_every_kept_word_has_context_at_both_sides(lengths: list[int]) -> None:
    for w in windows(lengths):
        if w.first > 0:
            before = sum(lengths[w.first : w.keep_first])
            assert MARGIN - LONGEST < before <= MARGIN
        if w.last < len(lengths):
            after = sum(lengths[w.keep_last : w.last])
            assert MARGIN <= after < MARGIN + LONGEST
            assert sum(lengths[w.first : w.last + 1]) + 2 > WINDOW, "the window had room for another word"


@given(
    st.lists(st.integers(1, 5), max_size=80),
    st.integers(16, 40),
    st.integers(0, 4),
)
def test_other_sizes_and_margins_keep_the_same_promises(lengths: list[int], size: int, margin: int) -> None:
    found = windows(np.asarray(lengths, np.int64), size, margin)
    assert [i for w in found for i in range(w.keep_first, w.keep_last)] == list(range(len(lengths)))
    assert all(sum(lengths[w.first : w.last]) + 2 <= size for w in found)


def test_a_short_text_is_one_window_and_no_text_is_none() -> None:
    assert windows([]) == []
    (only,) = windows([1] * (WINDOW - 2))
    assert (only.first, only.last, only.keep_first, only.keep_last) == (0, WINDOW - 2, 0, WINDOW - 2)
    assert len(windows([1] * (WINDOW - 1))) == 2


def test_windows_move_on_by_all_they_keep() -> None:
    found = windows([1] * 10_000)
    inner = WINDOW - 2 - 2 * MARGIN
    assert {w.keep_last - w.keep_first for w in found[1:-1]} == {inner}
