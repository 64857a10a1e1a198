"""Whole archives through the model: alone, over two workers of which one is killed, and in pieces."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fabula.corpus import Progress, corpus_status, read_corpus
from fabula.corpus.clusters import STATUS
from fabula.corpus.dataset import MANIFEST
from fabula.errors import FabulaError
from fabula.settings import Settings

pytest.importorskip("distributed")
pytest.importorskip("pyarrow")
pytestmark = [pytest.mark.slow, pytest.mark.model]

GOOD = ["lamp.txt", "mill.txt", "north/harbour.txt"]


def contents(dataset: Path) -> dict[str, bytes]:
    """All files of a dataset, by their names in it."""
    files = (path for path in dataset.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(dataset).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def alone(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as one process reads it."""
    dataset = tmp_path_factory.mktemp("alone") / "dataset"
    read_corpus(archive, dataset, workers=1)
    return dataset


def test_every_good_file_is_read_and_the_bad_one_set_aside(alone: Path) -> None:
    found = corpus_status(alone)
    assert (found.works, found.done, found.left) == (4, 3, 0)
    assert [(row["source"], row["code"]) for row in found.failed] == [("picture.txt", "F105")]
    assert str(found.failed[0]["message"]).startswith("picture.txt: this is a picture")
    assert found.rows["works"] == 3
    names = contents(alone)
    assert {name.split("/")[0] for name in names if "/" in name} == set(found.rows)
    assert sum(name.startswith("works/") for name in names) == 3
    assert not any(name.endswith(".tmp") for name in names)


@pytest.mark.posix
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_two_workers_one_of_them_killed_write_the_same_bytes(
    archive: Path, alone: Path, tmp_path: Path
) -> None:
    from distributed import Client, LocalCluster

    told: list[Progress] = []
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": STATUS},
            silence_logs=50,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        first = next(iter(client.run(os.getpid).values()))

        def watch(progress: Progress) -> None:
            told.append(progress)
            if len(told) == 2:  # both are at their first work
                os.kill(first, signal.SIGKILL)

        done = read_corpus(archive, tmp_path / "two", scheduler=cluster.scheduler_address, progress=watch)
        assert first not in client.run(os.getpid).values()
    assert (done.read, done.failed) == (3, 1)
    assert contents(tmp_path / "two") == contents(alone)


def test_an_interrupted_run_keeps_what_it_read_and_the_next_goes_on(
    archive: Path, alone: Path, tmp_path: Path
) -> None:
    def stop(progress: Progress) -> None:
        if progress.done:
            raise KeyboardInterrupt

    dataset = tmp_path / "dataset"
    with pytest.raises(KeyboardInterrupt):
        read_corpus(archive, dataset, workers=1, progress=stop)
    kept = corpus_status(dataset)
    assert kept.done == 1
    assert kept.left >= 1
    assert read_corpus(archive, dataset, workers=1).before == 1
    assert contents(dataset) == contents(alone)


def heeding() -> None:
    """Heed Ctrl-C, also where the tests run in the background, which does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_all_processes_in_one_line_and_the_same_command_goes_on(
    archive: Path, alone: Path, tmp_path: Path
) -> None:
    folder, dataset = tmp_path / "archive", tmp_path / "dataset"
    shutil.copytree(archive, folder)
    (folder / "z.txt").write_text(40 * (archive / "north" / "harbour.txt").read_text("utf-8"), "utf-8")
    command = [sys.executable, "-m", "fabula", "corpus", "read", str(folder), "--output", str(dataset)]
    begun = subprocess.Popen(
        command,
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding,
    )
    manifest = dataset / MANIFEST
    while begun.poll() is None and not (manifest.is_file() and manifest.stat().st_size):
        time.sleep(0.05)
    os.killpg(begun.pid, signal.SIGINT)  # as a terminal does it, to the workers too
    _, said = begun.communicate(timeout=60)
    assert begun.returncode == 130
    assert re.fullmatch(
        r"fabula: stopped: \d of 5 works are read and kept; the same command goes on from there\n", said
    ), said
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 1
    assert "before" in again.stdout and "1 file is set aside" in again.stderr
    read, parts = contents(dataset), {name: own for name, own in contents(alone).items() if "/" in name}
    assert {name: read[name] for name in parts} == parts


def test_only_what_is_new_or_another_file_is_read_again(archive: Path, alone: Path, tmp_path: Path) -> None:
    folder, dataset = tmp_path / "archive", tmp_path / "dataset"
    shutil.copytree(archive, folder)
    shutil.copytree(alone, dataset)
    (folder / "picture.txt").unlink()
    (folder / "mill.txt").write_text("“Stop the wheel!” cried Ben Carter. The miller ran.", encoding="utf-8")
    done = read_corpus(folder, dataset, workers=1)
    assert (done.works, done.before, done.read, done.failed) == (3, 2, 1, 0)
    assert corpus_status(dataset).failed == ()
    again = read_corpus(folder, dataset, workers=1)
    assert (again.before, again.read) == (3, 0)


def test_a_worker_of_another_version_ends_the_run(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "fabula.corpus.reading.made_with", lambda _: {"program": "9.9", "model": "m", "settings": {}}
    )
    with pytest.raises(FabulaError, match=r"has Fabula .*; install Fabula 9\.9 there.*\[F756\]"):
        read_corpus(archive, tmp_path / "dataset", workers=1, settings=Settings())
