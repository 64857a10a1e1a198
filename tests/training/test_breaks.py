"""The part that tells where paragraphs began: its examples, its training and how it joins a model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fabula.types import BlockKind
from tests.language.fakes import WIDTH, FakeModel, text_of

torch = pytest.importorskip("torch", reason="only training needs torch")
breaks = pytest.importorskip("training.breaks")


def test_a_text_without_its_breaks_keeps_where_they_were() -> None:
    text = text_of(
        "He sat\n and ran. ", ("* * *", BlockKind.SCENE_BREAK), ("END", BlockKind.BOILERPLATE), "I saw."
    )
    flat, starts = breaks.flattened(text)
    assert flat.content == "He sat and ran. * * * I saw."
    assert starts == [0, 16, 22]
    assert [(block.start, block.end) for block in flat.blocks] == [(0, len(flat.content))]


def test_a_guess_of_paragraphs_is_no_gold() -> None:
    text = text_of("He sat.", "She ran.", "I saw.")
    _, starts = breaks.flattened(replace(text, guessed=((0, text.blocks[1].end),)))
    assert len(starts) == 2


def test_stretches_are_spread_over_a_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaks, "STRETCH", 20)
    monkeypatch.setattr(breaks, "STRETCHES", 3)
    text = text_of(*(f"He sat in row {i}." for i in range(100)))
    found = list(breaks.stretches_of(text, np.random.default_rng(0)))
    firsts = [text.blocks.index(stretch.blocks[0]) for stretch in found]
    assert len(found) == 3
    assert np.diff(firsts).min() > 20
    assert all(3 <= len(stretch.blocks) <= 7 for stretch in found)
    short = text_of("He sat.")
    assert [s.blocks for s in breaks.stretches_of(short, np.random.default_rng(0))] == [short.blocks]


def test_what_no_place_reaches_counts_as_missed() -> None:
    text = text_of(*("“Who is it?” he said. “Is it you?”", "“It is I.”", "“Who?”", "and so on.") * 30)
    runs = list(breaks.read_runs(text, FakeModel()))
    places = torch.cat([run.breaks for run in runs if len(run.states)])
    assert len(places) == 4 * 30 - 1
    assert int(places.sum()) == 3 * 30 - 1
    assert sum(run.elsewhere for run in runs) == 30


def test_a_text_that_nothing_was_guessed_in_teaches_nothing() -> None:
    runs = list(breaks.read_runs(text_of("He sat. She ran.", "I saw."), FakeModel()))
    assert not any(len(run.states) for run in runs)


def toy_runs(seed: int) -> list[Any]:
    """A paragraph begins where a place is marked and the one before it is, too."""
    generator = torch.Generator().manual_seed(seed)
    runs = []
    for _ in range(60):
        states = torch.randn(150, 3 * WIDTH, generator=generator)
        marked = states[:, 0] > 0
        runs.append(breaks.Run(states, (marked & marked.roll(1)).float()[:, None]))
    return runs


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Layers as small as these take many times as long where two threads wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("one_thread")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the exporter that keeps to one file
def test_the_part_learns_from_the_places_around_and_joins_the_model(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    pytest.importorskip("onnx")
    torch.manual_seed(0)
    head = breaks.train(toy_runs(0), WIDTH)
    unseen = toy_runs(1)
    precision, recall = (
        float(words.split()[1]) for words in breaks.score(head, unseen).split(" of ")[0].split(",")
    )
    assert precision > 75
    assert recall > 75

    branches = pytest.importorskip("training.branches")
    made = tmp_path / "model"
    made.mkdir()
    branches.write_heads(branches.no_heads(), made)
    (made / "model.json").write_text(json.dumps({"sha256": {"vocab.txt": "1"}, "width": WIDTH}))
    (made / "vocab.txt").write_text("a")
    breaks.write(head, made, tmp_path / "out")
    card = json.loads((tmp_path / "out" / "model.json").read_text())
    written = tmp_path / "out" / "heads.onnx"
    digest = hashlib.sha256(written.read_bytes()).hexdigest()
    assert card["sha256"] == {"vocab.txt": "1", "heads.onnx": digest}
    assert (tmp_path / "out" / "vocab.txt").read_text() == "a"
    session = onnxruntime.InferenceSession(str(written), providers=["CPUExecutionProvider"])
    given = {"breaks": np.array(True), "breaks/states": unseen[0].states.numpy()[:17]}
    (found,) = session.run(None, given)
    with torch.no_grad():
        expected = head(unseen[0].states[:17]).numpy()
    assert found == pytest.approx(expected, abs=0.02)
    assert not branches.read_heads(made).graph.node


def test_pieces_cover_a_run() -> None:
    size = breaks.PIECE
    assert breaks.pieces_of(size - 1) == []
    assert breaks.pieces_of(size) == [0]
    assert breaks.pieces_of(2 * size + 1) == [0, size, size + 1]
