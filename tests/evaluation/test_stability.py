from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.edits import Edit
from fabula.evaluation.stability import changed_lines, evaluate_stability
from fabula.types import Cast, Quote, Text, Work
from tests.evaluation.gold import STORY, parse, quote_of, work_of, write_novel

LINES = ('"Ned,"', '"who is that?"', '"Nobody,"', '"I heard a step."', '"Hush!"')


def cast_of(text: str, speakers: tuple[int | None, ...], lines: tuple[str, ...] = LINES) -> Cast:
    quotes: list[Quote] = []
    for line, speaker in zip(lines, speakers, strict=True):
        quotes.append(quote_of(parse(Path("a.txt"), text), [line], speaker))
    return Cast((), (), tuple(quotes))


BEFORE = cast_of(STORY, (1, 1, 2, 1, None))
START = Edit(0, 3, "A very old")
MOVED = START.by + STORY[3:]


def test_entities_may_have_other_numbers() -> None:
    after = cast_of(MOVED, (7, 7, 3, 7, None))
    assert changed_lines(BEFORE, after, [START])[:2] == (0, 5)


@pytest.mark.parametrize(
    ("speakers", "changed"),
    [
        ((1, 1, 2, 2, None), 1),
        ((1, 1, 2, None, None), 1),
        ((1, 1, 2, 1, 2), 1),
        # One person is two now: the lines of one of them have changed.
        ((1, 1, 2, 3, None), 1),
        ((None, None, None, None, None), 4),
    ],
)
def test_lines_of_another_speaker(speakers: tuple[int | None, ...], changed: int) -> None:
    assert changed_lines(BEFORE, cast_of(MOVED, speakers), [START])[:2] == (changed, 5)


def test_a_line_that_is_lost_has_changed_and_one_that_is_edited_is_left_out() -> None:
    after = cast_of(MOVED, (1, 1, 2), LINES[:3])
    assert changed_lines(BEFORE, after, [START])[:2] == (2, 5)
    at = STORY.index("heard")
    edit = Edit(at, at + len("heard"), "hear")
    after = cast_of(STORY.replace("heard", "hear"), (1, 1, 2, None), LINES[:3] + LINES[4:])
    assert changed_lines(BEFORE, after, [edit])[:2] == (0, 4)


def test_each_edit_of_each_novel_is_a_row(tmp_path: Path) -> None:
    novel = write_novel(tmp_path) / "novel_text.txt"
    novel.write_bytes((STORY + "\r\nThe windows shuddered.\r\n").encode())
    (novel.parent / "character_info.csv").write_text(
        "Character ID,Main Name,Aliases,Gender,Category\n0,Ruth,\"['Ruth']\",F,minor\n"
    )
    read: list[str] = []

    def work(text: Text) -> Work:
        read.append(text.content)
        speakers = (1, 1, 2, 1, None) if len(read) == 1 else (1, 1, 2, 2, None)
        return work_of(text, quotes=list(cast_of(text.content, speakers).quotes))

    report = evaluate_stability(tmp_path, work, parse=parse, novels=["Emma"])
    # "Ruth" stands there once, and no paragraph is long enough to be missed.
    assert [row.name for row in report.rows] == ["Emma: windows is winodws"]
    assert len(read) == 2
    assert (report.overall["changed"], report.overall["lines"]) == (20, 5)


def test_novels_that_nothing_can_be_edited_in(tmp_path: Path) -> None:
    write_novel(tmp_path)
    with pytest.raises(EvaluationError, match="no small edit"):
        evaluate_stability(tmp_path, work_of, parse=parse, novels=["Emma"])
