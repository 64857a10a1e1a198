"""What the encoder is pre-trained on."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="only training needs torch")
pretrain = pytest.importorskip("training.pretrain")


def test_no_novel_that_is_measured_is_read(tmp_path: Path) -> None:
    litbank = tmp_path / "litbank"
    names = ["158_emma", "5230_the_invisible_man_a_grotesque_romance", "105_persuasion"]
    (litbank / "coref" / "tsv").mkdir(parents=True)
    (litbank / "train.txt").write_text("".join(f"{name}\n" for name in names))
    for name in names:
        (litbank / "coref" / "tsv" / f"{name}_brat.ann").touch()
    (tmp_path / "fiction").mkdir()
    for name in ("jane-austen_emma", "edith-wharton_the-age-of-innocence", "saki_short-fiction"):
        (tmp_path / "fiction" / f"{name}.txt").touch()
    assert [path.stem for path in pretrain.texts(tmp_path)] == ["saki_short-fiction", "105_persuasion"]
