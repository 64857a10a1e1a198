"""A work as a ``DocBin`` of spaCy, with one ``Doc``: words, sentences, trees, names, and spans over them.

White space that is more than a space is a token of its own, as spaCy's tokenizer has it, so that ``doc.text``
is the text as it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as DocSpan
from spacy.vocab import Vocab

from fabula.exports.chains import ONTONOTES_TYPES, outer_names
from fabula.exports.files import write_file
from fabula.exports.spacy_spans import annotate
from fabula.exports.tokens import token_spans, tokens
from fabula.types import Annotations, Span, Token, Work

ATTRIBUTES = (
    *("ORTH", "SPACY", "TAG", "POS", "LEMMA", "HEAD", "DEP", "SENT_START"),
    *("ENT_IOB", "ENT_TYPE", "ENT_KB_ID"),
)


def write(work: Work, annotations: Annotations, path: Path) -> None:
    """Writes the file. Raises OSError."""
    docs = DocBin(attrs=list(ATTRIBUTES), store_user_data=True)
    docs.add(doc_of(work, annotations))
    write_file(docs.to_bytes(), path)


def doc_of(work: Work, annotations: Annotations, vocab: Vocab | None = None) -> Doc:
    """A work as a document of spaCy; what else is known of it is in ``doc.spans`` and in extensions."""
    rows = list(tokens(work, annotations))
    laid = _laid_out(work, rows)
    doc = Doc(
        Vocab() if vocab is None else vocab,
        words=laid.words,
        spaces=laid.spaces,
        tags=laid.tags,
        pos=laid.pos,
        lemmas=laid.lemmas,
        heads=laid.heads,
        deps=laid.deps,
    )

    def place(spans: Sequence[Span]) -> list[Span]:
        return [
            (laid.at[start], laid.at[end - 1] + 1) if start < end else (0, 0)
            for start, end in token_spans(annotations, spans)
        ]

    mentions = token_spans(annotations, [(own.start, own.end) for own in work.cast.mentions])
    names = [
        DocSpan(
            doc,
            laid.at[start],
            laid.at[end - 1] + 1,
            ONTONOTES_TYPES[own.type],
            kb_id="" if own.entity is None else f"e{own.entity}",
        )
        for start, end, own in outer_names(work, mentions)
    ]
    doc.set_ents(names)
    annotate(doc, work, place, [((row.start, row.end), row.event) for row in rows])
    return doc


@dataclass(slots=True)
class _Columns:
    """The tokens of a document; ``at`` says which of them each of ours is."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)

    def add_word(self, row: Token) -> None:
        self.at.append(len(self.words))
        self._add(row.text or "_", row.xpos, row.upos, row.lemma, row.relation)

    def add_gap(self, gap: str) -> None:
        """What stands between two words: one space belongs to the word before it."""
        if self.words and gap.startswith(" "):
            self.spaces[-1] = True
            gap = gap[1:]
        if gap:
            self._add(gap, "_SP", "SPACE", gap, "dep")

    def _add(self, word: str, tag: str, pos: str, lemma: str, dep: str) -> None:
        self.words.append(word)
        self.spaces.append(False)
        self.tags.append(tag)
        self.pos.append(pos)
        self.lemmas.append(lemma)
        self.deps.append(dep)


def _laid_out(work: Work, rows: Sequence[Token]) -> _Columns:
    found = _Columns()
    past = 0
    for row in rows:
        if past < row.start:
            found.add_gap(work.text.reads(past, row.start))
        found.add_word(row)
        past = row.end
    if past < len(work.text.content):
        found.add_gap(work.text.reads(past, len(work.text.content)))
    # White space hangs on the word before it, or on the first one, as no parser says anything of it.
    found.heads = [max(at - 1, 0) for at in range(len(found.words))]
    if rows and found.at[0] > 0:
        found.heads[0] = found.at[0]
    for row, at in zip(rows, found.at, strict=True):
        found.heads[at] = at if row.head is None else found.at[row.head]
        if row.head is None:
            found.deps[at] = "ROOT"
    return found
