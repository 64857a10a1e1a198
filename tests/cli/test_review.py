"""``fabula review``: one key is an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fabula.correcting import open_corrections
from tests.cli.running import Run

pytestmark = pytest.mark.model


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the user presses, one after another."""
    pressed: list[str] = []

    def following() -> Iterator[str]:
        while pressed:
            yield pressed.pop(0)

    source = following()
    monkeypatch.setattr("fabula.cli.review.read_key", lambda: next(source, ""))
    return pressed


def kept(run: Run, voices: Path) -> list[str]:
    listed = json.loads(run("correct", "list", voices, "--json").stdout)
    return [entry["standing"] for entry in listed]


def test_it_shows_the_place_and_keeps_the_answer(run: Run, voices: Path, keys: list[str]) -> None:
    keys += ["1", "q"]
    result = run("review", voices)
    assert result.exit_code == 0, result.stderr
    assert ">>>" in result.stdout or "one of these?" in result.stdout
    assert "s: pass it over; u: undo the last; q: stop" in result.stdout
    assert "1 answer, which changed" in result.stdout
    assert kept(run, voices) == ["kept"]


def test_undo_skip_and_stop(run: Run, voices: Path, keys: list[str]) -> None:
    keys += ["1", "u", "s", "z", "n"]
    result = run("review", voices, "--most", "4")
    assert result.exit_code == 0, result.stderr
    assert kept(run, voices)[0] == "undone"


def test_what_is_passed_over_or_undone_is_no_answer(run: Run, voices: Path, keys: list[str]) -> None:
    keys += ["1", "s", "u", "q"]
    assert (
        run("review", voices)
        .stdout.splitlines()[-1]
        .endswith("0 answers, which changed 0 lines; fabula correct list has them")
    )


def test_it_ends_where_another_program_changes_the_work_and_passes_nothing_over(
    run: Run, voices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed() -> str:
        with open_corrections(voices) as other:
            other.name("Nell", "Eleanor").keep()
        return "1"

    monkeypatch.setattr("fabula.cli.review.read_key", pressed)
    result = run("review", voices)
    assert result.exit_code == 1
    assert "changed by another program meanwhile" in result.stderr
    with open_corrections(voices) as desk:
        assert not desk.passed()


def test_nothing_to_undo_is_told_and_asked_again(run: Run, voices: Path, keys: list[str]) -> None:
    keys += ["u", "q"]
    result = run("review", voices)
    assert result.exit_code == 0
    assert "there is nothing to undo" in result.stderr
    assert kept(run, voices) == []


def test_it_ends_where_nothing_is_left_to_ask(run: Run, voices: Path, keys: list[str]) -> None:
    keys += ["s"] * 300
    assert "There is nothing left to ask." in run("review", voices).stdout
    assert "There is nothing left to ask." in run("review", voices).stdout


def test_a_world_that_is_not_there(run: Run, voices: Path) -> None:
    result = run("review", "none.fabula")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
