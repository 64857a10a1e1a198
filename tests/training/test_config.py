"""The command line of the steps of training: settings of one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

config = pytest.importorskip("training.config", reason="Python 3.10 needs tomli for it")


def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *changes: str) -> Any:
    """What a step is given whose section has settings of each type."""
    settings = tmp_path / "config.toml"
    settings.write_text(
        '[step]\npieces = 3_000_000\nrate = 3e-4\nquick = false\nname = "a"\n[weights]\nmentions = 1.0\n'
    )
    given = ["--encoder", "e", "--out", "o", "--config", str(settings)]
    monkeypatch.setattr("sys.argv", ["step", *given, *(["--set", *changes] if changes else [])])
    return config.command_line("A step.", ("step",), {})


def test_the_settings_are_those_of_the_section(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = run(monkeypatch, tmp_path).settings
    assert vars(settings) == {"pieces": 3_000_000, "rate": 3e-4, "quick": False, "name": "a"}


def test_values_are_written_as_in_the_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    changes = ("pieces=9_000_000", "rate=1", "quick=true", 'name="b=c"')
    settings = run(monkeypatch, tmp_path, *changes).settings
    assert vars(settings) == {"pieces": 9_000_000, "rate": 1.0, "quick": True, "name": "b=c"}
    assert isinstance(settings.rate, float)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("pieces=many", "'many' is no value of TOML"),
        ("pieces", "'' is no value of TOML"),
        ("pieces=", "'' is no value of TOML"),
        ("pieces=1\nrate=2", "is no value of TOML"),
        ("pieces=1.5", "it must be of the type of 3000000, int"),
        ("pieces=true", "it must be of the type of 3000000, int"),
        ("quick=1", "it must be of the type of False, bool"),
        ('rate="fast"', "it must be of the type of 0.0003, float"),
        ("name=[1]", "it must be of the type of 'a', str"),
        ("speed=1", "[step] has no setting 'speed'; it has pieces, rate, quick, name"),
    ],
)
def test_nonsense_is_told_in_one_line(
    change: str,
    why: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as stop:
        run(monkeypatch, tmp_path, change)
    assert stop.value.code == 2
    told = capsys.readouterr().err.partition("error: ")[2]
    assert why in told and told.count("\n") == 1


def test_a_whole_number_is_no_truth() -> None:
    assert config.read_value("2", 1.0) == 2.0
    with pytest.raises(ValueError, match="float"):
        config.read_value("true", 1.0)
