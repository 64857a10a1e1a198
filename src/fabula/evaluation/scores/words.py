"""What is said of words, scored as in the CoNLL 2018 shared task (Zeman et al. 2018).

Words of the two sides are the same word where they stand on the same characters. Each measure is an F1: what
is right out of the words of each side, so that a word cut otherwise counts as wrong on both. Where both sides
have the same words, every F1 is an accuracy. Labels are those of the gold: a relation counts without its
subtype in ``las`` (*nmod:poss* is *nmod*), as in the shared task, and with it in ``las_full``. A word whose
gold lemma is ``_`` has any lemma right. Punctuation counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fabula.evaluation.scores.mentions import exact_matches
from fabula.evaluation.scores.tally import Tally
from fabula.types import Span

LAYERS = ("upos", "xpos", "lemma", "uas", "las", "las_full")


class TaggedWord(NamedTuple):
    """A word at its code points; ``head`` is the index in the document of its head, or -1 for a root."""

    span: Span
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class WordScore:
    """The tallies, and for each gold word its word of the system and what is right of it.

    ``tallies`` are of ``tokens`` and of :data:`LAYERS`. ``matched`` holds indices, None where the system has
    no such word; ``right`` holds one value a gold word for each layer.
    """

    tallies: dict[str, Tally]
    matched: tuple[int | None, ...]
    right: dict[str, tuple[bool, ...]]


def score_words(gold: Sequence[TaggedWord], system: Sequence[TaggedWord]) -> WordScore:
    """Score the words of one document."""
    place = {word.span: index for index, word in enumerate(system)}
    matched = tuple(place.get(word.span) for word in gold)
    rows = [
        dict.fromkeys(LAYERS, False) if index is None else _right(word, system[index], matched)
        for word, index in zip(gold, matched, strict=True)
    ]
    right = {layer: tuple(row[layer] for row in rows) for layer in LAYERS}
    found = sum(index is not None for index in matched)
    counts = {"tokens": found, **{layer: sum(right[layer]) for layer in LAYERS}}
    tallies = {name: Tally(count, len(system), count, len(gold)) for name, count in counts.items()}
    return WordScore(tallies, matched, right)


def score_sentences(gold: Sequence[Span], system: Sequence[Span]) -> Tally:
    """Sentences whose first and last character are right; ranges of code points."""
    return exact_matches(gold, system)


def _right(gold: TaggedWord, system: TaggedWord, matched: Sequence[int | None]) -> dict[str, bool]:
    wanted = -1 if gold.head < 0 else matched[gold.head]
    head = wanted is not None and wanted == system.head
    return {
        "upos": gold.upos == system.upos,
        "xpos": gold.xpos == system.xpos,
        "lemma": gold.lemma in ("_", system.lemma),
        "uas": head,
        "las": head and universal(gold.relation) == universal(system.relation),
        "las_full": head and gold.relation == system.relation,
    }


def universal(relation: str) -> str:
    """A relation without its subtype."""
    return relation.partition(":")[0]
