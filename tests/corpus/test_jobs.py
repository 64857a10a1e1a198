"""What is to be read of a folder."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.corpus.jobs import Job, Row, jobs_in, part_name
from fabula.errors import FabulaError
from fabula.settings import DEFAULT


def test_there_is_a_job_for_each_file_called_by_its_path_in_the_folder(jobs: list[Job]) -> None:
    assert [job.source for job in jobs] == ["lamp.txt", "mill.txt", "north/harbour.txt", "picture.txt"]
    assert all(job.size == job.story.path.stat().st_size for job in jobs)


def test_a_folder_may_hold_more_works_than_one_world_takes(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fabula.sources.folders.MOST_MEMBERS", 2)
    assert len(list(jobs_in(archive, tmp_path, DEFAULT, {}))) == 4


@pytest.mark.parametrize("name", ["nowhere", "mill.txt"])
def test_what_is_no_folder_is_refused_in_one_line(archive: Path, name: str) -> None:
    with pytest.raises(FabulaError, match=r"is not a folder; give the folder that holds the works \[F750\]"):
        list(jobs_in(archive / name, archive, DEFAULT, {}))


def test_a_part_is_called_as_its_work_and_no_two_alike() -> None:
    names = {
        part_name(each) for each in ("a/Emma.epub", "b/Emma.epub", "Emma.txt", "émma.epub", "a/emma.epub")
    }
    assert len(names) == 5
    assert part_name("a/Emma, or: the War?.epub").startswith("emma-or-the-war-")
    assert all(name.isascii() and name.endswith(".parquet") for name in names)
    assert part_name("小説.txt").startswith("work-")
    assert len(part_name("x" * 300)) < 70
    assert part_name("half \udc80.txt")


def test_a_work_is_done_if_file_version_and_settings_are_the_same(jobs: list[Job], tmp_path: Path) -> None:
    job = jobs[0]
    row: Row = {"source": job.source, "digest": job.digest(), "program": "1"}
    assert job.is_done_by(row)
    assert not job.is_done_by({**row, "digest": "0"})
    assert not replace(job, made={"program": "2"}).is_done_by(row)
    gone = replace(job, story=replace(job.story, path=tmp_path / "gone.txt"))
    assert not gone.is_done_by(row)
    assert gone.size == 0


def test_a_job_goes_to_another_process_whole(jobs: list[Job]) -> None:
    back = pickle.loads(pickle.dumps(jobs[0]))
    assert (back.source, back.digest()) == (jobs[0].source, jobs[0].digest())


def test_each_work_has_a_number_of_its_own_that_a_spreadsheet_can_hold(jobs: list[Job]) -> None:
    numbers = {job.number for job in jobs}
    assert len(numbers) == len(jobs)
    assert all(0 <= number < 1 << 53 for number in numbers)


def test_two_works_never_share_a_number(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fabula.corpus.jobs.digest_of", lambda _: "0" * 64)
    with pytest.raises(FabulaError, match=r"lamp.txt and mill.txt come to the same number.*\[F762\]"):
        list(jobs_in(archive, tmp_path, DEFAULT, {}))
