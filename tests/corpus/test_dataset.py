"""The folder of a dataset: what is in it, and who may write to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.corpus.dataset import ABOUT, FAILED, LOCK, MANIFEST, Dataset, corpus_status, opened_to_write
from fabula.errors import FabulaError

MADE = {"program": "1", "model": "m", "settings": {"force": False}}


def test_the_status_counts_what_is_done_left_and_set_aside(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    dataset.begin(4, MADE)
    dataset.add({"source": "b", "code": "F105", "message": "b: a picture"})
    dataset.add({"source": "a", "words": 5, "rows": {"quotes": 2, "works": 1}})
    dataset.add({"source": "c", "code": "F758", "message": "c: too large"})
    dataset.add({"source": "c", "words": 7, "rows": {"quotes": 1, "works": 1}})
    dataset.settle()
    found = corpus_status(tmp_path)
    assert (found.works, found.done, found.left, found.words) == (4, 2, 1, 12)
    assert found.rows == {"quotes": 3, "works": 2}
    assert found.codes == {"F105": 1}
    assert found.made == MADE


@pytest.mark.parametrize(
    ("about", "says"),
    [
        (None, "it has no dataset.json"),
        ("{", "its dataset.json cannot be read"),
        ("[]", "its dataset.json is of another kind"),
        ('{"format": "fabula-corpus/1", "works": "4"}', "its dataset.json is of another kind"),
        ('{"format": "fabula-corpus/1", "works": -4}', "its dataset.json is of another kind"),
        ("[" * 100_000, "its dataset.json cannot be read"),
    ],
)
def test_another_folder_is_no_dataset(tmp_path: Path, about: str | None, says: str) -> None:
    if about is not None:
        (tmp_path / ABOUT).write_text(about)
    with pytest.raises(FabulaError, match=says):
        corpus_status(tmp_path)


@pytest.mark.parametrize(
    ("done", "failed"),
    [
        ('{"source": "a", "words": "many"}', ""),
        ('{"source": "a", "words": 1, "rows": {"quotes": "two"}}', ""),
        ('{"source": "a", "words": -1}', ""),
        ("", '{"source": "a"}'),
        ("", '{"source": "a", "code": "F105", "message": 3}'),
    ],
)
def test_a_line_that_somebody_has_broken_tells_of_nothing(tmp_path: Path, done: str, failed: str) -> None:
    Dataset(tmp_path).begin(4, MADE)
    (tmp_path / MANIFEST).write_text(f"{done}\n")
    (tmp_path / FAILED).write_text(f"{failed}\n")
    found = corpus_status(tmp_path)
    assert (found.done, found.left, found.words, found.failed, found.rows) == (0, 4, 0, (), {})


@pytest.mark.parametrize("name", ["a" * 5_000, "a\0b"])
def test_a_name_that_no_folder_can_have_is_one_line(name: str) -> None:
    pytest.importorskip("locket")
    with pytest.raises(FabulaError), opened_to_write(Path(name)):
        pass
    with pytest.raises(FabulaError):
        corpus_status(name)


@pytest.mark.parametrize("name", [LOCK, ABOUT])
def test_a_folder_where_a_file_of_the_dataset_should_be_is_one_line(tmp_path: Path, name: str) -> None:
    pytest.importorskip("locket")
    (tmp_path / name).mkdir()
    with pytest.raises(FabulaError), opened_to_write(tmp_path) as dataset:
        dataset.begin(1, MADE)


def test_nothing_is_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(FabulaError, match="there is nothing"):
        corpus_status(tmp_path / "nowhere")


def test_a_folder_with_other_files_is_not_written_to(tmp_path: Path) -> None:
    pytest.importorskip("locket")
    (tmp_path / "thesis.docx").write_text("words")
    with (
        pytest.raises(FabulaError, match=r"there are other files in it.*\[F752\]"),
        opened_to_write(tmp_path),
    ):
        pass
    with (
        pytest.raises(FabulaError, match=r"it is a file.*\[F752\]"),
        opened_to_write(tmp_path / "thesis.docx"),
    ):
        pass


def test_one_run_at_a_time_writes_to_a_dataset(tmp_path: Path) -> None:
    pytest.importorskip("locket")
    path = tmp_path / "dataset"
    with (
        opened_to_write(path),
        pytest.raises(FabulaError, match=r"another program .*\[F753\]"),
        opened_to_write(path),
    ):
        pass
    with opened_to_write(path):
        pass
