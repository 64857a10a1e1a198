"""A work in the format of the shared task of CoNLL-2012 on coreference, as OntoNotes and LitBank come in.

Pradhan, Moschitti, Xue, Uryupina and Zhang 2012. A word a line; the last column has the mentions. What the
format has columns for and Fabula does not find (parses, senses, arguments) is ``-``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from fabula.exports.chains import ONTONOTES_TYPES, chain_numbers, outer_names
from fabula.exports.conllu import document_name
from fabula.exports.files import write_file
from fabula.exports.tokens import one_word, token_spans, tokens
from fabula.types import Annotations, Span, Token, Work
from fabula.world.names import namesakes


def write(work: Work, annotations: Annotations, path: Path) -> None:
    """Writes the document. Raises OSError, and UnicodeEncodeError for half a character."""
    write_file("".join(document(work, annotations)).encode(), path)


def document(work: Work, annotations: Annotations) -> Iterator[str]:
    """The lines of a work, as one part of one document.

    The columns: document, part, number in the sentence, word, part of speech, parse, lemma of a verb, its
    frame, sense, speaker, name, coreference.
    """
    rows = list(tokens(work, annotations))
    spans = token_spans(annotations, [(own.start, own.end) for own in work.cast.mentions])
    chains = _chains(work, spans)
    names = _names(work, spans, len(rows))
    speakers = _speakers(work)
    called = document_name(work.text.source)
    yield f"#begin document ({called}); part 000\n"
    for _, sentence in groupby(rows, attrgetter("sentence")):
        for number, row in enumerate(sentence):
            speaker = "-" if row.quote is None else speakers[row.quote]
            cells = one_word(row.text), row.xpos, "-", _lemma(row), "-", "-", speaker, names[row.id]
            yield "\t".join((called, "0", str(number), *cells, chains.get(row.id, "-"))) + "\n"
        yield "\n"
    yield "#end document\n"


def _lemma(row: Token) -> str:
    return one_word(row.lemma) if row.upos == "VERB" else "-"


def _speakers(work: Work) -> dict[int, str]:
    """Who says each quotation, as one word; the number tells namesakes apart."""
    shared = namesakes((entity.id, entity.name) for entity in work.cast.entities)
    called = {
        entity.id: "_".join(entity.name.split()) + (f"#{entity.id}" if entity.id in shared else "")
        for entity in work.cast.entities
    }
    return {quote.id: "-" if quote.speaker is None else called[quote.speaker] for quote in work.cast.quotes}


def _names(work: Work, spans: Sequence[Span], size: int) -> list[str]:
    """The names, of which none is in another: the outermost ones."""
    cells = ["*"] * size
    for start, end, own in outer_names(work, spans):
        cells[start] = f"({ONTONOTES_TYPES[own.type]}*"
        cells[end - 1] += ")"
    return cells


def _chains(work: Work, spans: Sequence[Span]) -> dict[int, str]:
    """The brackets at each token that has any: what begins, the longest first, single words, what ends."""
    opened, single, closed = (defaultdict[int, list[str]](list) for _ in range(3))
    for (start, end), number in sorted(
        zip(spans, chain_numbers(work), strict=True), key=lambda own: (own[0][0], -own[0][1])
    ):
        if end == start + 1:
            single[start].append(f"({number})")
        elif start < end:
            opened[start].append(f"({number}")
            closed[end - 1].insert(0, f"{number})")
    return {
        at: "|".join((*opened[at], *single[at], *closed[at])) for at in sorted({*opened, *single, *closed})
    }
