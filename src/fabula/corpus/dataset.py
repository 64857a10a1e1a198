"""A dataset: what has been read into it, what was set aside, and that only one run writes to it at a time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from fabula import errors
from fabula.corpus.jobs import Row
from fabula.corpus.ledger import Ledger
from fabula.world.files import replacing

ABOUT, MANIFEST, FAILED, LOCK = "dataset.json", "manifest.jsonl", "failed.jsonl", ".lock"
FORMAT = "fabula-corpus/1"


@dataclass(frozen=True, slots=True)
class Status:
    """What is in a dataset. ``failed`` are the rows of the files that are set aside."""

    path: Path
    works: int
    done: int
    left: int
    words: int
    made: Mapping[str, object]
    failed: tuple[Row, ...]
    rows: Mapping[str, int]

    @property
    def codes(self) -> Mapping[str, int]:
        """How many files were set aside with each code, most first."""
        return dict(Counter(str(row["code"]) for row in self.failed).most_common())


class Dataset:
    """The folder of a dataset, with the lists of what is done and of what was set aside."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done = Ledger(path / MANIFEST)
        self.failed = Ledger(path / FAILED)

    def begin(self, works: int, made: Mapping[str, object]) -> None:
        """Note how many works there are to read, and how."""
        about = {"format": FORMAT, "works": works, **made}
        with replacing(self.path / ABOUT) as temporary:
            temporary.write_text(json.dumps(about, indent=2, sort_keys=True) + "\n", encoding="utf-8")

    def add(self, row: Row) -> None:
        """Take in what came of a job."""
        if "code" in row:
            self.failed.add(row)
        else:
            self.done.add(row)
            self.failed.drop(str(row["source"]))

    def settle(self) -> None:
        """Bring both lists into their final form."""
        self.done.settle()
        self.failed.settle()


@contextmanager
def opened_to_write(path: Path) -> Iterator[Dataset]:
    """The dataset of that name, which is made if there is none, with nobody else writing to it.

    Raises :class:`fabula.errors.FabulaError` where something else is there, or somebody else writes.
    """
    from locket import LockError, lock_file

    if path.exists() and not path.is_dir():
        raise errors.dataset_taken(path, "it is a file")
    if path.is_dir() and not (path / ABOUT).is_file() and any(own.name != LOCK for own in path.iterdir()):
        raise errors.dataset_taken(path, "there are other files in it")
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = lock_file(str(path / LOCK), timeout=0)
    except OSError as error:
        raise errors.cannot_write(str(path), error.strerror or str(error)) from error
    try:
        lock.acquire()
    except LockError as error:
        raise errors.dataset_busy(path) from error
    try:
        yield Dataset(path)
    finally:
        lock.release()


def corpus_status(dataset: str | PathLike[str]) -> Status:
    """What is in a dataset and what is left to do.

    Raises :class:`fabula.errors.WorldError` for another folder.
    """
    path = Path(dataset)
    about = _about(path)
    found = Dataset(path)
    done = found.done.rows
    failed = [found.failed.rows[source] for source in sorted(found.failed.rows)]
    rows: Counter[str] = Counter()
    for row in done.values():
        rows.update(_counts(row))
    works = int(str(about["works"]))
    return Status(
        path=path,
        works=works,
        done=len(done),
        left=max(0, works - len(done.keys() | found.failed.rows.keys())),
        words=sum(int(str(row.get("words", 0))) for row in done.values()),
        made={name: about.get(name) for name in ("program", "model", "settings")},
        failed=tuple(failed),
        rows=dict(sorted(rows.items())),
    )


def _counts(row: Row) -> Mapping[str, int]:
    rows = row.get("rows")
    return rows if isinstance(rows, dict) else {}


def _about(path: Path) -> Row:
    if not path.is_dir():
        raise errors.not_a_dataset(path, "it is a file" if path.exists() else "there is nothing")
    try:
        about = json.loads((path / ABOUT).read_bytes())
    except FileNotFoundError as error:
        raise errors.not_a_dataset(path, f"it has no {ABOUT}") from error
    except (OSError, ValueError) as error:
        raise errors.not_a_dataset(path, f"its {ABOUT} cannot be read") from error
    if not isinstance(about, dict) or about.get("format") != FORMAT or type(about.get("works")) is not int:
        raise errors.not_a_dataset(path, f"its {ABOUT} is of another kind")
    return about
