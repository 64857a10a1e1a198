"""The stories in a folder or a zip archive; those of an archive are read in memory and never written."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import count
from pathlib import Path, PurePosixPath

from fabula import errors
from fabula.sources import projects
from fabula.sources.files import LARGEST_ARCHIVE, MOST_MEMBERS, Archive, read_bytes, read_standard_input
from fabula.sources.natural_order import natural_key

STORY_SUFFIXES = frozenset(
    (
        ".epub",
        ".txt",
        ".text",
        ".html",
        ".htm",
        ".xhtml",
        ".mhtml",
        ".mht",
        ".docx",
        ".docm",
        ".dotx",
        ".odt",
        ".ott",
        ".fodt",
        ".rtf",
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".mdtext",
        ".mdx",
        ".qmd",
        ".rmd",
        ".nwd",
        ".fountain",
        ".spmd",
    )
)
"""The endings of names that may be stories. A file of another name is read where it is named by itself."""

LARGEST_SERIES = 8 * LARGEST_ARCHIVE
"""Bytes that all members of an archive of stories may unpack to; they are never in memory together."""
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# What systems and programs put beside a person's files: nobody wants to hear of it.
_SYSTEM = re.compile(
    r"\..*|~\$.*|.*~|#.*#|__macosx|\$recycle\.bin|system volume information|lost\+found|thumbs\.db"
    r"|desktop\.ini|icon\r|.*\.(?:fabula|fabula-journal|tmp|bak|swp)",
    re.IGNORECASE | re.DOTALL,
)
# Programs that keep a work in pieces whose names and order only they know, and that are not read.
_PROJECTS = (("*.yw7", "a yWriter project", "export it as HTML or RTF"),)
_ABOUT_FILES = frozenset(("readme", "license", "licence", "copying", "changelog", "contributing"))


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A file that may be a story: ``name`` is what a world calls it, ``path`` what messages call it.

    ``data`` gives its bytes where it is no file of its own on the disk.
    """

    path: Path
    name: str
    data: Callable[[], bytes] | None = None

    @classmethod
    def piped_in(cls) -> StoryFile:
        """What another program writes to standard input, taken from there once."""
        path = Path("stdin")
        return cls(path, path.name, cache(partial(read_standard_input, path)))

    def read(self) -> bytes:
        """Its bytes. Raises :class:`~fabula.errors.SourceError` where they cannot be had."""
        return read_bytes(self.path) if self.data is None else self.data()


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder or an archive: its stories in natural order, and what else is in it."""

    path: Path
    name: str
    files: tuple[StoryFile, ...]
    others: tuple[StoryFile, ...]


def is_folder(path: Path) -> bool:
    """Whether there is a folder, or an archive that is no book itself, and so is not read as one story."""
    try:
        if path.is_dir():
            return not _is_unpacked_book(path)
        if path.suffix.lower() in STORY_SUFFIXES or not path.is_file():
            return False
        with path.open("rb") as file:
            if file.read(4) not in _ZIP_STARTS:
                return False
        return _holds_stories(path, read_bytes(path))
    except OSError:
        return False  # reading it will say what is wrong


def folder_in(path: Path, data: bytes) -> Folder | None:
    """What there is in an archive that is no file here; None for any other file, and for one that is a book.

    ``path`` is what to call it. Raises as :func:`folder_at`.
    """
    if path.suffix.lower() in STORY_SUFFIXES or data[:4] not in _ZIP_STARTS or not _holds_stories(path, data):
        return None
    return _of_archive(path, data)


def _holds_stories(path: Path, data: bytes) -> bool:
    try:
        return bool(_members(Archive(path, data)))
    except errors.SourceError:
        return False  # reading it will say what is wrong


def folder_at(path: Path, *, most: int = MOST_MEMBERS) -> Folder:
    """What there is in a folder and the folders in it, or in an archive.

    Hidden files and those of the system are passed over; links to folders are not followed.
    Raises :class:`~fabula.errors.SourceError` where it cannot be looked into, holds more files than ``most``,
    or holds no story at all.
    """
    found = _of_directory(path, most) if path.is_dir() else _of_archive(path, read_bytes(path))
    if not found.files:
        raise errors.no_stories(path)
    return found


def story_at(path: Path) -> StoryFile:
    """One file that is read as one story; a folder that is a book or a project of one is one too."""
    if projects.is_index(path.name) and path.is_file():
        path = path.parent
    if path.is_dir() and _is_unpacked_book(path):
        return StoryFile(path, name_of(path), partial(_packed, path))
    return StoryFile(path, name_of(path))


def name_of(path: Path) -> str:
    """The name of a file or folder; a byte of it that is no UTF-8 is spelt out, as UTF-8 cannot hold it."""
    name = path.name if path.name not in ("", "..") else path.resolve().name
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _of_directory(path: Path, most: int) -> Folder:
    if _is_unpacked_book(path):
        return Folder(path, name_of(path), (story_at(path),), ())
    for pattern, what, instead in _PROJECTS:
        if next(path.glob(pattern), None) is not None:
            raise errors.project_unsupported(path, what, instead)
    closed: list[Path] = []
    found = [
        StoryFile(file, _relative(file, path), partial(_packed, file) if file.is_dir() else None)
        for file in _walk(path, closed, most)
    ]
    return _folder(path, name_of(path), found, [StoryFile(each, _relative(each, path)) for each in closed])


def _folder(
    path: Path,
    name: str,
    found: list[StoryFile],
    closed: list[StoryFile],
    books: Collection[StoryFile] = (),
) -> Folder:
    """The folder of these files; ``books`` are surely stories, whatever their names."""
    files: dict[str, StoryFile] = {}
    others: list[StoryFile] = closed
    taken: dict[str, int] = {}
    for file in sorted([*found, *books], key=lambda file: natural_key(file.name)):
        if file in books or _may_be_story(file):
            # Two members of an archive may come to the same name; each is a story of its own.
            own = _free(file.name, files, taken)
            files[own] = replace(file, name=own)
        else:
            others.append(file)
    return Folder(path, name, tuple(files.values()), tuple(others))


def _free(name: str, taken: Collection[str], tried: dict[str, int]) -> str:
    """The name, or the next one after it that nothing has; ``tried`` are the last numbers that were given."""
    path = PurePosixPath(name)
    first = tried.setdefault(name, 1)
    if first == 1 and name not in taken:
        return name
    for number in count(first + 1):
        other = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        tried[name] = number
        if other not in taken:
            return other
    raise AssertionError("numbers have no end")


def _may_be_story(file: StoryFile) -> bool:
    path = PurePosixPath(file.name)
    is_story = path.suffix.lower() in STORY_SUFFIXES and path.stem.casefold() not in _ABOUT_FILES
    return is_story or (file.path.is_dir() and file.data is not None)


def _walk(folder: Path, closed: list[Path], most: int = MOST_MEMBERS) -> Iterator[Path]:
    """The files in a folder and below it, and the folders in it that are unpacked books.

    Folders in it that cannot be looked into are added to ``closed``.
    """

    def refused(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise errors.file_unreadable(folder, (error.strerror or str(error)).lower()) from error
        closed.append(Path(error.filename))

    seen = 0
    for here, folders, files in os.walk(folder, onerror=refused):
        top = Path(here)
        pages = {Path(name).stem for name in files if name.lower().endswith((".html", ".htm"))}
        books = [name for name in folders if not _is_hidden(top / name) and _is_unpacked_book(top / name)]
        folders[:] = [
            name
            for name in folders
            if name not in books and not _is_hidden(top / name) and not _is_of_page(name, pages)
        ]
        for name in (*books, *files):
            seen += 1
            if seen > most:
                raise errors.too_many_files(folder, most)
            path = top / name
            if not _is_hidden(path) and (name in books or path.is_file()):
                yield path


def _is_of_page(name: str, pages: set[str]) -> bool:
    """Whether a folder holds what a browser saved with a page: "Page.html" and "Page_files"."""
    return any(name == page + ending for page in pages for ending in ("_files", ".files", "-files"))


def _is_hidden(path: Path) -> bool:
    if _SYSTEM.fullmatch(path.name):
        return True
    hidden = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0) | getattr(stat, "FILE_ATTRIBUTE_SYSTEM", 0)
    try:
        return bool(getattr(path.lstat(), "st_file_attributes", 0) & hidden)
    except OSError:
        return False


def _is_unpacked_book(path: Path) -> bool:
    """Whether a folder is one story: an EPUB that was unpacked, or the project of a writer's program."""
    if (path / "META-INF" / "container.xml").is_file():
        return True
    try:
        return projects.is_project(path)
    except OSError:
        return False  # looking into it will say what is wrong


