from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import evaluate_openings
from fabula.evaluation.openings import opening_names, read_opening
from fabula.types import Text, Work
from tests.evaluation.gold import mention_of, parse, quote_of, span_in, work_of

NOVEL = (
    "“Is the tide in?” asked Mara Voss.\r\n\r\n“In and out\r\nagain,” said the old man. “Twice.”\r\n\r\n"
    "“Off, all of you!” cried the two.\r\n\r\n“Who was that?”\r\n"
)
CAST = "Mara Voss\tMara Voss|Mara\tshe/her/her\nOld Tam\tTam|the old man\the/him/his\nJory Tam\tJory|Tam\t\n"


def row(words: str, speaker: str, addressees: str = "", shown: str | None = None) -> str:
    start, end = span_in(NOVEL, words)
    return f"{start}\t{end}\t{speaker}\t{addressees}\t{words if shown is None else shown}\n"


LINES = (
    "# file: texts/tide.txt\n# start\tend\tspeaker\taddressees\twords\n"
    + row("“Is the tide in?”", "Mara Voss", "Old Tam|Jory Tam")
    + row("“In and out\r\nagain,”", "Old Tam", "Mara Voss", "“In and out  again")
    + row("“Twice.”", "Old Tam", "Mara Voss")
    + row("“Off, all of you!”", "Mara Voss|Old Tam")
    + row("“Who was that?”", "?")
)


def write_opening(data: Path, lines: str = LINES) -> Path:
    """A novel and its opening; returns the folder of openings."""
    folder = data / "openings" / "tide"
    folder.mkdir(parents=True)
    (data / "texts").mkdir()
    (data / "texts" / "tide.txt").write_bytes(NOVEL.encode())
    (folder / "lines.tsv").write_text(lines, encoding="utf-8")
    (folder / "cast.tsv").write_text(CAST, encoding="utf-8")
    return data / "openings"


def test_the_lines_and_the_cast(tmp_path: Path) -> None:
    root = write_opening(tmp_path)
    assert opening_names(root) == ("tide",)
    opening = read_opening(root / "tide")
    assert (opening.name, opening.text) == ("tide", NOVEL)
    assert [NOVEL[slice(*line.span)][:4] for line in opening.lines] == [
        "“Is ",
        "“In ",
        "“Twi",
        "“Off",
        "“Who",
    ]
    assert [line.speaker for line in opening.lines] == [
        *("Mara Voss", "Old Tam", "Old Tam", "Mara Voss|Old Tam", None),
    ]
    assert [line.addressees for line in opening.lines][::3] == [("Old Tam", "Jory Tam"), ()]
    assert [one.names for one in opening.cast] == [
        ("Mara Voss", "Mara"),
        ("Old Tam", "Tam", "the old man"),
        ("Jory Tam", "Jory", "Tam"),
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("1\t2\ta\tb\tc\n", r'line 1: the first line must be "# file: PATH"'),
        ("", r"line 1: the first line"),
        ("# file: texts/none.txt\n", r"none\.txt is missing"),
        ("# file: texts/tide.txt\n1\t2\ta\n", "line 2: 3 fields where five belong"),
        ("# file: texts/tide.txt\n1\tx\ta\tb\tc\n", "line 2: 'x' is not a whole number"),
        ("# file: texts/tide.txt\n1\t17\ta\tb\tc\n", "line 2: the text has other words there: c"),
        ("# file: texts/tide.txt\n1\t17\ta\tb\t \n", "line 2: the text has other words there"),
    ],
)
def test_a_fault_is_named_by_its_line(tmp_path: Path, lines: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        read_opening(write_opening(tmp_path, lines) / "tide")


def test_openings_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="is not a folder"):
        opening_names(tmp_path / "none")
    with pytest.raises(EvaluationError, match=r"no folder in it has a lines\.tsv"):
        opening_names(tmp_path)
    with pytest.raises(EvaluationError, match="there is no 'ebb'"):
        opening_names(write_opening(tmp_path), ["ebb"])


def test_scores_by_hand(tmp_path: Path) -> None:
    root = write_opening(tmp_path)

    def read(text: Text) -> Work:
        said = [
            quote_of(text, ["“Is the tide in?”"], 1, (2,)),
            quote_of(text, ["“In and out\r\nagain,”", "“Twice.”"], 2, (1,)),
            quote_of(text, ["“Who was that?”"], 1),
        ]
        return work_of(text, [mention_of(text, "Mara Voss", 1), mention_of(text, "the old man", 2)], said)

    report = evaluate_openings(root, read, parse=parse)
    values = report.rows[0].values
    # The line of the two was not found; whose the last is nobody knows.
    assert (values["lines"], values["speakers"], values["found"]) == (4, 75, 75)
    # Mara, Mara and Tam are right, of four wanted: Jory is not named.
    assert values["addressees"] == pytest.approx(100 * 6 / 7)
    # Jory is nowhere.
    assert (values["cast_one"], values["cast"]) == (2, 3)
    assert report.overall["speakers"] == 75


def test_an_opening_of_which_no_line_counts(tmp_path: Path) -> None:
    root = write_opening(tmp_path, "# file: texts/tide.txt\n" + row("“Who was that?”", "?"))
    with pytest.raises(EvaluationError, match="no line has a speaker"):
        evaluate_openings(root, work_of, parse=parse)
