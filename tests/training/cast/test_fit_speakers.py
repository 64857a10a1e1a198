"""What is learnt of speakers and hearers is what the cast stage decides by."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fabula.cast.speakers.addressees import ADDRESSEE
from fabula.cast.speakers.chain import Step, posterior, ways
from fabula.cast.speakers.evidence import CANDIDATE, HEARER, Features
from fabula.cast.speakers.turns import TURN
from fabula.cast.weights import Weights, parse
from tests.cast.speakers.talks import kept

torch = pytest.importorskip("torch", reason="only training needs torch")
speakers = pytest.importorskip("training.cast.fit_speakers")
addressees = pytest.importorskip("training.cast.fit_addressees")
Example = pytest.importorskip("training.cast.lines").Example


def piece(seed: int, lines: int = 4, people: int = 3) -> Any:
    """A piece of conversation with features drawn at random; the first of its people says every line."""
    rng = np.random.default_rng(seed)
    allowed = np.zeros((lines, people + 1), bool)
    allowed[:, 0] = True
    return Example(
        "a text",
        rng.random((lines, people + 1, len(CANDIDATE)), np.float32),
        rng.random((lines, len(TURN)), np.float32),
        rng.random((lines, people + 1, len(HEARER)), np.float32),
        allowed,
        np.ones(lines, bool),
    )


def random_model(seed: int) -> Any:
    torch.manual_seed(seed)
    model = speakers.Speakers().eval()
    with torch.no_grad():
        for own in model.parameters():
            own.normal_(0.0, 0.3)
    return model


def as_kept(model: Any) -> Weights:
    return parse(kept() | {"speakers": speakers.kept(model)})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_chain_that_learns_gives_the_probabilities_of_the_one_that_decides(seed: int) -> None:
    own, model = piece(seed), random_model(seed)
    weights = as_kept(model).speaking
    features = Features(*(each.astype(float) for each in (own.candidate, own.turn, own.hearer)))
    read = ways(features, weights, [1.0] * len(own.turn))
    rows = posterior([Step([each]) for each in read], own.candidate.shape[1])
    for k in range(len(own.turn)):
        decided = np.arange(len(own.turn)) == k
        (batch,) = speakers.batches([Example(**{**vars(own), "decided": decided})], [1.0])
        assert float(torch.exp(-model(batch).detach())[0]) == pytest.approx(rows[k, 0], abs=2e-3)


def test_what_is_learnt_makes_what_is_known_likelier() -> None:
    pieces = [piece(seed, lines=6) for seed in range(30)]
    for own in pieces:  # whoever has the first feature says it
        own.candidate[:, :, 0] = 0.0
        own.candidate[:, 0, 0] = 1.0
    model = speakers.fit(pieces, [1.0] * len(pieces), epochs=8)
    (batch,) = speakers.batches(pieces, [1.0] * len(pieces))
    with torch.no_grad():
        before, after = speakers.Speakers().eval()(batch).mean(), model(batch).mean()
    assert after < 0.3 * before
    assert as_kept(model).speaking.candidate[0] > 0.0


def test_hearers_are_weighed_as_they_were_learnt() -> None:
    rng = np.random.default_rng(5)
    rows = rng.random((400, len(ADDRESSEE)))
    right = rows[:, 1] > 0.5
    model = addressees.fit([addressees.Heard(rows, right, int(right.sum()))], epochs=300)
    hearing = parse(kept() | {"addressees": addressees.kept(model, 0.4)}).hearing
    learnt = model(torch.as_tensor(rows, dtype=torch.float32)).detach().numpy()
    assert hearing.odds(rows) == pytest.approx(learnt, abs=5e-3)
    assert hearing.addressed == 0.4
    assert np.mean((hearing.odds(rows) > 0) == right) > 0.9
