"""Spans that nest and cross become elements that nest, and every character keeps the marks over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from fabula.exports.markup import Mark, marked

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
