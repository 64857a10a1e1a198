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
        self.done = Ledger(path / MANIFEST, _tells_of_a_reading)
        self.failed = Ledger(path / FAILED, _tells_of_a_failure)

    def begin(self, works: int, made: Mapping[str, object]) -> None:
        """Note how many works there are to read, and how."""
        about = {"format": FORMAT, "works": works, **made}
        try:
            with replacing(self.path / ABOUT) as temporary:
                temporary.write_text(json.dumps(about, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        except OSError as error:
            raise errors.cannot_write(str(self.path / ABOUT), error.strerror or str(error)) from error

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

    try:
        if path.exists() and not path.is_dir():
            raise errors.dataset_taken(path, "it is a file")
        if path.is_dir() and not (path / ABOUT).is_file() and any(own.name != LOCK for own in path.iterdir()):
            raise errors.dataset_taken(path, "there are other files in it")
        path.mkdir(parents=True, exist_ok=True)
        lock = lock_file(str(path / LOCK), timeout=0)
        lock.acquire()
    except LockError as error:
        raise errors.dataset_busy(path) from error
    except (OSError, ValueError) as error:  # a name too long, or one with a NUL in it
        raise errors.cannot_write(str(path), getattr(error, "strerror", None) or str(error)) from error
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


def _tells_of_a_reading(row: Row) -> bool:
    return all(type(own) is int and own >= 0 for own in (row.get("words", 0), *_counts(row).values()))


def _tells_of_a_failure(row: Row) -> bool:
    return isinstance(row.get("code"), str) and isinstance(row.get("message"), str)


def _about(path: Path) -> Row:
    try:
        if not path.is_dir():
            raise errors.not_a_dataset(path, "it is a file" if path.exists() else "there is nothing")
        about = json.loads((path / ABOUT).read_bytes())
    except FileNotFoundError as error:
        raise errors.not_a_dataset(path, f"it has no {ABOUT}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise errors.not_a_dataset(path, f"its {ABOUT} cannot be read") from error
    works = about.get("works") if isinstance(about, dict) and about.get("format") == FORMAT else None
    if type(works) is not int or works < 0:
        raise errors.not_a_dataset(path, f"its {ABOUT} is of another kind")
    return dict(about)
