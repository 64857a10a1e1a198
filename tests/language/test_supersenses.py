"""The supersenses of nouns and verbs: the best tags of a sentence, and the column that they become."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from fabula.language import layout
from fabula.language.annotate import annotate, read_sections
from fabula.language.sense_lexicon import SENSES, Entries, SenseLexicon
from fabula.language.supersenses import best_tags, find_senses, no_sense
from fabula.sections import joined
from fabula.types import UPOS, BlockKind, Sections
from tests.language.fakes import WIDTH, FakeModel, column, text_of
from tests.language.test_sense_lexicon import small_lexicon

TEXT = text_of(("One", BlockKind.HEADING), "ann ate pie. she ran.", "it took place.")


def reading(lexicon: SenseLexicon | None = None) -> FakeModel:
    """A model that has the head; the logits of a word are those of its state."""
    model = FakeModel()
    model.lexicon = lexicon or small_lexicon()
    return model


def test_the_best_tags_are_those_of_the_best_whole_sentence() -> None:
    """Against all sequences of four tags, two of one supersense and two of another."""
    random = np.random.default_rng(3)
    used = [0, 1, 2, 1 + SENSES, 2 + SENSES]
    scores = np.full((5, 4, 1 + 2 * SENSES), -50.0, np.float32)
    scores[..., used] = random.normal(size=(5, 4, len(used)), scale=3)
    lengths = column(4, 4, 3, 2, 1)
    found = best_tags(scores, lengths)
    for own, length, tags in zip(scores, lengths.tolist(), found, strict=True):
        allowed = [
            row
            for row in product(used, repeat=length)
            if all(tag <= SENSES or (i and row[i - 1] in (tag, tag - SENSES)) for i, tag in enumerate(row))
        ]
        best = max(allowed, key=lambda row: sum(own[i, tag] for i, tag in enumerate(row)))
        assert tuple(tags[:length]) == best
        assert not tags[length:].any()


def test_only_sentences_that_go_wrong_word_by_word_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    model, random = reading(), np.random.default_rng(5)
    logits = np.full((60, 1 + 2 * SENSES), -50.0, np.float32)
    logits[:, [0, 1, 2, 1 + SENSES, 2 + SENSES]] = random.normal(size=(60, 5), scale=3)
    monkeypatch.setattr(model, "senses", lambda states, features: logits)
    start = np.arange(0, 60, 3, dtype=np.int32)
    upos = np.full(60, UPOS.index("NOUN"), np.int32)
    words = ["pie"] * 60
    sense, _ = find_senses(model, np.zeros((60, WIDTH), np.float32), words, words, upos, start, start + 3)
    best = best_tags(logits.reshape(20, 3, -1), np.full(20, 3, np.int32))
    assert np.array_equal(sense.reshape(20, 3), best)
    assert not np.array_equal(logits.argmax(axis=1), sense)


def test_a_word_that_is_not_asked_about_has_none() -> None:
    upos = column(UPOS.index("DET"), UPOS.index("NOUN"))
    states = np.zeros((2, WIDTH), np.float32)
    model = reading()
    sense, score = find_senses(model, states, ["the", "pie"], ["the", "pie"], upos, column(0), column(2))
    assert model.seen["senses"] == 1
    assert (sense[0], score[0]) == (0, 0.0)
    assert sense[1] > 0 and 0 < score[1] < 1
    assert no_sense(2).argmax(axis=1).tolist() == [0, 0]


def test_words_outside_of_sentences_have_none() -> None:
    upos = column(UPOS.index("NOUN"), UPOS.index("NOUN"))
    states = np.zeros((2, WIDTH), np.float32)
    sense, score = find_senses(reading(), states, ["pie", "pie"], ["pie", "pie"], upos, column(1), column(2))
    assert sense[0] == score[0] == 0
    assert sense[1] > 0


def test_each_word_has_a_place_in_the_column() -> None:
    words = annotate(TEXT, reading()).words
    assert len(words.sense) == len(words.sense_score) == len(words.lemma)
    assert words.sense[0] == 0  # of a heading
    assert ((words.sense > 0) == (words.sense_score > 0)).all()


def test_a_model_without_the_head_gives_no_column() -> None:
    words = annotate(TEXT, FakeModel()).words
    assert len(words.lemma) and not len(words.sense) and not len(words.sense_score)


def test_a_section_that_was_kept_without_them_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LONGEST", 8)
    kept = read_sections(TEXT, reading())
    first, *rest = kept.sections
    assert rest
    none = replace(first.notes.words, sense=column(), sense_score=np.zeros(0, np.float32))
    old = replace(first, notes=replace(first.notes, words=none))
    words = joined(Sections((old, *rest), kept.links)).words
    assert len(words.sense) == len(words.lemma)
    assert not words.sense[: len(none.lemma)].any()


def test_an_empty_lexicon_asks_about_nouns_and_verbs() -> None:
    known = small_lexicon()
    empty = SenseLexicon(
        *(Entries.of({}, own.rows.shape[1]) for own in (known.seen, known.senses, known.phrases))
    )
    upos = column(UPOS.index("NOUN"), UPOS.index("ADV"))
    found = find_senses(
        reading(empty), np.zeros((2, WIDTH), np.float32), ["a", "b"], ["a", "b"], upos, column(0), column(2)
    )
    assert (found[0] > 0).tolist() == [True, False]
