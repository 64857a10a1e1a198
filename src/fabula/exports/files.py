"""What an export writes to the disk: one file, or several in a folder or an archive."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from fabula.world.files import replacing


def write_file(content: bytes, path: Path) -> None:
    """Writes one file, whole or not at all. Raises OSError."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_files(files: Mapping[str, bytes], path: Path) -> None:
    """Writes files into a folder, made if need be, or into one archive if ``path`` ends in ``.zip``.

    Names may have folders in them, with ``/`` between. In a folder, all files are on the disk before the
    first takes its name; other files that lie there stay. Raises OSError.
    """
    if path.suffix.lower() == ".zip":
        with replacing(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                # A fixed date, so that the same work gives the same archive.
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        return
    made: list[Path] = []
    try:
        for folder in _folders(path, files):
            if not folder.exists():
                folder.mkdir()
                made.append(folder)
            elif not folder.is_dir():
                folder.mkdir()  # which says that there is a file of this name
        with ExitStack() as stack:
            begun: set[Path] = set()
            for name, content in files.items():
                place = path / name
                writing = replacing(place, clear=place.parent not in begun)
                begun.add(place.parent)
                stack.enter_context(writing).write_bytes(content)
    except BaseException:
        with suppress(OSError):
            for folder in reversed(made):
                folder.rmdir()
        raise


def _folders(path: Path, files: Mapping[str, bytes]) -> list[Path]:
    """The folders that the files go into, each after the one that holds it."""
    found = {path: None}
    for name in files:
        parents = name.split("/")[:-1]
        for depth in range(len(parents)):
            found[path.joinpath(*parents[: depth + 1])] = None
    return list(found)
