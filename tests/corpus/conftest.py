"""A small archive, with a picture in it that calls itself a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.corpus.jobs import Job, jobs_in
from fabula.settings import Settings

HARBOUR = """Chapter One

“Is the harbour frozen?” asked Ida Marsh.

“Since Tuesday,” said Captain Roe. “Nobody leaves before the thaw.”

Ida laughed. “Then I shall walk over the ice to my sister in Fernwick.”

Chapter Two

In the morning the captain found her coat on the quay. He told Tom Pell of it in the inn.
"""
MILL = """“You broke the wheel, Ben,” said the miller.

“I did not,” said Ben Carter. “Your brother Joss did, at noon. I saw him by the weir.”

The miller, a tall man of sixty, sat down on a sack. He said nothing until evening.
"""
LAMP = """Rosa Finch lit the lamp. “Father is late,” she said to Hugh.

“He went to Holt on Monday,” answered Hugh, “and the road is bad.”

She looked out of the window. In the yard stood old Finch, wet to the bone.
"""


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three stories, one of them in a folder of its own, and what is no story."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "north").mkdir()
    (folder / "north" / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "mill.txt").write_text(MILL, encoding="utf-8")
    (folder / "lamp.txt").write_text(LAMP, encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    return folder


@pytest.fixture
def jobs(archive: Path, tmp_path: Path) -> list[Job]:
    """A job for each file of the archive; its dataset is an empty folder."""
    dataset = tmp_path / "dataset"
    dataset.mkdir()
    return list(jobs_in(archive, dataset, Settings(threads=1), {"program": "1"}))
