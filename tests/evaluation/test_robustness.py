from __future__ import annotations

import gc
from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import evaluate_forms, evaluate_pdnc
from fabula.evaluation.pdnc import Novel
from fabula.evaluation.variants import FORMS
from fabula.types import Text, Work
from tests.evaluation.gold import STORY, parse, quotation_row, quote_of, work_of, write_novel


def reads_paragraphs(text: Text) -> Work:
    """Knows who speaks only where there are line ends; without them it gives Ned's line to Ruth."""
    flat = "\n" not in text.content
    return work_of(
        text,
        quotes=[
            quote_of(text, ['"Ned,"', '"who is that?"'], 7),
            quote_of(text, ['"Nobody,"'], 7 if flat else 8),
            quote_of(text, ['"I heard a step."'], 7),
        ],
    )


def reads_nothing(text: Text) -> Work:
    """Finds no quotation in any form."""
    return work_of(text, quotes=[])


def test_the_loss_of_each_form(tmp_path: Path) -> None:
    write_novel(tmp_path, "Emma")
    seen: list[tuple[str, str]] = []
    told: list[str] = []
    report = evaluate_forms(
        tmp_path,
        reads_paragraphs,
        parse=parse,
        forms=["flat", "straight", "flat"],
        novels=["Emma"],
        progress=lambda name, done, total: told.append(f"{name} {done}/{total}"),
        seen=lambda novel, work: seen.append((novel.name, work.text.content[:16])),
    )
    values = report.rows[0].values
    assert (values["speakers"], values["flat_speakers"], values["flat_loss"]) == (100, 75, 25)
    assert (values["straight_speakers"], values["straight_loss"]) == (100, 0)
    assert values["flat_anaphoric"] == 0
    assert report.overall == values
    assert report.forms == ("flat", "straight")
    assert report.forms_table() == (
        ["form", "speakers", "loss"],
        [["as printed", "100.0", ""], ["flat", "75.0", "25.0"], ["straight", "100.0", "0.0"]],
    )
    rows = report.as_json()["rows"]
    assert isinstance(rows, list)
    assert (rows[0]["flat_loss"], rows[0]["straight_loss"]) == (25, 0)
    assert told == ["Emma 0/3", "Emma 1/3", "Emma 2/3", " 3/3"]
    assert [name for name, _ in seen] == ["Emma", "Emma as flat", "Emma as straight"]
    assert seen[1][1] != STORY[:16] or "\n" not in STORY[:16]


def test_the_plain_values_are_those_of_the_plain_evaluation(tmp_path: Path) -> None:
    write_novel(tmp_path, "HardTimes")
    write_novel(tmp_path, "Persuasion")
    plain = evaluate_pdnc(tmp_path, reads_paragraphs, parse=parse, split="train")
    forms = evaluate_forms(tmp_path, reads_paragraphs, parse=parse, forms=["flat"], split="train")
    for one, other in zip(plain.rows, forms.rows, strict=True):
        assert dict(one.values).items() <= dict(other.values).items()
    assert forms.overall["flat_loss"] == 25
    assert forms.intervals["flat_loss"] == (25, 25)
    assert forms.table() == plain.table()
    assert forms.calibration == plain.calibration
    heads, lines = forms.forms_table()
    assert (heads[-1], lines[1]) == ("95 % interval", ["flat", "75.0", "25.0", "25.0–25.0"])


def test_all_are_all_forms(tmp_path: Path) -> None:
    write_novel(tmp_path, "Emma")
    report = evaluate_forms(tmp_path, reads_nothing, parse=parse, forms=["flat", "all"], novels=["Emma"])
    assert report.forms == tuple(FORMS)
    assert all(f"{form}_loss" in report.overall for form in FORMS)


def test_one_reading_is_held_at_a_time(tmp_path: Path) -> None:
    for name in ("HardTimes", "Persuasion"):
        write_novel(tmp_path, name)
    before = novels_held()
    held: list[int] = []
    evaluate_forms(
        tmp_path,
        reads_nothing,
        parse=parse,
        forms=["all"],
        split="train",
        seen=lambda _novel, _work: held.append(novels_held() - before),
    )
    assert len(held) == 2 * (1 + len(FORMS))
    assert max(held) <= 3, "the next one, the last one, and a form of it"


def novels_held() -> int:
    gc.collect()
    return sum(type(each) is Novel for each in gc.get_objects())  # isinstance would wake lazy modules


def test_faults(tmp_path: Path) -> None:
    write_novel(tmp_path)
    with pytest.raises(EvaluationError, match="there is no form 'bold'"):
        evaluate_forms(tmp_path, reads_paragraphs, parse=parse, forms=["flat", "bold"])
    write_novel(tmp_path, rows=[quotation_row("Q0", ["Hush!"], speaker="_unknowable")])
    with pytest.raises(EvaluationError, match="no quotation has a speaker"):
        evaluate_forms(tmp_path, reads_paragraphs, parse=parse, forms=["flat"], novels=["Emma"])
