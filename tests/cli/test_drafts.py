"""A new draft of a story that the world holds is told before it is read, and replaces what it is told to."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import fabula
from fabula.settings import Settings
from tests.cli.running import Run

Asked = list[tuple[Path, Settings]]

STORY = " ".join(
    f"On day {day} the {what} stood by the river and spoke to no one."
    for day in range(30)
    for what in ("miller", "ferryman", "smith")[day % 3 :][:1]
)


@pytest.fixture
def drafts(run: Run, tmp_path: Path, reader: Asked) -> Path:
    """A folder of two drafts and another story; the first draft is work 1 of ``w.fabula``."""
    (tmp_path / "weir.txt").write_text(STORY)
    (tmp_path / "weir-2.docx").write_text(STORY.replace("miller", "old miller") + " So it ended.")
    (tmp_path / "other.txt").write_text("There was a house that nobody would buy, " * 3)
    run("read", "weir.txt", "--world", "w.fabula", "--title", "The Weir", "--author", "J. Hale")
    reader.clear()
    return tmp_path


def works_in(path: str = "w.fabula") -> list[tuple[int, str, str]]:
    with fabula.open_world(path) as world:
        return [(work.id, work.title, work.source) for work in world.works]


KEPT = (1, "The Weir", "weir.txt")
LINE = (
    "fabula: weir-2.docx: this looks like a new draft of work 1, The Weir: read it with --replace 1 to "
    "replace it, or --new to keep both [F530]\n"
)


def test_a_draft_ends_in_one_line_before_the_long_reading(
    run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", None)
    result = run("read", "weir-2.docx", "--world", "w.fabula")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", LINE)
    assert works_in() == [KEPT]


def test_a_draft_takes_the_place_of_the_work_named(run: Run, drafts: Path) -> None:
    with fabula.open_world("w.fabula") as world:
        before = [(entity.id, entity.name) for entity in world.work(1).entities]
    result = run("read", "weir-2.docx", "--world", "w.fabula", "--replace", 1)
    assert result.exit_code == 0
    assert "is kept in w.fabula as work 1 in place of an earlier reading" in result.stdout
    assert works_in() == [(1, "The Weir", "weir-2.docx")]
    with fabula.open_world("w.fabula") as world:
        assert [(entity.id, entity.name) for entity in world.work(1).entities] == before


def test_both_are_kept_where_the_user_says_so(run: Run, drafts: Path) -> None:
    assert run("read", "weir-2.docx", "--world", "w.fabula", "--new").exit_code == 0
    assert works_in() == [KEPT, (2, "The <Ferry>", "weir-2.docx")]
    assert run("read", "weir-2.docx", "--world", "w.fabula").exit_code == 0, "it is a work of its own now"
    assert len(works_in()) == 2


def test_another_story_is_no_draft(run: Run, drafts: Path) -> None:
    assert run("read", "other.txt", "--world", "w.fabula", "--title", "Other").exit_code == 0
    assert works_in() == [KEPT, (2, "Other", "other.txt")]


def test_the_same_title_and_author_make_a_draft(run: Run, drafts: Path) -> None:
    named = ("--world", "w.fabula", "--title", "the weir", "--author", "J. Hale")
    result = run("read", "other.txt", *named)
    assert "other.txt: this looks like a new draft of work 1, The Weir" in result.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--replace", 7], "there is no work 7 in this world; there is 1"),
        (["--replace", 1, "--new"], "--replace is 1; it must be left out with --new"),
        (["--replace", 1, "--world", "none.fabula"], "there is no world at none.fabula"),
    ],
)
def test_a_place_that_there_is_not_is_told_before_the_reading(
    run: Run, drafts: Path, options: list[object], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", None)
    result = run("read", "weir-2.docx", "--world", "w.fabula", *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert not Path("none.fabula").exists()


def test_a_second_work_of_one_name_and_title_is_refused_before_the_reading(
    run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("read", "other.txt", "--world", "w.fabula")
    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", None)
    result = run("read", "other.txt", "--world", "w.fabula", "--replace", 1, "--title", "The <Ferry>")
    assert result.exit_code == 1
    assert "'other.txt' with this title is work 2 of this world already" in result.stderr


class Terminal(io.StringIO):
    """Somebody who types this."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "code", "kept"),
    [
        ("r\n", 0, [(1, "The Weir", "weir-2.docx")]),
        (" REPLACE \n", 0, [(1, "The Weir", "weir-2.docx")]),
        ("k\n", 0, [KEPT, (2, "The <Ferry>", "weir-2.docx")]),
        ("\n", 1, [KEPT]),
        ("s\n", 1, [KEPT]),
        ("", 1, [KEPT]),
        ("what?\n", 1, [KEPT]),
    ],
)
def test_at_a_terminal_the_user_is_asked(
    run: Run,
    drafts: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    code: int,
    kept: list[tuple[int, str, str]],
) -> None:
    monkeypatch.setattr("fabula.cli.read.can_ask", lambda: True)
    monkeypatch.setattr("fabula.cli.drafts.typed_line", lambda: typed)
    result = run("read", "weir-2.docx", "--world", "w.fabula")
    assert "weir-2.docx looks like a new draft of work 1, The Weir.\n" in result.stderr
    assert result.exit_code == code
    assert works_in() == kept


def test_scripts_and_series_are_never_asked(run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fabula.cli.read.can_ask", lambda: True)
    for more in (["--json"], ["other.txt"]):
        result = run("read", "weir-2.docx", *more, "--world", "w.fabula")
        assert result.exit_code == 1
        assert "--replace 1 to replace it" in result.stderr
        assert "(r)" not in result.stderr


def test_two_drafts_in_one_folder_are_told_and_the_first_is_kept(run: Run, drafts: Path) -> None:
    folder = drafts / "both"
    folder.mkdir()
    for name in ("weir.txt", "weir-2.docx", "other.txt"):
        (drafts / name).rename(folder / name)
    result = run("read", folder)
    assert result.exit_code == 1
    assert [source for _, _, source in works_in("both.fabula")] == ["other.txt", "weir.txt"]
    assert "weir-2.docx: this looks like a new draft of work 2" in result.stderr
    assert run("read", folder, "--new").exit_code == 0
    assert len(works_in("both.fabula")) == 3
