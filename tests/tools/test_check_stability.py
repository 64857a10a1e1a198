"""The tool that asks how much of a cast rests on chance."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from fabula.evaluation import stability
from fabula.evaluation.report import Report, Row
from fabula.types import MentionVectors, Section
from tests.evaluation.gold import notes_of
from tools import check_stability

REPORT = Report(
    corpus="PDNC",
    split="small edits",
    system="fabula",
    unit="edit",
    pooled=True,
    columns=stability.COLUMNS,
    rows=(Row("Emma: Fry is Leopold", {"changed": 2.5, "changed_lines": 1, "lines": 40}),),
    overall={"changed": 2.5, "changed_lines": 1, "lines": 40},
)


def section(key: str) -> Section:
    vectors = MentionVectors(np.zeros(0, np.int32), np.zeros((0, 4), np.int8), np.zeros(0, np.float32))
    return Section(key, 0, 0, notes_of([(0, 3)]), vectors)


def test_sections_are_kept_from_one_run_to_the_next(tmp_path: Path) -> None:
    kept = check_stability.KeptHere(tmp_path / "kept")
    assert kept.get("a") is None
    kept.put(section("a"))
    assert kept.get("a") is not None
    again = check_stability.KeptHere(tmp_path / "kept").get("a")
    assert again is not None
    assert again.notes.token_end.tolist() == [3]
    assert check_stability.KeptHere(None).get("a") is None


def test_a_row_for_each_edit_and_an_end_that_says_whether_it_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check_stability, "evaluate_stability", lambda *_, **__: REPORT)
    assert check_stability.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "edit\tchanged %\tchanged\tother lines",
        "Emma: Fry is Leopold\t2.50\t1\t40",
    ]
    assert [check_stability.main([str(tmp_path), "--most", most]) for most in ("2.5", "2")] == [0, 1]
    capsys.readouterr()
    check_stability.main([str(tmp_path), "--json"])
    assert json.loads(capsys.readouterr().out)["overall"]["changed"] == 2.5


def test_a_corpus_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_stability.main([str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
