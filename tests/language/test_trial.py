"""Trials of a model, on one that is worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fabula.language.trial import encoder_fits, heads_fit, runs
from tests.language.fakes import FakeModel


def test_parts_that_give_what_is_taken_fit() -> None:
    assert runs(encoder_fits, FakeModel())
    assert runs(heads_fit, FakeModel())


@pytest.mark.parametrize("part", ["words", "mentions", "arcs", "relations", "mention_vectors", "speakers"])
@pytest.mark.parametrize("harm", ["wider", "fewer", "broken"])
def test_a_head_that_gives_other_things_does_not_fit(
    part: str, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = FakeModel()
    run = model._run

    def harmed(name: str, feed: dict[str, Any]) -> list[Any]:
        found = run(name, feed)
        if name != part:
            return found
        if harm == "broken":
            raise OSError(part)
        return found[1:] if harm == "fewer" else [np.concatenate([a, a], axis=-1) for a in found]

    monkeypatch.setattr(model, "_run", harmed)
    assert not runs(heads_fit, model)


def test_states_that_are_no_numbers_do_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    model = FakeModel()
    monkeypatch.setattr(model, "_encode", lambda pieces, cases: np.full((*pieces.shape, 8), np.nan))
    assert not runs(encoder_fits, model)
