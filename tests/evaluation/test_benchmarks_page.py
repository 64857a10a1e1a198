"""``make benchmarks``: how scores become the page, without running anything."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from fabula.evaluation import evaluate_ewt, evaluate_pdnc
from tests.evaluation.gold import parse, work_of, write_litbank, write_novel, write_treebank
from tests.evaluation.test_evaluate_ewt import Program as TreebankProgram
from tests.evaluation.test_evaluate_litbank import Program, evaluate_program
from tools import figures
from tools.make_benchmarks import LITBANK, PDNC, SECTIONS, measure, page
from tools.readme import put


def scores(**overall: float | None) -> dict[str, Any]:
    return {
        "overall": overall,
        "intervals": {key: [value - 1, value + 1] for key, value in overall.items() if value is not None},
        "calibration": {
            "speaker": {
                "claims": 1234,
                "error": 2.26,
                "accuracy_at": {
                    str(coverage): 70.0 + coverage / 10 for coverage in (100, 90, 80, 70, 60, 50)
                },
            }
        },
    }


NOTHING: dict[str, Any] = {"overall": {}, "intervals": {}, "calibration": {}}


def test_each_figure_stands_beside_its_interval_and_what_others_published() -> None:
    written = page({"LitBank": scores(events_f1=72.345), "PDNC": NOTHING, "EWT": NOTHING}, {}, "abc")
    events = next(line for line in written.splitlines() if line.startswith("| events"))
    assert events.split(" | ")[1:3] == ["72.3", "71.3–73.3"]
    assert "BookNLP 70.6 small, 74.1 big" in events
    assert "| … CoNLL, their mean | – |  | 78.0 Maverick" in written
    assert "shipped model `abc`" in written
    assert "| LitBank | speaker | 1,234 | 2.3 | 80.0 | 79.0 | 78.0 | 77.0 | 76.0 | 75.0 |" in written


def test_a_peer_that_was_measured_has_a_column() -> None:
    given = {"LitBank": NOTHING, "PDNC": scores(speakers=80.0), "EWT": NOTHING}
    alone, beside = page(given, {}, ""), page(given, {"PDNC": scores(speakers=56.9)}, "")
    assert "| speakers | 80.0 | 79.0–81.0 |  |" in alone
    assert "| speakers | 80.0 | 79.0–81.0 | 56.9 |  |" in beside
    assert "--booknlp" in beside
    assert "--booknlp" not in alone


def test_tables_are_even() -> None:
    for line in page(dict.fromkeys(("LitBank", "PDNC", "EWT"), scores(upos=97.0)), {}, "").split("\n\n"):
        rows = [row for row in line.splitlines() if row.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1


def test_every_row_is_a_score_that_there_is(tmp_path: Path) -> None:
    treebank = TreebankProgram(write_treebank(tmp_path / "ewt"))
    write_novel(tmp_path / "pdnc")
    reports = {
        "LitBank": evaluate_program(write_litbank(tmp_path / "litbank"), Program(work_of)),
        "PDNC": evaluate_pdnc(tmp_path / "pdnc", work_of, parse=parse, novels=["Emma"]),
        "EWT": evaluate_ewt(tmp_path / "ewt", treebank.annotate, tag=treebank.tag),
    }
    for section in SECTIONS:
        assert {line.key for line in section.lines} <= set(reports[section.name].overall)


def test_the_commands_are_run_on_the_folders_of_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ud" / "ewt").mkdir(parents=True)
    seen: list[list[str]] = []

    def run(words: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        seen.append(words[3:])
        return subprocess.CompletedProcess(words, 0, json.dumps(NOTHING))

    monkeypatch.setattr(subprocess, "run", run)
    for section in SECTIONS:
        assert measure(section, tmp_path, section.command) == NOTHING
    measure(PDNC, tmp_path, PDNC.peer)
    folder = str(tmp_path)
    assert seen == [
        ["evaluate", "litbank", f"{folder}/litbank", "--json"],
        ["evaluate", "pdnc", f"{folder}/pdnc", "--json"],
        ["evaluate", "ewt", f"{folder}/ud/ewt", "--split", "test", "--json"],
        ["evaluate", "pdnc", f"{folder}/pdnc", "--booknlp", f"{folder}/booknlp_pdnc", "--json"],
    ]
    assert LITBANK.peer == ()


SPEED = {
    "words": 1000.0, "tokens": 1200.0, "seconds": 2.0, "megabytes": 512.4, "words_a_second": 500.0,
    "tokens_a_second": 600.0, "language_words_a_second": 6512.3, "language_tokens_a_second": 7800.0,
}  # fmt: skip


def test_speed_stands_beside_what_was_published_in_the_same_unit() -> None:
    given = dict.fromkeys(("LitBank", "PDNC", "EWT"), NOTHING)
    assert "## Speed" not in page(given, {}, "")
    written = page(given, {}, "", SPEED)
    assert "| words | 6,512 | 500 |  |" in written
    assert "| tokens | 7,800 | 600 | 460 |" in written
    assert "512 MB" in written


def test_the_readme_gets_the_figures_of_the_same_runs(tmp_path: Path) -> None:
    kinds = {"explicit": 94.8, "anaphoric": 76.1, "implicit": 77.7}
    found = {
        "LitBank": scores(entities_f1=72.5, events_f1=72.6, conll_f1=67.3),
        "PDNC": scores(found=99.8, precision=95.5, speakers=83.5, **kinds),
        "EWT": scores(upos=96.5, lemma=97.1, las=87.7),
    }
    peer = scores(found=99.6, precision=91.9, speakers=56.9, explicit=85.0, anaphoric=48.5, implicit=35.3)
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{figures.BEGIN}old\n{figures.END}after\n", encoding="utf-8")
    for _ in range(2):
        put(readme, figures.BEGIN, figures.END, figures.table(found, peer, SPEED))
    written = readme.read_text(encoding="utf-8")
    assert written.startswith("before\n")
    assert written.endswith("after\n")
    assert "old" not in written
    assert written.count("83.5 (82.5 to 84.5) | BookNLP's own output on the same novels: 56.9 |") == 1
    assert "| 94.8, 76.1, 77.7 | 85.0, 48.5, 35.3 |" in written
    assert "1,000 words | 2 seconds, 512 MB |" in written


def test_the_readme_has_its_place_for_figures() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert text.index(figures.BEGIN) < text.index(figures.END)
