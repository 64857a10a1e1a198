"""``fabula read`` of folders, archives, many stories and one in many files."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.cli.progress import ReadingProgress
from fabula.cli.targets import targets_of
from fabula.sources import load
from fabula.sources.folders import StoryFile
from fabula.sources.manuscripts import Manuscript
from fabula.types import Text
from tests.cli.running import Run
from tests.sources.conftest import zipped

pytestmark = pytest.mark.usefixtures("reader")

WORDS = {
    "one": "The miller rose before it was light and went down to look at the wheel, which had stopped.",
    "two": "Nobody in the village had ever seen the sea, though some said that they could hear it at night.",
    "ten": "A letter lay on the step, and whoever had left it there had not wished to be seen by anyone.",
}
LONG = {name: " ".join(f"{words} {number}" for number in range(9)) for name, words in WORDS.items()}


@pytest.fixture
def saga(tmp_path: Path) -> Path:
    """A folder of three stories, with what else lies in such a folder."""
    folder = tmp_path / "saga"
    (folder / "more").mkdir(parents=True)
    for name, number in (("one", "1"), ("two", "2"), ("ten", "more/10")):
        (folder / f"{number}.txt").write_text(LONG[name])
    for name in (".hidden.txt", "cover.jpg", "map.png", "a.csv", "b.csv", "book.pdf"):
        (folder / name).write_text("x")
    return folder


def works_in(path: Path | str) -> list[tuple[int, str]]:
    with fabula.open_world(path) as world:
        return [(work.id, work.source) for work in world.works]


def test_every_story_of_a_folder_goes_into_a_world_of_its_name(run: Run, saga: Path) -> None:
    result = run("read", saga)
    assert result.exit_code == 0
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["1.txt", "2.txt", "more/10.txt"]
    assert result.stderr.splitlines() == [
        "fabula: passed over: book.pdf; make EPUB or DOCX of such files and read that",
        "fabula: passed over, as they are no stories: cover.jpg, a.csv, b.csv and map.png",
    ]
    assert works_in("saga.fabula") == [(1, "1.txt"), (2, "2.txt"), (3, "more/10.txt")]
    again = run("read", saga)
    assert again.stdout.count("in place of an earlier reading") == 3
    assert len(works_in("saga.fabula")) == 3


def test_the_current_folder_is_called_by_its_name(
    run: Run, saga: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(saga)
    assert run("read", ".").exit_code == 0
    assert len(works_in("saga.fabula")) == 3
    assert run("read", ".").stderr.count("saga.fabula") == 0, "the world in the folder is no story"


def test_stories_of_an_archive_are_read_without_unpacking_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "saga.zip"
    path.write_bytes(zipped({"s/10.txt": "x", "s/2.txt": "x", "s/../../out.txt": "x", "s/a.png": "x"}))
    found = targets_of([path], None, keep=True, as_one=False)
    assert [target.name for target in found.targets] == ["2.txt", "10.txt", "out.txt"]
    assert {target.world for target in found.targets} == {Path("saga.fabula")}
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("as_one", [False, True])
def test_a_dash_stands_for_what_is_piped_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, as_one: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO("“So?” said Zoë.".encode()), encoding="utf-8")
    )
    (target,) = targets_of([Path("-")], None, keep=True, as_one=as_one).targets
    assert (target.name, target.world) == ("stdin", Path("stdin.fabula"))
    assert isinstance(target.story, StoryFile)
    assert target.story.read() == target.story.read() == "“So?” said Zoë.".encode()
    assert load(target.story, force=True).source == "stdin"
    (tmp_path / "-").write_text("x")
    (target,) = targets_of([Path("-")], None, keep=True, as_one=False).targets
    assert isinstance(target.story, StoryFile) and target.story.read() == b"x"


def test_nothing_piped_in_is_an_empty_story(run: Run) -> None:
    result = run("read", "-")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("fabula: stdin: ")


def test_one_that_fails_does_not_stop_the_rest(run: Run, saga: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "2.txt", fabula.FabulaError("F104", "there is nothing in it"))
    result = run("read", saga, "missing.txt", "--world", "all.fabula")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-2:] == [
        "fabula: there is nothing in it [F104]",
        "fabula: missing.txt: no such file; give the path of a story to read [F101]",
    ]
    assert works_in("all.fabula") == [(1, "1.txt"), (2, "more/10.txt")]


def failing(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    """Lets the reading of a story of this name end in an error."""
    pipeline = sys.modules["fabula.pipeline"]
    read_text: Callable[..., Any] = vars(pipeline)["read_text"]

    def read(text: Text, **options: Any) -> Any:
        if text.source == name:
            raise error
        return read_text(text, **options)

    monkeypatch.setattr(pipeline, "read_text", read)


def test_ctrl_c_keeps_what_was_read_and_counts_what_is_left(
    run: Run, saga: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "2.txt", KeyboardInterrupt())
    result = run("read", saga)
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == (
        "fabula: stopped: 1 of 3 stories was read, 2 are left; what was read is kept, and the same "
        "command goes on from there"
    )
    assert works_in("saga.fabula") == [(1, "1.txt")]
    reports = json.loads(run("read", saga, "--json").stdout)
    assert [report["file"] for report in reports] == [str(saga / "1.txt")]
    failing(monkeypatch, "1.txt", KeyboardInterrupt())
    stopped = run("read", saga, "--json")
    assert (stopped.exit_code, stopped.stdout) == (130, "")
    assert "0 of 3 stories were read, 3 are left; what was read is kept" in stopped.stderr
    assert "left; nothing was kept" in run("read", saga, "--no-keep").stderr


def test_progress_counts_the_stories(run: Run, saga: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    class Noted(ReadingProgress):
        def __init__(self, what: str) -> None:
            shown.append(what)
            super().__init__(what)

    monkeypatch.setattr("fabula.cli.progress.ReadingProgress", Noted)
    run("read", saga)
    assert "2 of 3: 2.txt" in shown
    run("read", saga / "1.txt")
    assert shown[-1] == "1.txt"


def test_files_of_one_name_in_one_world_keep_apart_by_their_folders(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two", "ten"):
        (tmp_path / "books" / name).mkdir(parents=True)
        (tmp_path / "books" / name / "1.txt").write_text(LONG[name])
    (tmp_path / "books" / "2.txt").write_text("Another story, which is none of these and ends here.")
    run(
        "read",
        *sorted((tmp_path / "books").glob("*/1.txt")),
        tmp_path / "books" / "2.txt",
        "--world",
        "w.fabula",
    )
    assert [source for _, source in works_in("w.fabula")] == ["one/1.txt", "ten/1.txt", "two/1.txt", "2.txt"]


def test_a_file_named_twice_is_read_once(run: Run, saga: Path) -> None:
    found = targets_of([saga / "1.txt", saga / "more" / ".." / "1.txt"], None, keep=True, as_one=False)
    assert len(found.targets) == 1


def test_a_folder_without_stories_is_told_and_the_rest_is_read(run: Run, saga: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    result = run("read", tmp_path / "none", saga / "1.txt")
    assert result.exit_code == 1
    assert "there are no stories in it" in result.stderr
    assert works_in("1.fabula") == [(1, "1.txt")]
    assert run("read", tmp_path / "none").exit_code == 1


def test_a_folder_of_chapters_is_told_to_be_one_work(run: Run, tmp_path: Path) -> None:
    folder = chapters(tmp_path / "my novel")
    hint = f"one work: fabula read '{folder}' --as-one reads them so"
    assert hint in run("read", folder, "--no-keep").stderr


def chapters(folder: Path) -> Path:
    folder.mkdir()
    for name, number in (("one", 1), ("two", 2), ("ten", 10)):
        (folder / f"chapter-{number}.md").write_text(LONG[name])
    (folder / "outline.pdf").write_text("x")
    return folder


@pytest.mark.parametrize("how", ["folder", "files", "archive"])
def test_chapters_are_read_as_one_work(run: Run, tmp_path: Path, how: str) -> None:
    folder = chapters(tmp_path / "novel")
    paths = [folder]
    if how == "files":
        paths = sorted(folder.glob("*.md"))
    if how == "archive":
        paths = [tmp_path / "novel.zip"]
        paths[0].write_bytes(zipped({path.name: path.read_bytes() for path in folder.iterdir()}))
    found = targets_of(paths, None, keep=True, as_one=True)
    (target,) = found.targets
    assert isinstance(target.story, Manuscript)
    assert [file.name for file in target.story.files] == ["chapter-1.md", "chapter-2.md", "chapter-10.md"]
    assert (target.name, target.world) == ("novel", Path("novel.fabula"))
    assert found.notes == ([] if how == "files" else ["not read with it: outline.pdf"])


def test_files_given_in_an_order_of_their_own_keep_it(tmp_path: Path) -> None:
    folder = chapters(tmp_path / "novel")
    paths = [folder / f"chapter-{number}.md" for number in (2, 10, 1)]
    (target,) = targets_of(paths, None, keep=True, as_one=True).targets
    assert isinstance(target.story, Manuscript)
    assert [file.path for file in target.story.files] == paths


def test_one_file_is_one_work_anyway(run: Run, saga: Path) -> None:
    (target,) = targets_of([saga / "1.txt"], None, keep=True, as_one=True).targets
    assert (target.name, target.world) == ("1.txt", Path("1.fabula"))


def test_nothing_to_make_one_work_of_ends_the_command(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    result = run("read", tmp_path / "none", "--as-one")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "[F130]" in result.stderr


@pytest.mark.parametrize("option", [["--title", "The Weir"], ["--author", "J. Hale"], ["--replace", "1"]])
def test_what_is_said_of_one_story_goes_with_one(run: Run, saga: Path, option: list[str]) -> None:
    result = run("read", saga, *option)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{option[0]} is for one story, and these are 3; read that one by itself [F531]" in result.stderr
    assert not Path("saga.fabula").exists()


def test_title_and_author_are_kept_whatever_the_file_says(run: Run, saga: Path) -> None:
    shown = run("read", saga / "1.txt", "--title", "The Weir", "--author", "J. Hale").stdout
    assert shown.startswith("The Weir by J. Hale: ")
    run("read", saga / "1.txt")
    with fabula.open_world("1.fabula") as world:
        assert [(work.id, work.title, work.author) for work in world.works] == [(1, "The Weir", "J. Hale")]


def test_warnings_are_told_and_kept(run: Run, saga: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    pipeline = sys.modules["fabula.pipeline"]
    load_text: Callable[..., Text] = vars(pipeline)["load_text"]

    def load(path: Any, **options: Any) -> Text:
        return replace(load_text(path, **options), warnings=("Page 3 is missing.", "Page 5 is cut\nshort."))

    monkeypatch.setattr(pipeline, "load_text", load)
    result = run("read", saga / "1.txt")
    assert result.stderr.splitlines() == [
        "fabula: 1.txt: Page 3 is missing.",
        "fabula: 1.txt: Page 5 is cut short.",
    ]
    (report,) = json.loads(run("read", saga / "1.txt", "--json").stdout)
    assert report["warnings"] == ["Page 3 is missing.", "Page 5 is cut\nshort."]
    with fabula.open_world("1.fabula") as world:
        assert world[0].warnings == ("Page 3 is missing.", "Page 5 is cut\nshort.")
    assert "fabula: 2.txt: Page 3 is missing." in run("read", saga).stderr


def test_works_tell_scripts_what_read_them(run: Run, world: Path) -> None:
    (row,) = json.loads(run("works", world, "--json").stdout)
    assert {"program", "model", "settings"} <= set(row)


def test_a_story_that_is_kept_when_ctrl_c_comes_counts_as_read(
    run: Run, saga: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fabula.cli.read.show_line", stopped)
    assert "1 of 3 stories was read, 2 are left" in run("read", saga).stderr
    assert works_in("saga.fabula") == [(1, "1.txt")]


def test_a_file_that_is_named_beside_its_folder_is_read_once(saga: Path) -> None:
    for paths in ([saga, saga / "1.txt"], [saga / "2.txt", saga]):
        found = targets_of(paths, Path("w.fabula"), keep=True, as_one=False)
        assert sorted(target.story.path.name for target in found.targets) == ["1.txt", "10.txt", "2.txt"]
