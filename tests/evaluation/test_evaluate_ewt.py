from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from fabula.evaluation.evaluate_ewt import evaluate_ewt
from fabula.evaluation.ewt import Document, read_documents
from fabula.types import RELATIONS, UPOS, XPOS, Annotations, Span, Text, Words
from tests.evaluation.gold import notes_of, write_treebank


def gold_words(document: Document) -> Words:
    """What the treebank says of a document, all of it with a probability of 0.9."""
    words = document.words
    base = np.repeat([start for start, _ in document.bounds], [end - start for start, end in document.bounds])
    heads = np.array([word.head for word in words])
    sure = np.full(len(words), 0.9, np.float32)
    return Words(
        lemma=tuple(word.lemma for word in words),
        upos=np.array([UPOS.index(word.upos) for word in words], np.int32),
        xpos=np.array([XPOS.index(word.xpos) for word in words], np.int32),
        head=np.where(heads < 0, -1, heads + base).astype(np.int32),
        relation=np.array([RELATIONS.index(word.relation) for word in words], np.int32),
        upos_score=sure,
        head_score=sure,
        event=0 * sure,
    )


class Program:
    """A program that knows the treebank; ``spoil`` changes what it says of the words given."""

    def __init__(self, root: Path) -> None:
        self.documents = {document.text.content: document for document in read_documents(root)}
        self.tagged: list[tuple[Sequence[Span], Sequence[Span]]] = []

    def annotate(self, text: Text, *, mentions: Sequence[Span] | None = None) -> Annotations:
        assert mentions is None
        document = self.documents[text.content]
        return notes_of(document.tokens, document.bounds, gold_words(document))

    def tag(self, text: Text, tokens: Sequence[Span], sentences: Sequence[Span]) -> Words:
        self.tagged.append((tokens, sentences))
        return gold_words(self.documents[text.content])


def test_a_perfect_program(tmp_path: Path) -> None:
    program = Program(write_treebank(tmp_path))
    report = evaluate_ewt(tmp_path, program.annotate, tag=program.tag)
    assert set(report.overall.values()) == {100}
    assert {column.key for column in report.columns} <= set(report.overall)
    assert [row.name for row in report.rows] == ["email", "weblog"]
    assert report.groups == ("words and sentences given", "from raw text")
    assert (report.corpus, report.split, report.pooled) == ("EWT", "dev", True)
    assert report.intervals["raw_las"] == (100, 100)
    one, _ = read_documents(tmp_path)
    assert program.tagged[0] == (one.tokens, one.bounds)
    # Sixteen words, all right, all claimed with 90 %.
    assert [(each.name, each.claims, round(each.error)) for each in report.calibration] == [
        ("part of speech", 16, 10),
        ("head", 16, 10),
    ]


def test_the_words_given_are_scored_apart_from_the_raw_text(tmp_path: Path) -> None:
    program = Program(write_treebank(tmp_path))

    def tag(text: Text, tokens: Sequence[Span], sentences: Sequence[Span]) -> Words:
        words = program.tag(text, tokens, sentences)
        words.head[:] = -1
        words.xpos[:] = 0
        words.upos[0] = UPOS.index("X")
        return words

    report = evaluate_ewt(tmp_path, program.annotate, tag=tag)
    overall = report.overall
    # Four sentences have four roots, whose heads are right; of two documents the first word is none.
    assert overall["uas"] == overall["las"] == 25
    assert overall["xpos"] == 0
    assert overall["upos"] == pytest.approx(100 * 14 / 16)
    assert (overall["lemma"], overall["raw_uas"], overall["raw_xpos"]) == (100, 100, 100)
    speech, head = report.calibration
    assert speech.accuracy[0] == pytest.approx(100 * 14 / 16)
    assert head.error == pytest.approx(65, abs=0.01)


def test_tokens_and_sentences_cut_otherwise(tmp_path: Path) -> None:
    program = Program(write_treebank(tmp_path))

    def annotate(text: Text, *, mentions: Sequence[Span] | None = None) -> Annotations:
        document = program.documents[text.content]
        if document.name != "email-one":
            return program.annotate(text, mentions=mentions)
        # "don't" is one token, and the first two sentences are one.
        words = gold_words(document)
        kept = [0, *range(2, 15)]
        heads = [int(words.head[i]) for i in kept]
        merged = Words(
            tuple(words.lemma[i] for i in kept),
            words.upos[kept],
            words.xpos[kept],
            np.array([head if head < 0 else kept.index(head) for head in heads], np.int32),
            words.relation[kept],
            words.upos_score[kept],
            words.head_score[kept],
            words.event[kept],
        )
        spans = [document.tokens[0], (2, 7), *document.tokens[3:]]
        return notes_of(spans, [(0, 7), (7, 14)], merged)

    overall = evaluate_ewt(tmp_path, annotate, tag=program.tag).overall
    assert overall["raw_tokens"] == pytest.approx(2 * 100 * 14 / (15 + 16))
    # Gold has four sentences and the program three; two of each are the same.
    assert overall["raw_sentences"] == pytest.approx(2 * 100 * 2 / (4 + 3))
    assert overall["raw_upos"] == overall["raw_las"] == overall["raw_tokens"]
    assert overall["upos"] == 100
