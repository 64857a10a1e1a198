"""Reads the Project Dialogism Novel Corpus: whole novels with every quotation, its speaker and addressees.

The corpus: Vishnubhotla, Hammond and Hirst 2022. Each novel is a folder with ``novel_text.txt``,
``quotation_info.csv`` and ``character_info.csv``.
"""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fabula import errors
from fabula.evaluation.files import read_exact
from fabula.types import Span

DEV_NOVELS = ("Emma", "TheAwakening", "TheInvisibleMan", "TheAgeOfInnocence", "DaisyMiller")
SPLITS = ("dev", "train")
QUOTATION_TYPES = ("Explicit", "Anaphoric", "Implicit")
UNKNOWABLE = "_unknowable"
_QUOTATION_FILE = "quotation_info.csv"


@dataclass(frozen=True, slots=True)
class GoldCharacter:
    """One of the cast; ``gender`` is F, M, U (unknown) or X (a group or no person), as the corpus has it."""

    id: int
    name: str
    aliases: tuple[str, ...]
    gender: str
    category: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention inside a quotation, in code points, with the characters meant (several for "they")."""

    start: int
    end: int
    characters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """One quotation: a span of code points for each part of it, marks left out, in the corpus's order.

    ``speaker`` and ``addressees`` are names as the corpus writes them: mostly main names of the cast, also
    ``_unknowable``, ``_group`` and ``_narr``. ``type`` is Explicit (a name in the tag), Anaphoric (a pronoun
    or noun phrase) or Implicit (no tag), and empty where the corpus gives none.
    """

    id: str
    spans: tuple[Span, ...]
    speaker: str
    addressees: tuple[str, ...]
    type: str
    referring_expression: str
    mentions: tuple[GoldMention, ...]

    @property
    def is_scored(self) -> bool:
        """Whether a reader could know who speaks; the others are left out of every score."""
        return self.speaker != UNKNOWABLE


@dataclass(frozen=True, slots=True)
class Novel:
    """A whole novel; every offset is a code point of ``text``, read with its line ends untouched."""

    name: str
    text: str
    characters: tuple[GoldCharacter, ...]
    quotations: tuple[GoldQuotation, ...]

    def character(self, name: str) -> GoldCharacter | None:
        """Whom a name of the quotations means: a main name first, else the one character with that alias."""
        for character in self.characters:
            if character.name == name:
                return character
        called = [character for character in self.characters if name in character.aliases]
        return called[0] if len(called) == 1 else None


def novel_names(root: Path, split: str = "dev", novels: Sequence[str] | None = None) -> tuple[str, ...]:
    """The novels of a split (``dev``, ``train``, ``all``), or those named, as they are called in the folder.

    Raises :class:`fabula.errors.EvaluationError` for an unknown split, a novel that is not there and an
    empty set.
    """
    if not root.is_dir():
        raise errors.gold_folder_missing(root, "the Project Dialogism Novel Corpus")
    if split not in (*SPLITS, "all"):
        raise errors.unknown_split(split, (*SPLITS, "all"))
    present = sorted(path.parent.name for path in root.glob(f"*/{_QUOTATION_FILE}"))
    if novels is not None:
        names = list(dict.fromkeys(novels))
    elif split == "dev":
        names = list(DEV_NOVELS)
    else:
        names = [name for name in present if split == "all" or name not in DEV_NOVELS]
    if not names:
        raise errors.nothing_to_score(root, "no novel there is of this choice")
    for name in names:
        if name not in present:
            raise errors.gold_document_missing(name, root / name / _QUOTATION_FILE)
    return tuple(names)


def read_novels(root: Path, split: str = "dev", novels: Sequence[str] | None = None) -> Iterator[Novel]:
    """The novels of a split, or those named, one at a time."""
    for name in novel_names(root, split, novels):
        yield read_novel(root / name)


def read_novel(folder: Path) -> Novel:
    """One novel from its folder.

    Raises :class:`fabula.errors.EvaluationError` when a file is missing or malformed, with the line.
    """
    text = read_exact(folder / "novel_text.txt")
    characters = tuple(
        GoldCharacter(
            row.number("Character ID"), row["Main Name"], row.names("Aliases"), row["Gender"], row["Category"]
        )
        for row in _rows(folder / "character_info.csv")
    )
    quotations = tuple(_quotation(row, len(text)) for row in _rows(folder / _QUOTATION_FILE))
    return Novel(folder.name, text, characters, quotations)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table, with where it ends, for errors."""

    path: Path
    line: int
    fields: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.fields[column]

    def fault(self, column: str, problem: str) -> errors.EvaluationError:
        """The error that ``column`` of this row is not as it should be."""
        return errors.gold_line_malformed(self.path, self.line, f"{column} {problem}")

    def number(self, column: str) -> int:
        """A column that holds a whole number."""
        value = self[column].strip()
        if not (value.isascii() and value.isdigit()):
            raise self.fault(column, f"{value!r} is not a whole number")
        return int(value)

    def literal(self, column: str) -> object:
        """A column that holds a Python literal: a list, or a set."""
        try:
            value: object = ast.literal_eval(self[column])
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            raise self.fault(column, f"{self[column][:60]!r} is not a list") from None
        return value

    def items(self, column: str) -> list[Any]:
        """A column that holds a list."""
        value = self.literal(column)
        if not isinstance(value, list):
            raise self.fault(column, f"{self[column][:60]!r} is not a list")
        return value

    def names(self, column: str) -> tuple[str, ...]:
        """A column that holds a list of names (aliases come as sets, whose order means nothing)."""
        value = self.literal(column)
        if not isinstance(value, (list, set, tuple)) or not all(isinstance(name, str) for name in value):
            raise self.fault(column, f"{self[column][:60]!r} is not a list of names")
        return tuple(sorted(value) if isinstance(value, set) else value)


