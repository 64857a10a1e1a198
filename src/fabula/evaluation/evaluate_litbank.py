"""Scores a program on LitBank from raw text: mentions, coreference, events, quotations and their speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from fabula.evaluation import litbank
from fabula.evaluation.litbank_layers import (
    claims_of,
    event_tally,
    given_tallies,
    mention_spans,
    mention_tallies,
    quotation_tallies,
)
from fabula.evaluation.report import Column, Report, Row, bootstrap
from fabula.evaluation.run import Annotate, Parse, Progress, Resolve, Titles, ignore_progress, timed
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.scores.coreference import MEASURES, conll
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.types import Annotations, Cast, Text

_OWN, _GIVEN = "coreference on its own mentions", "coreference on gold mentions"
_MENTIONS, _SPEECH = "mentions and events", "quotations"
_COREFERENCE = {"muc": "MUC", "b_cubed": "B-cubed", "ceaf_e": "CEAF-e", "conll": "CoNLL"}
_COLUMNS = (
    Column("mentions_precision", "mentions P", group=_MENTIONS),
    Column("mentions_recall", "mentions R", group=_MENTIONS),
    Column("mentions_f1", "mentions F1", group=_MENTIONS),
    Column("with_pronouns_f1", "with pronouns F1", group=_MENTIONS),
    Column("entities_f1", "entity layer F1", group=_MENTIONS),
    Column("entities_untitled_f1", "without titles F1", group=_MENTIONS),
    Column("events_precision", "events P", group=_MENTIONS),
    Column("events_recall", "events R", group=_MENTIONS),
    Column("events_f1", "events F1", group=_MENTIONS),
    *(Column(f"{key}_f1", label, group=_OWN) for key, label in _COREFERENCE.items()),
    *(Column(f"gold_{key}_f1", label, group=_GIVEN) for key, label in _COREFERENCE.items()),
    Column("quotations_precision", "P", group=_SPEECH),
    Column("quotations_recall", "R", group=_SPEECH),
    Column("quotations_f1", "F1", group=_SPEECH),
    Column("speakers", "speakers", group=_SPEECH),
)


def evaluate_litbank(
    path: Path,
    annotate: Annotate,
    *,
    resolve: Resolve,
    parse: Parse,
    titles: Titles,
    split: str = "dev",
    documents: Sequence[str] | None = None,
    progress: Progress = ignore_progress,
) -> Report:
    """Read each document's raw text and score what is found against the corpus.

    Mentions count when their gold tokens are exactly those of a gold mention and the type is the same.
    ``mentions`` are the names and nominals of the coreference layer, ``with_pronouns`` all of that layer,
    ``entities`` the entities layer: names and nominals, and the title of a name as a mention of its own (both
    "Mr." and "Mr. Toad"), which ``entities_untitled`` leaves out of what was found.
    Coreference is scored by span alone, singletons kept: on predicted mentions, and after ``gold_`` as the
    program resolves the gold's own mentions. ``events`` are single tokens. ``quotations`` count when they
    have the tokens of a gold quotation but for marks at the ends, ``speakers`` is the share of gold
    quotations whose speaker is the one paired with the gold's, one to one.

    Over several documents the counts are added up before the ratios are taken. ``split`` is ``dev``,
    ``train`` or ``all``; ``documents`` names documents instead. ``parse`` is how the program reads a plain
    text file that is already decoded, ``annotate`` and ``resolve`` are its two halves, and ``titles`` counts
    the words that it takes for titles at the start of a name.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing, malformed or empty.
    """
    names = litbank.document_names(path, split, documents)
    rows: list[Row] = []
    counted: list[dict[str, Tally]] = []
    claims: dict[str, list[Claims]] = {}
    for done, name in enumerate(names):
        progress(name, done, len(names))
        document = litbank.read_document(path, name)
        text = parse(Path(f"{name}.txt"), document.text)
        (notes, cast), seconds = timed(partial(_read, text, annotate, resolve))
        given = resolve(text, annotate(text, mentions=mention_spans(document))).cast
        tallies = _tallies(document, notes, cast, given, titles)
        counted.append(tallies)
        rows.append(Row(name, _values(tallies), seconds))
        for kind, own in claims_of(document, notes, cast).items():
            claims.setdefault(kind, []).append(own)
    progress("", len(names), len(names))
    whole = Tallies(counted)
    overall = _values(whole.total())
    return Report(
        corpus="LitBank",
        split=split if documents is None else "named",
        system="fabula",
        unit="document",
        pooled=True,
        columns=_COLUMNS,
        rows=tuple(rows),
        overall=overall,
        intervals=bootstrap(len(counted), lambda drawn: _values(whole.total(drawn)), list(overall)),
        calibration=calibrations(claims),
    )


def _tallies(
    document: litbank.Document, notes: Annotations, cast: Cast, given: Cast, titles: Titles
) -> dict[str, Tally]:
    return {
        **mention_tallies(document, cast.mentions, titles),
        **given_tallies(document, given.mentions),
        "events": event_tally(document, notes),
        **quotation_tallies(document, notes, cast),
    }


def _read(text: Text, annotate: Annotate, resolve: Resolve) -> tuple[Annotations, Cast]:
    notes = annotate(text)
    return notes, resolve(text, notes).cast


def _values(tallies: Mapping[str, Tally]) -> dict[str, float]:
    values: dict[str, float] = {}
    for key, tally in tallies.items():
        if key == "speakers":
            values[key] = tally.precision
            continue
        values[f"{key}_precision"] = tally.precision
        values[f"{key}_recall"] = tally.recall
        values[f"{key}_f1"] = tally.f1
    for given in ("", "gold_"):
        values[f"{given}conll_f1"] = conll({name: tallies[f"{given}{name}"] for name in MEASURES})
    return values
