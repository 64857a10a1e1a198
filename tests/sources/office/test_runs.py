from __future__ import annotations

from fabula.sources.office.runs import Runs
from fabula.types import Emphasis, EmphasisKind


def test_runs_that_are_set_alike_are_one_stretch() -> None:
    runs = Runs()
    for words in ("It was ", "*very", " ", "*cold ", "there."):
        runs.add(words.lstrip("*"), italic=words.startswith("*"))
    assert runs.words == "It was very cold there."
    assert runs.emphasis() == (Emphasis(EmphasisKind.ITALIC, 7, 16),)
    assert not runs.is_bold and runs.is_begun


def test_what_is_put_before_moves_the_rest() -> None:
    runs = Runs()
    runs.add("ay", bold=True)
    runs.number("1.")
    assert runs.words == "1. ay" and runs.emphasis() == (Emphasis(EmphasisKind.BOLD, 3, 5),)
    other = Runs()
    other.number("§ ")
    other.extend(runs)
    assert other.words == "§ 1. ay" and other.emphasis()[0].start == 5


def test_blanks_alone_are_nothing() -> None:
    runs = Runs()
    runs.add("")
    runs.add(" \t", italic=True)
    assert not runs.is_begun and not runs.emphasis() and runs.end == " \t"
