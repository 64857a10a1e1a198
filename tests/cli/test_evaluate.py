"""``fabula evaluate``: what is handed on to the scorers, and how their report is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fabula import evaluation
from fabula.evaluation import Column, Report, Row
from fabula.pipeline import plain_text, read_text
from fabula.settings import Settings
from tests.cli.running import Run

REPORT = Report(
    corpus="PDNC",
    split="dev",
    system="fabula",
    unit="novel",
    pooled=False,
    columns=(Column("speakers", "speakers"), Column("gold_speakers", "gold", 0)),
    rows=(Row("Emma", {"speakers": 61.25, "gold_speakers": 12}, 3.5),),
    overall={"speakers": 61.25, "gold_speakers": None},
)
Handed = dict[str, Any]


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Handed:
    """What the scorers were called with; each gives the report above."""
    seen: Handed = {}

    def scorer(name: str) -> Callable[..., Report]:
        def score(*folders: object, **options: object) -> Report:
            progress = options.pop("progress")
            assert callable(progress)
            progress("Emma", 0, 1)
            paths = [each for each in folders if isinstance(each, Path)]
            seen[name] = (paths, options, folders[-1])
            return REPORT

        return score

    for name in ("evaluate_litbank", "evaluate_pdnc", "evaluate_booknlp"):
        monkeypatch.setattr(evaluation, name, scorer(name))
    return seen


def test_booknlp_is_scored_on_the_same_gold_data(run: Run, handed: Handed) -> None:
    result = run("evaluate", "pdnc", "gold", "--booknlp", "theirs", "--split", "train", "--novel", "Emma")
    folders, options, _ = handed["evaluate_booknlp"]
    assert folders == [Path("theirs"), Path("gold")]
    assert options == {"split": "train", "novels": ["Emma"]}
    assert result.stdout.splitlines() == [
        "fabula on PDNC, dev",
        "novel  speakers  gold",
        "Emma       61.2    12",
        "mean       61.2     –",
    ]


@pytest.mark.usefixtures("handed")
def test_json_prints_the_report(run: Run) -> None:
    report = json.loads(run("evaluate", "pdnc", "gold", "--booknlp", "theirs", "--json").stdout)
    assert report == json.loads(json.dumps(REPORT.as_json()))


def test_the_shipped_program_reads_with_the_settings_given(run: Run, handed: Handed) -> None:
    run("evaluate", "pdnc", "gold", "--threads", 2)
    run("evaluate", "litbank", "gold", "--document", "a", "--document", "b", "--batch", 4)
    pdnc, litbank = handed["evaluate_pdnc"], handed["evaluate_litbank"]
    assert pdnc[0] == litbank[0] == [Path("gold")]
    assert pdnc[1] == {"split": "dev", "novels": None, "parse": plain_text}
    assert litbank[1] == {"split": "dev", "documents": ["a", "b"], "parse": plain_text}
    for name, settings in (("evaluate_pdnc", Settings(threads=2)), ("evaluate_litbank", Settings(batch=4))):
        reader = handed[name][2]
        assert (reader.func, reader.keywords) == (read_text, {"settings": settings})


@pytest.mark.parametrize("corpus", ["litbank", "pdnc"])
def test_a_folder_that_is_not_there_is_one_line(run: Run, corpus: str) -> None:
    result = run("evaluate", corpus, "no-such-folder")
    assert result.exit_code == 1
    assert "no-such-folder" in result.stderr
    assert result.stderr.count("\n") == 1
