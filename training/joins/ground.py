"""People of two works each, with who is who: the halves of annotated novels, cut at the middle paragraph.

The cast is that of the whole novel, resolved by the program; what each half knows of somebody are the names,
pronouns and counts of its own mentions. So somebody of both halves is one who is to be joined, and everybody
of another novel is one who is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fabula.cast import resolve
from fabula.evaluation.pdnc import novel_names, read_novel
from fabula.types import Entity, Mention, Work
from fabula.up_to import known_as
from training.cast.ground import Kept
from training.kept import once


@dataclass(frozen=True)
class Half:
    """One half of a novel as a work of its own, its people under the numbers that they have in the whole."""

    novel: str
    entities: tuple[Entity, ...]


def halves(root: Path, kept: Kept, folder: Path, model: str) -> Iterator[tuple[Half, Half]]:
    """The halves of each novel of a folder in PDNC's layout; they are kept in a folder."""
    for name in novel_names(root, "all"):

        def made(name: str = name) -> tuple[Half, Half]:
            return _halves(root, name, kept, model)

        yield once(folder / f"{name}.halves.pickle", made)


def _halves(root: Path, name: str, kept: Kept, model: str) -> tuple[Half, Half]:
    text, notes = kept.read(name, read_novel(root / name).text, model)
    work = Work(0, text, len(notes.token_start), resolve(text, notes))
    starts = [block.start for block in text.blocks if block.kind.is_story]
    middle = starts[len(starts) // 2]
    return Half(name, _known(work, 0, middle)), Half(name, _known(work, middle, len(text.content)))


def _known(work: Work, start: int, end: int) -> tuple[Entity, ...]:
    """What a stretch of a work knows of its people and places."""
    told: dict[int, list[Mention]] = defaultdict(list)
    for own in work.cast.mentions:
        if own.entity is not None and start <= own.start < end:
            told[own.entity].append(own)
    lines: dict[int | None, int] = defaultdict(int)
    for quote in work.cast.quotes:
        lines[quote.speaker] += start <= quote.start < end
    return tuple(
        known_as(work.text, own, told[own.id], lines[own.id], tells=False)
        for own in work.cast.entities
        if told[own.id]
    )
