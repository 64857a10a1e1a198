"""``fabula corpus``: what it says of a run and of a dataset; the reading itself is in tests/corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fabula.cli.corpus_progress import CorpusProgress, shown
from fabula.corpus import Progress, Summary
from fabula.corpus.dataset import Dataset
from tests.cli.running import Run

MADE = {"program": "1", "model": "m", "settings": {}}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset of four works: two are read and one is set aside."""
    path = tmp_path / "read"
    path.mkdir()
    made = Dataset(path)
    made.begin(4, MADE)
    made.add({"source": "a.txt", "words": 1200, "rows": {"quotes": 1, "works": 1}})
    made.add({"source": "b.txt", "words": 34, "rows": {"quotes": 4, "works": 1}})
    made.add({"source": "c\x1b.txt", "code": "F105", "message": "c\x1b.txt: this is a picture"})
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch, dataset: Path) -> Callable[..., None]:
    """Has the dataset be what any run makes; with ``stop`` somebody stops it."""

    def put(done: int = 2, stop: bool = False) -> None:
        def read_corpus(*_: object, progress: Callable[[Progress], None], **__: object) -> Summary:
            progress(Progress(4, 0, done, 1, 1234, 10, 10, 2.0))
            if stop:
                raise KeyboardInterrupt
            return Summary(4, 0, done, 1, 1234, 2.0)

        monkeypatch.setattr("fabula.corpus.read_corpus", read_corpus)

    return put


def test_a_run_ends_with_what_was_read_and_fails_for_what_was_not(
    run: Run, dataset: Path, reads: Callable[..., None]
) -> None:
    reads()
    result = run("corpus", "read", "books", "--output", dataset)
    assert result.stdout == "2 works of 4 in the dataset; read now: 1,234 words, 617 a second\n"
    assert "1 file is set aside; fabula corpus status" in result.stderr
    assert result.exit_code == 1


def test_a_run_can_be_told_to_a_script(run: Run, dataset: Path, reads: Callable[..., None]) -> None:
    reads()
    told = json.loads(run("corpus", "read", "books", "--output", dataset, "--json").stdout)
    assert (told["works"], told["done"], told["left"], told["read"]) == (4, 2, 1, 2)
    assert told["failed"][0]["code"] == "F105"


def test_ctrl_c_says_how_to_go_on(run: Run, dataset: Path, reads: Callable[..., None]) -> None:
    reads(stop=True)
    result = run("corpus", "read", "books", "--output", dataset)
    assert result.exit_code == 130
    assert result.stderr == (
        "fabula: stopped: 2 of 4 works are read and kept; the same command goes on from there\n"
    )


def test_the_status_of_a_dataset(run: Run, dataset: Path) -> None:
    lines = run("corpus", "status", dataset).stdout.splitlines()
    assert lines == [
        "2 works read of 4, 1 left, 1 set aside; 1,234 words",
        "Read with Fabula 1, model m",
        "  quotes: 5 rows",
        "  works: 2 rows",
        "set aside: c\ufffd.txt: this is a picture [F105]",
    ]
    told = json.loads(run("corpus", "status", dataset, "--json").stdout)
    assert told["tables"] == {"quotes": 5, "works": 2}
    assert told["model"] == "m"


def test_many_files_set_aside_are_counted(run: Run, dataset: Path) -> None:
    made = Dataset(dataset)
    for number in range(20):
        made.add({"source": f"x{number}", "code": "F104", "message": f"x{number}: no text"})
    last = run("corpus", "status", dataset).stdout.splitlines()[-1]
    assert last == "… and 11 more (F104 20 times, F105 1 times); --json has them all"


def _without_distributed(name: str) -> str | None:
    return None if name == "distributed" else name


def test_what_is_missing_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fabula.corpus.reading.find_spec", _without_distributed)
    result = run("corpus", "read", "books", "--output", "read")
    assert result.stderr == (
        "fabula: fabula corpus read needs distributed, which is not installed; "
        "pip install 'fabula[corpus]' [F710]\n"
    )
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("done", "seconds", "says"),
    [
        ({}, 0.0, "2 of 9 works read"),
        ({"done": 1, "words": 500, "bytes_done": 10, "bytes_left": 60}, 5.0, "100 words a second; 30 s left"),
        ({"done": 1, "failed": 2, "words": 9, "bytes_done": 1, "bytes_left": 90}, 60.0, "2 set aside; 0"),
        ({"done": 1, "words": 9, "bytes_done": 1, "bytes_left": 50}, 60.0, "; 50 min left"),
        ({"done": 1, "words": 9, "bytes_done": 1, "bytes_left": 300}, 60.0, "; 5 h left"),
        ({"done": 1, "words": 9, "bytes_done": 1, "bytes_left": 14400}, 60.0, "; 10 days left"),
    ],
)
def test_progress_has_a_rate_and_the_time_left(done: dict[str, int], seconds: float, says: str) -> None:
    none = dict.fromkeys(("done", "failed", "words", "bytes_done", "bytes_left"), 0)
    values: dict[str, Any] = {**none, "bytes_left": 5, **done}
    assert says in shown(Progress(works=9, before=2, seconds=seconds, **values))


def test_a_log_gets_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with CorpusProgress() as progress:
        progress(Progress(9, 2, 0, 0, 0, 0, 5, 0.0))
        monkeypatch.setattr("fabula.cli.corpus_progress.PAUSE", 0.0)
        progress(Progress(9, 2, 1, 0, 10, 1, 4, 1.0))
    assert capsys.readouterr().err == "fabula: 3 of 9 works read; 10 words a second; 4 s left\n"
    assert progress.last is not None and progress.last.done == 1
