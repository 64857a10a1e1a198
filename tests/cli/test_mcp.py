"""``fabula mcp``: what can go wrong before an assistant asks; the rest is in tests/assistants."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.cli.running import Run


def test_a_missing_package_is_one_line(run: Run, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    result = run("mcp", world)
    assert result.stderr == (
        "fabula: fabula mcp needs mcp, which is not installed; pip install 'fabula[mcp]' [F710]\n"
    )
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_missing_world_is_one_line(run: Run) -> None:
    pytest.importorskip("mcp")
    result = run("mcp", "none.fabula")
    assert "there is no world at none.fabula" in result.stderr
    assert result.stderr.count("\n") == 1
    assert (result.exit_code, result.stdout) == (1, "")
