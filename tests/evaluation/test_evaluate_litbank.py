from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from fabula import evaluation
from fabula.evaluation import Report
from fabula.evaluation.litbank import read_document
from fabula.types import Annotations, EntityType, MentionForm, Quotation, Span, Text, Words, Work
from tests.evaluation.gold import (
    NOVEL,
    mention_of,
    notes_of,
    parse,
    quote_of,
    span_in,
    work_of,
    write_litbank,
)

Read = Callable[[Text], Work]


@dataclass
class Program:
    """What ``read`` makes of a text, and ``given`` of a text whose mentions are given; events by word."""

    read: Read
    given: Read | None = None
    events: Mapping[str, float] = field(default_factory=dict)
    nested: tuple[str, ...] = ()
    scores: Sequence[float] = ()
    asked: list[Sequence[Span]] = field(default_factory=list)
    work: Work | None = None

    def annotate(self, text: Text, *, mentions: Sequence[Span] | None = None) -> Annotations:
        if mentions is not None:
            self.asked.append(mentions)
            self.work = (self.given or self.read)(text)
            return notes_of([])
        self.work = self.read(text)
        tokens = [span_in(text.content, word) for word in self.events]
        scores = self.scores or [0.9] * len(self.work.cast.mentions)
        tokens += [(each.start, each.end) for each in self.work.cast.mentions[: len(scores)]]
        events = [*self.events.values(), *[0.0] * len(scores)]
        words = Words(event=np.array(events, np.float32))
        quotations = [Quotation(quote.spans, 0) for quote in self.work.cast.quotes]
        quotations += [Quotation((span_in(text.content, words),), 0, depth=2) for words in self.nested]
        return notes_of(tokens, words=words, mention_scores=scores, quotations=tuple(quotations))

    def resolve(self, _text: Text, _notes: Annotations) -> Work:
        assert self.work is not None
        return self.work


def titles(words: Sequence[str]) -> int:
    return int(words[0] == "Mrs.")


def evaluate_program(root: Path, program: Program) -> Report:
    return evaluation.evaluate_litbank(
        root, program.annotate, resolve=program.resolve, parse=parse, titles=titles
    )


def evaluate_litbank(root: Path, read: Read, **options: object) -> Report:
    program = Program(read)
    return evaluation.evaluate_litbank(
        root,
        program.annotate,
        resolve=program.resolve,
        titles=titles,
        **options,  # type: ignore[arg-type]
    )


PRONOUN, NOMINAL = MentionForm.PRONOUN, MentionForm.NOMINAL


def perfect(text: Text) -> Work:
    return work_of(
        text,
        [
            mention_of(text, "The Gate", None, NOMINAL, EntityType.FACILITY),
            mention_of(text, "Mrs. Alder", 4),
            mention_of(text, "Ned", 5),
            mention_of(text, "you", 5, PRONOUN),
            mention_of(text, "He", 5, PRONOUN),
        ],
    )


def test_a_perfect_reading_scores_100(tmp_path: Path) -> None:
    overall = evaluate_litbank(write_litbank(tmp_path), perfect, parse=parse).overall
    keys = ["mentions", "with_pronouns", "muc", "b_cubed", "ceaf_e", "conll"]
    assert {key: overall[f"{key}_f1"] for key in keys} == dict.fromkeys(keys, pytest.approx(100))


def test_the_title_of_a_name_is_an_entity_of_the_entities_layer(tmp_path: Path) -> None:
    overall = evaluate_litbank(write_litbank(tmp_path), perfect, parse=parse).overall
    # Of five gold entities "Mrs." is one, and what is found holds it with the name it stands in.
    assert (overall["entities_recall"], overall["entities_untitled_recall"]) == (80, 60)
    assert overall["entities_precision"] == overall["entities_untitled_precision"] == 100


def test_the_program_reads_the_text_of_the_novel(tmp_path: Path) -> None:
    seen: list[Text] = []

    def read(text: Text) -> Work:
        seen.append(text)
        return perfect(text)

    evaluate_litbank(write_litbank(tmp_path), read, parse=parse)
    # Once for what it finds, and once more with the mentions given.
    assert [(text.content, text.source) for text in seen] == [(NOVEL.rstrip("\n"), "1_gate.txt")] * 2


