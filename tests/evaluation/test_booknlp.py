from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import booknlp

HEAD = "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote\n"
TEXT = 'Ruth ran.\n\n"I can\'t--I\nwon\'t!" said she. "No," he said, "no."\n'


def write(path: Path, *rows: tuple[str, str], head: str = HEAD) -> Path:
    lines = [f"1\t2\t3\t3\tshe\t{speaker}\t{words}\n" for speaker, words in rows]
    path.write_text(head + "".join(lines), encoding="utf-8")
    return path


def test_quotations_are_put_back_in_order(tmp_path: Path) -> None:
    path = write(
        tmp_path / "Emma.quotes", ("12", "\" I ca n't--I wo n't ! \""), ("7", '" No , "'), ("7", '" no . "')
    )
    found = booknlp.read_quotes(path, TEXT)
    assert [TEXT[start:end] for quotation in found for start, end in quotation.spans] == [
        "I can't--I\nwon't",
        "No",
        "no",
    ]
    assert [quotation.speaker for quotation in found] == ["12", "7", "7"]
    assert all(quotation.addressees is None for quotation in found)


def test_a_quotation_without_letters_has_no_place(tmp_path: Path) -> None:
    path = write(tmp_path / "Emma.quotes", ("1", '" -- ! "'), ("2", '" No , "'))
    assert [quotation.speaker for quotation in booknlp.read_quotes(path, TEXT)] == ["2"]


def test_a_quotation_that_the_text_lacks(tmp_path: Path) -> None:
    path = write(tmp_path / "Emma.quotes", ("1", '" No , "'), ("2", '" Ruth ran "'))
    with pytest.raises(EvaluationError, match=r"Emma.quotes, line 3: the novel has no such words"):
        booknlp.read_quotes(path, TEXT)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "line 1: the head of the table"),
        ("a\tb\tc\td\te\tf\tg\n", "line 1: the head of the table"),
        (HEAD + "1\t2\t3\n", "line 2: 3 tab-separated fields where at least 7 belong"),
    ],
)
def test_malformed(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "Emma.quotes"
    path.write_text(content)
    with pytest.raises(EvaluationError, match=problem):
        booknlp.read_quotes(path, TEXT)


def test_names_that_differ_between_the_corpora(tmp_path: Path) -> None:
    assert booknlp.quotes_file(tmp_path, "TheAgeOfInnocence").name == "AgeOfInnocence.quotes"
    assert booknlp.quotes_file(tmp_path, "Emma").name == "Emma.quotes"
    write(tmp_path / "TheAgeOfInnocence.quotes")
    assert booknlp.quotes_file(tmp_path, "TheAgeOfInnocence").name == "TheAgeOfInnocence.quotes"
