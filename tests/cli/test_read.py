"""``fabula read``: what it prints, what it keeps, and what it says when it cannot."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import fabula
from fabula.cli.shown import sample_of_dialogue
from fabula.cli.targets import target_of
from fabula.reading import Reading
from fabula.settings import DEFAULT, Settings
from fabula.types import Cast, Work
from fabula.world.later import LaterWorld
from tests.cli.running import Run

Asked = list[tuple[Path, Settings]]
pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "books" / "ferry.txt"
    path.parent.mkdir()
    path.write_text("words")
    return path


def works_in(path: Path) -> list[str]:
    with fabula.open_world(path) as world:
        return [work.source for work in world.works]


def test_it_prints_the_cast_and_dialogue(run: Run, story: Path) -> None:
    result = run("read", story)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].startswith(
        "The <Ferry> by A. Nobody: 61 tokens, 2 characters (2 with lines), "
        "4 quotes (3 with a speaker, 91% sure on average), read in "
    )
    assert " ".join(lines[2].split()) == "Name Id Pronouns Mentions Lines Enters Also called"
    assert lines[3].split() == ["Mara", "Quill", "2", "she", "4", "2", "One", "Miss", "Quill"]
    assert "the bank" not in lines[2:5]
    assert "“Not yet,” … “Wait here, Miss Quill.”" in result.stdout
    assert any(line.startswith("? ") and "Then swim!" in line for line in lines)


def test_a_text_of_nobody_shows_no_empty_tables(
    run: Run, story: Path, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = replace(work, cast=Cast((), (), ()))
    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", lambda *_, **__: empty)
    first, *lines = run("read", story).stdout.splitlines()
    assert ": 61 tokens, 0 characters (0 with lines), 0 quotes, read in " in first
    assert lines == ["", "The <Ferry> is kept in ferry.fabula as work 1."]


def test_a_text_without_a_title_says_how_to_give_one_and_one_with_a_title_does_not(
    run: Run, story: Path, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "--title" not in run("read", story).stdout
    text = replace(work.text, metadata=replace(work.text.metadata, title=""))
    monkeypatch.setattr(
        sys.modules["fabula.pipeline"], "read_text", lambda *_, **__: replace(work, text=text)
    )
    lines = run("read", story).stdout.splitlines()
    assert lines[0].startswith("ferry.txt by ")
    assert lines[1].endswith("--title TITLE gives another")
    assert sum("--title" in line for line in lines) == 1


def test_the_world_is_named_after_the_story_and_stands_in_the_current_folder(
    run: Run, story: Path, tmp_path: Path
) -> None:
    result = run("read", story)
    kept = "The <Ferry> is kept in ferry.fabula as work 1. All the dialogue: fabula quotes ferry.fabula"
    assert result.stdout.splitlines()[-1] == kept
    assert list(tmp_path.rglob("*.fabula")) == [tmp_path / "ferry.fabula"]
    assert works_in(tmp_path / "ferry.fabula") == ["ferry.txt"]


def test_reading_again_replaces_and_says_so(run: Run, story: Path, tmp_path: Path) -> None:
    run("read", story)
    assert "as work 1 in place of an earlier reading" in run("read", story).stdout
    assert works_in(tmp_path / "ferry.fabula") == ["ferry.txt"]


def test_nothing_is_kept_where_the_user_says_so(run: Run, story: Path, tmp_path: Path) -> None:
    result = run("read", story, "--no-keep")
    assert result.exit_code == 0
    assert "Mara Quill" in result.stdout
    assert "kept" not in result.stdout
    assert not list(tmp_path.rglob("*.fabula"))


def test_where_nobody_has_a_speaker_no_average_is_given(
    run: Run, story: Path, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsaid = tuple(replace(quote, speaker=None) for quote in work.cast.quotes)
    silent = replace(work, cast=replace(work.cast, quotes=unsaid))
    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", lambda *_, **__: silent)
    assert "4 quotes (none with a speaker), read in" in run("read", story).stdout


def test_a_world_named_and_nothing_kept_contradict_each_other(
    run: Run, story: Path, tmp_path: Path, reader: Asked
) -> None:
    result = run("read", story, "--no-keep", "--world", "saga.fabula")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "--world is 'saga.fabula'; it must be left out where --no-keep keeps nothing" in result.stderr
    assert reader == []
    assert not list(tmp_path.rglob("*.fabula"))


def test_several_stories_go_into_one_world_with_a_line_each(run: Run, story: Path, tmp_path: Path) -> None:
    second = story.with_name("second.txt")
    second.write_text("A second story, and of other people.")
    result = run("read", story, second, "--world", "saga.fabula")
    lines = result.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == ["ferry.txt", "second.txt"]
    assert lines[1].endswith("; kept in saga.fabula as work 2")
    assert works_in(tmp_path / "saga.fabula") == ["ferry.txt", "second.txt"]


def test_a_story_that_cannot_be_read_does_not_stop_the_others(run: Run, story: Path, tmp_path: Path) -> None:
    result = run("read", tmp_path / "missing.txt", story, "--world", "saga.fabula")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "missing.txt" in result.stderr
    assert "[F101]" in result.stderr
    assert works_in(tmp_path / "saga.fabula") == ["ferry.txt"]


def test_a_single_story_that_cannot_be_read_leaves_nothing(run: Run, tmp_path: Path) -> None:
    result = run("read", "missing.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("fabula: missing.txt: no such file")
    assert list(tmp_path.iterdir()) == []


def test_json_tells_scripts_everything(run: Run, story: Path) -> None:
    (report,) = json.loads(run("read", story, "--json").stdout)
    assert report["file"] == str(story)
    assert (report["world"], report["work"], report["replaced"]) == ("ferry.fabula", 1, False)
    assert (report["quotes"], report["quotes_with_speaker"], report["tokens"]) == (4, 3, 61)
    assert [person["name"] for person in report["characters"]] == ["Mara Quill", "the ferryman"]
    assert report["characters"][0]["place"] == "Chapter One"


def test_options_reach_the_pipeline(run: Run, story: Path, reader: Asked) -> None:
    run("read", story, "--threads", 3, "--batch", 2, "--force")
    run("read", story)
    assert [settings for _, settings in reader] == [Settings(threads=3, batch=2, force=True), DEFAULT]


@pytest.mark.parametrize(
    "option", [["--threads", "-1"], ["--batch", "0"], ["--threads", "many"], ["--wrong"]]
)
def test_a_wrong_option_is_a_matter_of_usage(run: Run, story: Path, option: list[str]) -> None:
    result = run("read", story, *option)
    assert result.exit_code == 2
    assert option[0] in result.stderr


def test_a_world_that_cannot_be_written_is_refused_before_the_reading(
    run: Run, story: Path, tmp_path: Path, reader: Asked
) -> None:
    other = tmp_path / "notes.fabula"
    other.write_text("my notes, not a world")
    for target in (other, tmp_path / "no" / "folder.fabula", tmp_path):
        result = run("read", story, "--world", target)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert "[F2" in result.stderr
    assert other.read_text() == "my notes, not a world"
    assert reader == []


def test_stopping_leaves_the_world_as_it_was(
    run: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("read", story)
    before = (tmp_path / "ferry.fabula").read_bytes()

    def stopped(*_: object, **__: object) -> Work:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", stopped)
    result = run("read", story)
    assert result.exit_code == 130
    assert result.stderr.splitlines() == [
        "fabula: stopped; what was saved before is whole, and nothing is half written"
    ]
    assert (tmp_path / "ferry.fabula").read_bytes() == before


def test_stopping_in_the_middle_says_that_chapters_are_kept(
    run: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, kept: LaterWorld | None = None, **__: object) -> Work:
        if kept is not None:
            kept.chapters = 2
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_loaded", stopped)
    result = run("read", story)
    assert result.exit_code == 130
    assert result.stderr.splitlines() == [
        "fabula: stopped; the chapters that were read are kept, and the same command goes on from there"
    ]
    assert "kept" not in run("read", story, "--no-keep").stderr


def test_a_hostile_title_reaches_no_terminal(
    run: Run, story: Path, make_work: Callable[..., Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = make_work(title="a\x1b]0;owned\x07\u202eb\n[red]c[/red]")
    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", lambda *_, **__: hostile)
    result = run("read", story)
    assert result.stdout.startswith("a\ufffd]0;owned\ufffd\ufffdb [red]c[/red] by")
    assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout)


def test_the_target_is_the_world_named_or_the_storys_own_name() -> None:
    assert target_of(Path("a/b.c.epub"), None) == Path("b.c.fabula")
    assert target_of(Path("a/b.epub"), Path("x/saga.fabula")) == Path("x/saga.fabula")


def test_the_sample_begins_where_two_people_speak(work: Work) -> None:
    quotes = list(Reading(work).quotes)
    monologue = [quotes[0], quotes[2], quotes[0], quotes[1]]
    assert sample_of_dialogue(monologue, most=2) == [quotes[0], quotes[1]]
    assert sample_of_dialogue(quotes, most=99) == quotes
    assert sample_of_dialogue([], most=2) == []
