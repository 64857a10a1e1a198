"""Lists of works on the disk, whatever becomes of the process that writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.corpus.jobs import Row
from fabula.corpus.ledger import Ledger
from fabula.errors import UsageError

ONE: Row = {"source": "b.txt", "words": 1}
TWO: Row = {"source": "a.txt", "words": 2}


def test_the_last_line_of_a_source_counts(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "list.jsonl")
    ledger.add(ONE)
    ledger.add(TWO)
    ledger.add({**ONE, "words": 3})
    assert Ledger(ledger.path).rows == {"b.txt": {"source": "b.txt", "words": 3}, "a.txt": TWO}


def test_a_line_that_was_cut_short_is_passed_over_and_ended(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    Ledger(path).add(ONE)
    path.write_bytes(path.read_bytes() + b'{"source": "c.t')
    ledger = Ledger(path)
    assert ledger.rows == {"b.txt": ONE}
    ledger.add(TWO)
    assert Ledger(path).rows == {"b.txt": ONE, "a.txt": TWO}


def test_what_is_no_row_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_bytes(b'[1]\n"x"\n{"source": 3}\n\xff\n' + b"[" * 100_000 + b"\n")
    assert Ledger(path).rows == {}


def test_what_cannot_be_read_or_written_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    ledger = Ledger(path)
    path.mkdir()
    for broken in (lambda: Ledger(path), lambda: ledger.add(ONE), ledger.settle):
        with pytest.raises(UsageError, match=r"cannot write .*list\.jsonl.*\[F507\]"):
            broken()


def test_settled_it_is_the_same_in_whatever_order_the_rows_came(tmp_path: Path) -> None:
    for name, rows in (("one", (ONE, TWO)), ("two", (TWO, TWO, ONE))):
        ledger = Ledger(tmp_path / name)
        for row in rows:
            ledger.add(row)
        ledger.settle()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").read_bytes().count(b"\n") == 2


def test_what_is_dropped_is_gone_once_it_is_settled(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "list.jsonl")
    ledger.add(ONE)
    ledger.drop("b.txt")
    ledger.drop("no such")
    ledger.settle()
    assert Ledger(ledger.path).rows == {}
