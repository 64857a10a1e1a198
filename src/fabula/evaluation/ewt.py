"""Reads the English Web Treebank, or any treebank of Universal Dependencies, from its CoNLL-U files.

The corpus: Silveira, Dozat, de Marneffe, Bowman, Connor, Bauer and Manning 2014. The format:
universaldependencies.org/format.html. Of multiword tokens ("don't") the words are taken (*do*, *n't*); empty
nodes, which only the enhanced dependencies have, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fabula import errors
from fabula.evaluation.files import read_exact, whole_number
from fabula.types import UPOS, Block, BlockKind, Metadata, Span, Text

SPLITS = ("dev", "test", "train")
_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Word:
    """A word; ``head`` is the index in its sentence of the word it depends on, or -1 for the root.

    ``space`` tells whether white space follows it.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    space: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; ``paragraph`` tells whether it opens one, and ``document`` names the document it opens."""

    words: tuple[Word, ...]
    paragraph: bool
    document: str | None


@dataclass(frozen=True)
class Document:
    """A document: sentences that follow one another, and the text that their words make.

    Paragraphs are parted by an empty line, as in the raw texts of the CoNLL 2018 shared task. ``tokens`` are
    the code points of each word in ``text``, and ``bounds`` the ranges of words of each sentence.
    """

    name: str
    sentences: tuple[Sentence, ...]
    text: Text
    tokens: tuple[Span, ...]
    bounds: tuple[Span, ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all sentences, in order."""
        return tuple(word for sentence in self.sentences for word in sentence.words)

    @property
    def genre(self) -> str:
        """What the name begins with: answers, email, newsgroup, reviews or weblog."""
        return self.name.split("-")[0]


def treebank_file(root: Path, split: str) -> Path:
    """The file of a split: ``dev.conllu``, or as a treebank names it, ``en_ewt-ud-dev.conllu``.

    Raises :class:`fabula.errors.EvaluationError` for an unknown split and when there is no such file.
    """
    if not root.is_dir():
        raise errors.gold_folder_missing(root, "the treebank's .conllu files")
    if split not in SPLITS:
        raise errors.unknown_split(split, SPLITS)
    path = root / f"{split}.conllu"
    return path if path.is_file() else next(iter(sorted(root.glob(f"*-ud-{split}.conllu"))), path)


def read_documents(root: Path, split: str = "dev") -> Iterator[Document]:
    """The documents of a split, one at a time; a file that names none is one document.

    Raises :class:`fabula.errors.EvaluationError` when the file is missing, malformed or empty.
    """
    path = treebank_file(root, split)
    name, own = path.stem, list[Sentence]()
    for sentence in read_sentences(path):
        if sentence.document is not None:
            if own:
                yield lay_out(name, own)
            name, own = sentence.document, []
        own.append(sentence)
    if not own:
        raise errors.nothing_to_score(path, "it holds no sentence")
    yield lay_out(name, own)


def lay_out(name: str, sentences: list[Sentence]) -> Document:
    """The document that these sentences make."""
    content = ""
    opens = [0]
    tokens: list[Span] = []
    bounds: list[Span] = []
    for sentence in sentences:
        if sentence.paragraph and content:
            content = content.rstrip() + "\n\n"
            opens.append(len(content))
        bounds.append((len(tokens), len(tokens) + len(sentence.words)))
        for word in sentence.words:
            tokens.append((len(content), len(content) + len(word.form)))
            content += word.form + " " * word.space
    content = content.rstrip()
    ends = [*(start - 2 for start in opens[1:]), len(content)]
    blocks = tuple(Block(BlockKind.PARAGRAPH, start, end) for start, end in zip(opens, ends, strict=True))
    text = Text(content, blocks, (), Metadata(), name)
    return Document(name, tuple(sentences), text, tuple(tokens), tuple(bounds))


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, in order.

    Raises :class:`fabula.errors.EvaluationError`, with the line, for a file that is not in that format.
    """
    paragraph, document = False, None
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*read_exact(path).split("\n"), ""], start=1):
        bare = line.rstrip("\r")
        if not bare.strip():
            if rows:
                yield Sentence(_words(path, rows), paragraph, document)
                paragraph, document, rows = False, None, []
        elif not bare.startswith("#"):
            fields = bare.split("\t")
            if len(fields) != _COLUMNS:
                raise errors.gold_line_malformed(
                    path, number, f"{len(fields)} tab-separated columns where CoNLL-U has {_COLUMNS}"
                )
            rows.append((number, fields))
        else:
            key, _, value = bare[1:].partition("=")
            if key.split()[:1] == ["newdoc"]:
                paragraph, document = True, value.strip() or path.stem
            paragraph = paragraph or key.split()[:1] == ["newpar"]


def _words(path: Path, rows: list[tuple[int, list[str]]]) -> tuple[Word, ...]:
    """The words of one sentence, from the rows of all its tokens."""
    size = sum(fields[0].isdigit() for _, fields in rows)
    words: list[Word] = []
    last, spaced = 0, True
    for line, fields in rows:
        number, _, end = fields[0].partition("-")
        space = "SpaceAfter=No" not in fields[9].split("|")
        if "." in fields[0]:
            continue
        if whole_number(path, line, number) != len(words) + 1:
            raise errors.gold_line_malformed(path, line, f"token {number} where {len(words) + 1} belongs")
        if end:
            last, spaced = whole_number(path, line, end), space
            if not len(words) + 1 < last <= size:
                raise errors.gold_line_malformed(path, line, f"{fields[0]} is no range of this sentence")
            continue
        # The last word of a multiword token has the space of the whole; those before it have none.
        space = space if len(words) + 1 > last else spaced and len(words) + 1 == last
        words.append(_word(path, line, fields, size, space))
    roots = sum(word.head < 0 for word in words)
    if roots != 1:
        raise errors.gold_line_malformed(path, rows[0][0], f"a sentence of {roots} roots, which needs one")
    return tuple(words)


def _word(path: Path, line: int, fields: list[str], size: int, space: bool) -> Word:
    form, lemma, upos, xpos, relation = fields[1], fields[2], fields[3], fields[4], fields[7]
    if not form.strip() or form != form.strip():
        raise errors.gold_line_malformed(path, line, f"{form!r} is no word")
    if upos not in UPOS:
        raise errors.gold_line_malformed(path, line, f"{upos!r} is not a universal part of speech")
    if not relation or relation == "_":
        raise errors.gold_line_malformed(path, line, "the word has no relation to its head")
    head = whole_number(path, line, fields[6])
    if head > size:
        raise errors.gold_line_malformed(path, line, f"its head is word {head} of a sentence of {size}")
    return Word(form, lemma, upos, xpos, head - 1, relation, space)
