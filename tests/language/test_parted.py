from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fabula.language.annotate import annotate
from fabula.language.features import MentionTable, QuotationTable, in_paragraphs, speaker_features
from fabula.language.pairs import attribution_scores
from fabula.language.parted import DRAWS, WAYS, draw, parted_speakers
from fabula.types import PairScores
from tests.language.fakes import NAME, FakeModel, column, mentions, quotations, text_of
from tests.language.test_pairs import vectors

WORDS = "Yes said Ann Tom rose No so it is"
TOKENS = column(0, 4, 9, 13, 17, 22, 25, 28, 31)
"""Where each of the words begins; the first and the sixth are lines, and a paragraph may begin at "Tom"."""


def scene() -> tuple[QuotationTable, MentionTable]:
    table = mentions(WORDS, (2, 3, 0, NAME, -1, 0), (3, 4, 0, NAME, -1, 0))
    return quotations((0, 0, ((0, 1),)), (0, 0, ((5, 6),))), table


def found(likely: float, lines: tuple[int, ...] = (0, 1)) -> tuple[PairScores, ...]:
    q, table = scene()
    drawn = draw([(13, likely)], TOKENS, q, table)
    return parted_speakers(FakeModel(), drawn, lines, q, table, vectors(2, 1), vectors(2, 2))


def scored(block: int) -> tuple[list[float], float]:
    """What the model itself says of the second line, if it stands in this paragraph, with Tom."""
    q, table = scene()
    table = mentions(WORDS, (2, 3, 0, NAME, -1, 0), (3, 4, 0, NAME, -1, block))
    q = quotations((0, 0, ((0, 1),)), (block, block, ((5, 6),)))
    speakers, _ = attribution_scores(FakeModel(), q, table, vectors(2, 1), vectors(2, 2))
    return speakers.row(1)[1].tolist(), float(speakers.none[1])


@pytest.mark.parametrize(("likely", "many"), [(0.0, 0), (0.25, 6), (0.5, 12), (1.0, 24)])
def test_a_paragraph_begins_in_as_many_draws_as_it_is_likely(likely: float, many: int) -> None:
    assert DRAWS == 24
    q, table = scene()
    drawn = draw([(13, likely)], TOKENS, q, table)
    # one that was more likely than not has begun in the text as it is read
    moved = drawn.first[:, 1] + (likely > 0.5)
    assert moved.tolist().count(1) == many
    assert (drawn.mention[:, 0] == 0).all()
    assert (drawn.mention[:, 1] == drawn.first[:, 1]).all()


def test_each_way_has_the_scores_of_its_paragraphs() -> None:
    ways = found(0.4)
    assert len(ways) == WAYS
    for way in (0, 1):
        scores, none = scored(way)
        assert ways[way].row(1)[1].tolist() == pytest.approx(scores, abs=1e-5)
        assert ways[way].none[1] == pytest.approx(none, abs=1e-5)
    assert ways[0].row(1)[1][0] != pytest.approx(ways[1].row(1)[1][0], abs=1e-3)


def test_a_way_that_is_never_drawn_has_the_mean_over_all() -> None:
    never = found(0.4)[2]
    share = round(0.4 * DRAWS) / DRAWS
    (no_paragraph, nobody), (paragraph, nobody_then) = scored(0), scored(1)
    wanted = (1 - share) * np.exp(no_paragraph) + share * np.exp(paragraph)
    assert np.exp(never.row(1)[1]).tolist() == pytest.approx(wanted.tolist(), abs=1e-5)
    assert np.exp(never.none[1]) == pytest.approx(
        (1 - share) * np.exp(nobody) + share * np.exp(nobody_then), abs=1e-5
    )


def test_the_first_line_has_one_way() -> None:
    ways = found(0.4)
    assert ways[0].row(0)[1].tolist() == ways[1].row(0)[1].tolist() == ways[2].row(0)[1].tolist()


def test_rows_in_parts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = found(0.4)
    monkeypatch.setattr("fabula.language.parted.ROWS_AT_ONCE", 1)
    for one, other in zip(whole, found(0.4), strict=True):
        assert one.offsets.tolist() == other.offsets.tolist()
        assert one.index.tolist() == other.index.tolist()
        assert one.score.tolist() == pytest.approx(other.score.tolist(), abs=1e-6)
        assert one.none.tolist() == pytest.approx(other.none.tolist(), abs=1e-6)


def test_no_quotations() -> None:
    q, table = quotations(), mentions("")
    drawn = draw([(3, 0.4)], column(), q, table)
    ways = parted_speakers(FakeModel(), drawn, (), q, table, vectors(0), vectors(0))
    assert [way.offsets.tolist() for way in ways] == [[0]] * WAYS


def test_a_text_in_doubt_is_read_every_way() -> None:
    text = text_of("“Yes,” said Ann. Tom rose. “No.”", "“So it is,” said Ann.")
    assert annotate(text, FakeModel()).parted == ()
    notes = annotate(replace(text, doubts=((text.content.index("Tom"), 0.4),)), FakeModel())
    assert [len(way.none) for way in notes.parted] == [3] * WAYS


def test_other_paragraphs_are_those_of_the_text_so_parted() -> None:
    q, table = scene()
    parted = mentions(WORDS, (2, 3, 0, NAME, -1, 0), (3, 4, 0, NAME, -1, 2))
    moved = quotations((0, 0, ((0, 1),)), (3, 3, ((5, 6),)))
    both = column(0, 1)
    for quotation, block in ((0, 0), (1, 3)):
        told = in_paragraphs(
            speaker_features(q, table, quotation, both), parted.block, np.int32(block), np.int32(block)
        )
        assert told.tolist() == speaker_features(moved, parted, quotation, both).tolist()
