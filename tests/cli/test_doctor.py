"""``fabula doctor``: a line for each check, JSON for scripts, and an exit code."""

from __future__ import annotations

import json

import pytest

from fabula import doctor, errors
from fabula.doctor import Check
from tests.cli.running import Run

NOTE = Check("memory", "1.0 GB", errors.little_memory("1.0 GB"))
BROKEN = Check("reading", "", errors.does_not_work("reading", "it\nreads\x1b nothing"), broken=True)
WELL = Check("Python", "CPython 3.13")


@pytest.mark.parametrize(
    ("checks", "code"), [((WELL,), 0), ((WELL, NOTE), 0), ((WELL, NOTE, BROKEN), 1), ((BROKEN, BROKEN), 1)]
)
def test_only_what_is_broken_makes_it_fail(
    run: Run, monkeypatch: pytest.MonkeyPatch, checks: tuple[Check, ...], code: int
) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: checks)
    result = run("doctor")
    assert result.exit_code == code
    lines = result.stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == [check.state for check in checks]
    assert all(check.trouble is None or check.trouble.code in result.stdout for check in checks)
    assert "\x1b" not in result.stdout
    count = checks.count(BROKEN)
    said = {0: "", 1: "1 thing is broken", 2: "2 things are broken"}[count]
    assert said in result.stderr and bool(result.stderr) == bool(count)
    shown = json.loads(run("doctor", "--json").stdout)
    assert shown == [check.to_dict() for check in checks]
