"""What somebody may have meant who mistyped the name of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula import errors, nearby
from fabula.nearby import near

WORLDS = (".fabula",)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two worlds and a story in it and a folder of stories."""
    monkeypatch.chdir(tmp_path)
    for name in ("emma.fabula", "The Mill.fabula", "emma.epub", "notes.txt", "books/emma.epub"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("words")
    (tmp_path / "folder.fabula").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ema.fabula", "emma.fabula"),
        ("EMMA.FABULA", "emma.fabula"),
        ("emma", "emma.fabula"),
        ("emma.epub", "emma.fabula"),
        ("the mill.fabula", "The Mill.fabula"),
        ("Themill.fabula", "The Mill.fabula"),
        ("books/emma.fabula", "emma.fabula"),
        ("no/such/emma.fabula", "emma.fabula"),
        ("persuasion.fabula", ""),
        ("folder.fabula", ""),
        ("\0", ""),
        ("x" * 500, ""),
    ],
)
def test_a_world_is_meant(typed: str, meant: str) -> None:
    assert near(Path(typed), WORLDS) == meant


def test_where_it_lies_is_part_of_what_is_meant() -> None:
    assert near(Path("books/ema.epub"), (".epub",)) == str(Path("books/emma.epub"))


def test_a_folder_of_very_many_files_is_not_searched_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "MOST", 0)
    assert near(Path("ema.fabula"), WORLDS) == ""


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (errors.world_missing, "there is no world at emm.fabula; did you mean emma.fabula?"),
        (errors.file_missing, "emm.fabula: no such file; did you mean emma.epub?"),
    ],
)
def test_errors_say_what_may_have_been_meant(error: object, says: str) -> None:
    assert callable(error)
    assert says in str(error(Path("emm.fabula")))


def test_a_story_in_place_of_its_world_is_set_right() -> None:
    shown = str(errors.not_a_world(Path("emma.epub"), "it is no SQLite database"))
    assert shown.startswith(
        "emma.epub is not a Fabula world: it is no SQLite database; did you mean emma.fabula?"
    )
    shown = str(errors.not_a_world(Path("emma.fabula"), "the file is empty"))
    assert "name one that fabula read has written" in shown
