"""Reading all works of a folder into a dataset, over whatever workers there are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from fabula import errors
from fabula.corpus.clusters import client_of, threads_of
from fabula.corpus.dataset import Dataset, opened_to_write
from fabula.corpus.jobs import Job, Row, jobs_in
from fabula.corpus.parts import clear_unfinished
from fabula.corpus.progress import Progress
from fabula.corpus.task import made_with, read_one, set_aside
from fabula.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from distributed import Client, Future

TICK = 1.0
"""Seconds after which it is told how far a run is, also where no work is done meanwhile."""

Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has done: ``read`` works now, ``before`` already, ``failed`` set aside, of ``works``."""

    works: int
    before: int
    read: int
    failed: int
    words: int
    seconds: float


def read_corpus(
    folder: str | PathLike[str],
    output: str | PathLike[str],
    *,
    scheduler: str | None = None,
    workers: int = 0,
    memory: int = 0,
    settings: Settings = DEFAULT,
    progress: Tell | None = None,
) -> Summary:
    """Read every work of a folder into the dataset ``output``, a folder of Parquet files.

    On this machine, ``workers`` processes (0: one a core, as far as there is memory for them) read a work
    each, with ``memory`` MiB at most (0: their share of the machine's). ``scheduler`` is the address of a
    Dask cluster that does it instead. What is in the dataset already, of the same file, version and settings,
    is not read again. A file that cannot be read is set aside in ``failed.jsonl``, and tried again by the
    next run.

    Raises :class:`fabula.FabulaError` where nothing can be read or written at all. Whatever ends it, what was
    read is kept, and the same call goes on from there.
    """
    require_installed()
    model = str(Path(settings.model).absolute()) if settings.model else ""
    settings = replace(settings, threads=1, model=model)
    made = made_with(settings)
    path, place = Path(folder).absolute(), Path(output).absolute()
    jobs = list(jobs_in(path, place, settings, made))
    with opened_to_write(place) as dataset:
        clear_unfinished(place)
        todo = _left(jobs, dataset)
        dataset.begin(len(jobs), made)
        run = Run(dataset, len(jobs), todo, progress or (lambda _: None))
        try:
            if todo:
                with client_of(scheduler, min(workers, len(todo)), memory) as client:
                    run.over(client)
        finally:
            dataset.settle()
        clear_unfinished(place)
        return run.summary()


def require_installed() -> None:
    """Raises :class:`fabula.errors.UsageError` where a package is missing that archives need."""
    for package in ("distributed", "locket", "pyarrow"):
        if find_spec(package) is None:
            raise errors.extra_missing("fabula corpus read", package, "corpus")


def _left(jobs: Iterable[Job], dataset: Dataset) -> list[Job]:
    """The jobs that are not done; what was set aside of others is forgotten."""
    todo = []
    for job in jobs:
        row = dataset.done.rows.get(job.source)
        if row is None or not job.is_done_by(row):
            todo.append(job)
    wanted = {job.source for job in todo}
    for source in dataset.failed.rows.keys() - wanted:
        dataset.failed.drop(source)
    return todo


class Run:
    """One run over the jobs that are left."""

    def __init__(self, dataset: Dataset, works: int, todo: list[Job], tell: Tell) -> None:
        self._dataset, self._works, self._tell = dataset, works, tell
        self._todo = todo
        self._sizes = {job.source: job.size for job in todo}
        self._bytes = sum(self._sizes.values())
        self._began = time.monotonic()
        self._read = self._failed = self._words = self._bytes_done = 0

    def over(self, client: Client, task: Callable[[Job], Row] = read_one) -> None:
        """Have a cluster do all jobs, no more of them at once than it has threads.

        So no other work is blamed for a worker that dies, and the scheduler never holds a million tasks.
        """
        waiting: dict[Future, Job] = {}
        jobs = iter(self._todo)
        try:
            self._tell(self.progress())
            while self._fill(waiting, jobs, client, task):
                for future in _finished(client, waiting):
                    job = waiting.pop(future)
                    self._take(job, _outcome(future, job))
                    future.release()
                self._tell(self.progress())
        finally:
            if waiting and client.status == "running":
                client.cancel(list(waiting), force=True)

    def progress(self) -> Progress:
        """How far it is."""
        return Progress(
            works=self._works,
            before=self._works - len(self._todo),
            done=self._read,
            failed=self._failed,
            words=self._words,
            bytes_done=self._bytes_done,
            bytes_left=self._bytes - self._bytes_done,
            seconds=time.monotonic() - self._began,
        )

    def summary(self) -> Summary:
        """What it has done."""
        own = self.progress()
        return Summary(own.works, own.before, own.done, own.failed, own.words, own.seconds)

    @staticmethod
    def _fill(
        waiting: dict[Future, Job], jobs: Iterator[Job], client: Client, task: Callable[[Job], Row]
    ) -> bool:
        """Give the cluster as many jobs as it has room for; whether any are under way."""
        room = threads_of(client) - len(waiting)
        while room > 0 and (job := next(jobs, None)) is not None:
            waiting[client.submit(task, job, pure=False, key=None)] = job
            room -= 1
        return bool(waiting)

    def _take(self, job: Job, row: Row) -> None:
        self._dataset.add(row)
        self._bytes_done += self._sizes[job.source]
        if "code" in row:
            self._failed += 1
        else:
            self._read += 1
            self._words += int(str(row["words"]))


def _finished(client: Client, waiting: Iterable[Future]) -> list[Future]:
    from distributed import TimeoutError, wait

    try:
        with client.as_current():
            return list(wait(list(waiting), timeout=TICK, return_when="FIRST_COMPLETED").done)
    except TimeoutError:
        return []


def _outcome(future: Future, job: Job) -> Row:
    """What came of a job. Raises where the whole run must end."""
    from distributed import CancelledError, KilledWorker
    from distributed.comm import CommClosedError

    try:
        row: Row = future.result()
    except KilledWorker as error:
        return set_aside(job, errors.file_kills(job.source, error.allowed_failures + 1))
    except (CancelledError, CommClosedError) as error:
        raise errors.cluster_lost(str(error) or type(error).__name__) from error
    return row
