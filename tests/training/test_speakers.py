"""Novels that a model reads once, to be settled again and again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from fabula.evaluation.pdnc import GoldQuotation, Novel
from fabula.types import Annotations, Text
from tests.cast.scenes import tell
from training import forms, speakers
from training.forms import in_form

STORY = ("“Good evening,” said [Ann].", "“Sit down,” said [Tom].", "[Ann] sat down.")


class Reads:
    """Stands for a model, and for all that is done with one; counts the readings."""

    def __init__(self) -> None:
        self.scene = tell(*STORY, speakers={"Good evening": "Ann", "Sit down": "Tom"})
        self.readings = 0

    def annotate(self, text: Text, _model: object) -> Annotations:
        self.readings += 1
        assert text.content.split() == self.scene.text.content.split()
        return self.scene.notes


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    model = Reads()
    monkeypatch.setattr(speakers, "Model", lambda *_args, **_settings: model)
    monkeypatch.setattr(forms, "restore", lambda _text, _model: model.scene.text)
    monkeypatch.setattr(forms, "annotate", model.annotate)
    return model


def novel(reads: Reads) -> Novel:
    content = reads.scene.text.content
    said = [("Good evening,", "Ann"), ("Sit down,", "Tom")]
    quotations = [
        GoldQuotation(f"Q{n}", ((at := content.index(words), at + len(words)),), who, (), "Explicit", "", ())
        for n, (words, who) in enumerate(said)
    ]
    return Novel("Evening", content, (), tuple(quotations))


def rows(reads: Reads, folder: Path, forms: Sequence[str]) -> list[list[Any]]:
    reader = speakers.Reader(folder, folder / "kept")
    return [line.split() for line in speakers.table(reader, [novel(reads)], forms)]


def test_a_novel_is_read_once_for_all_runs(reads: Reads, tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text("{}", encoding="utf8")
    first = rows(reads, tmp_path, ["printed"])
    assert first[1][:4] == ["Evening", "printed", "100.00", "100.00"]
    assert first[1][4:6] == ["nan", "nan"]  # it has no line of the other kinds
    assert rows(reads, tmp_path, ["printed"]) == first
    assert reads.readings == 1
    assert [row[0] for row in rows(reads, tmp_path, ["printed", "flat"])][1:] == [
        "Evening",
        "Evening",
        "mean",
        "mean",
    ]
    assert reads.readings == 2


def test_another_model_reads_for_itself(reads: Reads, tmp_path: Path) -> None:
    for words in ("{}", '{"format": "fabula-model/1"}'):
        (tmp_path / "model.json").write_text(words, encoding="utf8")
        rows(reads, tmp_path, ["printed"])
    assert reads.readings == 2


def test_a_form_moves_the_novel_and_print_leaves_it(reads: Reads) -> None:
    own = novel(reads)
    assert in_form(own, "printed") is own
    assert "\n" not in in_form(own, "flat").text
