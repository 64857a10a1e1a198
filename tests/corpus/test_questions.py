"""The questions in docs/how-to/corpus.md, asked of a dataset of shipped stories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fabula.corpus.jobs import Job
from fabula.corpus.task import made_with, read_one
from fabula.settings import Settings
from fabula.sources.folders import story_at

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")
pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "corpus.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^\*\*(\d+\. .*?)\*\*.*?^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
PACKED = re.findall(r"^```sql\n(COPY .*?)^```", PAGE, re.MULTILINE | re.DOTALL)
STORIES = ("two_voices.txt", "ranks.txt", "oz.txt")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder above a dataset called as in the page."""
    folder = tmp_path_factory.mktemp("shelf")
    dataset = folder / "novels-read"
    dataset.mkdir()
    settings = Settings(threads=1)
    made = made_with(settings)
    for name in STORIES:
        story = story_at(ROOT / "tests" / "stories" / name)
        row = read_one(Job(name, story, folder, dataset, settings, made))
        assert row["rows"], row
    return folder


@pytest.fixture
def asked(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """DuckDB in that folder."""
    monkeypatch.chdir(shelf)
    with duckdb.connect() as connection:
        yield connection


def test_there_are_ten() -> None:
    assert [question.split(".")[0] for question, _ in QUESTIONS] == [str(n) for n in range(1, 11)]


@pytest.mark.parametrize(("question", "query"), QUESTIONS, ids=lambda each: each.split("?")[0])
def test_a_question_has_an_answer(asked: Any, question: str, query: str) -> None:
    rows = asked.sql(query).fetchall()
    assert rows, question
    assert not any(value is None for row in rows for value in row[:2]) or question.startswith("4.")


def test_answers_agree_with_the_works(asked: Any) -> None:
    titles = {row[0] for row in asked.sql(QUESTIONS[0][1]).fetchall()}
    assert titles == {"THE FERRY BOOK", "THE SALT GATE", "The Wonderful Wizard of Oz"}
    shares = asked.sql(QUESTIONS[1][1]).fetchall()
    assert len(shares) == 3
    assert all(0 < share < 1 for _, share in shares)


def test_a_dataset_can_be_packed_into_one_file(asked: Any, shelf: Path) -> None:
    asked.execute(PACKED[0])
    [(packed,)] = asked.sql("SELECT count(*) FROM 'quotes.parquet'").fetchall()
    [(parts,)] = asked.sql("SELECT count(*) FROM 'novels-read/quotes/*.parquet'").fetchall()
    assert packed == parts > 0
