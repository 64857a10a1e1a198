"""Reads annotated openings: who says the first lines of a whole novel, and who its main characters are.

An opening is a folder with two tables, tab-separated. ``lines.tsv`` starts with ``# file: PATH``, the text of
the novel, seen from the folder that holds the folder of the openings; other lines that begin with ``#`` are
remarks. Its columns are the start and end of a line of speech in code points of the text, its speaker (``?``
where the text leaves it open, several apart by ``|`` who speak as one), its addressees apart by ``|``, and
its first words. ``cast.tsv`` has a row for each main character: a name, all names apart by ``|``, pronouns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fabula import errors
from fabula.evaluation.files import numbered_lines, numbered_rows, read_exact, whole_number
from fabula.types import Span

_LINES, _CAST = "lines.tsv", "cast.tsv"
_FILE = "# file:"
_OPEN = "?"


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A line of speech; ``speaker`` is None where the text leaves it open."""

    span: Span
    speaker: str | None
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MainCharacter:
    """Somebody of the whole novel, with all names and epithets that tell this one from others."""

    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """The first lines of a novel; ``text`` is the whole of it, with its line ends untouched."""

    name: str
    text: str
    lines: tuple[OpeningLine, ...]
    cast: tuple[MainCharacter, ...]


def opening_names(root: Path, novels: Sequence[str] | None = None) -> tuple[str, ...]:
    """The openings in a folder, or those named.

    Raises :class:`fabula.errors.EvaluationError` where there are none, and for one that is not there.
    """
    if not root.is_dir():
        raise errors.gold_folder_missing(root, "annotated openings")
    present = sorted(path.parent.name for path in root.glob(f"*/{_LINES}"))
    names = present if novels is None else list(dict.fromkeys(novels))
    if not names:
        raise errors.nothing_to_score(root, f"no folder in it has a {_LINES}")
    for name in names:
        if name not in present:
            raise errors.gold_document_missing(name, root / name / _LINES)
    return tuple(names)


def read_opening(folder: Path) -> Opening:
    """The opening in ``folder``, with the whole text of its novel.

    Raises :class:`fabula.errors.EvaluationError` when a file is missing or malformed, with the line.
    """
    table = folder / _LINES
    first, head = next(numbered_lines(table), (1, ""))
    if not head.startswith(_FILE):
        raise errors.gold_line_malformed(table, first, f'the first line must be "{_FILE} PATH"')
    text = read_exact(folder.parent.parent / head.removeprefix(_FILE).strip())
    cast = tuple(
        MainCharacter(fields[0], tuple(dict.fromkeys((fields[0], *_several(fields[1])))))
        for _, fields in numbered_rows(folder / _CAST, 2)
    )
    return Opening(folder.name, text, _lines(table, text), cast)


def _lines(table: Path, text: str) -> tuple[OpeningLine, ...]:
    lines: list[OpeningLine] = []
    for number, row in numbered_lines(table):
        if row.startswith("#"):
            continue
        fields = row.split("\t")
        if len(fields) != 5:
            raise errors.gold_line_malformed(table, number, f"{len(fields)} fields where five belong")
        start, end = (whole_number(table, number, field) for field in fields[:2])
        if not _same_start(text[start:end], fields[4]):
            raise errors.gold_line_malformed(table, number, f"the text has other words there: {fields[4]}")
        speaker = None if fields[2] == _OPEN else fields[2]
        lines.append(OpeningLine((start, end), speaker, _several(fields[3])))
    return tuple(lines)


def _several(names: str) -> tuple[str, ...]:
    return tuple(filter(None, names.split("|")))


def _same_start(said: str, words: str) -> bool:
    """Whether a line of the text begins with these words, of which the last may be cut short."""
    wanted = " ".join(words.split())
    return bool(wanted) and " ".join(said.split()).startswith(wanted)