def _rows(path: Path) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(read_exact(path), newline=""), strict=True)
    columns: list[str] | None = None
    try:
        for fields in reader:
            if columns is None:
                columns = fields
            elif len(fields) != len(columns):
                raise errors.gold_line_malformed(
                    path, reader.line_num, f"{len(fields)} columns where {len(columns)} belong"
                )
            else:
                yield _Row(path, reader.line_num, _Columns(path, zip(columns, fields, strict=True)))
    except csv.Error as problem:
        raise errors.gold_line_malformed(path, reader.line_num, str(problem)) from None


class _Columns(dict[str, str]):
    """Columns by name; one that the table lacks is a fault of its head."""

    def __init__(self, path: Path, pairs: Iterator[tuple[str, str]]) -> None:
        super().__init__(pairs)
        self._path = path

    def __missing__(self, column: str) -> str:
        raise errors.gold_line_malformed(self._path, 1, f"there is no column {column!r}")


def _quotation(row: _Row, length: int) -> GoldQuotation:
    kind = row["quoteType"]
    spans = tuple(_span(row, "quoteByteSpans", pair, length) for pair in row.items("quoteByteSpans"))
    if not spans:
        raise row.fault("quoteByteSpans", "holds no span")
    return GoldQuotation(
        id=row["quoteID"],
        spans=spans,
        speaker=row["speaker"],
        addressees=row.names("addressees"),
        # Some rows have no type, or "nan": they count among all quotations and in no type of their own.
        type=kind if kind in QUOTATION_TYPES else "",
        referring_expression=row["referringExpression"],
        mentions=_mentions(row, length),
    )


def _mentions(row: _Row, length: int) -> tuple[GoldMention, ...]:
    mentions: list[GoldMention] = []
    parts = zip(row.items("mentionSpansList"), row.items("mentionEntitiesList"), strict=False)
    for pairs, meant in parts:
        # In a few parts the lists are of different lengths, and no telling which name is whose.
        if not isinstance(pairs, list) or not isinstance(meant, list) or len(pairs) != len(meant):
            continue
        for pair, names in zip(pairs, meant, strict=True):
            start, end = _span(row, "mentionSpansList", pair, length)
            mentions.append(GoldMention(start, end, tuple(str(name) for name in names)))
    return tuple(mentions)


def _span(row: _Row, column: str, pair: object, length: int) -> Span:
    if not (isinstance(pair, (list, tuple)) and len(pair) == 2 and all(type(place) is int for place in pair)):
        raise row.fault(column, f"{pair!r} is not a pair of offsets")
    start, end = pair
    if not 0 <= start < end <= length:
        raise row.fault(column, f"{pair!r} does not lie in the novel's {length} characters")
    return start, end
