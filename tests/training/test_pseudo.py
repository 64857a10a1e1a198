"""What several models make of fiction together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from training import corpora
from training.corpora import NO_MENTIONS, Example

pytest.importorskip("torch", reason="only training needs torch")
pseudo = pytest.importorskip("training.pseudo")

WORDS = ["the", "king", "of", "the", "hill", "slept"]


def _page(words: list[str]) -> Any:
    pieces: list[tuple[int, ...]] = [(7,)] * len(words)
    example = Example(
        "hand", words, pieces, [0] * len(words), [(0, len(words))], NO_MENTIONS, True,
        np.zeros(0, np.int32), True,
    )  # fmt: skip
    return pseudo.Page(example, np.zeros(len(words), np.int32))


def _span(start: int, end: int, none: float, kind: int = 0, form: int = 1) -> Any:
    types = np.zeros(7, np.float32)
    types[0], types[1 + kind] = none, 1 - none
    return pseudo.Span(start, end, types, form)


def test_nested_spans_are_mentions_and_of_two_that_cross_the_likelier() -> None:
    spans = [_span(0, 5, 0.1), _span(3, 5, 0.2, kind=1), _span(4, 6, 0.3), _span(0, 2, 0.6)]
    table = pseudo._mentions(_page(WORDS), spans)
    assert list(zip(table.start.tolist(), table.end.tolist(), strict=True)) == [(0, 5), (3, 5)]
    assert table.type.tolist() == [0, 1]
    assert table.form.tolist() == [1, 1]


def test_stretches_begin_behind_what_is_annotated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pseudo, "AFTER", 5)
    monkeypatch.setattr(corpora, "STRETCH", 5)
    letters = "abcdefghijklmnopqrstuvwxyz."
    vocabulary = pseudo.WordPieces(
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused0]", "[unused1]", "[unused2]", *letters]
        + [f"##{c}" for c in letters]
    )
    content = "\n\n".join(f"This is paragraph {name}." for name in ("one", "two", "three", "four"))
    found = pseudo.pages("hand", content, vocabulary)
    assert [" ".join(page.example.words) for page in found] == [
        "This is paragraph two .",
        "This is paragraph three .",
    ]
    assert all(page.example.sentences == [(0, 5)] for page in found)