def test_scores_by_hand(tmp_path: Path) -> None:
    def read(text: Text) -> Work:
        return work_of(
            text,
            [
                mention_of(text, "The Gate", 1, NOMINAL),  # the wrong type
                mention_of(text, "Alder", 2),  # the wrong tokens
                mention_of(text, "Ned", 5),
                mention_of(text, "you", 5, PRONOUN),
                mention_of(text, "He", None, PRONOUN),  # on its own
            ],
        )

    overall = evaluate_litbank(write_litbank(tmp_path), read, parse=parse).overall
    assert overall["mentions_precision"] == overall["mentions_recall"] == pytest.approx(100 / 3)
    assert overall["with_pronouns_f1"] == pytest.approx(60)
    # Of five gold entities "Ned" alone is found, of three that are predicted.
    assert overall["entities_precision"] == pytest.approx(100 / 3)
    assert overall["entities_recall"] == pytest.approx(20)
    # Clusters: gold {gate} {mrs alder} {ned you he}; system {gate} {alder} {ned you} {he}.
    assert overall["muc_recall"] == 50
    assert overall["muc_precision"] == 100
    assert overall["b_cubed_recall"] == pytest.approx(100 * (1 + 0 + 4 / 3 + 1 / 3) / 5)
    assert overall["b_cubed_precision"] == pytest.approx(100 * 4 / 5)
    assert overall["ceaf_e_recall"] == pytest.approx(100 * (1 + 4 / 5) / 3)
    assert overall["ceaf_e_precision"] == pytest.approx(100 * (1 + 4 / 5) / 4)
    f1 = [overall[f"{measure}_f1"] or 0 for measure in ("muc", "b_cubed", "ceaf_e")]
    assert overall["conll_f1"] == pytest.approx(sum(f1) / 3)


def test_mentions_of_one_whom_the_cast_leaves_out_are_a_cluster(tmp_path: Path) -> None:
    def muc(entity: int | None, chains: tuple[int | None, int | None]) -> float | None:
        def read(text: Text) -> Work:
            first = mention_of(text, "you", entity, PRONOUN, chain=chains[0])
            return work_of(text, [first, mention_of(text, "He", None, PRONOUN, chain=chains[1])])

        return evaluate_litbank(write_litbank(tmp_path), read, parse=parse).overall["muc_recall"]

    assert muc(None, (3, 3)) == 50  # one of the two links between Ned, you and he
    assert muc(None, (3, 4)) == muc(None, (None, None)) == muc(3, (None, 3)) == 0


def test_spans_count_by_the_gold_tokens_that_they_touch(tmp_path: Path) -> None:
    def read(text: Text) -> Work:
        return work_of(text, [mention_of(text, "rs. Alde", 1), mention_of(text, "Ned--", 2)])

    overall = evaluate_litbank(write_litbank(tmp_path), read, parse=parse).overall
    # The first touches just "Mrs." and "Alder"; the second takes in the dash.
    assert overall["mentions_precision"] == 50


def test_a_mention_given_twice_keeps_its_surer_entity(tmp_path: Path) -> None:
    def read(text: Text) -> Work:
        return work_of(
            text,
            [
                mention_of(text, "Ned", 9, confidence=0.2),
                mention_of(text, "Ned", 5, confidence=0.8),
                mention_of(text, "you", 5, PRONOUN),
                mention_of(text, "He", 5, PRONOUN),
            ],
        )

    overall = evaluate_litbank(write_litbank(tmp_path), read, parse=parse).overall
    assert overall["muc_f1"] == 100
    assert overall["ceaf_e_precision"] == 100


def test_nothing_found_is_zero(tmp_path: Path) -> None:
    report = evaluate_litbank(write_litbank(tmp_path), work_of, parse=parse)
    assert set(report.overall.values()) == {0}


def test_counts_are_pooled_over_documents(tmp_path: Path) -> None:
    write_litbank(tmp_path, "2_gate")
    write_litbank(tmp_path, "1_gate")
    told: list[tuple[str, int, int]] = []

    def read(text: Text) -> Work:
        found = [mention_of(text, "Ned", 1)] if text.source.startswith("1") else []
        return work_of(text, found)

    report = evaluate_litbank(
        tmp_path,
        read,
        parse=parse,
        documents=["1_gate", "2_gate"],
        progress=lambda name, done, total: told.append((name, done, total)),
    )
    assert [row.values["mentions_precision"] for row in report.rows] == [100, 0]
    assert report.overall["mentions_precision"] == 100
    assert report.overall["mentions_recall"] == pytest.approx(100 / 6)
    assert report.intervals["mentions_recall"] == pytest.approx((0, 100 / 3))
    assert told == [("1_gate", 0, 2), ("2_gate", 1, 2), ("", 2, 2)]
    assert (report.corpus, report.split, report.pooled) == ("LitBank", "named", True)
    assert all(row.seconds is not None for row in report.rows)


def test_columns_of_the_table_are_values(tmp_path: Path) -> None:
    report = evaluate_litbank(write_litbank(tmp_path), perfect, parse=parse)
    assert {column.key for column in report.columns} <= set(report.overall)
    assert report.table()[1][-1][0] == "all"
    assert read_document(tmp_path, "1_gate").original


