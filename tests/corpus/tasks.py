"""Stand-ins for the reading of a work, for workers in processes of their own."""

from __future__ import annotations

import os
import signal
import time

from fabula import errors
from fabula.corpus.jobs import Job, Row

MEBIBYTE = 1 << 20


def count_words(job: Job) -> Row:
    """Count the words of a file, and no more."""
    return {"source": job.source, "digest": job.digest(), "words": len(job.story.read().split())}


def die_of_the_mill(job: Job) -> Row:
    """The same, but one file ends its process."""
    if job.source == "mill.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return count_words(job)


def swell_at_the_mill(job: Job) -> Row:
    """The same, but one file takes a gigabyte."""
    if job.source == "mill.txt":
        hoard = bytearray(1024 * MEBIBYTE)
        hoard[::4096] = b"x" * len(hoard[::4096])
        time.sleep(20)
    return count_words(job)


def find_the_disk_full(job: Job) -> Row:
    """Fail as no other file would not."""
    raise errors.cannot_write(str(job.dataset), "No space left on device")
