"""What `fabula read` is to read: the stories that its arguments name, and the world that each goes into."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.cli.plain import quoted

if TYPE_CHECKING:
    from fabula.sources.folders import Folder, StoryFile
    from fabula.sources.manuscripts import Manuscript

NAMES_SHOWN = 3
"""Files that a line names of those that are passed over; the rest is counted."""

_FOLDERS_OF_ONE = (".scriv",)
"""Endings of the names of folders that are one story; they are no part of its name."""

UNREAD_BOOKS = (".pdf", ".mobi", ".azw", ".azw3", ".kfx", ".prc", ".pdb", ".fb2", ".doc", ".wpd", ".pages")
"""Endings of the names of books in formats that are not read."""


@dataclass(frozen=True, slots=True)
class Target:
    """A story to be read, and the world that it goes into; None keeps it nowhere."""

    story: StoryFile | Manuscript
    world: Path | None

    @property
    def name(self) -> str:
        """What lines about it call it."""
        return self.story.name


@dataclass(slots=True)
class Found:
    """What the arguments of the command come to: the stories, what to tell of them, how much is wrong."""

    targets: list[Target]
    notes: list[str]
    failed: int = 0


def targets_of(paths: Sequence[Path], world: Path | None, *, keep: bool, as_one: bool) -> Found:
    """The stories that these paths name: files, and whatever is in folders and archives.

    Raises :class:`fabula.errors.FabulaError` where ``as_one`` is asked for and no work can be made of them.
    """
    from fabula.errors import FabulaError
    from fabula.sources.folders import folder_at, is_folder

    if as_one:
        return _as_one(paths, world, keep=keep)
    from fabula.sources.manuscripts import project_in

    found = Found([], [])
    files: dict[Path | None, dict[object, StoryFile]] = {}
    for path in _once(paths):
        among = files.setdefault(target_of(path, world) if keep else None, {})
        if not is_folder(path):
            among.setdefault(os.path.realpath(path), _story(path))
            continue
        try:
            folder = folder_at(path)
        except FabulaError as error:
            found.notes.append(str(error))
            found.failed += 1
            continue
        whole = project_in(folder)
        if whole is not None:
            found.targets.append(Target(whole, target_of(path, world) if keep else None))
            found.notes += _not_read(whole)
            continue
        for file in folder.files:
            among.setdefault(os.path.realpath(file.path) if file.data is None else file, file)
        found.notes += _notes(path, folder)
    for into, among in files.items():
        found.targets += (Target(file, into) for file in _told_apart([*among.values()]))
    return found


def target_of(path: Path, world: Path | None) -> Path:
    """The world file that a story, or all stories in a folder or an archive, go into."""
    if world is not None:
        return world
    if _is_standard_input(path):
        return Path("stdin.fabula")
    path = path if path.is_dir() else _story(path).path  # the file that lists a project stands for its folder
    name = path.resolve().name or "stories" if path.is_dir() else path.stem
    if path.is_dir() and path.suffix.lower() in _FOLDERS_OF_ONE:
        name = path.resolve().stem
    return Path(f"{name}.fabula")


def _is_standard_input(path: Path) -> bool:
    """Whether "-" stands for what is piped in, as it does where there is no file of that name."""
    return str(path) == "-" and not path.exists()


def _story(path: Path) -> StoryFile:
    """The story in a file, or the one that is piped in."""
    from fabula.sources.folders import StoryFile, story_at

    return StoryFile.piped_in() if _is_standard_input(path) else story_at(path)


def _as_one(paths: Sequence[Path], world: Path | None, *, keep: bool) -> Found:
    """One work of all files that these paths name."""
    from fabula.sources.folders import folder_at, is_folder, name_of
    from fabula.sources.manuscripts import Manuscript, manuscript_in

    first, *more = paths = _once(paths)
    if not more and not is_folder(first):
        return Found([Target(_story(first), target_of(first, world) if keep else None)], [])
    if not more:
        whole, home = manuscript_in(folder_at(first)), first
    else:
        files = [
            file
            for path in _as_read(paths)
            for file in (folder_at(path).files if is_folder(path) else (_story(path),))
        ]
        home = _common([path.absolute().parent for path in paths]) or paths[0].absolute().parent
        whole = Manuscript(home, name_of(home), tuple(_told_apart(files)))
    target = Target(whole, target_of(home, world) if keep else None)
    return Found([target], _not_read(whole))


def _not_read(whole: Manuscript) -> list[str]:
    """What there is to say of a work in many files: which are there and no part of it."""
    return [f"not read with it: {_some(whole.left_out)}"] if whole.left_out else []


def _once(paths: Sequence[Path]) -> list[Path]:
    """Each file once, however often it is named."""
    return list({os.path.realpath(path): path for path in reversed(paths)}.values())[::-1]


def _as_read(paths: Sequence[Path]) -> Sequence[Path]:
    """The files in the order in which a person named them; in natural order where a shell listed them."""
    from fabula.sources.natural_order import natural_key

    listed = list(paths) in (sorted(paths), sorted(paths, key=lambda path: str(path).casefold()))
    return sorted(paths, key=lambda path: natural_key(path.as_posix())) if listed else paths


def _told_apart(files: Sequence[StoryFile]) -> list[StoryFile]:
    """The same with names that no two of them share: the folders before those names, where they do."""
    names = Counter(file.name for file in files)
    shared = [file for file in files if names[file.name] > 1]
    if not shared:
        return list(files)
    top = _common([file.path.absolute().parent for file in shared])
    return [_below(file, top) if names[file.name] > 1 else file for file in files]


def _common(folders: Sequence[Path]) -> Path | None:
    """The folder that all of these are in, None where they are on several drives of Windows."""
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:
        return None


def _below(file: StoryFile, top: Path | None) -> StoryFile:
    path = file.path.absolute()
    whole = path.as_posix().replace(":", "").lstrip("/")  # such as "C/saga/one.txt"
    return replace(file, name=whole if top is None else Path(os.path.relpath(path, top)).as_posix())


def _notes(path: Path, folder: Folder) -> Iterator[str]:
    """What there is to say of a folder before its stories are read."""
    from fabula.sources.manuscripts import looks_like_chapters

    others = [file.name for file in folder.others]
    books = [name for name in others if name.lower().endswith(UNREAD_BOOKS)]
    others = [name for name in others if name not in books]
    if books:
        yield f"passed over: {_some(books)}; make EPUB or DOCX of such files and read that"
    if others:
        yield f"passed over, as they are no stories: {_some(others)}"
    if looks_like_chapters(folder):
        yield f"these look like the chapters of one work: fabula read {quoted(path)} --as-one reads them so"


def _some(names: Sequence[str]) -> str:
    """The first of these names and how many more there are."""
    more = len(names) - NAMES_SHOWN
    if more <= 1:
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{', '.join(names[:NAMES_SHOWN])} and {more} more"
