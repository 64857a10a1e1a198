"""Reads WordNet and SemCor for what is known of words before they are read: their supersenses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from fabula.language.sense_lexicon import (
    LONGEST,
    NOUNS,
    SEEN,
    SENSES,
    Entries,
    SenseLexicon,
    digests,
    joined,
    kind_of,
    kinds_of,
    phrase_digest,
    word_digest,
)

FIRST_FILE = 3
"""The number that WordNet gives ``noun.Tops``, the first supersense; the others follow in their order."""

Senses = Mapping[str, Mapping[int, int]]
"""How many senses of a word or phrase are of which supersense."""


class Tagged(Protocol):
    """A document with the supersenses of its words: see :mod:`training.supersenses`."""

    words: list[str]
    lemmas: list[str]
    upos: np.ndarray
    tags: np.ndarray

    @property
    def bounds(self) -> tuple[np.ndarray, np.ndarray]: ...


def read_wordnet(folder: Path) -> Senses:
    """The words and phrases of WordNet's ``index.noun`` and ``index.verb``."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for kind in ("noun", "verb"):
        supersense = {}
        for line in _lines(folder / f"data.{kind}"):
            offset, number, _ = line.split(" ", 2)
            supersense[offset] = int(number) - FIRST_FILE
        for line in _lines(folder / f"index.{kind}"):
            fields = line.split()
            for offset in fields[-int(fields[2]) :]:
                found[fields[0].replace("_", " ")][supersense[offset]] += 1
    return found


def _lines(path: Path) -> Iterable[str]:
    with path.open(encoding="latin-1") as file:
        yield from (line for line in file if not line.startswith(" "))  # the licence is indented


def lexicon(senses: Senses, documents: Sequence[Tagged]) -> SenseLexicon:
    """What WordNet knows of words, and what tagged documents tell of them."""
    words = {
        word_digest(kind, lemma.lower(), of_wordnet=False)
        for own in documents
        for kind, lemma in set(zip(map(kind_of, own.upos.tolist()), own.lemmas, strict=True))
    }
    nothing = (0.0,) * (SENSES + 1)
    phrases = {phrase_digest(words): nothing[1:] for own in documents for words in _tagged_phrases(own)}
    for phrase, told in senses.items():
        if 1 < len(phrase.split()) <= LONGEST:
            phrases[phrase_digest(phrase.split())] = _shares(told)
    known = SenseLexicon(
        Entries.of(dict.fromkeys(words, (0.0,) * SEEN), SEEN),
        Entries.of(_single(senses), SENSES),
        Entries.of({key: (*row, *nothing) for key, row in phrases.items()}, 2 * SENSES + 1),
    )
    for own in documents:
        tell(known, own, 1)
    return known


def tell(known: SenseLexicon, own: Tagged, times: int) -> None:
    """Counts what the words of a document are so many times in, or with -1 takes it out again."""
    kinds = kinds_of(own.upos)
    lemmas = digests(own.lemmas)
    rows = known.seen.find(joined(kinds, lemmas))
    np.add.at(known.seen.rows, (rows, np.minimum(own.tags, SENSES + 1)), times)
    known.seen.rows[0] = 0
    tags = np.append(own.tags, 0)
    for first, end, row in known.matches(digests(own.words), lemmas, *own.bounds):
        tag = int(tags[first])
        whole = 0 < tag <= SENSES and bool(np.all(tags[first + 1 : end] == tag + SENSES))
        whole = whole and tags[end] != tag + SENSES
        known.phrases.rows[row, SENSES + (tag if whole else 0)] += times


def _shares(senses: Mapping[int, int], first: int = 0, end: int = SENSES) -> tuple[float, ...]:
    row = np.zeros(SENSES)
    for sense, count in senses.items():
        if first <= sense < end:
            row[sense] = count
    return tuple(np.round(row / max(row.sum(), 1), 3).tolist())


def _single(senses: Senses) -> dict[int, tuple[float, ...]]:
    found = {}
    for word, own in senses.items():
        if " " not in word:
            for kind, bounds in (("noun", (0, NOUNS)), ("verb", (NOUNS, SENSES))):
                row = _shares(own, *bounds)
                if any(row):
                    found[word_digest(kind, word, of_wordnet=True)] = row
    return found


def _tagged_phrases(own: Tagged) -> Iterable[list[str]]:
    """The phrases that a document has tagged, inflected words as their lemmas."""
    starts = np.flatnonzero((own.tags > 0) & (own.tags <= SENSES))
    for start in starts.tolist():
        end = start + 1
        while end < len(own.tags) and own.tags[end] > SENSES:
            end += 1
        if 1 < end - start <= LONGEST:
            inflected = end - 1 if own.tags[start] <= NOUNS else start
            yield [(own.lemmas if at == inflected else own.words)[at] for at in range(start, end)]
