"""Command lines that make no sense: one line of our own for each, with what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from fabula.cli.app import app
from tests.cli.running import Run

LIBRARY = re.compile(
    r"Value error|Input should be|unable to parse|Invalid value|Missing (option|argument|command)|No such|"
    r"Got unexpected|requires an argument|Possible options|Usage:|Try '|pydantic|click|╭",
    re.IGNORECASE,
)
"""What typer, click and pydantic say of a value that they do not like."""


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words it is called by."""
    yield words, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*words, name))


COMMANDS = list(commands(typer.main.get_command(app)))
LEAVES = [(words, command) for words, command in COMMANDS if not hasattr(command, "commands")]
OPTIONS = [
    (words, option)
    for words, command in LEAVES
    for option in command.params
    if option.param_type_name == "option"
]


def ids(each: Any) -> str:
    return " ".join(each) if isinstance(each, tuple) else str(getattr(each, "name", each))


def refused(run: Run, *words: object) -> str:
    """The one line that a senseless command line ends in."""
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("fabula: ") and result.stderr.count("\n") == 1
    assert not LIBRARY.search(result.stderr), result.stderr
    assert re.search(r"\[F5\d\d\]\n$", result.stderr)
    return result.stderr


@pytest.mark.parametrize(("words", "option"), OPTIONS, ids=ids)
def test_an_option_is_refused_in_our_own_words(run: Run, words: tuple[str, ...], option: Any) -> None:
    flag = option.opts[0]
    if option.is_flag:
        assert f"{flag} takes no value" in refused(run, *words, "x", f"{flag}=3")
    else:
        assert f"{flag} needs a value after it: " in refused(run, *words, "x", flag)
        assert f"{flag} needs a value after it: " in refused(run, *words, flag, flag, "x")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["export", "x", "--format", "pdf"], "--format is 'pdf'; it must be json, json1, csv, html"),
        (["tokens", "x", "--format", "CoNLL"], "--format is 'CoNLL'; it must be conllu or csv"),
        (["export", "x"], "export needs --format"),
        (["cast", "x", "--work", "two"], "--work is 'two'; it must be a whole number, 0 or more"),
        (["read", "x", "--replace", "two"], "--replace is 'two'; it must be a whole number, 1 or more"),
        (["cast", "x", "--work", "1_0"], "--work is '1_0'; it must be a whole number"),
        (["cast", "x", "--work", "-1"], "--work is '-1'; it must be a whole number, 0 or more"),
        (["cast", "x", "--work", "9" * 30], "it must be a whole number"),
        (["read", "x", "--threads", "1.5"], "--threads is '1.5'; it must be a whole number, 0 or more"),
        (["read", "x", "--batch", "0"], "--batch is '0'; it must be a whole number, 1 or more"),
        (["read", "x", "--treads", "3"], "read has no option --treads; did you mean --threads?"),
        (["read", "x", "--zzz"], "read has no option --zzz; fabula read --help lists them"),
        (["--verson"], "fabula has no option --verson; did you mean --version?"),
        (["--zzz"], "fabula has no option --zzz; fabula --help lists them"),
        (["quotes", "x", "--speaker", "--json"], "--speaker needs a value after it: NAME"),
        (["cast"], "cast needs a WORLD: a world file that fabula read has written"),
        (["evaluate", "pdnc"], "fabula evaluate pdnc --help has examples"),
        (["doctor", "a"], "doctor takes no names, and 'a' is left over; leave it out"),
        (["cast", "a", "b", "c"], "cast takes one WORLD and 'b c' is left over"),
        (["raed", "x"], "there is no command 'raed'; did you mean fabula read?"),
        (
            ["help"],
            "there are read, open, cast, quotes, character, find, scenes, where, timeline, chronicle",
        ),
        (["my story.epub"], "did you mean fabula read my story.epub?"),
        (["emma.fabula"], "did you mean fabula cast emma.fabula?"),
        (
            ["evaluate", "emma.txt"],
            "there are litbank, ewt, pdnc, stories, story",
        ),
        (
            ["evaluate", "pdnc", "x", "--booknlp", "y", "--as", "z"],
            "--booknlp does not go with --as, --errors or --cross",
        ),
        (["read", "x\ny", "--a\x1b[31mb"], "read has no option --a\ufffd[31mb"),
    ],
)
def test_what_was_wrong_and_what_would_be_right(run: Run, words: list[str], says: str) -> None:
    assert says in refused(run, *words)


@pytest.mark.parametrize("value", ["JSON", " json ", "Json"])
def test_a_word_of_a_choice_is_known_in_any_letters(run: Run, world: object, value: str) -> None:
    assert run("export", world, "--format", value, "--output", "-").exit_code == 0


def test_what_stands_after_two_dashes_is_no_option(run: Run) -> None:
    assert "there is no world at" in run("quotes", "--", "--speaker").stderr


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=ids)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_help_teaches_by_example_in_any_window(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], command: Any, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run(*words, "--help").stdout
    lines = shown.splitlines()
    called = " ".join(("fabula", *words))
    assert lines[0].startswith(f"Usage: {called} ")
    examples = [line for line in lines if line.startswith("  fabula ")]
    assert any(line.startswith(f"  {called} ") for line in examples)
    assert all(len(line) <= min(width, 100) for line in lines if line not in (*examples, lines[0]))
    for option in command.params:
        assert all(flag in shown for flag in option.opts if option.param_type_name == "option")
    assert "<bool>" not in shown and "`" not in shown


def test_a_group_without_a_command_shows_its_help(run: Run) -> None:
    for words in ((), ("evaluate",)):
        result = run(*words)
        assert (result.exit_code, result.stderr) == (2, "")
        assert result.stdout == run(*words, "--help").stdout


@pytest.mark.parametrize("words", [("",), ("a.txt", ""), ("--title", "", ""), ("--", "")])
def test_a_name_that_is_empty_is_not_the_current_folder(run: Run, words: tuple[str, ...]) -> None:
    """``fabula read "$BOOK"`` where nothing is in BOOK."""
    assert "read needs a FILE: stories" in refused(run, "read", *words)
    assert "cast needs a WORLD: a world file" in refused(run, "cast", "")
