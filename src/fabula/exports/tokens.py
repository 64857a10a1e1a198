"""Every word and mark of a work, with what is said of it: one record a token."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from fabula.types import RELATIONS, SUPERSENSES, UPOS, XPOS, Annotations, Entity, IntColumn, Span, Token, Work

TOKEN_COLUMNS: Mapping[str, Callable[[Token], object]] = {
    "id": lambda token: token.id,
    "token": lambda token: token.text,
    "start": lambda token: token.start,
    "end": lambda token: token.end,
    "paragraph": lambda token: token.paragraph,
    "sentence": lambda token: token.sentence,
    "lemma": lambda token: token.lemma,
    "upos": lambda token: token.upos,
    "xpos": lambda token: token.xpos,
    "head": lambda token: token.head,
    "relation": lambda token: token.relation,
    "event": lambda token: round(token.event, 4),
    "quote": lambda token: token.quote,
    "entity": lambda token: token.entity and token.entity.id,
    "entity_name": lambda token: token.entity and token.entity.name,
    "supersense": lambda token: token.supersense,
}
"""The columns of a flat table of tokens, in a file and in a data frame alike."""


def tokens(work: Work, annotations: Annotations) -> Iterator[Token]:
    """The tokens of a work in order. ``annotations`` are those that the work was made of."""
    return map(Token, *token_columns(work, annotations).values())


def token_columns(work: Work, annotations: Annotations) -> dict[str, list[Any]]:
    """The same as columns, by the names of the fields of a token and in their order."""
    words, reads = annotations.words, work.text.reads
    starts, ends = annotations.token_start.tolist(), annotations.token_end.tolist()
    heads, relations = _trees(annotations)
    sentences = np.repeat(
        np.arange(len(annotations.sentence_start)), annotations.sentence_end - annotations.sentence_start
    ).tolist()
    columns: dict[str, list[Any]] = {
        "id": list(range(len(starts))),
        "text": list(map(reads, starts, ends)),
        "start": starts,
        "end": ends,
        "paragraph": annotations.token_block.tolist(),
        "sentence": sentences,
        "lemma": list(words.lemma),
        "upos": [UPOS[tag] for tag in words.upos.tolist()],
        "xpos": [XPOS[tag] for tag in words.xpos.tolist()],
        "head": heads,
        "relation": [RELATIONS[relation] for relation in relations],
        "event": words.event.tolist(),
        "quote": _quotes(work, annotations),
        "entity": _entities(work, annotations),
        "supersense": _supersenses(annotations),
    }
    uneven = [name for name, column in columns.items() if len(column) != len(starts)]
    if uneven:
        raise ValueError(f"the columns {', '.join(uneven)} are not as long as the others")
    return columns


def sense_spans(annotations: Annotations) -> Iterator[tuple[int, int, str]]:
    """The words and phrases that have a supersense: first token, the one after the last, and which."""
    tags = annotations.words.sense
    begins = np.flatnonzero((tags > 0) & (tags <= len(SUPERSENSES)))
    inside = tags > len(SUPERSENSES)
    for first, tag in zip(begins.tolist(), tags[begins].tolist(), strict=True):
        end = first + 1
        while end < len(tags) and inside[end]:
            end += 1
        yield first, end, SUPERSENSES[tag - 1]


def _supersenses(annotations: Annotations) -> list[str | None]:
    """The supersense of each token, or of the phrase that it is in."""
    names = [None, *SUPERSENSES, *SUPERSENSES]
    return [names[tag] for tag in annotations.words.sense.tolist()] or [None] * len(annotations.token_start)


def one_word(text: str) -> str:
    """A word as one cell of a table that quotes nothing: without white space, and never empty."""
    return "".join(text.split()) or "_"


def token_spans(annotations: Annotations, spans: Sequence[Span]) -> list[Span]:
    """Code points to tokens, end exclusive; a token belongs to a span that has any of it."""
    starts = np.searchsorted(annotations.token_end, [start for start, _ in spans], side="right").tolist()
    ends = np.searchsorted(annotations.token_start, [end for _, end in spans], side="left").tolist()
    return list(zip(starts, ends, strict=True))


def head_within(rows: Sequence[Token], span: Span) -> int:
    """Which token of a stretch of them hangs on one outside of it: the first such."""
    start, end = span
    for row in rows[start:end]:
        if row.head is None or not start <= row.head < end:
            return row.id
    return start


def _trees(annotations: Annotations) -> tuple[list[int | None], list[int]]:
    """The head and the relation of each token; where all words are roots, those but the first hang on it."""
    heads: list[int | None] = annotations.words.head.tolist()
    relations: list[int] = annotations.words.relation.tolist()
    dependent = RELATIONS.index("dep")
    roots = np.flatnonzero(annotations.words.head < 0)
    owners = np.searchsorted(annotations.sentence_start, roots, side="right").tolist()
    first: dict[int, int] = {}
    for root, sentence in zip(roots.tolist(), owners, strict=True):
        own = first.setdefault(sentence, root)
        heads[root] = None if own == root else own
        if own != root:
            relations[root] = dependent
    return heads, relations


def _quotes(work: Work, annotations: Annotations) -> list[int | None]:
    """The number of the innermost quotation around each token."""
    parts = [(part, quote.id) for quote in work.cast.quotes for part in quote.spans]
    numbers = [number for _, number in parts]
    owner = _innermost(annotations, [part for part, _ in parts])
    return [None if i < 0 else numbers[i] for i in owner]


def _entities(work: Work, annotations: Annotations) -> list[Entity | None]:
    """Whom the innermost mention around each token stands for."""
    known = {entity.id: entity for entity in work.cast.entities}
    mentions = work.cast.mentions
    entities = [None if mention.entity is None else known[mention.entity] for mention in mentions]
    owner = _innermost(annotations, [(mention.start, mention.end) for mention in mentions])
    return [None if i < 0 else entities[i] for i in owner]


def _innermost(annotations: Annotations, spans: Sequence[Span]) -> list[int]:
    """The number of the shortest span around each token, -1 for none; of two as long, the later one."""
    owner: IntColumn = np.full(len(annotations.token_start), -1, np.int32)
    places = token_spans(annotations, spans)
    for i in sorted(range(len(spans)), key=lambda i: spans[i][0] - spans[i][1]):
        owner[slice(*places[i])] = i
    found: list[int] = owner.tolist()
    return found
