"""A work as the six files of BookNLP, with its columns and its way to count tokens.

Tokens are counted from 0 over the whole text, and where a stretch ends, its last token is named. What BookNLP
calls bytes are code points, in its files as here. Cells are parted by tabs and never quoted.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fabula.exports import stem
from fabula.exports.booknlp_characters import characters
from fabula.exports.chains import chain_numbers
from fabula.exports.files import write_files
from fabula.exports.html import page
from fabula.exports.tokens import head_within, one_word, sense_spans, token_spans, tokens
from fabula.types import Annotations, EntityType, Mention, MentionForm, Span, Token, Work

TOKEN_HEADER = (
    *("paragraph_ID", "sentence_ID", "token_ID_within_sentence", "token_ID_within_document", "word", "lemma"),
    *("byte_onset", "byte_offset", "POS_tag", "fine_POS_tag", "dependency_relation", "syntactic_head_ID"),
    "event",
)
ENTITY_HEADER = ("COREF", "start_token", "end_token", "prop", "cat", "text")
QUOTE_HEADER = (
    *("quote_start", "quote_end", "mention_start", "mention_end", "mention_phrase", "char_id", "quote"),
)
SUPERSENSE_HEADER = ("start_token", "end_token", "supersense_category", "text")

_FORMS = {MentionForm.NAME: "PROP", MentionForm.NOMINAL: "NOM", MentionForm.PRONOUN: "PRON"}
_SENSES = {
    EntityType.PERSON: "noun.person",
    EntityType.FACILITY: "noun.artifact",
    EntityType.PLACE: "noun.location",
    EntityType.LOCATION: "noun.location",
    EntityType.VEHICLE: "noun.artifact",
    EntityType.ORGANISATION: "noun.group",
}
"""The supersense that the type of a mention gives away, for works kept without supersenses."""

_RELATIONS = {
    "root": "ROOT",
    "obj": "dobj",
    "iobj": "dative",
    "nsubj:pass": "nsubjpass",
    "nsubj:outer": "nsubj",
    "csubj:pass": "csubjpass",
    "aux:pass": "auxpass",
    "nmod:poss": "poss",
    "compound:prt": "prt",
    "acl:relcl": "relcl",
    "cc:preconj": "preconj",
    "det:predet": "predet",
}
"""The names that BookNLP's parser, spaCy's, has for relations that it draws between the same words."""

Row = tuple[object, ...]


def write(work: Work, annotations: Annotations, path: Path) -> None:
    """Writes the six files into a folder or a .zip, named after the source of the work.

    Raises OSError, and UnicodeEncodeError for half a character.
    """
    name = stem(work)
    write_files({f"{name}.{ending}": words.encode() for ending, words in files(work, annotations)}, path)


def files(work: Work, annotations: Annotations) -> Iterator[tuple[str, str]]:
    """The endings of the six files, each with what is in it."""
    rows = list(tokens(work, annotations))
    words = [one_word(row.text) for row in rows]
    spans = token_spans(annotations, [(mention.start, mention.end) for mention in work.cast.mentions])
    mentions = [(own, *at) for own, at in zip(work.cast.mentions, spans, strict=True) if at[0] < at[1]]
    yield "tokens", _table(TOKEN_HEADER, _tokens(annotations, rows, words))
    yield "entities", _table(ENTITY_HEADER, _entities(work, spans, words))
    yield "quotes", _table(QUOTE_HEADER, _quotes(work, annotations, mentions, words))
    senses = sense_spans(annotations) if len(annotations.words.sense) else _by_types(rows, mentions)
    told = ((start, end - 1, name, _phrase(words, start, end)) for start, end, name in senses)
    yield "supersense", _table(SUPERSENSE_HEADER, told)
    yield "book", json.dumps({"characters": characters(work, rows, mentions)}, ensure_ascii=False)
    yield "book.html", page(work)


def _table(header: Sequence[str], rows: Iterable[Row]) -> str:
    return "".join("\t".join(map(str, row)) + "\n" for row in (header, *rows))


def _phrase(words: Sequence[str], start: int, end: int) -> str:
    return " ".join(words[start:end])


def _tokens(annotations: Annotations, rows: Sequence[Token], words: Sequence[str]) -> Iterator[Row]:
    first = annotations.sentence_start.tolist()
    for row, word in zip(rows, words, strict=True):
        head = row.id if row.head is None else row.head
        yield (
            *(row.paragraph, row.sentence, row.id - first[row.sentence], row.id, word, one_word(row.lemma)),
            *(row.start, row.end, row.upos, row.xpos, _RELATIONS.get(row.relation, row.relation), head),
            "EVENT" if row.is_event else "O",
        )


def _entities(work: Work, spans: Sequence[Span], words: Sequence[str]) -> Iterator[Row]:
    """The mentions; those of nobody in the cast have numbers after those of the cast."""
    found = zip(chain_numbers(work), work.cast.mentions, spans, strict=True)
    for number, own, (start, end) in found:
        if start < end:
            yield number, start, end - 1, _FORMS[own.form], own.type.value, _phrase(words, start, end)


def _quotes(
    work: Work,
    annotations: Annotations,
    mentions: Sequence[tuple[Mention, int, int]],
    words: Sequence[str],
) -> Iterator[Row]:
    """The quotations, a part of one that is interrupted a row, as BookNLP knows no others."""
    told: defaultdict[int, list[Span]] = defaultdict(list)
    placed: dict[Span, Span] = {}
    for own, start, end in mentions:
        placed.setdefault((own.start, own.end), (start, end))
        if own.entity is not None:
            told[own.entity].append((start, end))
    parts = [(part, quote) for quote in work.cast.quotes for part in quote.spans]
    found = token_spans(annotations, [part for part, _ in parts])
    for (start, end), (_, quote) in sorted(zip(found, parts, strict=True), key=lambda each: each[0]):
        if start >= end:
            continue
        shown = None if quote.speaker_mention is None else placed.get(quote.speaker_mention)
        if shown is None and quote.speaker is not None:
            shown = _nearest(told[quote.speaker], (start, end))
        mention: Row = (None, None, None)
        if shown is not None and quote.speaker is not None:
            mention = (shown[0], shown[1] - 1, _phrase(words, *shown))
        yield start, end - 1, *mention, quote.speaker, _phrase(words, start, end)


def _nearest(spans: Sequence[Span], quote: Span) -> Span | None:
    """Of the mentions of a speaker, in order, the one nearest to a quotation and outside of it."""
    start, end = quote
    at = bisect_left(spans, quote)
    before = next((own for own in reversed(spans[:at]) if own[1] <= start), None)
    after = next((own for own in spans[at:] if own[0] >= end), None)
    if before is None or after is None:
        return before or after
    return before if start - before[1] <= after[0] - end else after


def _by_types(
    rows: Sequence[Token], mentions: Sequence[tuple[Mention, int, int]]
) -> Iterator[tuple[int, int, str]]:
    """What the mentions tell of senses: of a name all its words, of another phrase its head."""
    senses: dict[int, tuple[int, str]] = {}
    for own, start, end in mentions:
        if own.form is MentionForm.PRONOUN:
            continue
        if own.form is MentionForm.NOMINAL:
            start = head_within(rows, (start, end))
            end = start + 1
        if not any(at in senses for at in range(start, end)):
            senses.update(dict.fromkeys(range(start, end), (start, _SENSES[own.type])))
    ends = {senses[at][0]: at + 1 for at in sorted(senses)}
    yield from ((start, end, senses[start][1]) for start, end in sorted(ends.items()))
