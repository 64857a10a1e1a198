from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.halves import read_halves
from tests.evaluation.gold import write_halves

NOVELS = ("Emma", "Ivanhoe", "Kim", "Lorna", "Persuasion")


def test_each_document_by_a_model_that_has_not_seen_it_and_the_others_in_turn(tmp_path: Path) -> None:
    write_halves(tmp_path, {"pdnc": {"0": ["Kim"], "1": ["Ivanhoe"]}, "litbank": {}})
    halves = read_halves(tmp_path, "pdnc", NOVELS)
    assert {name: model.name for name, model in halves.readers.items()} == {
        "Emma": "0",
        "Ivanhoe": "0",
        "Kim": "1",
        "Lorna": "1",
        "Persuasion": "0",
    }
    assert halves.grouped(NOVELS) == ("Emma", "Ivanhoe", "Persuasion", "Kim", "Lorna")


def test_a_text_is_known_by_its_file_and_a_form_by_its_novel(tmp_path: Path) -> None:
    write_halves(tmp_path, {"pdnc": {"0": ["Kim"], "1": ["Emma", "Dr. No"]}})
    halves = read_halves(tmp_path, "pdnc", ("Emma", "Kim", "Dr. No", "Same as ever"))
    assert halves.model("Kim.txt") == str(tmp_path / "1")
    assert halves.model("Dr. No.txt") == str(tmp_path / "0")
    assert halves.model("Kim as dash.txt") == str(tmp_path / "1")
    assert halves.model("Same as ever.txt") == str(tmp_path / "0")


def test_a_document_that_all_models_have_seen_is_refused(tmp_path: Path) -> None:
    write_halves(tmp_path, {"pdnc": {"0": ["Emma", "Kim"], "1": ["Kim"]}})
    with pytest.raises(EvaluationError, match=r"every model in .* was trained on Kim"):
        read_halves(tmp_path, "pdnc", NOVELS)


@pytest.mark.parametrize(
    ("halves", "message"),
    [
        ({"litbank": {}}, "pdnc: it is missing"),
        # A name that the corpus does not have may be a slip: the document meant would count as unseen.
        ({"pdnc": {"0": ["Ema"], "1": []}}, r"pdnc\.0: the corpus has no 'Ema'"),
        ({"pdnc": {"0": [], "2": []}}, r"pdnc\.2: there is no folder of this name"),
        ({"pdnc": {"0": "Emma", "1": []}}, r'pdnc\.0: "Emma" is not a list'),
        ({"pdnc": []}, r"pdnc: \[\] is not an object"),
        ({"pdnc": {}}, "every model in .* was trained on Emma"),
    ],
)
def test_a_file_that_is_wrong(tmp_path: Path, halves: dict[str, dict[str, list[str]]], message: str) -> None:
    write_halves(tmp_path, halves)
    with pytest.raises(EvaluationError, match=message):
        read_halves(tmp_path, "pdnc", NOVELS)


def test_a_folder_or_its_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="is not a folder"):
        read_halves(tmp_path / "none", "pdnc", NOVELS)
    with pytest.raises(EvaluationError, match=r"halves\.json is missing"):
        read_halves(tmp_path, "pdnc", NOVELS)
