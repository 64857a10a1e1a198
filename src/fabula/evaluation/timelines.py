"""Reads stories whose events are set in order by people (Bethard, Kolomiyets and Moens 2012).

A folder holds ``NAME.txt`` and ``NAME.xml`` for each: under ``annotator`` the links between two events, each
with the code points of both and how the first (``source``) stands to the second (``target``).
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fabula import errors
from fabula.evaluation.files import read_exact
from fabula.types import Span

BEFORE: Final = "before"
AFTER: Final = "after"
INCLUDES: Final = "includes"
INCLUDED: Final = "included"
OVERLAP: Final = "overlap"
_TURNED: Final[Mapping[str, str]] = {
    BEFORE: AFTER,
    AFTER: BEFORE,
    INCLUDES: INCLUDED,
    INCLUDED: INCLUDES,
    OVERLAP: OVERLAP,
}
_FOLDED: Final[Mapping[str, str]] = {
    "before": BEFORE,
    "after": AFTER,
    "includes": INCLUDES,
    "contains": INCLUDES,
    "is_included": INCLUDED,
    "is_contained_in": INCLUDED,
    "overlap": OVERLAP,
    "same_as": OVERLAP,
}
"""What the labels of the files stand for; two that only overlap or are one event are in no order."""
_NONE: Final = "no relations"


@dataclass(frozen=True, slots=True)
class Link:
    """Two events, the one that is told first in front, and how it stands to the other."""

    one: Span
    two: Span
    relation: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A text with all links of all who annotated it."""

    path: Path
    text: str
    links: tuple[Link, ...]


def timeline_files(folder: Path) -> list[Path]:
    """The texts of a folder that have links beside them.

    Raises :class:`fabula.errors.EvaluationError` where there is none.
    """
    found = sorted(file for file in folder.glob("*.txt") if file.with_suffix(".xml").is_file())
    if not found:
        raise errors.nothing_to_score(folder, "no text there is NAME.txt with NAME.xml beside it")
    return found


def read_timeline(file: Path) -> Timeline:
    """A text and its links.

    Raises :class:`fabula.errors.EvaluationError` when a file is missing or malformed, with where it is.
    """
    text, path = read_exact(file), file.with_suffix(".xml")
    try:
        root = ElementTree.fromstring(read_exact(path))
    except ElementTree.ParseError as problem:
        raise errors.gold_line_malformed(path, problem.position[0], "it is not XML") from None
    links = (_link(path, number, own) for number, own in enumerate(root.iter("tlink")))
    return Timeline(file, text, tuple(link for link in links if link is not None))


def _link(path: Path, number: int, own: ElementTree.Element) -> Link | None:
    """One link; None for two events that have no relation."""
    where = f"tlink[{number}]"
    relation, ends = own.find("relation"), [own.find(name) for name in ("source", "target")]
    label = relation.get("type", "") if relation is not None else ""
    if label == _NONE:
        return None
    if label not in _FOLDED:
        raise errors.gold_value_malformed(path, where, f"{label!r} is none of {', '.join(_FOLDED)}")
    one, two = (_span(path, where, end) for end in ends)
    kind = _FOLDED[label]
    return Link(one, two, kind) if one <= two else Link(two, one, _TURNED[kind])


def _span(path: Path, where: str, end: ElementTree.Element | None) -> Span:
    values = [end.get(name, "") for name in ("begin", "end")] if end is not None else []
    if len(values) != 2 or not all(value.isascii() and value.isdigit() for value in values):
        raise errors.gold_value_malformed(
            path, where, "its source and target need begin and end, two whole numbers"
        )
    return int(values[0]), int(values[1])
