"""``fabula evaluate``: what is handed on to the scorers, and how their report is shown."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fabula import evaluation, pipeline
from fabula.evaluation import Column, Report, Row
from fabula.evaluation.evaluate_pdnc import see_nothing
from fabula.evaluation.scores.calibration import Calibration
from fabula.pipeline import annotate_text, count_titles, plain_text, read_text, resolve_text, tag_words
from fabula.settings import Settings
from fabula.types import Text
from tests.cli.running import Run
from tests.evaluation.gold import STORY, parse, write_halves, write_litbank, write_novel

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
GROUPED = replace(
    REPORT,
    columns=(Column("speakers", "speakers", group="who"), Column("gold_speakers", "gold", 0, "how many")),
    calibration=(Calibration("speaker", 40, 3.25, (70.0, 72.0, 75.0, 80.0, 85.0, 90.0)),),
)
TEXT: Text = parse(Path("Emma.txt"), STORY)
_CORPORA = ("ewt", "litbank", "pdnc", "booknlp", "stories", "openings")
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
            paths = [each for each in folders if isinstance(each, Path | list)]
            seen[name] = (paths, options, folders[-1])
            return GROUPED if name == "evaluate_litbank" else REPORT

        return score

    for name in (f"evaluate_{corpus}" for corpus in _CORPORA):
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
    assert pdnc[1].pop("seen") is see_nothing
    assert pdnc[1] == {"split": "dev", "novels": None, "parse": plain_text}
    assert litbank[1] == {
        "split": "dev",
        "documents": ["a", "b"],
        "parse": plain_text,
        "resolve": resolve_text,
        "titles": count_titles,
    }
    for (_, _, reader), whole, settings in (
        (pdnc, read_text, Settings(threads=2)),
        (litbank, annotate_text, Settings(batch=4)),
    ):
        assert (reader.func, reader.keywords) == (whole, {"settings": settings})


def test_stories_may_be_several_paths(run: Run, handed: Handed, tmp_path: Path) -> None:
    result = run("evaluate", "stories", "a", "b/one.json", "--errors", "wrong.html", "--threads", 2)
    paths, options, reader = handed["evaluate_stories"]
    assert paths == [[Path("a"), Path("b/one.json")]]
    assert options.pop("seen") is not see_nothing
    assert options == {"parse": plain_text}
    assert (reader.func, reader.keywords) == (read_text, {"settings": Settings(threads=2)})
    assert "Every speaker is right." in (tmp_path / "wrong.html").read_text("utf-8")
    assert result.stdout.startswith("fabula on PDNC")


def test_openings_may_be_chosen(run: Run, handed: Handed) -> None:
    run("evaluate", "openings", "gold", "--novel", "dracula", "--threads", 2)
    folders, options, reader = handed["evaluate_openings"]
    assert (folders, options) == ([Path("gold")], {"parse": plain_text, "novels": ["dracula"]})
    assert (reader.func, reader.keywords) == (read_text, {"settings": Settings(threads=2)})


def test_crossed_each_document_is_read_by_a_model_that_has_not_seen_it(
    run: Run, handed: Handed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Emma", "HardTimes", "Persuasion"):
        write_novel(tmp_path / "gold", name)
    write_halves(tmp_path / "models", {"pdnc": {"0": ["HardTimes"], "1": ["Persuasion"]}})
    used: list[str] = []
    monkeypatch.setattr(pipeline, "read_text", lambda _, settings: used.append(settings.model))
    result = run("evaluate", "pdnc", "gold", "--cross", "models", "--threads", 2)
    _, options, read = handed["evaluate_pdnc"]
    # All of them without --split, by their models: each is loaded once.
    assert (options["split"], options["novels"]) == ("all", ("Emma", "Persuasion", "HardTimes"))
    for source in ("HardTimes.txt", "Persuasion.txt", "HardTimes as flat.txt"):
        read(replace(TEXT, source=source))
    assert [Path(folder).name for folder in used] == ["1", "0", "1"]
    assert result.stdout.startswith("fabula on PDNC, all, cross-fitted")


def test_crossed_documents_keep_their_split_and_names(run: Run, handed: Handed, tmp_path: Path) -> None:
    write_litbank(tmp_path / "gold")
    write_halves(tmp_path / "models", {"litbank": {"0": ["1_gate"], "1": []}})
    run("evaluate", "litbank", "gold", "--cross", "models", "--split", "dev")
    options = handed["evaluate_litbank"][1]
    assert (options["split"], options["documents"]) == ("dev", ("1_gate",))
    run("evaluate", "litbank", "gold", "--cross", "models", "--document", "1_gate")
    assert handed["evaluate_litbank"][1]["split"] == "named"


@pytest.mark.parametrize(
    "options", [("litbank", "--model", "m"), ("pdnc", "--model", "m"), ("pdnc", "--booknlp", "b")]
)
def test_crossed_reading_goes_with_no_other_program(
    run: Run, handed: Handed, options: tuple[str, ...]
) -> None:
    corpus, *others = options
    result = run("evaluate", corpus, "gold", "--cross", "models", *others)
    assert (result.exit_code, handed) == (2, {})
    assert "--cross" in result.stderr


def test_a_treebank_is_read_twice(run: Run, handed: Handed) -> None:
    run("evaluate", "ewt", "gold", "--split", "test", "--threads", 2)
    folders, options, annotate = handed["evaluate_ewt"]
    tag = options.pop("tag")
    assert (folders, options) == ([Path("gold")], {"split": "test"})
    for given, whole in ((annotate, annotate_text), (tag, tag_words)):
        assert (given.func, given.keywords) == (whole, {"settings": Settings(threads=2)})


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("no/such/wrong.html", "there is no folder no/such"),
        (".", "it is a folder"),
        ("ferry.fabula", "it is a world"),
        ("novel.txt", "it is there and is no page"),
    ],
)
@pytest.mark.usefixtures("world")
def test_a_page_that_cannot_be_written_is_refused_before_the_reading(
    run: Run, handed: Handed, tmp_path: Path, output: str, why: str
) -> None:
    (tmp_path / "novel.txt").write_text("annotated with care")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = run("evaluate", "pdnc", "gold", "--errors", output)
    assert (result.exit_code, result.stdout, handed) == (1, "", {})
    assert why in result.stderr and result.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.usefixtures("handed")
def test_a_page_of_wrong_speakers_is_written_over_an_earlier_one(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("evaluate", "pdnc", "gold", "--errors", "wrong.html").exit_code == 0
        assert "Every speaker is right." in (tmp_path / "wrong.html").read_text("utf-8")
    if Path(os.devnull).is_char_device():
        assert run("evaluate", "pdnc", "gold", "--errors", os.devnull).exit_code == 0


@pytest.mark.usefixtures("handed")
def test_each_group_of_columns_and_the_calibration_is_a_table(run: Run) -> None:
    lines = run("evaluate", "litbank", "gold").stdout.splitlines()
    assert lines[:4] == ["fabula on PDNC, dev: who", "novel  speakers", "Emma       61.2", "mean       61.2"]
    assert lines[4:9] == ["", "fabula on PDNC, dev: how many", "novel  gold", "Emma     12", "mean      –"]
    assert lines[9] == ""
    assert lines[10].startswith("how far confidences can be believed")
    assert lines[11].split()[:3] == ["claim", "claims", "error"]
    assert lines[12].split() == ["speaker", "40", "3.2", "70.0", "72.0", "75.0", "80.0", "85.0", "90.0"]


def test_the_forms_make_the_last_table(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    overall = {**GROUPED.overall, "flat_speakers": 50.0, "flat_loss": 11.25}
    report = replace(GROUPED, overall=overall, forms=("flat",))
    asked: list[object] = []

    def score(*_: object, forms: object, **__: object) -> Report:
        asked.append(forms)
        return report

    monkeypatch.setattr(evaluation, "evaluate_forms", score)
    lines = run("evaluate", "pdnc", "gold", "--as", "flat", "--as", "all").stdout.splitlines()
    assert asked == [["flat", "all"]]
    assert lines[-5] == ""
    assert lines[-4].startswith("what each form of the text costs")
    assert [line.split() for line in lines[-3:]] == [
        *(["form", "speakers", "loss"], ["as", "printed", "61.2"], ["flat", "50.0", "11.2"]),
    ]


@pytest.mark.parametrize("corpus", ["ewt", "litbank", "openings", "pdnc", "stories"])
def test_a_folder_that_is_not_there_is_one_line(run: Run, corpus: str) -> None:
    result = run("evaluate", corpus, "no-such-folder")
    assert result.exit_code == 1
    assert "no-such-folder" in result.stderr
    assert result.stderr.count("\n") == 1
