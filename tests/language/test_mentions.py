from __future__ import annotations

import tracemalloc
from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.language.mentions import FoundMentions, find_mentions, keep_likely, with_named
from fabula.types import ENTITY_TYPES, MENTION_FORMS, EntityType, MentionForm
from tests.language.fakes import FakeModel, column

Spans = dict[tuple[int, int], tuple[int, int, float]]
"""First and last word, with the type, the form and the probability of a mention there."""


class TableModel(FakeModel):
    """Gives the spans of a table; the state of a word is its number in the text."""

    def __init__(self, spans: Spans) -> None:
        super().__init__()
        self.table = spans
        self.temperature = 1.0

    def calibrated(self, name: str) -> float:
        assert name == "mentions"
        return self.temperature

    def spans(self, states: npt.NDArray[np.float32]) -> tuple[Any, Any]:
        n, length, _ = states.shape
        types = np.full((n, length, length, 7), -50.0, np.float32)
        types[..., 0] = 0.0
        forms = np.zeros((n, length, length, 3), np.float32)
        numbers = states[..., 0].astype(int)
        for (first, last), (kind, form, probability) in self.table.items():
            for row, i, j in np.argwhere(
                (numbers[:, :, None] == first) & (numbers[:, None, :] == last)
            ).tolist():
                types[row, i, j, 1 + kind] = np.log(probability / (1 - probability))
                forms[row, i, j, form] = 1.0
        return types, forms


def found_in(
    spans: Spans, *lengths: int, threshold: float = 0.5, temperature: float = 1.0
) -> list[tuple[int, int]]:
    return [row[:2] for row in rows(decoded(spans, *lengths, threshold=threshold, temperature=temperature))]


def decoded(spans: Spans, *lengths: int, threshold: float = 0.5, temperature: float = 1.0) -> FoundMentions:
    model = TableModel(spans)
    model.temperature = temperature
    end = np.cumsum(lengths).astype(np.int32)
    states = np.arange(end[-1], dtype=np.float32)[:, None].repeat(4, axis=1)
    return find_mentions(
        model, states, (end - column(*lengths)).astype(np.int32), end, all_solid(states), threshold
    )


