"""Workers that die, take too much, or cannot go on, in real processes; nothing is read by the model."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from fabula.corpus.clusters import client_of
from fabula.corpus.dataset import Dataset
from fabula.corpus.jobs import Job, Row
from fabula.corpus.progress import Progress
from fabula.corpus.reading import Run
from fabula.errors import FabulaError
from tests.corpus import tasks

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL"),
]


def run(jobs: list[Job], task: Callable[[Job], Row], memory: int = 0) -> tuple[Dataset, list[Progress]]:
    """What two workers make of the jobs."""
    dataset = Dataset(jobs[0].dataset)
    told: list[Progress] = []
    with client_of(None, 2, memory) as client:
        Run(dataset, len(jobs), jobs, told.append).over(client, task)
    return dataset, told


def test_a_file_that_ends_its_worker_three_times_is_set_aside_and_the_rest_done(jobs: list[Job]) -> None:
    dataset, told = run(jobs, tasks.die_of_the_mill)
    assert sorted(dataset.done.rows) == ["lamp.txt", "north/harbour.txt", "picture.txt"]
    assert [(row["source"], row["code"]) for row in dataset.failed.rows.values()] == [("mill.txt", "F758")]
    assert "ended 3 workers" in str(dataset.failed.rows["mill.txt"]["message"])
    last = told[-1]
    assert (last.done, last.failed, last.bytes_left, last.seconds_left) == (3, 1, 0, 0.0)
    assert last.words == sum(int(str(row["words"])) for row in dataset.done.rows.values())


def test_a_worker_that_takes_more_memory_than_it_may_is_ended(jobs: list[Job]) -> None:
    dataset, _ = run(jobs, tasks.swell_at_the_mill, memory=500)
    assert [row["code"] for row in dataset.failed.rows.values()] == ["F758"]
    assert len(dataset.done.rows) == 3


def test_a_full_disk_ends_the_run_and_sets_no_file_aside(jobs: list[Job]) -> None:
    with pytest.raises(FabulaError, match=r"No space left on device \[F507\]"):
        run(jobs, tasks.find_the_disk_full)
    assert Dataset(jobs[0].dataset).failed.rows == {}


def test_no_scheduler_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fabula.corpus.clusters.PATIENCE", 1)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        with pytest.raises(FabulaError, match=r"no Dask scheduler answers at .*\[F754\]"):
            client_of(address, 0, 0).__enter__()
