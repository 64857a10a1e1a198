"""More mentions than the model found."""

from __future__ import annotations

import time

import numpy as np

from fabula.cast.added import Added, with_mentions
from fabula.language.annotate import annotate
from fabula.types import EntityType, MentionForm
from tests.language.fakes import FakeModel, text_of


def test_mentions_are_added_in_their_place_in_linear_time() -> None:
    notes = annotate(text_of(" ".join(["Word"] * 200)), FakeModel())
    added = [Added(k % 200, k % 200 + 1, EntityType.PERSON, MentionForm.NOMINAL) for k in range(50_000)]
    begun = time.process_time()
    found = with_mentions(notes, added)
    assert time.process_time() - begun < 3  # four times as long where the mentions are listed anew for each
    order = list(zip(found.mention_start.tolist(), (-found.mention_end).tolist(), strict=True))
    assert order == sorted(order)
    assert len(order) == len(notes.mention_start) + 50_000
    assert len(found.antecedents.offsets) == len(order) + 1
    assert np.isfinite(found.antecedents.none).all()
