"""Spans that nest and cross become elements that nest, and every character keeps the marks over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from fabula.exports.markup import Mark, by_block, marked, reads_once
from fabula.types import Metadata, Repair, RepairKind, Text

CONTENT = "a<b>&c\"d'e f"


def reads(content: str) -> Callable[[int, int], str]:
    return lambda start, end: content[start:end]


def mark(start: int, end: int, name: int) -> Mark:
    return Mark(start, end, Markup(f"<span {name} new>"), Markup(f"<span {name} resumed>"))


def test_nested_marks() -> None:
    assert (
        marked(reads("abcd"), (0, 4), [mark(1, 3, 2), mark(0, 4, 1)])
        == "<span 1 new>a<span 2 new>bc</span>d</span>"
    )


def test_crossing_marks_break_the_inner_one() -> None:
    found = marked(reads("abcd"), (0, 4), [mark(0, 2, 1), mark(1, 3, 2)])
    assert found == "<span 1 new>a<span 2 new>b</span></span><span 2 resumed>c</span>d"


def test_a_mark_from_the_block_before_goes_on() -> None:
    assert marked(reads("abcd"), (2, 4), [mark(1, 9, 1)]) == "<span 1 resumed>cd</span>"


def test_a_point_stands_where_it_is() -> None:
    point = Mark(2, 2, Markup("<here/>"), Markup(""), Markup(""))
    assert marked(reads("abcd"), (0, 4), [mark(1, 3, 1), point]) == "a<span 1 new>b<here/>c</span>d"
    assert marked(reads("abcd"), (2, 4), [point]) == "<here/>cd"
    assert marked(reads("abcd"), (0, 2), [point]) == "ab"


def test_a_repair_that_a_mark_cuts_is_read_once() -> None:
    repairs = (Repair(2, 6, "xy", RepairKind.LINE_BREAK), Repair(6, 7, "", RepairKind.INVISIBLE))
    text = Text("ab-\ncd_e", (), (), Metadata(), "x.txt", repairs=repairs)
    found = marked(reads_once(text), (0, 8), [mark(0, 3, 1), mark(4, 5, 2)])
    assert re.sub("<[^>]+>", "", found) == "abxye"


def test_a_mark_is_in_every_block_that_it_touches() -> None:
    marks = [mark(0, 2, 1), mark(1, 9, 2), mark(5, 9, 3), Mark(3, 3, Markup("<p/>"), Markup(""), Markup(""))]
    found = by_block(marks, [(0, 3), (3, 5), (6, 9)])
    assert {at: [own.start for own in held] for at, held in found.items()} == {
        0: [0, 1],
        1: [1, 3],
        2: [1, 5],
    }


@given(
    st.lists(st.tuples(st.integers(-2, 14), st.integers(-2, 14)), max_size=7),
    st.integers(0, 6),
    st.integers(6, len(CONTENT)),
)
def test_every_character_keeps_its_marks(spans: list[tuple[int, int]], start: int, end: int) -> None:
    found = marked(reads(CONTENT), (start, end), [mark(*span, name) for name, span in enumerate(spans)])
    stack: list[int] = []
    under: list[set[int]] = []
    text = ""
    for closing, name, words in re.findall(r"(</span>)|<span (\d+) \w+>|((?:[^<&]|&[^;]+;)+)", found):
        if closing:
            stack.pop()
        elif name:
            stack.append(int(name))
        else:
            words = unescape(words)
            text += words
            under += [set(stack)] * len(words)
    assert stack == []
    assert text == CONTENT[start:end]
    for at, marks in enumerate(under, start=start):
        assert marks == {name for name, (first, last) in enumerate(spans) if first <= at < last}
    for name, (first, last) in enumerate(spans):
        opened = found.count(f"<span {name} new>")
        assert opened == (1 if start <= first < min(last, end) else 0), "an anchor is given once"
