"""What is known of words beforehand: which supersenses WordNet has for them, and which they had in SemCor.

The states of the encoder tell little of what a word means by itself, so the head for supersenses is given
this beside them. WordNet's order of senses is left aside: it was counted in SemCor, on what is scored too.
Words are kept as digests, phrases as those of their words; an unknown word meets a known one's digest once
in millions of times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fabula.types import SUPERSENSES, UPOS, IntColumn

SENSES = len(SUPERSENSES)
NOUNS = sum(name.startswith("noun.") for name in SUPERSENSES)
LONGEST = 5
"""Words of the longest phrase that is looked up."""

SEEN = SENSES + 2
"""What a word can be in SemCor: nothing, one of the supersenses, or inside a phrase that began before it."""

_OF_LEMMA, _OF_SENSES, _OF_PHRASE = SEEN + 2, SENSES + 1, 2 * SENSES + 5
SIZE = _OF_LEMMA + _OF_SENSES + _OF_PHRASE + len(UPOS)
"""Numbers that are told of a word: of its lemma, senses, the phrase that it is in, its part of speech."""

_NOUN = np.isin(np.arange(len(UPOS)), [UPOS.index(tag) for tag in ("NOUN", "PROPN", "NUM", "SYM", "X")])
_VERB = np.isin(np.arange(len(UPOS)), [UPOS.index(tag) for tag in ("VERB", "AUX")])
_OTHER, _AS_NOUN, _AS_VERB = range(3)
_OF_WORDNET, _OF_PHRASES = 3, 6
"""What is added to the kind of a word in its digest, so that each table has digests of its own."""
_LEAST_SHARE = 0.05
"""How often a word that is no noun and no verb must have had a supersense to be asked for one."""

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_KEPT = np.uint64(24)
"""Bits of a digest that are left out: forty are kept."""

Floats = npt.NDArray[np.float32]
Digests = npt.NDArray[np.uint64]
Table = npt.NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class Entries:
    """Sorted ``digests`` of forty bits, and the number of the row of each; row 0 is that of all others."""

    digests: Digests
    row: IntColumn
    rows: Floats

    def find(self, asked: Digests) -> IntColumn:
        """The number of the row of each digest, 0 where there is none."""
        if not len(self.digests):
            return np.zeros(len(asked), np.int32)
        short = asked >> _KEPT
        at = np.minimum(np.searchsorted(self.digests, short), len(self.digests) - 1)
        return np.where(self.digests[at] == short, self.row[at], 0).astype(np.int32)

    def packed(self, name: str) -> Iterator[tuple[str, Table]]:
        """The same as columns that take little room: rows that are alike are kept once."""
        parts = np.diff(self.digests, prepend=np.uint64(0)).view(np.uint8).reshape(-1, 8)[:, :5]
        rows, row = np.unique(self.rows.astype(np.float16), axis=0, return_inverse=True)
        yield f"{name}_digests", np.ascontiguousarray(parts.T)
        yield f"{name}_row", row.reshape(-1)[self.row].astype(np.uint16)
        yield f"{name}_rows", rows

    @classmethod
    def unpacked(cls, name: str, columns: Mapping[str, Table]) -> Entries:
        """The entries that :meth:`packed` made columns of."""
        short = columns[f"{name}_digests"].T
        whole = np.zeros((len(short), 8), np.uint8)
        whole[:, :5] = short
        steps = np.ascontiguousarray(whole).view(np.uint64)[:, 0]
        row, rows = columns[f"{name}_row"].astype(np.int32), columns[f"{name}_rows"].astype(np.float32)
        return cls(np.cumsum(steps, dtype=np.uint64), row, rows)

    @classmethod
    def of(cls, known: Mapping[int, tuple[float, ...]], size: int) -> Entries:
        """Entries of digests with a row each."""
        digests = np.fromiter(known, np.uint64, len(known)) >> _KEPT
        order = np.argsort(digests, kind="stable")
        rows = np.zeros((len(known) + 1, size), np.float32)
        if known:
            rows[1:] = np.asarray(list(known.values()))[order]
        return cls(digests[order], np.arange(1, len(known) + 1, dtype=np.int32), rows)


@dataclass(frozen=True, slots=True)
class SenseLexicon:
    """``seen``: how often a lemma had which supersense in SemCor; ``senses``: WordNet's of a word.

    ``phrases``: WordNet's of a phrase, and how often its words were one, with which supersense, in SemCor.
    """

    seen: Entries
    senses: Entries
    phrases: Entries

    def features(
        self, words: Sequence[str], lemmas: Sequence[str], upos: IntColumn, start: IntColumn, end: IntColumn
    ) -> Floats:
        """What is known of each of m words (m, SIZE), given the bounds of their sentences."""
        plain = digests(words)
        lemma = digests(lemmas)
        kind = kinds_of(upos)
        found = np.zeros((len(words), SIZE), np.float32)
        of_lemma, of_senses, of_phrase, of_upos = np.split(
            found, np.cumsum([_OF_LEMMA, _OF_SENSES, _OF_PHRASE]), axis=1
        )
        _tell_seen(self.seen.rows[self.seen.find(joined(kind, lemma))], of_lemma)
        own = self.senses.find(joined(_OF_WORDNET + kind, plain))
        own = np.where(own > 0, own, self.senses.find(joined(_OF_WORDNET + kind, lemma)))
        own = np.where(kind != _OTHER, own, 0)
        of_senses[:, :SENSES] = self.senses.rows[own]
        of_senses[:, SENSES] = own > 0
        self._tell_phrases(plain, lemma, start, end, of_phrase)
        of_upos[np.arange(len(words)), upos] = 1
        return found

    def _tell_phrases(
        self, plain: Digests, lemma: Digests, start: IntColumn, end: IntColumn, found: Floats
    ) -> None:
        """Fills in what is known of the phrase that a word is in, from WordNet, from SemCor, and of both."""
        for first, last, row in self.matches(plain, lemma, start, end):
            told = self.phrases.rows[row]
            if not told.any():
                continue
            counts = told[SENSES:]
            times = counts.sum()
            own = found[first:last]
            own[:, :SENSES] = told[:SENSES]
            own[:, SENSES : 2 * SENSES + 1] = counts / (times + 0.5)
            own[0, 2 * SENSES + 1] = own[1:, 2 * SENSES + 2] = 1
            own[:, 2 * SENSES + 3] = np.log1p(times) / 4
            own[:, 2 * SENSES + 4] = told[:SENSES].any()

    def matches(
        self, plain: Digests, lemma: Digests, start: IntColumn, end: IntColumn
    ) -> Iterator[tuple[int, int, int]]:
        """The phrases in sentences, from the left the longest first: first word, end, and row."""
        room = np.zeros(len(plain), np.int64)
        for a, b in zip(start.tolist(), end.tolist(), strict=True):
            room[a:b] = np.arange(b - a, 0, -1)
        rows = np.zeros((LONGEST + 1, len(plain)), np.int32)
        for length in range(2, LONGEST + 1):
            places = np.flatnonzero(room >= length)
            for own in phrase_digests(plain, lemma, places, length):
                number = self.phrases.find(own)
                rows[length, places] = np.where(rows[length, places] > 0, rows[length, places], number)
        free = 0
        for at in np.flatnonzero(rows.any(axis=0)).tolist():
            if at >= free:
                length = int(np.flatnonzero(rows[:, at])[-1])
                free = at + length
                yield at, free, int(rows[length, at])

    def save(self, path: Path) -> None:
        """Writes it as a file that :meth:`load` reads."""
        columns: dict[str, Table] = {}
        for name in ("seen", "senses", "phrases"):
            columns.update(getattr(self, name).packed(name))
        np.savez_compressed(path, **columns)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path) -> SenseLexicon:
        """Reads the file of a lexicon. Raises what numpy raises where it is none, and ValueError."""
        with np.load(path, allow_pickle=False) as file:
            columns = {name: file[name] for name in file.files}
        found = cls(*(Entries.unpacked(name, columns) for name in ("seen", "senses", "phrases")))
        sizes = (found.seen.rows.shape[1], found.senses.rows.shape[1], found.phrases.rows.shape[1])
        if sizes != (SEEN, SENSES, 2 * SENSES + 1):
            raise ValueError("the lexicon has rows of other lengths")
        return found


def may_have_one(features: Floats) -> npt.NDArray[np.bool_]:
    """Which words may have a supersense: nouns, verbs, words of phrases, and what had one in SemCor."""
    of_lemma, _, of_phrase, of_upos = np.split(
        features, np.cumsum([_OF_LEMMA, _OF_SENSES, _OF_PHRASE]), axis=1
    )
    had = of_lemma[:, 1:SEEN].sum(axis=1) > _LEAST_SHARE
    named = of_upos[:, _NOUN | _VERB].any(axis=1)
    return np.asarray(had | named | of_phrase.any(axis=1))


def digest(word: str) -> int:
    """What a word is known by, letter case aside."""
    return int.from_bytes(
        blake2b(word.lower().encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )


_remembered = lru_cache(maxsize=65_536)(digest)


def kinds_of(upos: IntColumn) -> IntColumn:
    """What words of these parts of speech are looked up as: a noun, a verb or something else."""
    return np.where(_NOUN[upos], _AS_NOUN, np.where(_VERB[upos], _AS_VERB, _OTHER)).astype(np.int32)


def digests(words: Sequence[str]) -> Digests:
    """The digest of each word by itself."""
    return np.fromiter(map(_remembered, words), np.uint64, len(words))


def joined(kind: npt.NDArray[np.integer] | int, *words: Digests) -> Digests:
    """One digest of a kind and of words in a row."""
    found: Digests = np.asarray(kind, np.uint64) + np.zeros(len(words[0]), np.uint64)
    for word in words:
        found = found * _PRIME + word
    found *= _PRIME
    return found


def phrase_digests(
    plain: Digests, lemma: Digests, places: npt.NDArray[np.integer], length: int
) -> tuple[Digests, Digests]:
    """Digests of the phrases of a length at places: as of a verb (*took place*) and of a noun."""
    middle = [plain[places + k] for k in range(1, length - 1)]
    as_verb = joined(_OF_PHRASES, lemma[places], *middle, plain[places + length - 1])
    return as_verb, joined(_OF_PHRASES, plain[places], *middle, lemma[places + length - 1])


def word_digest(kind: str, word: str, *, of_wordnet: bool) -> int:
    """The digest of a word as a noun, a verb or something else, in one of the two tables."""
    number = {"noun": _AS_NOUN, "verb": _AS_VERB, "other": _OTHER}[kind]
    return int(joined(number + (_OF_WORDNET if of_wordnet else 0), digests([word]))[0])


def phrase_digest(words: Sequence[str]) -> int:
    """The digest of a phrase as a lexicon has it."""
    return int(joined(_OF_PHRASES, *(digests([word]) for word in words))[0])


def kind_of(upos: int) -> str:
    """What a word of a part of speech is looked up as."""
    return "noun" if _NOUN[upos] else "verb" if _VERB[upos] else "other"


def _tell_seen(counts: Floats, found: Floats) -> None:
    times = counts.sum(axis=1)
    found[:, :SEEN] = counts / (times + 0.5)[:, None]
    found[:, SEEN] = np.log1p(times) / 4
    found[:, SEEN + 1] = times > 0
