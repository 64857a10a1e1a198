"""Projects of writers' programs, which keep a work in many files: novelWriter and Scrivener.

A project is a folder with a file that lists its documents. It is read as one story: in a folder, or in a zip
archive that somebody made of the folder. ``novelwriter`` and ``scrivener`` know what is story.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from fabula import errors
from fabula.sources.files import Archive
from fabula.types import Text

__all__ = ["index_in", "is_index", "is_one", "is_project", "is_wanted", "read", "roots_in"]

_INDEX = re.compile(r"nwProject\.nwx|.+\.scrivx", re.IGNORECASE)
_WANTED = re.compile(
    r"content/[^/]+\.nwd|Files/Data/[^/]+/content\.(?:rtf|txt)|Files/Docs/[^/]+\.(?:rtf|txt)", re.IGNORECASE
)
_HIDDEN = re.compile(r"(?:^|/)(?:\.|__macosx/)", re.IGNORECASE)


def is_index(name: str) -> bool:
    """Whether a file of this name lists the documents of a project."""
    return _INDEX.fullmatch(posixpath.basename(name)) is not None and not _HIDDEN.search(name)


def is_project(folder: Path) -> bool:
    """Whether a folder is a project. Raises OSError where it cannot be looked into."""
    return any(is_index(file.name) and file.is_file() for file in folder.iterdir())


def is_wanted(name: str) -> bool:
    """Whether a file of a project, by its name within it, may be needed to read the story."""
    return is_index(name) or _WANTED.fullmatch(name) is not None


def roots_in(names: Iterable[str]) -> list[str]:
    """The folders in an archive that are projects, each with its slash; "" is the archive itself."""
    found = dict.fromkeys(posixpath.dirname(name) for name in names if is_index(name))
    return [f"{root}/" if root else "" for root in found]


def is_one(names: Collection[str]) -> bool:
    """Whether the members of an archive are one project and nothing else."""
    roots = roots_in(names)
    return len(roots) == 1 and all(_is_of(name, roots[0]) for name in names)


def index_in(archive: Archive) -> str | None:
    """The file that lists the documents of the project that an archive is; None where it is no project.

    Raises SourceError where it is left open which of several such files it is.
    """
    if not is_one(archive.names):
        return None
    found = [name for name in archive.names if is_index(name)]
    roots = roots_in(found)
    if len(found) > 1:
        # A cloud drive puts a second one beside the first where two machines wrote it at once.
        folder = posixpath.basename(roots[0].rstrip("/")) or archive.path.name
        stem = posixpath.splitext(folder)[0]
        found = [name for name in found if posixpath.splitext(posixpath.basename(name))[0] == stem] or found
    if len(found) > 1:
        raise errors.project_ambiguous(archive.path, [posixpath.basename(name) for name in found])
    return found[0]


def _is_of(name: str, root: str) -> bool:
    """Whether a member lies in a project, or is what a system puts beside it, or a folder around it."""
    return (
        name.startswith(root) or (name.endswith("/") and root.startswith(name)) or bool(_HIDDEN.search(name))
    )


def read(path: Path, archive: Archive, index: str) -> Text:
    """The story of a project.

    Raises SourceError where the list of its documents is damaged, or no document of the story is there.
    """
    if index.lower().endswith(".scrivx"):
        from fabula.sources.projects import scrivener

        return scrivener.read(path, archive, index)
    from fabula.sources.projects import novelwriter

    return novelwriter.read(path, archive, index)
