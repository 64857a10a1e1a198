"""Scores what a program says of words on a treebank: on the treebank's own words, and from raw text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from fabula.evaluation import ewt
from fabula.evaluation.report import Column, Report, Row, bootstrap
from fabula.evaluation.run import Annotate, Progress, Tag, ignore_progress, timed
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.evaluation.scores.words import TaggedWord, WordScore, score_sentences, score_words
from fabula.types import RELATIONS, UPOS, XPOS, Annotations, Span, Words

GIVEN, RAW = "words and sentences given", "from raw text"
_LABELS = {"upos": "UPOS", "xpos": "XPOS", "lemma": "lemma", "uas": "UAS", "las": "LAS"}
_COLUMNS = (
    *(Column(key, label, 2, GIVEN) for key, label in _LABELS.items()),
    *(
        Column(f"raw_{key}", label, 2, RAW)
        for key, label in {"tokens": "tokens", "sentences": "sentences", **_LABELS}.items()
    ),
)
_SCORED = dict[str, Tally]


def evaluate_ewt(
    path: Path,
    annotate: Annotate,
    *,
    tag: Tag,
    split: str = "dev",
    progress: Progress = ignore_progress,
) -> Report:
    """Tag and parse each document twice, and compare with the treebank.

    Once on its own words and sentences (``upos``, ``xpos``, ``lemma``, ``uas``, ``las``: accuracies), once
    from raw text (``raw_tokens``, ``raw_sentences`` and those five after ``raw_``: F1 over words as in the
    CoNLL 2018 shared task, see :mod:`fabula.evaluation.scores.words`). Relations count without their
    subtypes; ``las_full`` and ``raw_las_full`` count them in. The program is given the paragraphs. A row is a
    genre of the treebank; counts are added up over documents. ``split`` is ``dev``, ``test`` or ``train``.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing, malformed or empty.
    """
    documents = list(ewt.read_documents(path, split))
    scored: list[_SCORED] = []
    parts, heads = list[Claims](), list[Claims]()
    spent = np.zeros(len(documents))
    for done, document in enumerate(documents):
        progress(document.name, done, len(documents))
        gold = _gold_words(document)
        words = tag(document.text, document.tokens, document.bounds)
        given = score_words(gold, tagged(words, document.tokens))
        notes, spent[done] = timed(partial(annotate, document.text))
        scored.append({**_given_tallies(given), **_raw_tallies(document, gold, notes)})
        parts.append(Claims(words.upos_score.astype(np.float64), np.array(given.right["upos"], np.bool_)))
        heads.append(Claims(words.head_score.astype(np.float64), np.array(given.right["uas"], np.bool_)))
    progress("", len(documents), len(documents))
    tallies = Tallies(scored)
    overall = _values(tallies.total())
    return Report(
        corpus="EWT",
        split=split,
        system="fabula",
        unit="genre",
        pooled=True,
        columns=_COLUMNS,
        rows=_rows(documents, tallies, spent.tolist()),
        overall=overall,
        intervals=bootstrap(len(scored), lambda drawn: _values(tallies.total(drawn)), list(overall)),
        calibration=calibrations({"part of speech": parts, "head": heads}),
    )


def tagged(words: Words, spans: Sequence[Span]) -> list[TaggedWord]:
    """What a program says of words, as the scorer takes it."""
    return [
        TaggedWord(span, lemma, UPOS[upos], XPOS[xpos], head, RELATIONS[relation])
        for span, lemma, upos, xpos, head, relation in zip(
            spans,
            words.lemma,
            words.upos.tolist(),
            words.xpos.tolist(),
            words.head.tolist(),
            words.relation.tolist(),
            strict=True,
        )
    ]


def _gold_words(document: ewt.Document) -> list[TaggedWord]:
    spans = iter(document.tokens)
    return [
        TaggedWord(
            next(spans),
            word.lemma,
            word.upos,
            word.xpos,
            word.head if word.head < 0 else start + word.head,
            word.relation,
        )
        for (start, _), sentence in zip(document.bounds, document.sentences, strict=True)
        for word in sentence.words
    ]


def _given_tallies(score: WordScore) -> _SCORED:
    return {name: tally for name, tally in score.tallies.items() if name != "tokens"}


def _raw_tallies(document: ewt.Document, gold: Sequence[TaggedWord], notes: Annotations) -> _SCORED:
    starts, ends = notes.token_start.tolist(), notes.token_end.tolist()
    score = score_words(gold, tagged(notes.words, list(zip(starts, ends, strict=True))))
    sentences = score_sentences(
        [(document.tokens[first][0], document.tokens[end - 1][1]) for first, end in document.bounds],
        [
            (starts[first], ends[end - 1])
            for first, end in zip(notes.sentence_start.tolist(), notes.sentence_end.tolist(), strict=True)
        ],
    )
    return {f"raw_{name}": tally for name, tally in {**score.tallies, "sentences": sentences}.items()}


def _rows(documents: Sequence[ewt.Document], tallies: Tallies, spent: Sequence[float]) -> tuple[Row, ...]:
    genres = sorted({document.genre for document in documents})
    own = {genre: [i for i, document in enumerate(documents) if document.genre == genre] for genre in genres}
    return tuple(
        Row(genre, _values(tallies.total(own[genre])), sum(spent[i] for i in own[genre])) for genre in genres
    )


def _values(tallies: Mapping[str, Tally]) -> dict[str, float]:
    return {name: tally.f1 for name, tally in tallies.items()}
