"""Tokens in Python: a table of a reading just made, and none of one out of a world."""

from __future__ import annotations

from pathlib import Path

import pytest

import fabula
from fabula.exports.tokens import TOKEN_COLUMNS
from fabula.reading import Reading
from fabula.types import Work
from tests.builders import ferry
from tests.words import annotated


@pytest.fixture
def reading() -> Reading:
    return Reading(ferry(), annotated(ferry()))


@pytest.mark.usefixtures("reader")
def test_reading_a_file_gives_its_tokens(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("words")
    tokens = fabula.read(tmp_path / "ferry.txt").tokens
    assert [token.text for token in tokens[:4]] == ["THE", "FERRY", "Chapter", "One"]
    assert tokens.columns == tuple(TOKEN_COLUMNS)


def test_tokens_are_found_by_their_number_and_hold_whom_they_stand_for(reading: Reading) -> None:
    assert all(reading.tokens[token.id] is token for token in reading.tokens)
    assert all(reading.text[token.start : token.end] == token.text for token in reading.tokens)
    quill = reading.tokens.where(lambda token: token.entity == reading.character("Miss Quill"))
    assert [token.text for token in quill] == ["Mara", "Quill", "Miss", "Quill", "She", "she"]


def test_a_data_frame_has_the_columns_of_the_file(reading: Reading, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    path = reading.export_tokens("csv", tmp_path / "x.csv")
    numbers = {"head": [""], "quote": [""], "entity": [""]}
    frame = pandas.read_csv(path, keep_default_na=False, na_values=numbers)
    own = reading.tokens.to_pandas()
    for column in ("entity_name", "supersense"):
        own[column] = own[column].fillna("")
    pandas.testing.assert_frame_equal(own, frame, check_dtype=False)


def test_a_world_without_annotations_says_so(reading: Reading, tmp_path: Path) -> None:
    kept = reading.save(tmp_path / "ferry.fabula")
    for ask in (lambda: kept.tokens, lambda: kept.export_tokens("csv", tmp_path / "x.csv")):
        with pytest.raises(fabula.FabulaError, match=r"'The <Ferry>' comes without its words"):
            ask()
    assert [path.name for path in tmp_path.iterdir()] == ["ferry.fabula"]
    assert len(reading.tokens) > 0


def test_a_notebook_shows_them(reading: Reading, work: Work) -> None:
    assert "<th>lemma</th>" in reading.tokens._repr_html_()
    assert repr(reading.tokens).startswith(f"{len(reading.tokens)} tokens\n  id")
