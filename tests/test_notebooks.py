"""What a notebook shows: records as cards, and the progress of a reading."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import fabula
from fabula import notebooks
from fabula.notebooks import in_notebook
from fabula.reading import Reading
from fabula.types import Because, Reason, Why, Work
from tests.builders import grouped_work

Shown = list[str]


class Page(HTMLParser):
    """The words of a card, and its elements."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def records(work: Work, folder: Path) -> Mapping[str, Any]:
    """One record of each kind that a reader meets, of a work whose names are hostile."""
    reading = Reading(work).save(folder / "w.fabula")
    with fabula.open_world(folder / "w.fabula") as world:
        return {
            "quote": reading.quotes[0],
            "unresolved": reading.quotes.where(lambda quote: quote.speaker is None)[0],
            "entity": reading.characters[0],
            "mention": reading.mentions[0],
            "told": Reading(grouped_work()).narrations[1],
            "line": world.quotes()[0],
            "work": world.works[0],
        }


@pytest.mark.parametrize(
    ("kind", "line", "words"),
    [
        (
            "quote",
            "<quote 1, Mara Quill to the ferryman (97%): “Is the ferry in?”>",
            [
                "“Is the ferry in?”",
                "speaker",
                "Mara Quill (#2)",
                "to",
                "the ferryman (#1)",
                "97%",
                "Chapter One",
            ],
        ),
        ("unresolved", "<quote 4, ? to Mara Quill: “Then swim!”>", ["speaker", "?"]),
        (
            "entity",
            "<Mara Quill (#2), also Miss Quill: she, 4 mentions, 2 lines>",
            ["Mara Quill", "PER", "Miss Quill", "she", "4 mentions, 2 lines"],
        ),
        ("mention", "<mention 'Mara Quill' of Mara Quill (", ["Mara Quill (#2)", "name"]),
        ("told", "<told by I (first person, 50%), ", ["I (#5)", "first", "50%"]),
        (
            "line",
            "<quote 1 of work 1, Mara Quill to the ferryman (97%): “Is the ferry in?”>",
            ["The <Ferry> (1)"],
        ),
        (
            "work",
            "<work 1, The <Ferry> by A. Nobody: 61 tokens, 2 characters, 4 quotes>",
            ["A. Nobody", "61"],
        ),
    ],
)
def test_one_record_is_a_line_and_a_card(
    tmp_path: Path, work: Work, kind: str, line: str, words: list[str]
) -> None:
    record = records(work, tmp_path)[kind]
    assert repr(record).startswith(line)
    page = Page(record._repr_html_())
    assert page.elements == {"table", "caption", "tbody", "tr", "th", "td"}
    assert set(words) <= set(page.words)


def test_a_long_speech_is_cut_on_its_line_and_whole_on_its_card(work: Work) -> None:
    from dataclasses import replace

    quote = replace(Reading(work).quotes[0], text="“Row on! " * 40)
    assert len(repr(quote)) < 130 and repr(quote).endswith("…>")
    assert Page(quote._repr_html_()).words[0].count("Row on!") == 40


def test_reasons_are_a_card_for_each_matter_with_their_weights() -> None:
    reasons = (Reason("the tag <names> her", 2.5), Reason("a person has settled it"))
    why = Why("“Row on!”", (Because("Mara says it", reasons), Because("to Tom")))
    page = Page(why._repr_html_())
    assert page.elements == {"p", "table", "caption", "tbody", "tr", "th", "td"}
    expected = [
        "“Row on!”",
        "Mara says it",
        "+2.5",
        "the tag <names> her",
        "a person has settled it",
        "to Tom",
    ]
    assert page.words == expected


def test_a_token_is_a_line() -> None:
    token = fabula.Token(3, "ran", 9, 12, 0, 0, "run", "VERB", "VBD", None, "root", 0.9, None, None)
    assert repr(token) == "<token 3 'ran': run, VERB, root>"


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """A notebook's kernel that notes what is displayed, each change of it anew."""
    shown: Shown = []

    def note(data: Mapping[str, str], *, raw: bool, display_id: bool = False) -> Any:
        assert raw
        shown.append(data["text/plain"])
        return SimpleNamespace(update=note)

    shell, display = ModuleType("IPython"), ModuleType("IPython.display")
    vars(shell)["get_ipython"] = lambda: SimpleNamespace(kernel=object())
    vars(display)["display"] = note
    monkeypatch.setitem(sys.modules, "IPython", shell)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    return shown


@pytest.mark.usefixtures("reader")
def test_reading_shows_its_progress_in_a_notebook(
    tmp_path: Path, notebook: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebooks, "PAUSE", 0.0)
    story = tmp_path / "ferry.txt"
    story.write_text("words")
    fabula.read(story)
    assert notebook[0].startswith("ferry.txt: ")
    assert "ferry.txt: reading, 50%" in notebook
    assert notebook[-1].startswith("ferry.txt: read in ") and notebook[-1].endswith(" s")
    del notebook[:]
    fabula.read(story, progress=lambda *_: None)
    assert notebook == []
    with pytest.raises(fabula.FabulaError):
        fabula.read(tmp_path / "missing.txt")
    assert notebook[-1].startswith("missing.txt: stopped after ")


@pytest.mark.usefixtures("reader")
def test_elsewhere_nothing_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not in_notebook()
    (tmp_path / "ferry.txt").write_text("words")
    fabula.read(tmp_path / "ferry.txt")
    assert capsys.readouterr() == ("", "")


def test_ipython_on_a_terminal_is_no_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = ModuleType("IPython")
    vars(shell)["get_ipython"] = lambda: SimpleNamespace()
    monkeypatch.setitem(sys.modules, "IPython", shell)
    assert not in_notebook()
    vars(shell)["get_ipython"] = lambda: None
    assert not in_notebook()
