"""Words that are struck out: in a manuscript whole paragraphs are set apart, on a page they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.sources import load
from fabula.types import Apart

from . import word_files
from .conftest import Read, shown, zipped
from .epubs import epub

A = "Wyn carried the ladder down to the quay before the bell had stopped, and set it against the wall."
GONE = "The mayor of the town had a word to say about that."
B = "It was late and the tide was out, so they waited by the mill until the moon was up."
PAGES = {"a.html": "<s>{}</s>", "b.html": "<del>{}</del>", "a.epub": "<s>{}</s>"}
MARKED = {
    **{"a.md": "~~{}~~", "b.md": "<del>{}</del>", "a.docx": "strike", "b.docx": "dstrike"},
    **{"a.rtf": r"{{\strike {}}}", "b.rtf": r"{{\striked1 {}}}"},
    "a.odt": '<text:span text:style-name="S">{}</text:span>',
}


def made(name: str, paragraphs: list[list[tuple[str, bool]]]) -> bytes | str:
    """A file of paragraphs, each of words that are struck out or not."""
    mark = {**PAGES, **MARKED}[name]
    if name.endswith(".docx"):
        runs = ["".join(word_files.r(w, *[mark] * out) for w, out in each) for each in paragraphs]
        return word_files.docx(*map(word_files.p, runs))
    lines = ["".join(mark.format(words) if out else words for words, out in each) for each in paragraphs]
    if name.endswith(".md"):
        return "\n\n".join(lines)
    if name.endswith(".rtf"):
        return r"{\rtf1\ansi " + "".join(rf"\pard {line}\par" + "\n" for line in lines) + "}"
    if name.endswith(".odt"):
        return odt(lines)
    page = "".join(f"<p>{line}</p>" for line in lines)
    return epub({"1.xhtml": page}) if name.endswith(".epub") else f"<html><body>{page}</body></html>"


def odt(lines: list[str]) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "style")
    )
    style = '<style:text-properties style:text-line-through-style="solid"/>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>"
            f'<style:style style:name="S" style:family="text">{style}</style:style></office:automatic-styles>'
            f"<office:body><office:text>{''.join(f'<text:p>{line}</text:p>' for line in lines)}</office:text>"
            "</office:body></office:document-content>",
        }
    )


@pytest.mark.parametrize("name", MARKED)
def test_whole_paragraphs_are_set_apart_and_words_in_a_sentence_stay(read: Read, name: str) -> None:
    sentence = [("They ", False), ("ran", True), (" walked home.", False)]
    text = read(name, made(name, [[(A, False)], [(GONE, True)], sentence, [(B, False)]]))
    assert shown(text) == [A, "They ran walked home.", B]
    (apart,) = text.set_apart()
    assert (apart.kind, text.content[apart.start : apart.end]) == (Apart.STRUCK_OUT, GONE)


@pytest.mark.parametrize("name", MARKED)
def test_a_text_that_is_struck_out_as_a_whole_is_one(read: Read, name: str) -> None:
    assert shown(read(name, made(name, [[(A, True)], [(GONE, True)], [(B, False)]]))) == [A, GONE, B]


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_struck_out_is_read(read: Read, name: str) -> None:
    assert shown(read(name, made(name, [[(A, False)], [(GONE, True)], [(B, False)]]))) == [A, GONE, B]


def test_they_can_be_put_back(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(str(made("a.md", [[(A, False)], [(GONE, True)], [(B, False)]])))
    assert shown(load(path, include="struck out")) == [A, GONE, B]
