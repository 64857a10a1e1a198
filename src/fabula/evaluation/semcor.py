"""Reads SemCor (Miller, Leacock, Tengi and Bunker 1993) with the supersenses of its nouns and verbs.

A file has a token a line with its tag in BIO (``B-noun.act``), an empty line after each sentence, and a line
``# doc NAME`` before each document. Every ninth document is for development.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fabula import errors
from fabula.evaluation.files import read_exact
from fabula.types import SUPERSENSES, Block, BlockKind, Metadata, Span, Text

FILE = "semcor.tsv"
SPLITS = ("dev", "train", "all")
NINTH = 9
"""The ninth document of every nine is for development, the others are to train on."""

_SENTENCES = 3
"""Sentences of a paragraph, which SemCor does not mark; one that ends within quotation marks has more."""
_MARKS = {"``": "“", "''": "”"}
_CODES = {name: number for number, name in enumerate(SUPERSENSES)}

Sense = tuple[int, int, str]
"""The first token of a word or phrase, the one after its last, and its supersense."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document; ``tokens`` are code points of its text, ``bounds`` ranges of tokens of its sentences."""

    name: str
    text: Text
    tokens: tuple[Span, ...]
    bounds: tuple[Span, ...]
    senses: tuple[Sense, ...]


def read_documents(root: Path, split: str = "dev") -> Iterator[Document]:
    """The documents of a split, in the order of the file.

    Raises :class:`fabula.errors.EvaluationError` for an unknown split, and when the file is missing,
    malformed or empty.
    """
    if split not in SPLITS:
        raise errors.unknown_split(split, SPLITS)
    path = root / FILE if root.is_dir() else root
    number = 0
    for number, (name, sentences) in enumerate(_documents(path), start=1):
        if split == "all" or (number % NINTH == 0) == (split == "dev"):
            yield _laid_out(name, sentences)
    if not number:
        raise errors.nothing_to_score(path, "it holds no document")


_Row = tuple[str, str]


def _documents(path: Path) -> Iterator[tuple[str, list[list[_Row]]]]:
    name, sentences, rows = "", list[list[_Row]](), list[_Row]()
    for number, line in enumerate([*read_exact(path).split("\n"), "# doc "], start=1):
        bare = line.rstrip("\r")
        opens = bare.startswith("# doc ")
        if (opens or not bare) and rows:
            sentences.append(rows)
            rows = []
        if opens:
            if sentences:
                yield name, sentences
            name, sentences = bare.removeprefix("# doc ").strip(), []
        elif bare:
            rows.append(_row(path, number, bare))


def _row(path: Path, number: int, line: str) -> _Row:
    word, _, tag = line.partition("\t")
    mark, _, sense = tag.partition("-")
    if not word.strip() or not (tag == "O" or (mark in ("B", "I") and sense in _CODES)):
        raise errors.gold_line_malformed(
            path, number, "a token, a tab, and O, B- or I- with a supersense belong"
        )
    return _MARKS.get(word, word), tag


def _laid_out(name: str, sentences: list[list[_Row]]) -> Document:
    content = ""
    opens, tokens, bounds = [0], list[Span](), list[Span]()
    tags: list[str] = []
    held, quoted = 0, 0
    for rows in sentences:
        if held >= _SENTENCES and quoted <= 0:
            content = content.rstrip() + "\n\n"
            opens.append(len(content))
            held = quoted = 0
        bounds.append((len(tokens), len(tokens) + len(rows)))
        for word, tag in rows:
            tokens.append((len(content), len(content) + len(word)))
            content += word + " "
            quoted += (word == "“") - (word == "”")
            tags.append(tag)
        held += 1
    content = content.rstrip()
    ends = [*(start - 2 for start in opens[1:]), len(content)]
    blocks = tuple(Block(BlockKind.PARAGRAPH, start, end) for start, end in zip(opens, ends, strict=True))
    text = Text(content, blocks, (), Metadata(), name)
    return Document(name, text, tuple(tokens), tuple(bounds), tuple(senses_of(tags, bounds)))


def senses_of(tags: list[str], bounds: list[Span]) -> Iterator[Sense]:
    """The words and phrases that tags in BIO mark; one that begins with ``I-`` counts as begun there."""
    for start, end in bounds:
        begun: tuple[int, str] | None = None
        for at in range(start, end):
            mark, _, sense = tags[at].partition("-")
            if begun is not None and not (mark == "I" and sense == begun[1]):
                yield begun[0], at, begun[1]
                begun = None
            if mark != "O" and begun is None:
                begun = at, sense
        if begun is not None:
            yield begun[0], end, begun[1]
