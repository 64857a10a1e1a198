"""The same example told otherwise, so that the model does not lean on what fiction in print happens to do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fabula.language.features import QuotationTable, mention_table
from fabula.language.wordpiece import WordPieces, letter_case
from training.corpora import Example

_ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p qu r s sh st t th tr v w y z zh".split()  # noqa: SIM905
_VOWELS = "a e i o u ae ai ea ee ia io oa oo ou y".split()  # noqa: SIM905
_ENDS = ["", "", "", "l", "m", "n", "r", "s", "th", "x", "rd", "nn", "sk"]


def without_marks(example: Example, vocabulary: WordPieces) -> Example:
    """The example with its quotation marks gone, as some authors write speech; its gold stays.

    Words that were marks and nothing else are left out; a word that opened a paragraph so hands its sign on.
    """
    marks = {vocabulary.open, vocabulary.close}
    pieces, keep, handed = [], np.ones(len(example.words), bool), False
    for i, own in enumerate(example.pieces):
        left = tuple(p for p in own if p not in marks)
        paragraph = vocabulary.paragraph in left or handed
        left = tuple(p for p in left if p != vocabulary.paragraph)
        keep[i] = bool(left)
        handed = paragraph and not left
        if left:
            pieces.append((vocabulary.paragraph, *left) if paragraph else left)
    at = np.concatenate([[0], np.cumsum(keep)]).astype(np.int32)
    parts = tuple(tuple((int(at[a]), int(at[b])) for a, b in p) for p in example.quotations.parts)
    table = example.mentions
    moved = replace(table, start=at[table.start], end=at[table.end])
    if any(b <= a for p in parts for a, b in p) or (moved.end <= moved.start).any():
        return example
    q, soft = example.quotations, example.soft
    start, end = at[q.start], at[q.end]
    if soft is not None:
        soft = replace(soft, start=at[soft.start], end=at[soft.end])
    return replace(
        example,
        words=[w for w, k in zip(example.words, keep, strict=True) if k],
        pieces=pieces,
        cases=[c for c, k in zip(example.cases, keep, strict=True) if k],
        sentences=[(int(at[a]), int(at[b])) for a, b in example.sentences if at[b] > at[a]],
        mentions=moved,
        quotations=QuotationTable(start, end, q.block, q.last_block, parts),
        events=None if example.events is None else example.events[keep],
        soft=soft,
    )


def without_breaks(example: Example, vocabulary: WordPieces) -> Example:
    """The example without the signs of its paragraphs, which are to be found again."""
    breaks = np.asarray([vocabulary.paragraph in own for own in example.pieces])
    pieces = [tuple(p for p in own if p != vocabulary.paragraph) for own in example.pieces]
    return replace(example, pieces=pieces, breaks=breaks) if all(pieces) else example


def renamed(example: Example, vocabulary: WordPieces, rng: np.random.Generator) -> Example:
    """The example with each name of a person in it, word by word, made one that nobody has read before."""
    table, words = example.mentions, list(example.words)
    names = (table.form == 0) & (table.type == 0)
    own: dict[str, str] = {}
    pieces, cases = list(example.pieces), list(example.cases)
    signs = {vocabulary.open, vocabulary.close, vocabulary.paragraph}
    places = {
        i
        for a, b in zip(table.start[names].tolist(), table.end[names].tolist(), strict=True)
        for i in range(a, b)
    }
    for i in sorted(places):
        word = words[i]
        if not (word[:1].isupper() and word.isalpha() and len(word) > 1):
            continue
        words[i] = own.setdefault(word, _invented(rng))
        before = [p for p in pieces[i] if p in signs and p != vocabulary.close]
        after = [p for p in pieces[i] if p == vocabulary.close]
        pieces[i] = (*before, *vocabulary.pieces(words[i]), *after)
        cases[i] = letter_case(words[i])
    fresh = mention_table(words, table.start, table.end, table.type, table.form, table.quotation, table.block)
    return replace(example, words=words, pieces=pieces, cases=cases, mentions=fresh)


def joined_sentences(example: Example, rng: np.random.Generator) -> Example:
    """The example with some neighbouring sentences as one: reading never cuts quite where a corpus does."""
    share = 0.2 if example.syntax is None else 0.08
    joined = [example.sentences[0]]
    for sentence in example.sentences[1:]:
        if rng.random() < share and sentence[1] - joined[-1][0] < 80:
            joined[-1] = (joined[-1][0], sentence[1])
        else:
            joined.append(sentence)
    return replace(example, sentences=joined)


def _invented(rng: np.random.Generator) -> str:
    """A name such as *Zhaerd* or *Quinn*, or now and then a designation such as *TK-42*."""
    if rng.random() < 0.1:
        letters = "".join(rng.choice(list("ABCDEFGHJKLMNPRSTVXZ"), rng.integers(1, 4)))
        return f"{letters}{'-' if rng.random() < 0.7 else ''}{rng.integers(1, 1000)}"
    syllables = [f"{rng.choice(_ONSETS)}{rng.choice(_VOWELS)}" for _ in range(rng.integers(1, 4))]
    return f"{''.join(syllables)}{rng.choice(_ENDS)}".capitalize()