def all_solid(states: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    return np.ones(len(states), bool)


def rows(found: FoundMentions) -> list[tuple[int, int, int, int]]:
    columns = (found.start, found.end, found.type, found.form)
    return list(zip(*(c.tolist() for c in columns), strict=True))


def test_nested_mentions_stay_and_the_longer_comes_first() -> None:
    spans: Spans = {(0, 4): (0, 1, 0.9), (3, 4): (2, 0, 0.8), (3, 3): (5, 2, 0.7), (0, 0): (0, 2, 0.6)}
    found = decoded(spans, 6)
    assert rows(found) == [(0, 5, 0, 1), (0, 1, 0, 2), (3, 5, 2, 0), (3, 4, 5, 2)]
    assert found.score.tolist() == pytest.approx([0.9, 0.6, 0.8, 0.7], abs=1e-5)
    assert {c.dtype for c in (found.start, found.end, found.type, found.form)} == {np.dtype(np.int32)}
    assert found.score.dtype == np.float32


def test_of_two_that_cross_the_more_probable_stays() -> None:
    assert found_in({(0, 2): (0, 0, 0.7), (1, 3): (0, 0, 0.9)}, 5) == [(1, 4)]
    assert found_in({(0, 2): (0, 0, 0.9), (1, 3): (0, 0, 0.7)}, 5) == [(0, 3)]
    assert found_in({(0, 1): (0, 0, 0.9), (2, 3): (0, 0, 0.7)}, 5) == [(0, 2), (2, 4)]


def test_one_that_was_dropped_drops_no_other() -> None:
    spans: Spans = {(0, 2): (0, 0, 0.9), (1, 4): (0, 0, 0.8), (3, 5): (0, 0, 0.7)}
    assert found_in(spans, 7) == [(0, 3), (3, 6)]


def test_from_one_pronoun_to_another_is_no_pronoun() -> None:
    his, other = {(0, 0): (0, 2, 0.99)}, {(5, 5): (0, 2, 0.8)}
    assert found_in(his | other | {(0, 5): (0, 2, 0.9)}, 7) == [(0, 1), (5, 6)]
    assert found_in(his | other | {(0, 5): (0, 1, 0.9)}, 7) == [(0, 6), (0, 1), (5, 6)]  # "his ... of his"
    assert found_in({(0, 1): (0, 2, 0.9)}, 7) == [(0, 2)]
    assert found_in(other | {(0, 5): (0, 2, 0.9)}, 7) == [(0, 6), (5, 6)]  # it is the more probable


def test_threshold_and_temperature() -> None:
    spans: Spans = {(1, 1): (0, 0, 0.49), (2, 2): (0, 0, 0.51)}
    assert found_in(spans, 4) == [(2, 3)]
    assert found_in(spans, 4, threshold=0.4) == [(1, 2), (2, 3)]
    assert decoded({(0, 0): (0, 0, 0.9)}, 1, temperature=2.0).score[0] == pytest.approx(0.75, abs=1e-3)


def test_backward_spans_and_padding_are_no_mentions() -> None:
    assert found_in({(2, 1): (0, 0, 0.99)}, 4) == []
    # both sentences are padded to three words; the padding reads as word 0
    assert found_in({(0, 0): (0, 0, 0.9)}, 1, 3, 2) == [(0, 1)]


def test_a_mention_begins_and_ends_at_a_word_that_is_more_than_marks() -> None:
    spans: Spans = {(0, 2): (0, 0, 0.9), (2, 4): (0, 0, 0.9), (1, 3): (0, 0, 0.8), (2, 2): (0, 0, 0.9)}
    states = np.arange(5, dtype=np.float32)[:, None].repeat(4, axis=1)
    solid = np.asarray([False, True, False, True, False])
    found = find_mentions(TableModel(spans), states, column(0), column(5), solid, 0.5)
    assert rows(found) == [(1, 4, 0, 0)]


def test_no_sentences_and_empty_sentences() -> None:
    empty = find_mentions(
        TableModel({}), np.zeros((0, 4), np.float32), column(), column(), np.zeros(0, bool), 0.5
    )
    assert len(empty.start) == len(empty.score) == 0
    assert empty.type.dtype == np.int32
    assert found_in({(0, 0): (0, 0, 0.9)}, 0, 2, 0) == [(0, 1)]


@given(st.data(), st.lists(st.integers(1, 12), min_size=1, max_size=30))
def test_sentences_in_batches_give_the_same_as_one_by_one(data: st.DataObject, lengths: list[int]) -> None:
    total = sum(lengths)
    words = st.integers(0, total - 1)
    scored = st.tuples(st.integers(0, 5), st.integers(0, 2), st.floats(0.3, 0.99))
    spans = data.draw(st.dictionaries(st.tuples(words, words), scored, max_size=60))
    end = np.cumsum(lengths).astype(np.int32)
    start = (end - np.asarray(lengths)).astype(np.int32)
    states = np.arange(total, dtype=np.float32)[:, None].repeat(4, axis=1)
    model = TableModel(spans)
    together = find_mentions(model, states, start, end, all_solid(states), 0.5)
    alone = [
        find_mentions(model, states, start[i : i + 1], end[i : i + 1], all_solid(states), 0.5)
        for i in range(len(lengths))
    ]
    assert rows(together) == [row for found in alone for row in rows(found)]
    assert together.score.tolist() == pytest.approx([float(x) for found in alone for x in found.score])
    own = rows(together)
    assert own == sorted(own, key=lambda r: (r[0], -r[1]))
    assert not [(a, b) for a in own for b in own if a[0] < b[0] < a[1] < b[1]], "two mentions cross"


def test_what_the_head_is_given_at_once_is_bounded() -> None:
    model = FakeModel()
    lengths = np.asarray([200, 200, *[2] * 30_000, *[40] * 400], np.int32)
    end = np.cumsum(lengths, dtype=np.int32)
    states = np.zeros((int(end[-1]), 8), np.float32)
    tracemalloc.start()
    try:
        find_mentions(model, states, end - lengths, end, all_solid(states), 0.5)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    words_at_once = model.largest["mentions"] / 8
    assert words_at_once <= 2_000, "the head makes 4,480 bytes of every word"
    assert peak < 40_000_000


def test_where_every_span_is_a_mention_no_two_cross() -> None:
    spans: Spans = {(i, j): (0, 0, 0.9 - 0.001 * (j - i)) for i in range(40) for j in range(i, 40)}
    found = found_in(spans, 40)
    assert len(found) == 2 * 40 - 1, "as many as can nest"
    assert not [(a, b) for a in found for b in found if a[0] < b[0] < a[1] < b[1]]


def kept(words: str, *given: tuple[int, int, int, int, float], known: Counter[tuple[str, ...]]) -> list[int]:
    """The starts of the mentions that stay, of some given as start, end, type, form and probability."""
    start, end, kind, form = (column(*(int(row[k]) for row in given)) for k in range(4))
    score = np.asarray([row[4] for row in given], np.float32)
    found = keep_likely(FoundMentions(start, end, kind, form, score), words.split(), 0.5, known)
    scores = dict(zip(zip(start.tolist(), end.tolist(), strict=True), score.tolist(), strict=True))
    spans = zip(found.start.tolist(), found.end.tolist(), strict=True)
    assert found.score.tolist() == [scores[span] for span in spans]
    starts: list[int] = found.start.tolist()
    return starts


def test_an_unlikely_mention_stays_only_where_its_name_is_known() -> None:
    words = "Tom Sawyer saw Tom Sawyer and Tom and Tom Sawyer and Tom ."
    long = [(0, 2, 0, 0, 0.9), (3, 5, 0, 0, 0.8), (8, 10, 0, 0, 0.1)]
    short = [(6, 7, 0, 0, 0.9), (11, 12, 0, 0, 0.4)]
    assert kept(words, *long, *short, known=Counter()) == [0, 3, 8, 6]


def test_two_sure_names_with_and_between_them_are_a_pair_where_the_model_half_sees_one() -> None:
    given = [(0, 1, 0, 0, 0.9), (0, 3, 0, 0, 0.2), (2, 3, 0, 0, 0.9)]
    assert kept("Nell and Martin slept .", *given, known=Counter()) == [0, 0, 2]
    assert kept("Nell , Martin slept .", *given, known=Counter()) == [0, 2]
    doubtful = [(0, 1, 0, 0, 0.9), (0, 3, 0, 0, 0.02), (2, 3, 0, 0, 0.9)]
    assert kept("Nell and Martin slept .", *doubtful, known=Counter()) == [0, 2]


def test_a_known_name_inside_a_longer_name_is_no_mention_of_its_own() -> None:
    known: Counter[tuple[str, ...]] = Counter({("Tom",): 5})
    words = "Old Tom Sawyer saw Tom ."
    given = [(0, 3, 0, 0, 0.9), (1, 2, 0, 0, 0.1), (4, 5, 0, 0, 0.1)]
    assert kept(words, *given, known=known) == [0, 4]


def test_from_one_name_to_another_is_no_name() -> None:
    words = "Old Tom Sawyer saw that Ned Hale was Ned ."
    pair, tom, ned = (0, 7, 0, 0, 0.6), (1, 3, 0, 0, 0.9), (5, 7, 0, 0, 0.9)
    assert kept(words, pair, tom, ned, known=Counter()) == [1, 5]
    two = (0, 4, 0, 0, 0.6), (1, 2, 0, 0, 0.9), (3, 4, 0, 0, 0.9)
    assert kept("Young Tom and Ned", *two, known=Counter()) == [0, 1, 3], "two who are one group"
    assert kept(words, pair, tom, known=Counter()) == [0, 1], "a name within a name may be"
    assert kept(words, (0, 7, 0, 1, 0.6), tom, ned, known=Counter()) == [0, 1, 5], "a nominal may hold names"


def test_what_one_stretch_learns_helps_the_next() -> None:
    known: Counter[tuple[str, ...]] = Counter()
    assert kept("Ned and Ned", (0, 1, 0, 0, 0.9), (2, 3, 0, 0, 0.9), known=known) == [0, 2]
    assert kept("and Ned", (1, 2, 0, 0, 0.03), known=known) == [1]
    assert known == {("Ned",): 2}, "an unlikely one teaches nothing"


def test_only_names_of_people_are_learned_and_seen_again() -> None:
    for kind, form in ((1, 0), (0, 1), (0, 2)):
        known: Counter[tuple[str, ...]] = Counter()
        given = [(0, 1, kind, form, 0.9), (1, 2, kind, form, 0.9), (2, 3, 0, 0, 0.1), (3, 4, kind, form, 0.1)]
        assert kept("Rye Rye Rye Rye", *given, known=known) == [0, 1]
        assert not known
    small: Counter[tuple[str, ...]] = Counter({("rose",): 5, ("Rose",): 5})
    assert kept("rose Rose", (0, 1, 0, 0, 0.1), (1, 2, 0, 0, 0.1), known=small) == [1]


def test_the_threshold_itself_is_enough_and_nothing_is_fine() -> None:
    assert kept("a Ned", (1, 2, 0, 0, 0.5), known=Counter()) == [1]
    assert kept("a Ned", known=Counter()) == []


def test_a_designation_taken_for_a_person_at_all_is_one() -> None:
    words = "Well TK-421 said JB007 to R2-D2 and x-15 ."
    given = [(1, 2, 0, 0, 0.05), (3, 4, 0, 0, 0.05), (7, 8, 0, 0, 0.05)]
    assert kept(words, *given, known=Counter()) == [1, 3]
    ship = (1, 2, ENTITY_TYPES.index(EntityType.VEHICLE), 0, 0.05)
    assert kept(words, ship, known=Counter()) == []


def test_a_name_with_an_honorific_taken_for_a_person_at_all_is_one() -> None:
    given = [(0, 1, 0, 0, 0.05), (2, 3, 0, 0, 0.05), (4, 5, 0, 0, 0.05)]
    assert kept("Mori-kun saw Jean-Luc with Tanaka-sama .", *given, known=Counter()) == [0, 4]


def test_a_name_right_behind_words_for_a_person_needs_less() -> None:
    brother = (0, 2, 0, MENTION_FORMS.index(MentionForm.NOMINAL), 0.9)
    assert kept("Her brother Tobin slept .", brother, (2, 3, 0, 0, 0.3), known=Counter()) == [0, 2]
    assert kept("Her brother Tobin slept .", brother, (2, 3, 0, 0, 0.1), known=Counter()) == [0]
    assert kept("Her brother , Tobin , slept .", brother, (3, 4, 0, 0, 0.3), known=Counter()) == [0]


def test_what_is_named_for_sure_takes_the_place_of_what_was_found_in_it() -> None:
    # Mr. Ash : hello Ash
    scores = np.asarray([0.9] * 3, np.float32)
    found = FoundMentions(column(0, 1, 4), column(3, 2, 5), column(1, 0, 0), column(1, 0, 0), scores)
    named = with_named(found, [(0, 2)], ["Mr.", "Ash", ":", "hello", "Ash"])
    assert list(zip(named.start.tolist(), named.end.tolist(), named.type.tolist(), strict=True)) == [
        (0, 3, 1),
        (0, 2, 0),
        (4, 5, 0),
    ]
    assert with_named(found, [], []) is found


def test_a_label_that_is_a_pronoun_stays_one() -> None:
    nothing = FoundMentions(column(), column(), column(), column(), np.zeros(0, np.float32))
    named = with_named(nothing, [(0, 1), (3, 4)], ["Me", ":", "hi", "Ash", ":"])
    assert named.form.tolist() == [2, 0]
