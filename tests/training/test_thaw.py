"""A model that is exported and thawed again reads as it did, but for the bits that were left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="only training needs torch")
export = pytest.importorskip("training.export")
thaw = pytest.importorskip("training.thaw")
model = pytest.importorskip("training.model")

CONFIG = {
    "hidden_size": 24,
    "vocab_size": 50,
    "max_position_embeddings": 64,
    "num_attention_heads": 3,
    "intermediate_size": 40,
    "num_hidden_layers": 2,
}


@pytest.fixture
def made() -> Any:
    torch.manual_seed(0)
    whole = model.ReadingModel(model.Encoder(CONFIG), 5)
    for weight in whole.parameters():
        torch.nn.init.normal_(weight, std=0.3)
    return whole.eval()


@pytest.mark.filterwarnings("ignore")  # of the exporters, which say much and raise what they mean
def test_a_thawed_model_is_the_exported_one(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = torch.Generator().manual_seed(1)
    batch = (torch.randint(0, 50, (4, 30), generator=generator), torch.zeros(4, 30, dtype=torch.long))
    monkeypatch.setattr(export, "sample", lambda _vocabulary: batch)
    export.export_heads(made, tmp_path)
    export.export_encoder(made, None, tmp_path, False)
    (tmp_path / "model.json").write_text('{"lemma_rules": ["a", "b", "c", "d", "e"]}', encoding="utf8")
    again, rules = thaw.thaw(tmp_path, CONFIG)
    assert len(rules) == 5
    theirs = dict(again.named_parameters())
    for name, own in made.named_parameters():
        if name.startswith("breaks."):
            continue
        lost = float((own - theirs[name]).norm() / own.norm())
        large = own.numel() >= export.LARGE and name.split(".")[0] not in export.EXACT
        eight_bits = name.startswith("encoder.") or large
        assert lost < (0.05 if eight_bits else 0.001), name
