"""A work as a file for other programs and for people: one module a format, one table of them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath

from fabula import errors
from fabula.types import Annotations, Work
from fabula.world.connection import MAGIC
from fabula.world.files import replacing

__all__ = [
    "FORMATS",
    "TOKEN_FORMATS",
    "Format",
    "default_output",
    "export",
    "export_tokens",
    "is_world",
    "text_of_tokens",
]

HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""Half of a pair of UTF-16, which no UTF-8 file can hold."""

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
        Format("json", ".json", "one JSON document, fabula-json/2, for scripts: cast, lines, scenes"),
        Format("json1", ".json", "the same as earlier versions wrote it, fabula-json/1, without the story"),
        Format("csv", "-csv", "nine tables in a folder, or in a .zip, for spreadsheets"),
        Format("html", ".html", "one page to read, with everyone's lines in their own colour"),
    )
}

TOKEN_FORMATS = {"conllu": ".conllu", "csv": "-tokens.csv"}
"""The formats of the tokens of a work, and what the name of a file gets at its end."""


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
    with _told(work, output or default_output(work, format)):
        target = _target(work, kind.suffix, output, several=format == "csv")
        kind.write(work, target)
    return target


def export_tokens(work: Work, annotations: Annotations, format: str, output: Path | None = None) -> Path:
    """Writes the tokens of a work in one of :data:`TOKEN_FORMATS`; where they were written.

    ``annotations`` are those that the work was made of. For the rest this does as :func:`export` does.
    """
    encoded = text_of_tokens(work, annotations, format).encode()
    suffix = TOKEN_FORMATS[format]
    with _told(work, output or _name(work, suffix)):
        target = _target(work, suffix, output)
        with replacing(target) as temporary:
            temporary.write_bytes(encoded)
    return target


def text_of_tokens(work: Work, annotations: Annotations, format: str) -> str:
    """What :func:`export_tokens` writes. Raises :class:`fabula.errors.FabulaError` as it does for this."""
    if format not in TOKEN_FORMATS:
        raise errors.bad_format(format, ", ".join(TOKEN_FORMATS))
    half = HALF_CHARACTER.search(work.text.content)
    if half is not None:
        raise errors.lone_surrogate(work.title, f"U+{ord(half[0]):04X}", half.start())
    if format == "csv":
        from fabula.exports.tokens import table

        return "".join(table(work, annotations))
    from fabula.exports.conllu import document

    return "".join(document(work, annotations))


@contextmanager
def _told(work: Work, place: Path) -> Iterator[None]:
    """Turns what goes wrong in writing a work to a place into errors for a person."""
    try:
        yield
    except UnicodeEncodeError as error:
        code = f"U+{ord(error.object[error.start]):04X}"
        raise errors.lone_surrogate(work.title, code, error.start) from error
    except (
        OSError,
        ValueError,
        RuntimeError,
    ) as error:  # a name with a NUL is a ValueError, a circle of links either
        what = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise errors.cannot_write(str(place), what) from error


def default_output(work: Work, format: str) -> Path:
    """The name of an export in the current folder: that of the work's source with another ending."""
    return _name(work, FORMATS[format].suffix)


def _name(work: Work, suffix: str) -> Path:
    stem = PurePath(work.text.source.replace("\\", "/")).stem
    safe = "".join(char if char.isalnum() or char in "-_. " else "_" for char in stem).strip(" .")
    return Path((safe[:80] or "work") + suffix)


def _target(work: Work, suffix: str, output: Path | None, *, several: bool = False) -> Path:
    """Where an export goes; ``several`` tells whether it is more than one file."""
    if output is None:
        target = _name(work, suffix)
        if target.exists():
            raise errors.output_exists(target)
        return target
    target = Path(output)
    if not several and target.is_dir():
        target = target / _name(work, suffix)
    if several and target.suffix.lower() in _ENDINGS_OF_FILES and not target.is_dir():
        raise errors.cannot_write(
            str(output), "csv is several tables; give a folder or a .zip, not the name of one file"
        )
    if is_world(target):
        raise errors.cannot_write(
            str(output), "it is a world, which an export would wipe out; name another file"
        )
    if target.name == work.text.source and target.is_file():
        raise errors.cannot_write(
            str(output),
            "it seems to be the story that was read, which this would wipe out; name another file",
        )
    return target


def is_world(path: Path) -> bool:
    """Whether a file is a database, as worlds are."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC
