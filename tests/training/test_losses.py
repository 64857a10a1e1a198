"""Losses on examples of which only some is known."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from fabula.language.features import QuotationTable, mention_table
from fabula.language.lemmas import SPELLING_SIZES
from training.corpora import Example, Soft, Syntax

torch = pytest.importorskip("torch", reason="only training needs torch")
losses = pytest.importorskip("training.losses")


class _LikenessModel:
    """Scores a pair of mentions by how alike their vectors are, whatever their features."""

    @staticmethod
    def antecedents(left: Any, right: Any, rows: Any, columns: Any, _features: Any) -> Any:
        return (left[rows] * right[columns]).sum(1)

    @staticmethod
    def mentions(states: Any) -> Any:
        n, length, _width = states.shape
        return torch.zeros(n, length, length, 7), torch.zeros(n, length, length, 3)


def _example(entities: list[int]) -> Example:
    words = [f"w{i}" for i in range(len(entities))]
    at, zeros = np.arange(len(words), dtype=np.int32), np.zeros(len(words), np.int32)
    table = mention_table(words, at, at + 1, zeros, zeros, zeros - 1, zeros)
    return Example(
        "hand", words, [(7,)] * len(words), [0] * len(words), [(0, len(words))], table, False,
        np.asarray(entities, np.int32), False,
    )  # fmt: skip


def test_an_unknown_mention_is_no_candidate_however_alike_it_is() -> None:
    vectors = torch.tensor([[0.0, 1.0], [9.0, 0.0], [9.0, 0.0]])
    rows, gold = losses.antecedent_rows(_LikenessModel(), _example([1, -1, 1]), vectors, np.asarray([0, 2]))
    assert float(rows[2, 1]) == pytest.approx(-1e4)
    assert gold[2].nonzero().flatten().tolist() == [0]
    loss = losses.character_loss(_LikenessModel(), _example([1, -1, 1]), vectors)
    assert float(loss) == pytest.approx(0.0)


def test_the_wrong_character_costs_what_its_likeness_says() -> None:
    vectors = torch.tensor([[0.0, 1.0], [2.0, 0.0], [1.0, 0.0]])
    # the third is nearer to the second (score 2) than to the first (score 0), which it is
    loss = losses.character_loss(_LikenessModel(), _example([1, 2, 1]), vectors)
    assert float(loss) == pytest.approx(np.log(1 + np.exp(2.0)))


def test_where_no_two_are_known_to_be_one_there_is_no_loss() -> None:
    assert losses.character_loss(_LikenessModel(), _example([1, 2, -1]), torch.rand(3, 2)) is None


def _soft(spans: list[tuple[int, int, list[float]]]) -> Soft:
    start, end = (np.asarray([span[side] for span in spans], np.int32) for side in (0, 1))
    types = np.asarray([[*own, *[0.0] * (7 - len(own))] for _, _, own in spans], np.float16)
    return Soft(start, end, types)


def test_a_span_learns_the_probabilities_of_its_types_and_all_others_that_they_are_none() -> None:
    example = _example([1, 2, 1])
    example.soft = _soft([(1, 3, [0.25, 0.75])])
    ((_, kinds, _, _),) = losses.span_rows(_LikenessModel(), example, torch.zeros(3, 4))
    spans = [(a, b) for a in range(3) for b in range(a, 3)]
    assert len(kinds) == len(spans)
    for (a, b), row in zip(spans, kinds.tolist(), strict=True):
        assert row[:2] == ([0.25, 0.75] if (a, b) == (1, 2) else [1.0, 0.0])


CONFIG = {
    "hidden_size": 12,
    "vocab_size": 30,
    "max_position_embeddings": 64,
    "num_attention_heads": 3,
    "intermediate_size": 20,
    "num_hidden_layers": 1,
}


def _of_a_book() -> Example:
    """Four people in speech, of whom everything is known that a book can tell."""
    example = _example([1, 2, 1, 2])
    one, both = np.asarray([0]), np.asarray([0, 1])
    example.mentions_are_gold = example.complete = True
    example.events = np.asarray([False, True, False, False])
    example.breaks = np.asarray([True, False, True, False])
    example.quotations = QuotationTable(np.asarray([2]), np.asarray([4]), one, one, (((2, 4),),))
    example.speakers = [(both, np.asarray([True, False, False]))]
    example.addressees = [(both, np.asarray([False, True, False]))]
    return example


def _of_half_known_people() -> Example:
    example = _of_a_book()
    example.complete = False
    example.soft = _soft([(1, 3, [0.25, 0.75])])
    return example


def _of_a_treebank() -> Example:
    example = _example([])
    words = np.zeros(4, np.int64)
    example.words, example.pieces, example.cases = ["w"] * 4, [(7, 8)] * 4, [0] * 4
    example.sentences = [(0, 1), (1, 4)]
    example.syntax = Syntax(
        words, words, words, words - 1, words, np.zeros((4, len(SPELLING_SIZES)), np.int64)
    )
    return example


@pytest.mark.parametrize(
    ("example", "tasks"),
    [
        (_of_a_book(), "addressees antecedents breaks events mentions speakers speech"),
        (_of_half_known_people(), "addressees breaks characters events mentions speakers speech"),
        (_of_a_treebank(), "heads lemmas relations upos xpos"),
    ],
)
def test_nothing_is_left_behind_on_another_device(
    example: Example, tasks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every weight on a device that only keeps sizes, what is made elsewhere cannot be reckoned with.

    Numbers of rows may be of any device, there as on a GPU, so those are not told.
    """
    config = pytest.importorskip("torch.fx.experimental._config")
    autocast = torch.autocast
    monkeypatch.setattr(torch, "autocast", lambda _meta, **how: autocast("cpu", **how))
    pieces = SimpleNamespace(pad=0, start=1, end=2)
    with torch.device("meta"), config.patch(meta_nonzero_assume_all_nonzero=True):
        model = pytest.importorskip("training.model")
        reading = model.ReadingModel(model.Encoder(CONFIG), 5)
        found = pytest.importorskip("training.train").example_loss(reading, example, pieces)
        sum(found.values(), torch.zeros(())).backward()
    assert sorted(found) == tasks.split()
    assert all(loss.is_meta for loss in found.values())
