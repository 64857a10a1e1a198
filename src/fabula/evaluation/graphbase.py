"""Reads who meets whom in each chapter of a novel, from the Stanford GraphBase (Knuth 1993).

A novel ``XX`` is ``XX.txt`` with ``XX.dat`` (its characters, ``CODE Name, description``, then a line a
chapter: ``1.2:AN,ST;ST,MA``, where ``;`` parts encounters, ``,`` joins who meet, and ``&:`` goes on with a
chapter), ``XX.chapters.tsv`` (chapter, start and end in the text) and ``XX.names.tsv`` (what the text
calls each code).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fabula import errors
from fabula.evaluation.files import numbered_lines, numbered_rows, read_exact, whole_number

_CHARACTER = re.compile(r"([A-Z0-9]{2}) (.+)")
_CHAPTER = re.compile(r"([0-9.]+|&):(.*)")
_TELLER = re.compile(r"\bnarrator\b")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, where it stands in the text, and who meet in it: groups of characters, in order."""

    name: str
    start: int
    end: int
    groups: tuple[frozenset[str], ...]

    @property
    def people(self) -> frozenset[str]:
        """Everybody who is in it."""
        return frozenset().union(*self.groups)


@dataclass(frozen=True, slots=True)
class Encounters:
    """A novel: chapters, the names of each character by code, and who tells it, if anybody does."""

    name: str
    text: str
    chapters: tuple[Chapter, ...]
    names: dict[str, tuple[str, ...]]
    narrator: str | None


def encounter_files(path: Path) -> list[Path]:
    """The ``.dat`` files of a folder, or the one that is given.

    Raises :class:`fabula.errors.EvaluationError` where there are none.
    """
    found = [path] if path.suffix == ".dat" else sorted(path.glob("*.dat"))
    if not found:
        raise errors.nothing_to_score(path, "no novel there is NAME.dat with NAME.txt beside it")
    return found


def read_encounters(file: Path) -> Encounters:
    """The novel whose ``.dat`` file this is.

    Raises :class:`fabula.errors.EvaluationError` when a file is missing or malformed, with where it is.
    """
    described: dict[str, str] = {}
    groups: dict[str, list[frozenset[str]]] = {}
    chapter = ""
    for number, line in numbered_lines(file):
        if line.startswith("*"):
            continue
        told, person = _CHAPTER.fullmatch(line.strip()), _CHARACTER.fullmatch(line.strip())
        if told is not None:
            chapter = chapter if told[1] == "&" else told[1]
            groups.setdefault(chapter, []).extend(_groups(file, number, told[2], described))
        elif person is not None:
            described[person[1]] = person[2]
        else:
            raise errors.gold_line_malformed(file, number, "it is neither a character nor a chapter")
    chapters = tuple(
        Chapter(
            row[0],
            whole_number(path, n, row[1]),
            whole_number(path, n, row[2]),
            tuple(groups.get(row[0], ())),
        )
        for path in (file.with_suffix(".chapters.tsv"),)
        for n, row in numbered_rows(path, 3)
        if row[1:] != ["start", "end"]
    )
    names = {
        row[0]: tuple(name for name in row[1].split("|") if name)
        for _, row in numbered_rows(file.with_suffix(".names.tsv"), 2)
    }
    tellers = [code for code, told in described.items() if _TELLER.search(told)]
    return Encounters(
        file.stem, read_exact(file.with_suffix(".txt")), chapters, names, tellers[0] if tellers else None
    )


def _groups(file: Path, line: int, told: str, known: dict[str, str]) -> Sequence[frozenset[str]]:
    found = []
    for group in filter(None, told.split(";")):
        codes = frozenset(group.split(","))
        for code in sorted(codes - known.keys()):
            raise errors.gold_line_malformed(file, line, f"there is no character {code!r}")
        found.append(codes)
    return found
