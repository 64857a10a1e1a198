"""Progress: a bar or a line on a terminal, nothing elsewhere."""

from __future__ import annotations

import io
import sys
import time

import pytest

from fabula.cli import progress
from fabula.cli.progress import ReadingProgress, working


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run_stages(what: str = "emma.epub") -> None:
    with ReadingProgress(what) as told:
        for stage, total in (("finding words", 2), ("reading", 3), ("counting", 0)):
            for done in range(total + 1):
                told(stage, done, total)


@pytest.mark.parametrize("patience", [-1.0, 60.0])
def test_nothing_is_said_off_a_terminal_however_long_it_takes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", patience)
    run_stages()
    with working("writing emma.html"):
        time.sleep(0.05)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("patience", "said"), [(0.0, True), (60.0, False)])
def test_long_work_is_said_on_a_terminal_and_wiped_away(
    monkeypatch: pytest.MonkeyPatch, patience: float, said: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(progress, "PATIENCE", patience)
    with working("writing [red]x[/red]\x07.html"):
        end = time.monotonic() + 5
        while said and "writing" not in terminal.getvalue() and time.monotonic() < end:
            time.sleep(0.01)
    assert ("writing [red]x[/red]\ufffd.html …" in terminal.getvalue()) is said
    assert not said or terminal.getvalue().endswith("\x1b[?25h\r\x1b[1A\x1b[2K")


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
