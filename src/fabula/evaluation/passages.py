"""Reads passages with one character and one place marked in each (Soni et al. 2023).

A folder holds ``NAME.tsv``, with the passages, and ``NAME.labels.tsv``, with what is right of each, by its
``ID``. A passage is tokens between blanks with ``<char>`` and ``<place>`` around the two: it is put together
again as it would be printed, without the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fabula import errors
from fabula.evaluation.files import numbered_rows
from fabula.types import Span

NO_RELATION = "NO REL"
RELATIONS = ("IN", "NEAR", "THRU", "FROM", "TO", NO_RELATION)
"""How a character can stand to a place, as the corpus calls it."""

_TAG = re.compile(r"<(/?)(char|place)>")
_GLUED = re.compile(r"[,.;:!?%)\]}’”]|['’][a-z]{1,3}|n['’]t|…")
"""Tokens that stand right after the one before."""
_OPEN = frozenset("([{“‘")
_DASHES = frozenset(["-", "--", "—", "_"])
_SPEECH_ENDS = frozenset(".,!?…—-")
_CONTEXT, _COLUMNS = 6, 7
"""The column of the longest context, and how many columns there are."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it would be printed, where its character and its place stand in it, and how they relate.

    ``relation`` is one of :data:`RELATIONS`, None where the pair is not valid.
    """

    id: str
    text: str
    character: Span
    place: Span
    relation: str | None


def read_passages(folder: Path, split: str) -> Iterator[Passage]:
    """The passages of a split of the corpus.

    Raises :class:`fabula.errors.EvaluationError` when a file is missing or malformed.
    """
    labels = {row[0]: row for _, row in numbered_rows(folder / f"{split}.labels.tsv", 3)}
    path = folder / f"{split}.tsv"
    for line, row in numbered_rows(path, _COLUMNS):
        if line == 1:
            continue
        if row[0] not in labels:
            raise errors.gold_line_malformed(path, line, f"{row[0]!r} has no label")
        _, valid, relation = labels[row[0]][:3]
        known = relation if valid == "VALID" and relation in RELATIONS else None
        made = printed(_unescaped(row[_CONTEXT]))
        if made is None:
            raise errors.gold_line_malformed(path, line, "a character and a place are to be marked in it")
        yield Passage(row[0], *made, known)


def _unescaped(field: str) -> str:
    """A field as it was before it was put in quotation marks for the table."""
    return field[1:-1].replace('""', '"') if len(field) > 1 and field[0] == field[-1] == '"' else field


def printed(tagged: str) -> tuple[str, Span, Span] | None:
    """A tagged passage as it would be printed, with where character and place stand; None without both."""
    tokens: list[str] = []
    bounds: dict[str, list[int]] = {"char": [], "place": []}
    for word in _TAG.sub(r" \g<0> ", tagged).split():
        tag = _TAG.fullmatch(word)
        if tag is None:
            tokens.append(word)
        else:
            bounds[tag[2]].append(len(tokens))
    if any(len(own) != 2 or own[0] >= own[1] for own in bounds.values()):
        return None
    parts, spans = _joined(_marked(tokens))
    where = {name: (spans[first][0], spans[end - 1][1]) for name, (first, end) in bounds.items()}
    return parts, where["char"], where["place"]


def _marked(tokens: Sequence[str]) -> list[str]:
    """The tokens with straight double marks turned to opening and closing ones.

    They alternate; whether the first one opens is told by what stands before each that would.
    """
    places = [k for k, token in enumerate(tokens) if token == '"']
    strange = [0, 0]
    for number, k in enumerate(places):
        before = tokens[k - 1][-1] if k else "."
        after = tokens[k + 1] if k + 1 < len(tokens) else "."
        strange[number % 2] += before not in _SPEECH_ENDS and before not in ':;"'
        strange[number % 2] += not after[0].isalnum() or (after[0].islower() and before != ",")
        strange[1 - number % 2] += k == 0 or before not in _SPEECH_ENDS
    closing = int(strange[1] < strange[0])
    found = list(tokens)
    for number, k in enumerate(places):
        found[k] = "”" if (number + closing) % 2 else "“"
    return found


def _joined(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """The tokens with blanks where there would be some, and where each stands."""
    text, spans = "", []
    before = ""
    for token in tokens:
        glued = (
            not before
            or before in _OPEN
            or before in _DASHES
            or token in _DASHES
            or _GLUED.fullmatch(token) is not None
        )
        text += "" if glued else " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        before = token
    return text, spans
