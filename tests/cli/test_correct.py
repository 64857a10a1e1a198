"""``fabula correct``: shows what follows, asks, keeps; and says in one line what makes no sense."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import fabula
from fabula.types import Entity, EntityType
from tests.cli.running import Run

pytestmark = pytest.mark.model

STORY = Path(__file__).parents[1] / "stories" / "two_voices.txt"


def test_what_follows_is_shown_and_nothing_kept_where_nobody_can_be_asked(run: Run, voices: Path) -> None:
    before = voices.read_bytes()
    one = "a big man with his blanket round him"
    result = run("correct", "same", voices, one, "Martin")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{one} and Martin are one\nThis changes ")
    assert "Martin" in result.stdout.splitlines()[3]
    assert "nothing was kept: this changes" in result.stderr
    assert result.stderr.count("\n") == 1
    assert voices.read_bytes() == before


def test_yes_keeps_it_and_undo_takes_it_back(run: Run, voices: Path) -> None:
    result = run("correct", "speaker", voices, "Sit down, Hob Tarrant", "Martin", "--yes")
    assert result.exit_code == 0
    assert re.search(r"^This changes \d+ more lines?", result.stdout, re.MULTILINE)
    assert result.stdout.endswith("kept as correction 1\n")
    listed = run("correct", "list", voices).stdout
    assert "Martin says “Sit down, Hob Tarrant" in listed
    assert run("correct", "undo", voices, "--yes").stdout.endswith("undone: 1\n")
    assert json.loads(run("correct", "list", voices, "--json").stdout)[0]["standing"] == "undone"
    assert run("correct", "redo", voices, "--yes").stdout.endswith("redone: 1\n")
    assert "Martin" in run("quotes", voices, "--speaker", "Martin").stdout


def test_the_world_may_stand_before_the_command(run: Run, voices: Path) -> None:
    assert run("correct", voices, "name", "Martin", "Old Martin", "--yes").exit_code == 0
    assert "Old Martin" in run("cast", voices).stdout


@pytest.mark.parametrize(("typed", "kept"), [("y\n", {1}), ("n\n", set()), ("\n", set()), ("", set())])
def test_at_a_terminal_it_is_asked(
    run: Run, voices: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: set[int]
) -> None:
    monkeypatch.setattr("fabula.cli.drafts.can_ask", lambda: True)
    monkeypatch.setattr("fabula.cli.drafts.typed_line", lambda: typed)
    result = run("correct", "speaker", voices, "#2", "nobody")
    assert result.exit_code == 0
    assert "Keep it (y), or not (n)?" in result.stderr
    assert {each["step"] for each in json.loads(run("correct", "list", voices, "--json").stdout)} == kept


def test_json_tells_a_script_what_follows(run: Run, voices: Path) -> None:
    shown = json.loads(run("correct", "speaker", voices, "#2", "--new", "a voice", "--json").stdout)
    assert shown["kept"] is False
    first, *others = shown["corrections"]
    assert (first["kind"], first["problem"]) == ("speaker", "")
    assert all(other["kind"] == "same" for other in others), "who were one stay one"
    assert next(line for line in shown["lines"] if line["id"] == 2)["after"]["name"] == "a voice"
    kept = json.loads(run("correct", "speaker", voices, "#2", "--new", "a voice", "--json", "--yes").stdout)
    assert (kept["kept"], kept["ids"]) == (True, list(range(1, 2 + len(others))))


def test_every_kind_has_its_command(run: Run, voices: Path) -> None:
    with fabula.open_world(voices) as world:
        story = world[0]
        offset = next(each.start for each in story.mentions if each.text == "my brother")
        inside = story.text.index("“Sit down")
    for words in (
        ("apart", voices, "Gran", "--line", "#13", "--call", "Margaret"),
        ("to", voices, "#6", "Nell", "Gran"),
        ("to", voices, "#7", "nobody"),
        ("narrator", voices, "3", "Nell"),
        ("not-a-character", voices, "Oram"),
        ("mention", voices, offset, "Martin"),
        ("not-speech", voices, "#17"),
        ("chapter", voices, inside, "--title", "The Hat"),
    ):
        result = run("correct", *words, "--yes")
        assert result.exit_code == 0, result.stderr
    assert len(json.loads(run("correct", "list", voices, "--json").stdout)) == 9
    assert run("correct", "export", voices, "c.jsonld").stdout == "written to c.jsonld\n"
    result = run("correct", "import", voices, "c.jsonld", "--yes")
    assert result.exit_code == 1
    assert "are kept already" in result.stderr


@pytest.mark.parametrize(
    ("words", "says", "code"),
    [
        (("speaker", "no such words", "Nell"), "there is no line with the words 'no such words'", 1),
        (("speaker", "#2"), "correct speaker needs a NAME", 2),
        (("speaker", "#2", "Nell", "--new", "x"), "--new does not go with a NAME", 2),
        (("same", "Nell", "Napoleon"), "nobody is called 'Napoleon'", 1),
        (("mention", "ten", "Nell"), "OFFSET is 'ten'; it must be a whole number, 0 or more", 2),
        (("undo",), "there is nothing to undo", 1),
        (("undo", "--id", "0"), "--id is '0'; it must be a whole number, 1 or more", 2),
        (("import", "none.jsonld"), "none.jsonld: No such file or directory", 1),
    ],
)
def test_what_makes_no_sense_is_one_line(
    run: Run, voices: Path, words: tuple[str, ...], says: str, code: int
) -> None:
    result = run("correct", words[0], voices, *words[1:], "--yes")
    assert says in result.stderr
    assert (result.exit_code, result.stderr.count("\n"), result.stdout) == (code, 1, "")


def test_a_draft_tells_what_has_changed_and_what_fits_no_longer(
    run: Run, voices: Path, tmp_path: Path
) -> None:
    run("correct", "speaker", voices, "Sit down, Hob Tarrant", "Martin", "--yes")
    text = STORY.read_text("utf-8")
    start = text.rindex("\n\n", 0, text.index("Sit down, Hob"))
    text = text[:start] + text[text.index("\n\n", text.index("Sit down, Hob")) :]
    (tmp_path / STORY.name).write_text(text.replace("Gran", "Nan"), encoding="utf-8")
    result = run("read", STORY.name, "--world", voices)
    assert "Gran is Nan (#1)" in result.stdout
    assert "that do not fit this one: 1\n  1 fits nowhere: Martin says" in result.stdout
    shown = json.loads(run("read", STORY.name, "--world", voices, "--json").stdout)
    assert shown[0]["changes"]["renamed"] == []
    assert shown[0]["misfits"][0]["problem"] == "fits nowhere"
    assert run("resolve", voices).exit_code == 0
    assert len(json.loads(run("correct", "list", voices, "--json").stdout)) == 1


def test_of_two_who_are_called_the_same_the_numbers_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    from fabula.cli.corrected import show_differences
    from fabula.world.differences import ChangedLine, Differences

    one, other = (Entity(id=n, type=EntityType.PERSON, name="the girl") for n in (18, 1))
    lines = (ChangedLine(2, 0, "“Did you speak?”", one, other), ChangedLine(3, 9, "“I did.”", one, None))
    show_differences(Differences(lines, heard=0, mentions=0, new=(), gone=(), renamed=()))
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert "the girl (#18)" in first
    assert "the girl (#1)" in first
    assert "#" not in second, "a name and nobody are told apart without"
