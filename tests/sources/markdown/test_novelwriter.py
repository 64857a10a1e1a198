from __future__ import annotations

import pytest

from fabula.types import Apart, BlockKind

from ..conftest import ENGLISH, Read, shown, titles
from ..marks import apart, emphasis

HEAD = "%%~name: The Mill\n%%~path: 1/2\n%%~kind: NOVEL/DOCUMENT\n\n"
TAGS = "@pov: Marta\n@char: Ivo, Anselm Crewe\n@location: Mill\n\n%Synopsis: Crewe is only named.\n\n"


def test_what_is_for_the_writer_is_left_out(read: Read) -> None:
    page = f"## One\n\n### At the mill\n\n{TAGS}% Ask Crewe.\n\n{ENGLISH}\n\n[newpage]\n\n### Later\n\n"
    text = read("a.md", f"{HEAD}{page}{ENGLISH}\n")
    assert (text.metadata.title, text.metadata.author) == ("The Mill", "")
    assert titles(text) == ["One"] and shown(text) == [ENGLISH, ENGLISH]
    assert len(shown(text, BlockKind.SCENE_BREAK)) == 1
    assert "Crewe" not in text.content


@pytest.mark.parametrize("name", ["a.nwd", "a.md"])
def test_a_file_of_scenes_without_chapters(read: Read, name: str) -> None:
    text = read(name, f"{HEAD}### At the mill\n\n{TAGS}{ENGLISH}\n\n### Later\n\n{ENGLISH}\n")
    assert titles(text) == ["At the mill", "Later"] and shown(text) == [ENGLISH, ENGLISH]


def test_marks_within_the_words(read: Read) -> None:
    page = (
        f"@pov: Marta\n\n##! The Boat\n\n>> It was [b]very[/b] [i]cold[/i]. <<\n\n> Yes.[footnote:f1] <\n\n"
        f"He [s]ran[/s] walked.\n\n%Footnote.f1: So they say.\n\n[vspace:2]\n\n{ENGLISH}\n"
    )
    text = read("a.md", page)
    assert shown(text) == ["It was very cold.", "Yes.", "He walked.", ENGLISH]
    assert emphasis(text) == [("b", "very"), ("i", "cold")]
    assert apart(text) == [(Apart.FOOTNOTE, "So they say.")]


def test_a_per_cent_sign_makes_no_file_of_the_program(read: Read) -> None:
    text = read("a.md", f"% The Boat\n% Ada Merrow\n\n{ENGLISH}\n\n100% of it.\n")
    assert text.metadata.title == "The Boat" and shown(text) == [ENGLISH, "100% of it."]


def test_the_title_of_the_novel_is_its_own(read: Read) -> None:
    page = f"%%~name: Opening\n%%~kind: NOVEL/DOCUMENT\n\n#! The Boat\n\n## One\n\n@pov: Marta\n\n{ENGLISH}\n"
    text = read("a.nwd", page)
    assert text.metadata.title == "The Boat" and shown(text) == [ENGLISH]
