from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from fabula.language.lemmas import SPELLING_SIZES, Lemmas
from fabula.language.model import Floats, Model
from fabula.language.syntax import Tags, parse, read_words, relate, tag_words, unread
from fabula.sections import joined_words as joined
from fabula.types import RELATIONS, UPOS, XPOS, IntColumn, Words
from tests.language.fakes import RULES, WIDTH, FakeModel, column
from tests.language.test_trees import is_tree

ROOT = RELATIONS.index("root")


class Parses(FakeModel):
    """Gives the heads of a list, of which the state of a word is its place, with a score of 2."""

    def __init__(self, *heads: int, temperature: float = 1.0) -> None:
        super().__init__()
        self.heads, self.temperature = heads, temperature
        self.related: list[tuple[int, int]] = []

    def calibrated(self, name: str) -> float:
        assert name == "heads"
        return self.temperature

    def arcs(self, states: Floats) -> Floats:
        n, length, _ = states.shape
        scores = np.zeros((n, length, length + 1), np.float32)
        for row in range(n):
            first = int(states[row, 0, 0])
            for word in range(length):
                head = self.heads[first + word] if first + word < len(self.heads) else 0
                scores[row, word, head % (length + 1)] = 2.0
        return scores

    def relations(self, dependents: Floats, heads: Floats) -> Floats:
        self.related += zip(
            dependents[:, 0].astype(int).tolist(), heads[:, 0].astype(int).tolist(), strict=True
        )
        logits = np.zeros((len(dependents), len(RELATIONS)), np.float32)
        logits[:, ROOT] = 9.0
        logits[np.arange(len(logits)), dependents[:, 0].astype(int) % 7] = 1.0
        return logits


def numbered(count: int) -> Floats:
    return np.arange(count, dtype=np.float32)[:, None].repeat(WIDTH, axis=1)


def sentences(*lengths: int) -> tuple[IntColumn, IntColumn]:
    end = np.cumsum(lengths).astype(np.int32)
    return (end - column(*lengths)).astype(np.int32), end


def test_heads_count_from_the_beginning_of_the_stretch() -> None:
    model = Parses(2, 0, 2, 0, 1, 0)
    head, score = parse(model, numbered(6), *sentences(3, 2, 1))
    assert head.tolist() == [1, -1, 1, -1, 3, -1]
    # two or three other heads score 0, for a word alone there is none
    assert score.tolist() == pytest.approx([_share(2)] * 3 + [_share(1)] * 2 + [1.0], abs=1e-6)


def _share(others: int, temperature: float = 1.0) -> float:
    return float(np.exp(2.0 / temperature) / (np.exp(2.0 / temperature) + others))


def test_the_probability_of_a_head_is_calibrated() -> None:
    _, score = parse(Parses(0, 1, temperature=4.0), numbered(2), *sentences(2))
    assert score.tolist() == pytest.approx([_share(1, 4.0)] * 2, abs=1e-6)


def test_words_outside_the_sentences_hang_on_nothing() -> None:
    head, score = parse(Parses(0, 0, 0, 1), numbered(6), column(2), column(4))
    assert head.tolist() == [-1, -1, -1, 2, -1, -1]
    assert score[[0, 1, 4, 5]].tolist() == [0.0] * 4
    assert (score[2:4] > 0).all()


def test_only_roots_are_root_and_relations_see_both_ends() -> None:
    model = Parses()
    relation = relate(model, numbered(5), column(1, -1, 1, 4, 2))
    assert relation.tolist() == [0, ROOT, 2, 3, 4]
    assert model.related == [(0, 1), (2, 1), (3, 4), (4, 2)]


def test_relations_of_many_words_come_in_their_order() -> None:
    head = (np.arange(5_000, dtype=np.int32) - 1).astype(np.int32)
    relation = relate(Parses(), numbered(5_000), head)
    assert relation[1:].tolist() == (np.arange(1, 5_000) % 7).tolist()


def tags_of(model: Model, states: Floats) -> Tags:
    """Tags of words whose spelling says nothing."""
    return tag_words(model, states, np.zeros((len(states), len(SPELLING_SIZES)), np.int64))


def random_states(count: int) -> Floats:
    return np.random.default_rng(7).normal(size=(count, WIDTH)).astype(np.float32)


def words_of(count: int, *lengths: int) -> tuple[list[str], Words]:
    model, words = FakeModel(), [f"Word{i % 97}" for i in range(count)]
    states = random_states(count)
    start, end = sentences(*lengths)
    return words, read_words(model, states, tags_of(model, states), words, start, end, Lemmas(RULES))


def test_every_sentence_is_a_tree() -> None:
    lengths = np.random.default_rng(1).integers(1, 60, size=150).tolist()
    lengths.append(200)
    _, found = words_of(sum(lengths), *lengths)
    for start, end in zip(*sentences(*lengths), strict=True):
        own = found.head[start:end]
        assert ((own == -1) | ((own >= start) & (own < end))).all()
        assert is_tree([int(head) - int(start) + 1 if head >= 0 else 0 for head in own])
    assert ((found.relation == ROOT) == (found.head == -1)).all()
    assert ((found.head_score > 0) & (found.head_score <= 1)).all()