def test_coreference_on_gold_mentions(tmp_path: Path) -> None:
    def given(text: Text) -> Work:
        return work_of(text, [*perfect(text).cast.mentions[:4], mention_of(text, "He", None, PRONOUN)])

    program = Program(work_of, given)
    overall = evaluate_program(write_litbank(tmp_path), program).overall
    places = [[NOVEL[start:end] for start, end in spans] for spans in program.asked]
    assert places == [["The Gate", "Mrs. Alder", "Ned", "you", "He"]]
    # Nothing is found without the mentions; with them, "He" alone goes astray.
    assert overall["conll_f1"] == overall["mentions_f1"] == 0
    assert (overall["gold_muc_recall"], overall["gold_muc_precision"]) == (50, 100)
    assert overall["gold_ceaf_e_recall"] == pytest.approx(100 * (1 + 1 + 4 / 5) / 3)
    f1 = [overall[f"gold_{measure}_f1"] or 0 for measure in ("muc", "b_cubed", "ceaf_e")]
    assert overall["gold_conll_f1"] == pytest.approx(sum(f1) / 3)


def test_events_are_single_words_that_are_likely_enough(tmp_path: Path) -> None:
    events = {"said": 0.9, "came": 0.4, "Mrs. Alder": 0.6, "is": 0.5}
    report = evaluate_program(write_litbank(tmp_path), Program(work_of, events=events))
    # Of "said" and "came" one is found; a span of two words and "is" are none.
    assert report.overall["events_precision"] == pytest.approx(100 / 3)
    assert report.overall["events_recall"] == 50
    (event,) = report.calibration
    assert (event.name, event.claims) == ("event", 3)
    assert event.error == pytest.approx(100 * (0.1 + 0.6 + 0.5) / 3, abs=1e-4)


def test_quotations_count_without_their_marks_and_speech_within_speech(tmp_path: Path) -> None:
    def read(text: Text) -> Work:
        quotes = [quote_of(text, ["Who is there?"], 3), quote_of(text, ['"Ned--is it'], 4)]
        return work_of(text, quotes=quotes)

    report = evaluate_program(write_litbank(tmp_path), Program(read, nested=("is it",)))
    overall = report.overall
    assert (overall["quotations_precision"], overall["quotations_recall"]) == (50, 50)
    # One quotation has a gold speaker; whoever is named is the one that it is paired with.
    assert overall["speakers"] == 100
    assert [(one.name, one.claims) for one in report.calibration] == [("speaker", 1)]


def test_a_quotation_without_a_speaker_is_wrong_and_claims_nothing(tmp_path: Path) -> None:
    report = evaluate_program(
        write_litbank(tmp_path),
        Program(lambda text: work_of(text, quotes=[quote_of(text, ["Who is there?"], None)])),
    )
    assert report.overall["speakers"] == 0
    assert report.calibration == ()


def test_claims_of_mentions_and_of_their_entities(tmp_path: Path) -> None:
    def read(text: Text) -> Work:
        return work_of(
            text,
            [
                mention_of(text, "The Gate", None, NOMINAL),  # a wrong type is a mention all the same
                mention_of(text, "Alder", 2),  # no mention of the gold
                mention_of(text, "Ned", 5, confidence=1.0),
                mention_of(text, "you", 5, PRONOUN, confidence=0.8),
                mention_of(text, "He", 2, PRONOUN, confidence=0.6),
                mention_of(text, "Mrs.", 2),  # one that the cast has found, of which nothing is claimed
            ],
        )

    report = evaluate_program(write_litbank(tmp_path), Program(read, scores=[0.9, 0.8, 1.0, 0.7, 0.6]))
    mention, entity = report.calibration
    assert (mention.name, mention.claims) == ("mention", 5)
    assert mention.error == pytest.approx(100 * (0.1 + 0.8 + 0.0 + 0.3 + 0.4) / 5, abs=1e-4)
    # Three gold mentions are given an entity; that of "He" is not the one paired with Ned.
    assert (entity.name, entity.claims) == ("mention's entity", 3)
    assert entity.error == pytest.approx(100 * (0.0 + 0.2 + 0.6) / 3)
    assert entity.accuracy[0] == pytest.approx(200 / 3)


def test_the_tables(tmp_path: Path) -> None:
    report = evaluate_program(write_litbank(tmp_path), Program(perfect))
    assert report.groups == (
        "mentions and events",
        "coreference on its own mentions",
        "coreference on gold mentions",
        "quotations",
    )
    assert report.table("coreference on gold mentions")[1][-1] == ["all", *["100.0"] * 4]
