"""What is to be read of a folder: a job a work, which any worker can take."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fabula import errors
from fabula.settings import Settings
from fabula.sources.folders import StoryFile, folder_at

Row = dict[str, object]
"""What the manifest, or the list of files set aside, holds of one work."""

LONGEST_STEM = 40
_DIGITS = 13
"""Digits of a digest that make a number which anything can hold: R and JavaScript know 53 bits."""


@dataclass(frozen=True, slots=True)
class Job:
    """One work that is to be read. ``source`` is its path in the folder, with "/" on every system.

    ``made`` says how it is to be read: the program, the model and the settings that change what is found.
    """

    source: str
    story: StoryFile
    folder: Path
    dataset: Path
    settings: Settings
    made: Mapping[str, object]

    @property
    def part(self) -> str:
        """The name of its files, one in the folder of each table."""
        return part_name(self.source)

    @property
    def number(self) -> int:
        """What stands for the work in the column ``work`` of its tables: digits of its source's digest."""
        return int(digest_of(_encoded(self.source))[:_DIGITS], 16)

    @property
    def size(self) -> int:
        """The bytes of its file, 0 where they cannot be counted."""
        try:
            return self.story.path.stat().st_size
        except OSError:
            return 0

    def digest(self) -> str:
        """The SHA-256 of its file. Raises :class:`fabula.errors.SourceError` where that cannot be read."""
        return digest_of(self.story.read())

    def is_done_by(self, row: Row) -> bool:
        """Whether a line of the manifest says that this very file has been read in this very way."""
        if any(row.get(name) != value for name, value in self.made.items()):
            return False
        try:
            return row.get("digest") == self.digest()
        except errors.FabulaError:
            return False


def jobs_in(folder: Path, dataset: Path, settings: Settings, made: Mapping[str, object]) -> Iterator[Job]:
    """A job for each work of a folder and the folders in it, in natural order.

    Raises :class:`fabula.errors.FabulaError` where it is no folder, there is no work in it, or two works come
    to one number by chance: in one of ten thousand archives of a million works.
    """
    if not folder.is_dir():
        raise errors.not_a_corpus(folder)
    numbers: dict[int, str] = {}
    for story in folder_at(folder, most=sys.maxsize).files:
        job = Job(story.name, story, folder, dataset, settings, made)
        other = numbers.setdefault(job.number, job.source)
        if other != job.source:
            raise errors.works_alike(other, job.source)
        yield job


def digest_of(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _encoded(source: str) -> bytes:
    return source.encode("utf-8", "surrogatepass")


def part_name(source: str) -> str:
    """The name of the part of a work: what a person knows it by, and what no other source has."""
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(source).stem.casefold()).strip("-")[:LONGEST_STEM]
    return f"{stem or 'work'}-{digest_of(_encoded(source))[:_DIGITS]}.parquet"
