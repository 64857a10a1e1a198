from __future__ import annotations

import json

import pytest

from fabula.evaluation.report import Column, Indices, Report, Row, Values, bootstrap


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
