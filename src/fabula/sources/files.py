"""Bytes from disk, and members of zip archives, never more of either than a story can have."""

from __future__ import annotations

import copy
import io
import os
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

from fabula import errors
from fabula.sources.unpacking import UNPACKING_ERRORS, unpack

LARGEST_FILE = 256 << 20
LARGEST_MEMBER = 64 << 20
LARGEST_ARCHIVE = 512 << 20
MOST_MEMBERS = 20_000
_LEAST_BOUND = 6 << 20
_TIGHTEST = 40
"""Times its size that an archive may unpack to, once that is more than a little.

Prose packs to a third, and to a tenth with all that word processors put around it; what packs to less than a
fortieth is made to break a reader."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises SourceError where it is missing, not a file, not readable, empty or too large.
    """
    try:
        if not path.exists():
            raise errors.file_missing(path)
        if not path.is_file():
            raise errors.not_a_file(path)
        if path.stat().st_size > LARGEST_FILE:
            raise errors.file_too_large(path, "the file", LARGEST_FILE)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise errors.file_unreadable(path, why.lower()) from error
    if not data:
        raise errors.file_empty(path)
    return data


def read_standard_input(path: Path) -> bytes:
    """The bytes that another program pipes in; ``path`` is what messages call them.

    Raises SourceError where there are none or too many.
    """
    data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if not data:
        raise errors.file_empty(path)
    if len(data) > LARGEST_FILE:
        raise errors.file_too_large(path, "what was piped in", LARGEST_FILE)
    return data


class Archive:
    """A zip archive read with bounds, whatever its directory claims."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise errors.file_damaged(path, "its zip directory cannot be read") from error
        self._size = len(data)
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise errors.file_damaged(path, f"{len(members)} members in a zip archive")
        self.names = tuple(member.filename for member in members)
        self._present = frozenset(self.names)
        self._folded = {name.casefold(): name for name in self.names}
        self._read = 0

    def declared(self, names: Iterable[str]) -> int:
        """How many bytes these members say that they unpack to."""
        return sum(self._zip.getinfo(name).file_size for name in names)

    def most(self, largest: int) -> int:
        """How many bytes may come out of it, and never more than ``largest``."""
        return min(largest, _LEAST_BOUND + _TIGHTEST * self._size)

    def afresh(self) -> Archive:
        """The same archive with its whole bound before it, for each of the books that are packed into it."""
        again = copy.copy(self)
        again._read = 0
        return again

    def find(self, name: str) -> str | None:
        """The member of this name, or one that differs from it in letter case only."""
        return name if name in self._present else self._folded.get(name.casefold())

    def read(self, name: str) -> bytes:
        """The unpacked bytes of a member; raises SourceError where it is missing, damaged, locked or huge."""
        found = self.find(name)
        if found is None:
            raise errors.file_damaged(self.path, f"{name} is missing from it")
        if self._zip.getinfo(found).flag_bits & 1:
            raise errors.file_encrypted(self.path, "it is locked with a password")
        try:
            data = self._unpack(self._zip.getinfo(found))
        except UNPACKING_ERRORS as error:
            raise errors.file_damaged(self.path, f"{name} cannot be unpacked") from error
        if len(data) > self._member:
            raise errors.file_too_large(self.path, f"{name} in it", self._member)
        self._read += len(data)
        if self._read > self.most(LARGEST_ARCHIVE):
            raise errors.file_too_large(self.path, "what it unpacks to", self.most(LARGEST_ARCHIVE))
        return data

    @property
    def _member(self) -> int:
        """How many bytes a member may unpack to."""
        return self.most(LARGEST_MEMBER)

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        """As much of a member as is allowed, and one byte more where it holds more."""
        if member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            with self._zip.open(member) as opened:
                return opened.read(self._member + 1)
        # Of what is packed by other methods, the standard library unpacks some thousand bytes at once,
        # and those can unpack to gigabytes. So it is asked for the packed bytes.
        packed = copy.copy(member)
        packed.compress_type, packed.file_size = zipfile.ZIP_STORED, member.compress_size
        del packed.CRC
        with self._zip.open(packed) as opened:
            return unpack(opened.read(), member.compress_type, self._member, member.CRC)
