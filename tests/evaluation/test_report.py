from __future__ import annotations

import json
from dataclasses import replace

import pytest

from fabula.evaluation.report import Column, Indices, Report, Row, Values, bootstrap
from fabula.evaluation.scores.calibration import Calibration


def report(intervals: dict[str, tuple[float, float]] | None = None) -> Report:
    return Report(
        corpus="PDNC",
        split="dev",
        system="fabula",
        unit="novel",
        pooled=False,
        columns=(Column("speakers", "speakers"), Column("named", "named", 0)),
        rows=(
            Row("Emma", {"speakers": 200 / 3, "named": 12, "hidden": 1.0}, 3.0),
            Row("HardTimes", {"speakers": None, "named": 20, "hidden": 2.0}),
        ),
        overall={"speakers": 200 / 3, "named": 16.0, "hidden": 1.5},
        intervals=intervals or {},
    )


def test_table() -> None:
    heads, lines = report({"speakers": (60.0, 70.25)}).table()
    assert heads == ["novel", "speakers", "named"]
    assert lines == [
        ["Emma", "66.7", "12"],
        ["HardTimes", "–", "20"],
        ["mean", "66.7", "16"],
        ["95 % interval", "60.0–70.2", ""],
    ]


def test_columns_of_a_group_make_a_table_of_their_own() -> None:
    columns = (Column("speakers", "speakers", group="who"), Column("named", "named", 0, "how many"))
    grouped = replace(report(), columns=columns)
    assert grouped.groups == ("who", "how many")
    assert grouped.table("how many") == (
        ["novel", "named"],
        [["Emma", "12"], ["HardTimes", "20"], ["mean", "16"]],
    )
    assert grouped.table() == report().table()


def test_calibration_has_a_table_and_a_place_in_json() -> None:
    found = Calibration("speaker", 1234, 2.25, (70.0, 75.0, 80.0, 85.0, 90.0, 95.0))
    shown = replace(report(), calibration=(found,))
    assert shown.calibration_table() == (
        ["claim", "claims", "error", "at 100 %", "at 90 %", "at 80 %", "at 70 %", "at 60 %", "at 50 %"],
        [["speaker", "1,234", "2.2", "70.0", "75.0", "80.0", "85.0", "90.0", "95.0"]],
    )
    assert shown.as_json()["calibration"] == {
        "speaker": {
            "claims": 1234,
            "error": 2.25,
            "accuracy_at": {"100": 70.0, "90": 75.0, "80": 80.0, "70": 85.0, "60": 90.0, "50": 95.0},
        }
    }
    assert report().as_json()["calibration"] == {}


def test_a_table_without_intervals_has_no_line_for_them() -> None:
    assert [line[0] for line in report().table()[1]] == ["Emma", "HardTimes", "mean"]


def test_json() -> None:
    values = json.loads(json.dumps(report({"speakers": (60.0, 70.25)}).as_json(), allow_nan=False))
    assert values["format"] == "fabula-scores/1"
    assert values["overall"] == {"speakers": 66.6667, "named": 16.0, "hidden": 1.5}
    assert values["overall_is"] == "mean over novels"
    assert values["intervals"] == {"speakers": [60.0, 70.25]}
    assert values["rows"][1] == {
        "name": "HardTimes",
        "speakers": None,
        "named": 20,
        "hidden": 2.0,
        "seconds": None,
    }


def mean_of(values: list[float | None]) -> Values:
    known = [value for value in values if value is not None]
    return {"mean": sum(known) / len(known) if known else None}


def test_interval_of_a_mean_is_about_two_standard_errors() -> None:
    values = [float(value) for value in range(100)]
    intervals = bootstrap(100, lambda drawn: mean_of([values[i] for i in drawn]), ["mean"])
    low, high = intervals["mean"]
    assert low == pytest.approx(49.5 - 1.96 * 28.87 / 10, abs=0.6)
    assert high == pytest.approx(49.5 + 1.96 * 28.87 / 10, abs=0.6)


def test_the_same_on_every_run() -> None:
    def statistic(drawn: Indices) -> Values:
        return {"sum": float(drawn.sum())}

    assert bootstrap(9, statistic, ["sum"]) == bootstrap(9, statistic, ["sum"])


def test_no_interval_from_one_document_or_where_a_draw_has_no_value() -> None:
    assert bootstrap(1, lambda drawn: {"mean": 1.0}, ["mean"]) == {}
    assert bootstrap(3, lambda drawn: mean_of([None if i else 1.0 for i in drawn]), ["mean"]) == {}
