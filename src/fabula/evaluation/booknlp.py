"""Reads BookNLP's ``.quotes`` files and puts their quotations back on the novel's text.

The files come with the work of Vishnubhotla, Rudzicz, Hirst and Hammond 2023. They count BookNLP's own
tokens, which are not given; its quotations are therefore sought in order by their letters and digits.
Case is not compared either: a one-word quotation may so land a little early (``Oh`` in ``John``), which costs
BookNLP at most 0.3 points on a novel, but it is how the project's published comparison was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fabula import errors
from fabula.evaluation.align import LetterIndex, fold, letters_only
from fabula.evaluation.files import numbered_rows
from fabula.evaluation.scores.quotations import SystemQuotation

_HEAD = ["quote_start", "quote_end", "mention_start", "mention_end", "mention_phrase", "char_id", "quote"]
# Two novels go by another name in that corpus.
_FILE_NAMES = {"TheAgeOfInnocence": "AgeOfInnocence", "AlicesAdventuresInWonderland": "AliceInWonderland"}


def quotes_file(folder: Path, novel: str) -> Path:
    """The file of a novel, called as the dialogism corpus calls it."""
    renamed = folder / f"{_FILE_NAMES.get(novel, novel)}.quotes"
    plain = folder / f"{novel}.quotes"
    return plain if plain.is_file() else renamed


def read_quotes(path: Path, text: str) -> tuple[SystemQuotation, ...]:
    """BookNLP's quotations as code points of ``text``, from the first letter of each to its last.

    Quotations without a letter or digit are left out: they have no place that could be found. Raises
    :class:`fabula.errors.EvaluationError` for a malformed file and for a quotation that ``text`` lacks.
    """
    index = LetterIndex(fold(text))
    position = 0
    quotations: list[SystemQuotation] = []
    for line, speaker, quote in _rows(path):
        letters = letters_only(fold(quote))
        if not letters:
            continue
        first = index.letters.find(letters, position)
        if first < 0:
            raise errors.gold_line_malformed(path, line, "the novel has no such words from here on")
        position = first + len(letters)
        span = index.place(first), index.place(position - 1) + 1
        quotations.append(SystemQuotation((span,), speaker))
    return tuple(quotations)


def _rows(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line number, speaker label and words of each quotation."""
    rows = numbered_rows(path, len(_HEAD))
    first = next(rows, None)
    if first is None or first[1] != _HEAD:
        raise errors.gold_line_malformed(path, 1, f"the head of the table should be {' '.join(_HEAD)}")
    for line, fields in rows:
        yield line, fields[5], fields[6]
