from __future__ import annotations

import hashlib
import json
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fabula.errors import ModelError, model_file_damaged
from fabula.language.model import FILES, MODEL_FORMAT, SHIPPED, Model
from fabula.language.wordpiece import MAX_PIECES
from tests.language.fakes import MARKS, WIDTH, FakeModel


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every file that a model has, whose card agrees with them; no part of it would run."""
    made = tmp_path / "model"
    made.mkdir()
    for name in FILES:
        (made / name).write_text("\n".join([*MARKS, name]), encoding="utf-8")
    card = {
        "format": MODEL_FORMAT,
        "width": 8,
        "vector": 4,
        "temperatures": {},
        "lemma_rules": ["l0/", "=a\nb"],
        "sha256": {name: hashlib.sha256((made / name).read_bytes()).hexdigest() for name in FILES},
    }
    (made / "model.json").write_text(json.dumps(card), encoding="utf-8")
    return made


def refused(folder: Path, code: str, *mentions: str) -> str:
    with pytest.raises(ModelError) as raised:
        Model(folder)
    message = str(raised.value)
    assert "\n" not in message
    assert raised.value.code == code
    assert str(folder) in message  # the shipped model has another cure than a model of one's own
    assert "leave --model out" in message
    for part in mentions:
        assert part in message
    return message


def change_card(folder: Path, **changes: Any) -> None:
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps(card | changes), encoding="utf-8")


@pytest.mark.parametrize("name", ["model.json", *FILES])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    refused(folder, "F301", name)


def test_the_shipped_model_is_mended_by_installing_again() -> None:
    error = model_file_damaged(SHIPPED / "encoder.onnx")
    assert str(error) == (
        "the model file encoder.onnx is damaged: install Fabula again to bring it back [F302]"
    )


def test_a_missing_folder_is_a_missing_card(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere", "F301", "model.json")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("harm", ["cut", "emptied", "changed", "folder"])
def test_a_damaged_file_is_named(folder: Path, name: str, harm: str) -> None:
    whole = (folder / name).read_bytes()
    if harm == "folder":
        (folder / name).unlink()
        (folder / name).mkdir()
    else:
        (folder / name).write_bytes({"cut": whole[:-1], "emptied": b"", "changed": b"x" + whole[1:]}[harm])
    refused(folder, "F302", name)


@pytest.mark.parametrize(
    "card",
    ["", "{", "[]", "null", "7", '"model"', "{}", f'{{"format": "{MODEL_FORMAT}"}}', "\x00", "[" * 5_000],
)
def test_a_card_that_is_none_is_damaged(folder: Path, card: str) -> None:
    (folder / "model.json").write_text(card, encoding="utf-8")
    refused(folder, "F302", "model.json")


def test_a_card_that_is_no_text_is_damaged(folder: Path) -> None:
    (folder / "model.json").write_bytes(b"\xff\xfe\x00")
    refused(folder, "F302", "model.json")


@pytest.mark.parametrize(
    "change",
    [
        {"width": None}, {"width": "8"}, {"width": 0}, {"vector": -1}, {"vector": 2.5}, {"vector": True},
        {"temperatures": None}, {"temperatures": [1]}, {"temperatures": {"speakers": 0}},
        {"temperatures": {"speakers": "hot"}}, {"temperatures": {"speakers": float("nan")}},
        {"temperatures": {"speakers": float("inf")}}, {"shifts": [1]}, {"shifts": {"events": "up"}},
        {"shifts": {"events": float("nan")}}, {"sha256": None}, {"sha256": [["a"]]},
        {"lemma_rules": None}, {"lemma_rules": []}, {"lemma_rules": "l0/"}, {"lemma_rules": [0]},
        {"lemma_rules": ["l0/", "x0/"]}, {"lemma_rules": ["l/"]}, {"lemma_rules": ["l" + "9" * 5_000 + "/"]},
    ],
)  # fmt: skip
def test_a_card_with_a_senseless_value_is_damaged(folder: Path, change: dict[str, Any]) -> None:
    change_card(folder, **change)
    refused(folder, "F302", "model.json")


@pytest.mark.parametrize("found", ["fabula-model/3", "fabula-model/5", "", None, 1])
def test_another_version_is_refused_before_its_files_are_looked_at(folder: Path, found: object) -> None:
    for name in FILES:
        (folder / name).unlink()
    change_card(folder, format=found, sha256=None)
    message = refused(folder, "F303", MODEL_FORMAT)
    assert repr(str(found)) in message


def test_a_card_from_the_future_may_hold_anything_but_a_format_it_knows(folder: Path) -> None:
    (folder / "model.json").write_text('{"format": "fabula-model/99", "files": []}', encoding="utf-8")
    refused(folder, "F303", "fabula-model/99")


def test_a_graph_that_cannot_run_is_refused(folder: Path) -> None:
    refused(folder, "F302", "encoder.onnx")


def test_heads_that_are_others_are_refused(folder: Path) -> None:
    for name in FILES[1:]:
        shutil.copyfile(SHIPPED / "encoder.onnx", folder / name)  # it runs, but holds no head
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    change_card(folder, sha256=digests)
    refused(folder, "F302", "heads.onnx")


@pytest.mark.parametrize(
    ("change", "file"),
    [
        ({"width": 128}, "encoder.onnx"),
        ({"vector": 10}, "heads.onnx"),
        ({"lemma_rules": ["l0/"]}, "heads.onnx"),
    ],
)  # fmt: skip
def test_a_card_of_another_model_is_refused(tmp_path: Path, change: dict[str, Any], file: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "model")
    change_card(tmp_path / "model", **change)
    refused(tmp_path / "model", "F302", file)


def test_a_vocabulary_of_another_model_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    with (folder / "vocab.txt").open("a", encoding="utf-8") as file:
        file.write("\n".join(f"other{i}" for i in range(100)))
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256((folder / "vocab.txt").read_bytes()).hexdigest()
    change_card(folder, sha256=card["sha256"] | {"vocab.txt": digest})
    refused(folder, "F302", "encoder.onnx")


def test_a_vocabulary_without_its_marks_is_refused(folder: Path) -> None:
    (folder / "vocab.txt").write_text("a\nb\n", encoding="utf-8")
    digest = hashlib.sha256((folder / "vocab.txt").read_bytes()).hexdigest()
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    change_card(folder, sha256=card["sha256"] | {"vocab.txt": digest})
    refused(folder, "F302", "vocab.txt")


def test_nothing_is_read_from_a_copy_elsewhere(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.move(folder, moved)
    refused(moved, "F302", "encoder.onnx")


def words_of(*counts: int) -> tuple[list[tuple[int, ...]], list[int]]:
    """Words of so many pieces each, of pieces and cases that differ from word to word."""
    model = FakeModel()
    low, high = 8, len(model.vocabulary)
    pieces = [tuple(low + (7 * i + 3 * k) % (high - low) for k in range(n)) for i, n in enumerate(counts)]
    return pieces, [i % 6 for i in range(len(counts))]


@pytest.mark.parametrize("batch", [1, 2, 16])
def test_states_do_not_depend_on_windows_or_batches(batch: int) -> None:
    rng = np.random.default_rng(3)
    counts = rng.integers(1, MAX_PIECES + 3, size=400).tolist()
    pieces, cases = words_of(*counts)
    states = FakeModel(batch).states(pieces, cases)
    assert states.shape == (400, WIDTH)
    assert states.dtype == np.float32
    for i in range(1, 399):
        # a word's state rests on its own pieces and the one at each side, whatever the window
        alone = FakeModel().states(pieces[i - 1 : i + 2], cases[i - 1 : i + 2])[1]
        assert states[i].tolist() == pytest.approx(alone.tolist(), abs=1e-5)


def test_the_state_of_a_word_is_the_mean_of_its_pieces() -> None:
    model = FakeModel()
    pieces, cases = words_of(1, 3, 1)
    (whole,) = model._run(
        "encoder",
        {
            "pieces": np.asarray(
                [[model.vocabulary.start, *pieces[0], *pieces[1], *pieces[2], model.vocabulary.end]]
            ),
            "cases": np.asarray([[5, 0, 1, 1, 1, 2, 5]]),
        },
    )
    expected = whole[0, 2:5].mean(axis=0)
    assert model.states(pieces, cases)[1].tolist() == pytest.approx(expected.tolist(), abs=1e-6)


def test_no_words_have_no_states() -> None:
    assert FakeModel().states([], []).shape == (0, WIDTH)


def test_batches_hold_no_more_windows_than_asked() -> None:
    model = FakeModel(batch=2)
    model.states(*words_of(*[4] * 2_000))
    assert model.seen["encoder"] > 10
    assert model.largest["encoder"] <= 2 * 256


@pytest.mark.parametrize("threads", [1, 3])
def test_tasks_come_back_in_their_order(threads: int) -> None:
    model = FakeModel()
    model.threads = threads
    used: set[int] = set()

    def square(number: int) -> int:
        used.add(threading.get_ident())
        time.sleep(0.01 if number % 2 else 0.0)
        return number * number

    assert model.each(square, range(20)) == [n * n for n in range(20)]
    assert model.each(square, []) == []
    assert len(used) == threads


@pytest.mark.parametrize("threads", [1, 3])
def test_a_failing_task_is_not_swallowed(threads: int) -> None:
    model = FakeModel()
    model.threads = threads
    with pytest.raises(ZeroDivisionError):
        model.each(lambda number: 1 // number, [1, 0, 2])


def test_threads_give_the_same_states() -> None:
    pieces, cases = words_of(*[3] * 900)
    one, many = FakeModel(), FakeModel()
    many.threads = 4
    assert (one.states(pieces, cases) == many.states(pieces, cases)).all()


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_what_is_worked_out_ahead_comes_in_order_and_one_at_a_time(threads: int) -> None:
    model, running, done = FakeModel(), threading.Lock(), list[int]()
    model.threads = threads

    def task(number: int) -> int:
        assert running.acquire(blocking=False), "two at once"
        done.append(number)
        running.release()
        return 10 * number

    found = model.ahead(task, range(6))
    assert next(found) == 0
    assert len(done) <= 3
    assert list(found) == [10, 20, 30, 40, 50]
    assert list(model.ahead(task, ())) == []


def test_a_mistake_ahead_is_raised_where_its_turn_comes() -> None:
    model = FakeModel()
    model.threads = 2
    found = model.ahead(lambda number: 1 // number, (1, 0))
    assert next(found) == 1
    with pytest.raises(ZeroDivisionError):
        next(found)
