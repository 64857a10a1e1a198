"""What an archive costs: the figures in the docs are what the measured rate comes to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.corpus import Archive, measure, report

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "corpus.md").read_text(encoding="utf-8")
RATE = float(re.findall(r"\*\*([\d,]+) words a core-second\*\*", PAGE)[0].replace(",", ""))
BYTES = float(re.findall(r"(\d+) bytes a word", PAGE)[0])
CELLS = r"([\d,]+) \| ([\d,.]+) \| ([\d,.]+) \| ([^|]+) \| ([^|]+)"
ROWS = re.findall(rf"^\| [^|]+ \| {CELLS} \|$", PAGE, re.MULTILINE)
UNITS = {"MB": 1e-6, "GB": 1e-3, "TB": 1.0, "hours": 1 / 24, "days": 1.0}


def number(words: str) -> float:
    return float(words.replace(",", ""))


def quantity(words: str) -> float:
    """A number with its unit, in terabytes or days."""
    value, unit = words.split()
    return number(value) * UNITS[unit]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_table_is_what_the_rate_comes_to(row: tuple[str, ...]) -> None:
    volumes, hours, dollars, days, size = row
    bill = Archive(int(number(volumes)), 100_000, 0.03).bill(RATE, BYTES)
    assert number(hours) == pytest.approx(bill["core_hours"], rel=0.05)
    assert number(dollars) == pytest.approx(bill["dollars"], rel=0.1)
    if days.strip() != "–":
        assert quantity(days) == pytest.approx(bill["days_on_1000_cores"], rel=0.05)
    assert quantity(size) == pytest.approx(bill["terabytes"], rel=0.05)


def test_there_are_seventeen_million_volumes() -> None:
    assert "17,000,000" in {row[0] for row in ROWS}


def test_the_shelf_takes_one_machine_as_long_as_it_says() -> None:
    [(cores, minutes)] = re.findall(r"one machine of (\d+) cores (\d+) minutes", PAGE)
    hours = Archive(1000, 100_000, 0.0).bill(RATE, BYTES)["core_hours"]
    assert float(minutes) == pytest.approx(60 * hours / float(cores), rel=0.05)


@pytest.mark.model
def test_the_command_measures(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    words = "“Father is late,” said Rosa to Hugh. She lit the lamp."
    (tmp_path / "lamp.txt").write_text(words, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    found = measure(tmp_path, 2)
    assert (found["works"], found["failed"], found["words"]) == (1, 1, 11)
    assert "17 volumes of 10 words" in report(found, Archive(17, 10, 0.5))
