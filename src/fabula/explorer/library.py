"""The worlds that are shown, each under a key: no request names a path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fabula import errors
from fabula.errors import FabulaError
from fabula.exports.names import is_device
from fabula.world import WorkSummary, World

ENDING = ".fabula"
LONGEST_NAME = 80
RESERVED = frozenset(("static", "reading"))
"""First parts of paths that are no worlds."""
_NO_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One world: its key, its file, its works; ``trouble`` says why it cannot be opened, if so."""

    key: str
    path: Path
    works: tuple[WorkSummary, ...] = ()
    trouble: str = ""

    @property
    def name(self) -> str:
        """What to call it."""
        return self.path.stem


class Library:
    """World files, and the worlds of folders as they are at the moment."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = [path.absolute() for path in paths]

    @property
    def folder(self) -> Path:
        """Where a new world goes: the first folder, or that of the first world."""
        first = self._paths[0]
        return first if first.is_dir() else first.parent

    def keys(self) -> dict[str, Path]:
        """The path of each world by its key, which is made of the name of the file."""
        found: dict[str, Path] = {}
        for path in self._files():
            plain = plain_name(path.stem)
            key, number = plain, 1
            while key in found or key in RESERVED:
                number += 1
                key = f"{plain}-{number}"
            found[key] = path
        return found

    def path(self, key: str) -> Path:
        """The file of a key. Raises :class:`fabula.errors.WorldError` for a key that no world has."""
        found = self.keys().get(key)
        if found is None:
            raise errors.no_such_shelf(key)
        return found

    def fresh(self, name: str) -> Path:
        """Where a new world of a name goes: a file beside the others, whatever the name holds.

        One without a work is new still: its reading was broken off, and goes on from what was kept.
        Raises :class:`fabula.FabulaError` where there is another already.
        """
        path = self.folder / (plain_name(name) + ENDING)
        if path.exists() and not _is_begun(path):
            raise errors.world_there_already(path.stem)
        return path

    def shelves(self) -> list[Shelf]:
        """All worlds with their works; one that cannot be opened says why."""
        return [_shelf(key, path) for key, path in self.keys().items()]

    def show(self, path: Path) -> str:
        """Show one more world, which may not be there yet; its key."""
        path = path.absolute()
        if path not in self._files():
            self._paths.append(path)
        return next((key for key, each in self.keys().items() if each == path), "")

    def _files(self) -> list[Path]:
        found: dict[Path, None] = {}
        for path in self._paths:
            inside = sorted(path.glob(f"*{ENDING}")) if path.is_dir() else [path]
            found.update(dict.fromkeys(each for each in inside if each.is_file()))
        return list(found)


def plain_name(name: str) -> str:
    """A name of small letters, digits and hyphens, which is safe in a path and in an address."""
    plain = _NO_KEY.sub("-", name.casefold())[:LONGEST_NAME].strip("-") or "world"
    return f"world-{plain}" if is_device(plain) else plain


def _is_begun(path: Path) -> bool:
    """Whether a file is a world without works."""
    found = _shelf("", path)
    return not found.trouble and not found.works


def _shelf(key: str, path: Path) -> Shelf:
    try:
        with World.open(path) as world:
            return Shelf(key, path, tuple(world.works()))
    except FabulaError as error:
        return Shelf(key, path, trouble=str(error))
