from __future__ import annotations

from pathlib import Path

import pytest

from fabula.types import BlockKind

from .conftest import ENGLISH, STORIES, Read, shown, titles

DEEP = "<div>" * 180


def test_inline_marks_neither_add_nor_drop_spaces(read: Read) -> None:
    page = "<p>It was <i>very</i>\n  cold<b>.</b> “Come <em>in</em>,” he s<u>ai</u>d.</p>"
    assert (
        read("a.html", f"<html><body>{page}</body></html>").content == "It was very cold. “Come in,” he said."
    )


def test_breaks_and_paragraphs(read: Read) -> None:
    page = "<html><body><p>One<br>two</p><div>Three<br/><br/>four<p>five</p>six</div></body></html>"
    assert read("a.html", page).content == "One\ntwo\n\nThree\n\nfour\n\nfive\n\nsix"


def test_what_is_hidden_is_not_read(read: Read) -> None:
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><script>var x = '<p>no</p>';</script>"
        "<p hidden>no</p><p style='display: none'>no</p><!-- no --><p>yes&nbsp;&amp;&#8217;</p></body></html>"
    )
    assert read("a.html", page).content == "yes\u00a0&’"


def test_headings_rules_and_title(read: Read) -> None:
    body = f"<h1>The Boat</h1><h2>One</h2><p>{ENGLISH}</p><hr><p>{ENGLISH}</p><h2>Two</h2><p>{ENGLISH}</p>"
    text = read("a.html", f"<html><body>{body}</body></html>")
    assert text.metadata.title == "The Boat"
    assert titles(text) == ["One", "Two"]
    assert shown(text, BlockKind.SCENE_BREAK) == ["* * *"]


def test_menus_are_boilerplate(read: Read) -> None:
    body = f"<nav>Home</nav><div>Sign in</div><main><p>{ENGLISH * 3}</p></main><footer>©</footer>"
    text = read("a.html", f"<html><body>{body}</body></html>")
    assert shown(text) == [ENGLISH * 3]
    assert shown(text, BlockKind.BOILERPLATE) == ["Home", "Sign in", "©"]


def test_note_marks_are_left_out_and_notes_set_apart(read: Read) -> None:
    page = (
        '<html><body><p>The boat<sup><a href="#n1">1</a></sup> sank.</p>'
        '<aside class="footnote" id="n1"><p>A small one.</p></aside></body></html>'
    )
    text = read("a.html", page)
    assert shown(text) == ["The boat sank."]
    assert shown(text, BlockKind.NOTE) == ["A small one."]


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8"])
def test_a_declared_encoding_is_used(read: Read, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>“Café”</p></body></html>'
    encoding = "utf-8" if declared == "utf-8" else "cp1252"
    assert read("a.html", page.encode(encoding)).content == "“Café”"


@pytest.mark.parametrize(
    "page", ["<html><body><p>a<b>b</p></b><p>c", f"<html><body>{DEEP}<p>c", "<html><p>\x00c</p>"]
)
def test_broken_pages_are_read(read: Read, page: str) -> None:
    assert read("a.html", page).content.endswith("c")


@pytest.mark.parametrize("suffix", ["epub", "docx", "html"])
def test_the_story_is_the_same_in_every_format(suffix: str, tmp_path: Path) -> None:
    from fabula.sources import load

    plain, other = load(STORIES / "dialogue.txt"), load(STORIES / f"dialogue.{suffix}")
    assert shown(other) == shown(plain)
    assert len(shown(other, BlockKind.SCENE_BREAK)) == len(shown(plain, BlockKind.SCENE_BREAK)) == 4
    assert (other.metadata.title, other.metadata.author) == ("The Man Upstairs", "P. G. Wodehouse")


@pytest.mark.parametrize(
    ("made", "shown_as"),
    [
        (
            "<ol><li>Salt.</li><li><p>Bread.</p><p>And rye.</p></li></ol>",
            ["1. Salt.", "2. Bread.", "And rye."],
        ),
        ('<ol start="4" type="i"><li><i>Salt</i>.</li><li>Rye.</li></ol>', ["iv. Salt.", "v. Rye."]),
        ('<ol reversed><li value="9">Salt.</li><li>Rye.</li></ol>', ["9. Salt.", "8. Rye."]),
        ("<ol reversed><li>Salt.</li><li>Rye.</li></ol>", ["2. Salt.", "1. Rye."]),
        ('<ol style="list-style-type: upper-alpha"><li>Salt.</li></ol>', ["A. Salt."]),
        ('<ol style="list-style: none"><li>Salt.</li><li>Rye.</li></ol>', ["Salt.", "Rye."]),
        ("<ul><li>Salt.</li></ul><ol><li></li></ol><p>He went.</p>", ["Salt.", "He went."]),
        ('<ol><li><a href="#a">Salt.</a></li></ol>', ["Salt."]),
        ("<ol><li>1. Salt.</li><li><b>2)</b> Rye.</li></ol>", ["1. Salt.", "2) Rye."]),
        ("<ol><li>10 loaves.</li><li>1. Rye.</li></ol>", ["1. 10 loaves.", "2. 1. Rye."]),
        ("<ol><li>Salt.<ol><li>Sea.</li></ol></li><li>Rye.</li></ol>", ["1. Salt.", "1. Sea.", "2. Rye."]),
    ],
)
def test_the_numbers_of_a_list_are_words_of_it(read: Read, made: str, shown_as: list[str]) -> None:
    page = f"<html><body><p>She wrote down what they had.</p>{made}</body></html>"
    assert shown(read("a.html", page))[1:] == shown_as
