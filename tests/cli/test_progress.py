"""Progress: a bar on a terminal, a line a stage elsewhere after a while."""

from __future__ import annotations

import io
import sys

import pytest

from fabula.cli import progress
from fabula.cli.progress import ReadingProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run_stages(what: str = "emma.epub") -> None:
    with ReadingProgress(what) as told:
        for stage, total in (("finding words", 2), ("reading", 3), ("counting", 0)):
            for done in range(total + 1):
                told(stage, done, total)


def test_a_short_reading_says_nothing_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    run_stages()
    assert capsys.readouterr() == ("", "")


def test_a_long_reading_says_each_stage_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    run_stages()
    out, said = capsys.readouterr()
    assert out == ""
    assert said.splitlines() == [
        f"fabula: emma.epub: {stage}" for stage in ("finding words", "reading", "counting")
    ]


def test_a_terminal_sees_stage_and_share_and_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    run_stages("[red]x[/red]\x1b]0;owned\x07")
    shown = terminal.getvalue()
    assert "[red]x[/red]" in shown
    assert "time left" in shown
    assert "\x07" not in shown


def test_the_bar_goes_away_when_a_reading_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    with pytest.raises(KeyboardInterrupt), ReadingProgress("emma.epub") as told:
        told("reading", 0, 3)
        raise KeyboardInterrupt
    assert "\x1b[?25h" in terminal.getvalue().split("emma.epub")[-1], "the cursor is shown again"
