"""Characters read in the wrong encoding, and references that nobody resolved."""

from __future__ import annotations

import pytest

from fabula.sources.damage import damage_of
from fabula.types import RepairKind
from tests.sources.conftest import Read, shown, titles

STORY = "“Où est Zoë?” asked Mr. Brûlé’s cook — ‘the new one’ … for £5.\n\n“Not here,” said Zoë.\n"


def mangled(words: str, encoding: str, times: int = 1) -> str:
    """Words written as UTF-8 and read as something else; what that lacks stays as its byte."""
    for _ in range(times):
        words = "".join(
            bytes((byte,)).decode(encoding, "replace").replace("\ufffd", chr(byte)) for byte in words.encode()
        )
    return words


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp850", "cp437", "cp1251"])
def test_utf8_in_the_wrong_clothes_is_read_as_it_was(encoding: str) -> None:
    assert damage_of(mangled(STORY, encoding)).view == STORY


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_so_is_what_was_taken_wrongly_twice(encoding: str) -> None:
    assert damage_of(mangled(STORY, encoding, 2)).view == STORY


def test_a_closing_mark_that_lost_its_last_byte() -> None:
    for lost in ("", "\ufffd", "\x9d", "?"):
        assert damage_of(f"â€œGo,â€{lost} said Zoe. â€œNow.â€{lost}\n").view == "“Go,” said Zoe. “Now.”\n"


def test_spaces_that_were_half_of_a_character() -> None:
    assert (
        damage_of("â€œVoilÃ ,â€\x9d she said.Â  â€œÃ  la carte.â€\x9d").view
        == "“Voilà,” she said.  “à la carte.”"
    )


def test_it_is_said_that_it_was_mended(read: Read) -> None:
    text = read("a.txt", mangled("Chapter One\n\n" + STORY, "cp1252"))
    (warning,) = text.warnings
    assert "UTF-8" in warning and "Windows-1252" in warning and "\n" not in warning
    assert {repair.kind for repair in text.repairs} == {RepairKind.ENCODING}
    assert text.reads(0, len(text.content)).endswith(STORY)
    html = "<html><body><p>" + mangled(STORY.replace("\n\n", "</p><p>"), "cp1252") + "</p></body></html>"
    page = read("a.html", html.encode())
    assert page.content == STORY.strip()
    assert len(page.warnings) == 1


@pytest.mark.parametrize(
    "content",
    [
        "“It is the new café”—he pointed—“or the old café’…”",
        "«VOILÀ», said the MAÎTRE D’HÔTEL. “LA NIÑA” sailed for 5 €, or £3, at 20 °C.",
        "IRMÃ” was all the stone said. Ângela read it to Årsen, Äbtissin of É“.",
        "Äpfel, Ärger, “Ö”, Ø, Å. The prompt was √ and ├──, γ and Γ.",
    ],
)
def test_words_that_only_look_like_it_stay(content: str) -> None:
    assert damage_of(content).view == content


@pytest.mark.parametrize(
    ("content", "reads"),
    [
        (
            "&quot;You&rsquo;re early,&quot; said Ilse &ndash; &#8220;by an hour.&#8221;",
            '"You’re early," said Ilse – “by an hour.”',
        ),
        ("&#147;Marks &amp; Sons,&#148; read Zo&#xEB;&hellip;", "“Marks & Sons,” read Zoë…"),
        ("&amp;ldquo;Twice,&amp;rdquo; said Ilse.&#13;", "“Twice,” said Ilse."),
        ("Hen&shy;rietta&nbsp;Vane", "Henrietta\u00a0Vane"),
    ],
)
def test_references_are_their_characters(content: str, reads: str) -> None:
    assert damage_of(content).view == reads


def test_an_ampersand_is_no_reference() -> None:
    content = "Quill & Sons; R&D; the &c. of it; &nosuchthing; AT&T; &#99999999; fish&chips;"
    assert damage_of(content).view == content


def test_titles_and_speech_come_without_references(read: Read) -> None:
    text = read("a.txt", "Chapter One: Ren&eacute;e&#8217;s Boat\n\n&ldquo;Row,&rdquo; said Ren&eacute;e.\n")
    assert titles(text) == ["Chapter One: Renée’s Boat"]
    assert shown(text) == ["&ldquo;Row,&rdquo; said Ren&eacute;e."]
    assert {repair.kind for repair in text.repairs} == {RepairKind.REFERENCE}