def test_tags_are_those_of_each_word_by_itself() -> None:
    model, states = FakeModel(), random_states(4_100)
    tags = tags_of(model, states)
    assert model.seen["words"] == 3
    for i in (0, 1_999, 2_000, 4_099):
        alone = tags_of(model, states[i : i + 1])
        for name in ("upos", "xpos", "rule"):
            assert getattr(tags, name)[i] == getattr(alone, name)[0]
        assert tags.event[i] == pytest.approx(alone.event[0], abs=1e-6)
        assert tags.speech[i].tolist() == pytest.approx(alone.speech[0].tolist(), abs=1e-6)
    assert tags.speech.sum(axis=1).tolist() == pytest.approx([1.0] * 4_100, abs=1e-5)
    assert len(set(tags.upos.tolist())) > 5, "the fake says the same of all words"


class Hot(FakeModel):
    """A model whose heads over words need cooling, each by so much."""

    def calibrated(self, name: str) -> float:
        return {"upos": 2.0, "events": 3.0, "speech": 4.0}[name]

    def _tag(self, states: npt.NDArray[np.float32]) -> list[Any]:
        upos, speech = np.zeros((1, len(UPOS)), np.float32), np.zeros((1, 3), np.float32)
        upos[0, 3], speech[0, 2] = 8.0, 8.0
        other = np.zeros((1, 5), np.float32)
        return [upos, other, np.full((1, 1), -9.0, np.float32), speech]


def test_each_probability_has_its_own_temperature() -> None:
    tags = tags_of(Hot(), np.zeros((1, WIDTH), np.float32))
    assert tags.upos_score[0] == pytest.approx(np.exp(4) / (np.exp(4) + 16), abs=1e-6)
    assert tags.event[0] == pytest.approx(1 / (1 + np.exp(3)), abs=1e-6)
    assert tags.speech[0, 2] == pytest.approx(np.exp(2) / (np.exp(2) + 2), abs=1e-6)


def test_an_event_is_never_out_of_bounds() -> None:
    class Sure(FakeModel):
        def _tag(self, states: npt.NDArray[np.float32]) -> list[Any]:
            other = np.zeros((2, 3), np.float32)
            return [other, other, np.asarray([[-3e4], [3e4]], np.float32), other]

    assert tags_of(Sure(), np.zeros((2, WIDTH), np.float32)).event.tolist() == [0.0, 1.0]


def test_words_that_are_not_read_are_unknown_roots() -> None:
    model, states = FakeModel(), random_states(6)
    words = ["Go", "On", "Now", "And", "Then", "Men"]
    found = read_words(model, states, tags_of(model, states), words, column(1), column(3), Lemmas(["=x"] * 3))
    assert found.lemma == ("Go", "x", "x", "And", "Then", "Men")
    outside = [0, 3, 4, 5]
    for name, value in (
        ("upos", UPOS.index("X")),
        ("xpos", XPOS.index("FW")),
        ("head", -1),
        ("relation", ROOT),
    ):
        assert getattr(found, name)[outside].tolist() == [value] * 4
        assert getattr(found, name)[outside].tolist() == getattr(unread(words), name)[outside].tolist()
    for name in ("upos_score", "head_score", "event"):
        assert (
            getattr(found, name)[outside].tolist()
            == getattr(unread(words), name)[outside].tolist()
            == [0.0] * 4
        )
        assert (getattr(found, name)[1:3] > 0).all()


def test_stretches_are_put_together_with_heads_of_the_whole() -> None:
    _, one = words_of(5, 3, 2)
    _, other = words_of(4, 4)
    whole = joined([one, unread(["a", "b"]), other])
    assert whole.lemma == (*one.lemma, "a", "b", *other.lemma)
    assert whole.head[:5].tolist() == one.head.tolist()
    assert whole.head[5:7].tolist() == [-1, -1]
    assert whole.head[7:].tolist() == [head + 7 if head >= 0 else -1 for head in other.head.tolist()]
    for name in ("upos", "xpos", "head", "relation"):
        assert getattr(whole, name).dtype == np.int32
        assert len(getattr(whole, name)) == 11
    for name in ("upos_score", "head_score", "event"):
        assert getattr(whole, name).dtype == np.float32
        assert getattr(whole, name)[7:].tolist() == getattr(other, name).tolist()


def test_no_stretches_have_no_words() -> None:
    assert joined([]).lemma == ()
    assert len(joined([]).head) == 0


def test_memory_is_bounded_where_sentences_are_long() -> None:
    model, states = FakeModel(), random_states(12_000)
    start, end = sentences(*[200] * 60)
    tracemalloc.start()
    parse(model, states, start, end)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20e6


def test_threads_change_nothing() -> None:
    one, many = FakeModel(), FakeModel()
    many.threads = 4
    states = random_states(900)
    bounds = sentences(*[9] * 50, *[15] * 30)
    assert parse(one, states, *bounds)[0].tolist() == parse(many, states, *bounds)[0].tolist()
    assert tags_of(one, states).rule.tolist() == tags_of(many, states).rule.tolist()
