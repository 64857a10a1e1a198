from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import pdnc
from tests.evaluation.gold import STORY, quotation_row, story_rows, write_novel


def test_the_text_keeps_its_line_ends(tmp_path: Path) -> None:
    novel = pdnc.read_novel(write_novel(tmp_path))
    assert novel.text == STORY
    assert "\r\n" in novel.text


def test_every_part_of_a_quotation(tmp_path: Path) -> None:
    first = pdnc.read_novel(write_novel(tmp_path)).quotations[0]
    assert [STORY[start:end] for start, end in first.spans] == ["Ned,", "who is that?"]
    assert (first.id, first.speaker, first.addressees) == ("Q0", "Ruth", ("Ned Hale",))
    assert (first.type, first.referring_expression) == ("Explicit", "said Ruth")


def test_mentions_whose_lists_do_not_pair_are_left_out(tmp_path: Path) -> None:
    first = pdnc.read_novel(write_novel(tmp_path)).quotations[0]
    assert [(STORY[m.start : m.end], m.characters) for m in first.mentions] == [("Ned", ("Ned Hale",))]


def test_a_type_that_is_none_is_empty_and_the_unknowable_are_not_scored(tmp_path: Path) -> None:
    quotations = pdnc.read_novel(write_novel(tmp_path)).quotations
    assert [quotation.type for quotation in quotations] == ["Explicit", "Anaphoric", "", ""]
    assert [quotation.is_scored for quotation in quotations] == [True, True, True, False]


def test_characters_by_name_and_alias(tmp_path: Path) -> None:
    novel = pdnc.read_novel(write_novel(tmp_path))
    assert [(c.id, c.name, c.aliases, c.gender, c.category) for c in novel.characters] == [
        (0, "Ned Hale", ("Ned", "Ned Hale"), "M", "major"),
        (1, "Ruth", ("Ruth",), "F", "major"),
    ]
    ned = novel.character("Ned")
    assert ned is not None
    assert ned.id == 0
    assert novel.character("_group") is None


def test_splits(tmp_path: Path) -> None:
    for name in (*pdnc.DEV_NOVELS, "HardTimes", "Persuasion"):
        write_novel(tmp_path, name)
    assert pdnc.novel_names(tmp_path) == pdnc.DEV_NOVELS
    assert pdnc.novel_names(tmp_path, "train") == ("HardTimes", "Persuasion")
    assert len(pdnc.novel_names(tmp_path, "all")) == 7
    assert pdnc.novel_names(tmp_path, novels=["Persuasion", "Persuasion"]) == ("Persuasion",)
    assert [novel.name for novel in pdnc.read_novels(tmp_path, "train")] == ["HardTimes", "Persuasion"]


def test_choices_that_are_not_there(tmp_path: Path) -> None:
    write_novel(tmp_path)
    with pytest.raises(EvaluationError, match=r"no 'TheAwakening' in the gold data: .*quotation_info.csv"):
        pdnc.novel_names(tmp_path)
    with pytest.raises(EvaluationError, match="no split 'tests': choose one of dev, train, all"):
        pdnc.novel_names(tmp_path, "tests")
    with pytest.raises(EvaluationError, match="nothing to score"):
        pdnc.novel_names(tmp_path, "train")
    with pytest.raises(EvaluationError, match="nothing to score"):
        pdnc.novel_names(tmp_path, novels=[])
    with pytest.raises(EvaluationError, match="not a folder"):
        pdnc.novel_names(tmp_path / "Emma" / "novel_text.txt")


@pytest.mark.parametrize("name", ["novel_text.txt", "quotation_info.csv", "character_info.csv"])
def test_missing_file(tmp_path: Path, name: str) -> None:
    folder = write_novel(tmp_path)
    (folder / name).unlink()
    with pytest.raises(EvaluationError, match=rf"{name} is missing"):
        pdnc.read_novel(folder)


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("quoteByteSpans", "[[5, 2]]", "quoteByteSpans [5, 2] does not lie in the novel's"),
        ("quoteByteSpans", "[[5, 99999]]", "quoteByteSpans [5, 99999] does not lie in the novel's"),
        ("quoteByteSpans", "[[5]]", "quoteByteSpans [5] is not a pair of offsets"),
        ("quoteByteSpans", "[[1, True]]", "quoteByteSpans [1, True] is not a pair of offsets"),
        ("quoteByteSpans", "[]", "quoteByteSpans holds no span"),
        ("quoteByteSpans", "7", "quoteByteSpans '7' is not a list"),
        ("quoteByteSpans", "[[1, 2", "quoteByteSpans '[[1, 2' is not a list"),
        ("addressees", "nan", "addressees 'nan' is not a list"),
        ("addressees", "[1]", "addressees '[1]' is not a list of names"),
    ],
)
def test_malformed_row(tmp_path: Path, column: str, value: str, problem: str) -> None:
    bad = quotation_row("Q4", ["Hush!"], **{column: value})
    folder = write_novel(tmp_path, rows=[*story_rows()[:1], bad])
    with pytest.raises(EvaluationError) as caught:
        pdnc.read_novel(folder)
    assert f"quotation_info.csv, line 3: {problem}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_malformed_table(tmp_path: Path) -> None:
    folder = write_novel(tmp_path)
    path = folder / "quotation_info.csv"
    path.write_text('"quoteID","quoteText"\n"Q0"\n')
    with pytest.raises(EvaluationError, match="line 2: 1 columns where 2 belong"):
        pdnc.read_novel(folder)
    path.write_text('"quoteID","quoteText"\n"Q0","a" b\n')
    with pytest.raises(EvaluationError, match="line 2: "):
        pdnc.read_novel(folder)
    path.write_text('"quoteID","quoteText"\n"Q0","a"\n')
    with pytest.raises(EvaluationError, match="line 1: there is no column 'quoteType'"):
        pdnc.read_novel(folder)


def test_malformed_cast(tmp_path: Path) -> None:
    folder = write_novel(tmp_path)
    path = folder / "character_info.csv"
    path.write_text(path.read_text().replace("1,Ruth", "one,Ruth"))
    with pytest.raises(EvaluationError, match="line 3: Character ID 'one' is not a whole number"):
        pdnc.read_novel(folder)
