"""Temperatures and shifts are found again from scores that were made with them."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="only training needs torch")
calibrate = pytest.importorskip("training.calibrate")


def test_a_slope_and_a_shift_are_found_again() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(size=200_000) * 3
    right = rng.random(len(scores)) < 1 / (1 + np.exp(-(scores / 1.25 - 0.4)))
    temperature, shift = calibrate.platt(scores, right)
    assert temperature == pytest.approx(1.25, abs=0.03)
    assert shift == pytest.approx(-0.4, abs=0.03)


def test_scores_that_are_right_as_they_are_stay() -> None:
    rng = np.random.default_rng(2)
    logits = torch.tensor(rng.normal(size=(50_000, 3)) * 2)
    target = torch.distributions.Categorical(logits=logits).sample()
    assert calibrate._best([calibrate._softmax(logits, target)]) == pytest.approx(1.0, abs=0.03)
    assert calibrate._best([calibrate._softmax(logits * 2, target)]) == pytest.approx(2.0, abs=0.06)


def test_the_card_alone_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf8")
    card = {"width": 8, "temperatures": {"events": 9.0}, "sha256": {}}
    (tmp_path / "model.json").write_text(json.dumps(card), encoding="utf8")
    fitted: dict[str, Any] = {"temperatures": {"events": 1.1}, "shifts": {"events": -0.3}}
    monkeypatch.setattr(calibrate, "read_vocabulary", lambda _folder: None)
    monkeypatch.setattr(calibrate, "thaw", lambda _folder, _config: (None, []))
    monkeypatch.setattr(calibrate, "Corpora", lambda _data, _vocabulary: SimpleNamespace(kept=[]))
    monkeypatch.setattr(calibrate, "calibration", lambda *_: fitted)
    folder = str(tmp_path)
    monkeypatch.setattr("sys.argv", ["", "--encoder", folder, "--data", folder, "--model", folder])
    calibrate.main()
    assert json.loads((tmp_path / "model.json").read_text(encoding="utf8")) == card | fitted