def _packed(folder: Path) -> bytes:
    """An unpacked EPUB as the archive that it was; a project as an archive of what of it is read."""
    out = io.BytesIO()
    size = 0
    whole = (folder / "META-INF" / "container.xml").is_file()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for file in _walk(folder, []):
            if not whole and not projects.is_wanted(_relative(file, folder)):
                continue
            try:
                size += file.stat().st_size if file.is_file() else 0
                if size > LARGEST_ARCHIVE:
                    raise errors.file_too_large(folder, "what is in it", LARGEST_ARCHIVE)
                data = file.read_bytes() if file.is_file() else b""
            except OSError as error:
                raise errors.file_unreadable(file, (error.strerror or str(error)).lower()) from error
            archive.writestr(zipfile.ZipInfo(_relative(file, folder)), data)
    return out.getvalue()


def _relative(file: Path, folder: Path) -> str:
    return os.fsencode(file.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace")


def _of_archive(path: Path, data: bytes) -> Folder:
    archive = Archive(path, data)
    members = _members(archive)
    within = _projects_of(members)
    members = {name: safe for name, safe in members.items() if not name.startswith(tuple(within))}
    most = archive.most(LARGEST_SERIES)
    # Pictures and the like are never unpacked.
    if archive.declared(name for name, safe in members.items() if _is_named_as_story(safe)) > most:
        raise errors.file_too_large(path, "what it unpacks to", most)
    shared = _shared_folder([*members.values(), *(f"{safe}/" for safe in within.values())])
    found = [
        StoryFile(path / safe, safe.removeprefix(shared), partial(_unpacked, archive, member))
        for member, safe in members.items()
    ]
    books = [
        StoryFile(
            path / safe,
            safe.removeprefix(shared) or PurePosixPath(safe).name,
            partial(_repacked, archive, root),
        )
        for root, safe in within.items()
    ]
    name = os.fsencode(path.stem).decode("utf-8", "backslashreplace")
    return _folder(path, name, found, [], books)


def _unpacked(archive: Archive, member: str) -> bytes:
    unpacked = archive.afresh().read(member)
    if not unpacked:
        raise errors.file_empty(archive.path / member)
    return unpacked


def _projects_of(members: Collection[str]) -> dict[str, str]:
    """The projects of writers' programs in an archive: their folders, and names for them."""
    found = {root: _safe(_as_meant(root)) for root in projects.roots_in(members) if root}
    return {root: safe for root, safe in found.items() if safe}


def _repacked(archive: Archive, root: str) -> bytes:
    """A project that is a folder of an archive, as an archive of its own."""
    own = archive.afresh()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name in own.names:
            if name.startswith(root) and projects.is_wanted(name.removeprefix(root)):
                packed.writestr(zipfile.ZipInfo(name.removeprefix(root)), own.read(name))
    return out.getvalue()


def _members(archive: Archive) -> dict[str, str]:
    """The files of an archive that may be of use, each with a name that stays in its folder.

    Nothing where the archive is a book, or another kind of document, or holds no story.
    """
    if any(archive.find(name) for name in ("META-INF/container.xml", "[Content_Types].xml", "mimetype")):
        return {}
    if projects.is_one(archive.names):
        return {}
    safe = {name: _safe(_as_meant(name)) for name in archive.names if not name.endswith("/")}
    shown = {
        name: path
        for name, path in safe.items()
        if path and not any(_SYSTEM.fullmatch(part) for part in PurePosixPath(path).parts)
    }
    return shown if any(map(_is_named_as_story, shown.values())) else {}


def _is_named_as_story(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in STORY_SUFFIXES


def _as_meant(name: str) -> str:
    """A member's name that was written as UTF-8 without saying so, as several systems write it."""
    try:
        return name if name.isascii() else name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _safe(name: str) -> str:
    """A member's name without what leads out of the folder: drives, roots, steps up."""
    parts = re.split(r"[/\\]+", name)
    return "/".join(part for part in parts if part.strip(". ") and not re.fullmatch(r"[A-Za-z]:", part))


def _shared_folder(names: list[str]) -> str:
    """The one folder that holds all files of an archive, with its slash; nothing where there are several."""
    firsts = {name.split("/", 1)[0] if "/" in name else "" for name in names}
    return f"{firsts.pop()}/" if len(firsts) == 1 and "" not in firsts else ""
