from __future__ import annotations

import pytest

from fabula.sources.lines import Line, group_lines, split_lines


def test_a_line_is_its_visible_extent_with_its_number_and_its_indent() -> None:
    assert list(split_lines("One \r\n\n  two\n\tthree")) == [
        Line(0, 3, 0, 0),
        Line(9, 12, 2, 2),
        Line(14, 19, 3, 8),
    ]


@pytest.mark.parametrize("empty", ["", "\n", " \n\t\r\n", "\u200b\n", "\ufeff\u00a0\n"])
def test_lines_on_which_nothing_is_visible_are_none(empty: str) -> None:
    assert len(split_lines(empty)) == 0
    assert [line.number for line in split_lines(empty + "Here.")] == [empty.count("\n")]


def test_what_begins_without_width_is_seen() -> None:
    content = "\u200b“Hm.”"
    assert [(line.start, line.end) for line in split_lines(content)] == [(0, len(content))]


def test_information_separators_part_lines_but_make_no_new_ones() -> None:
    assert [line.number for line in split_lines("one\x1ctwo\nthree\x1e\nfour")] == [0, 0, 1, 2]


def test_drawn_lines_are_told() -> None:
    lines = split_lines("So it was.\n* * *\n——\noOo\nOld men.\nline break\n")
    assert [line.drawn for line in lines] == [False, True, False, True, False, True]


def test_long_texts_are_taken_in_pieces_that_leave_no_trace() -> None:
    content = "A line of words.\n\n" * 30_000
    lines = split_lines(content)
    assert all(content[line.start : line.end] == "A line of words." for line in lines)
    assert [line.number for line in lines] == list(range(0, 60_000, 2))
    assert sum(len(group) for group in group_lines(lines)) == 30_000


def test_groups_are_lines_with_none_between_them_that_is_blank() -> None:
    lines = split_lines("a\nb\n\nc\n\n\nd\ne\nf\n")
    assert [[line.start for line in group] for group in group_lines(lines)] == [[0, 2], [5], [9, 11, 13]]
    assert not list(group_lines(split_lines("")))
