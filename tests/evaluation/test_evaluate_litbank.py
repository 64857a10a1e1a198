from __future__ import annotations

from pathlib import Path

import pytest

from fabula.evaluation import evaluate_litbank
from fabula.evaluation.litbank import read_document
from fabula.types import EntityType, MentionForm, Text, Work
from tests.evaluation.gold import NOVEL, mention_of, parse, work_of, write_litbank

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


def test_the_program_reads_the_text_of_the_novel(tmp_path: Path) -> None:
    seen: list[Text] = []

    def read(text: Text) -> Work:
        seen.append(text)
        return perfect(text)

    evaluate_litbank(write_litbank(tmp_path), read, parse=parse)
    assert [(text.content, text.source) for text in seen] == [(NOVEL.rstrip("\n"), "1_gate.txt")]


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
