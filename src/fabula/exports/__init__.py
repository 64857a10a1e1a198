"""A work as a file for other programs and for people: one module a format, one table of them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath

from fabula import errors
from fabula.types import Work
from fabula.world.connection import MAGIC

__all__ = ["FORMATS", "Format", "default_output", "export"]


_ENDINGS_OF_FILES = frozenset((".csv", ".tsv", ".txt", ".xlsx", ".json", ".html"))


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of export: its name, what the name of a file gets at its end, and what it is for."""

    name: str
    suffix: str
    help: str

    @property
    def write(self) -> Callable[[Work, Path], None]:
        """The function that writes a work; its module is read only when it is asked for."""
        function: Callable[[Work, Path], None] = import_module(f"{__name__}.{self.name}").write
        return function


FORMATS: dict[str, Format] = {
    kind.name: kind
    for kind in (
        Format("json", ".json", "one JSON document, fabula-json/1, for scripts"),
        Format("csv", "-csv", "five tables in a folder, or in a .zip, for spreadsheets"),
        Format("html", ".html", "one page to read, with everyone's lines in their own colour"),
    )
}


def export(work: Work, format: str, output: Path | None = None) -> Path:
    """Writes a work in one of :data:`FORMATS`; where it was written.

    What ``output`` names is written over, unless it is a world; without it the name comes from the work's
    source, in the current folder, and must be free. JSON and HTML given a folder go into it under that name.
    Each file is written whole or not at all. Raises :class:`fabula.errors.FabulaError` for an unknown format,
    a place that cannot be written, and a text with half a character in it.
    """
    kind = FORMATS.get(format)
    if kind is None:
        raise errors.bad_format(format, ", ".join(FORMATS))
    try:
        target = _target(work, kind, output)
        kind.write(work, target)
    except UnicodeEncodeError as error:
        code = f"U+{ord(error.object[error.start]):04X}"
        raise errors.lone_surrogate(work.title, code, error.start) from error
    except (
        OSError,
        ValueError,
        RuntimeError,
    ) as error:  # a name with a NUL is a ValueError, a circle of links either
        what = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise errors.cannot_write(str(output or default_output(work, format)), what) from error
    return target


def default_output(work: Work, format: str) -> Path:
    """The name of an export in the current folder: that of the work's source with another ending."""
    stem = PurePath(work.text.source.replace("\\", "/")).stem
    safe = "".join(char if char.isalnum() or char in "-_. " else "_" for char in stem).strip(" .")
    return Path((safe[:80] or "work") + FORMATS[format].suffix)


def _target(work: Work, kind: Format, output: Path | None) -> Path:
    if output is None:
        target = default_output(work, kind.name)
        if target.exists():
            raise errors.output_exists(target)
        return target
    target = Path(output)
    if kind.name != "csv" and target.is_dir():
        target = target / default_output(work, kind.name)
    if kind.name == "csv" and target.suffix.lower() in _ENDINGS_OF_FILES and not target.is_dir():
        raise errors.cannot_write(
            str(output), "csv is several tables; give a folder or a .zip, not the name of one file"
        )
    if _is_database(target):
        raise errors.cannot_write(
            str(output), "it is a world, which an export would wipe out; name another file"
        )
    return target


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC
