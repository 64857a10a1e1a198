"""Scores a program on LitBank, end to end from raw text: mentions with type, and coreference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from fabula.evaluation import litbank
from fabula.evaluation.report import Column, Indices, Report, Row, bootstrap
from fabula.evaluation.run import Parse, Progress, Read, ignore_progress, timed_read
from fabula.evaluation.scores.coreference import conll, coreference
from fabula.evaluation.scores.mentions import exact_matches
from fabula.evaluation.scores.tally import Tally
from fabula.types import Mention, MentionForm, Span, Work

_COLUMNS = (
    Column("mentions_precision", "mentions P"),
    Column("mentions_recall", "mentions R"),
    Column("mentions_f1", "mentions F1"),
    Column("with_pronouns_f1", "with pronouns F1"),
    Column("entities_f1", "entity layer F1"),
    Column("muc_f1", "MUC"),
    Column("b_cubed_f1", "B-cubed"),
    Column("ceaf_e_f1", "CEAF-e"),
    Column("conll_f1", "CoNLL"),
)


def evaluate_litbank(
    path: Path,
    read: Read,
    *,
    parse: Parse,
    split: str = "dev",
    documents: Sequence[str] | None = None,
    progress: Progress = ignore_progress,
) -> Report:
    """Read each document's raw text and score what is found against the corpus.

    Mentions count when their gold tokens are exactly those of a gold mention and the type is the same.
    ``mentions`` are the names and nominals of the coreference layer, ``with_pronouns`` all of that layer,
    ``entities`` the entities layer (names and nominals, with titles such as "Mr." as mentions of their own).
    Coreference is scored on predicted mentions by span alone, singletons kept. Over several documents the
    counts are added up before the ratios are taken. ``split`` is ``dev``, ``train`` or ``all``;
    ``documents`` names documents instead. ``parse`` is how the program reads a plain text file that is
    already decoded.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing, malformed or empty.
    """
    names = litbank.document_names(path, split, documents)
    rows: list[Row] = []
    counted: list[dict[str, Tally]] = []
    for done, name in enumerate(names):
        progress(name, done, len(names))
        document = litbank.read_document(path, name)
        work, seconds = timed_read(read, parse, document.text, name)
        tallies = score_document(document, work)
        counted.append(tallies)
        rows.append(Row(name, _values(tallies), seconds))
    progress("", len(names), len(names))
    overall = _values(_pooled(counted, np.arange(len(counted))))
    return Report(
        corpus="LitBank",
        split=split if documents is None else "named",
        system="fabula",
        unit="document",
        pooled=True,
        columns=_COLUMNS,
        rows=tuple(rows),
        overall=overall,
        intervals=bootstrap(len(counted), lambda drawn: _values(_pooled(counted, drawn)), list(overall)),
    )


def score_document(document: litbank.Document, work: Work) -> dict[str, Tally]:
    """The tallies of one document: mentions three ways, and the three measures of coreference."""
    placed = _on_gold_tokens(document, work.cast.mentions)
    pronoun = MentionForm.PRONOUN
    gold = [(mention.start, mention.end, mention.type, mention.form) for mention in document.mentions]
    found = [(*span, mention.type, mention.form) for span, mention in placed]
    nominal = {(start, end, kind) for start, end, kind, form in found if form is not pronoun}
    return {
        "mentions": exact_matches(
            ((start, end, kind) for start, end, kind, form in gold if form is not pronoun), nominal
        ),
        "with_pronouns": exact_matches((row[:3] for row in gold), (row[:3] for row in found)),
        "entities": exact_matches(
            ((entity.start, entity.end, entity.type) for entity in document.entities), nominal
        ),
        **coreference(_gold_clusters(document), _system_clusters(placed)),
    }


def _on_gold_tokens(document: litbank.Document, mentions: Sequence[Mention]) -> list[tuple[Span, Mention]]:
    """Each predicted mention with the range of gold tokens that it overlaps, the surest first.

    One that overlaps none (a mark that the corpus left out) gets an empty range, which no gold mention has.
    """
    placed: list[tuple[Span, Mention]] = []
    for mention in sorted(mentions, key=lambda mention: -mention.confidence):
        span = document.token_map.tokens_of(mention.start, mention.end)
        placed.append((span or (mention.start, mention.start), mention))
    return placed


def _gold_clusters(document: litbank.Document) -> list[frozenset[Span]]:
    return [
        frozenset((mention.start, mention.end) for mention in mentions)
        for mentions in document.clusters.values()
    ]


def _system_clusters(placed: Sequence[tuple[Span, Mention]]) -> list[frozenset[Span]]:
    """The entities as sets of token ranges; a mention without an entity is one of its own.

    Two mentions on the same tokens would count twice: only the surer is kept.
    """
    clusters: dict[object, set[Span]] = {}
    seen: set[Span] = set()
    for span, mention in placed:
        if span not in seen:
            seen.add(span)
            entity: object = span if mention.entity is None else mention.entity
            clusters.setdefault(entity, set()).add(span)
    return [frozenset(spans) for spans in clusters.values()]


def _pooled(counted: Sequence[Mapping[str, Tally]], drawn: Indices) -> dict[str, Tally]:
    """The tallies of the documents drawn, added up."""
    return {
        key: Tally(*np.array([tallies[key] for tallies in counted])[drawn].sum(axis=0).tolist())
        for key in counted[0]
    }


def _values(tallies: Mapping[str, Tally]) -> dict[str, float]:
    values: dict[str, float] = {}
    for key, tally in tallies.items():
        values[f"{key}_precision"] = tally.precision
        values[f"{key}_recall"] = tally.recall
        values[f"{key}_f1"] = tally.f1
    values["conll_f1"] = conll(tallies)
    return values
