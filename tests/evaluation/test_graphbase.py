from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.graphbase import encounter_files, read_encounters

TEXT = "Ida met Olm.\n\nThe gull cried to Ida.\n\nOlm slept by the pilot.\n"
SECOND = TEXT.index("Olm slept")


def write_novel(folder: Path, data: str = "1:ID,OL;ID,GU\n2:OL\n&:OL,PI") -> Path:
    """A novel of two chapters."""
    people = (
        "* File\nID Ida, a pilot\nOL Olm, friend of ID\nGU Gull, who is narrator\nPI the pilot, a man\n\n"
    )
    file = folder / "sea.dat"
    file.write_text(f"{people}{data}\n* End", encoding="utf-8")
    (folder / "sea.txt").write_text(TEXT, encoding="utf-8")
    chapters = f"chapter\tstart\tend\n1\t0\t{SECOND}\n2\t{SECOND}\t{len(TEXT)}"
    (folder / "sea.chapters.tsv").write_text(chapters, encoding="utf-8")
    (folder / "sea.names.tsv").write_text(
        "ID\tIda\nOL\tOlm|old Olm\nGU\tThe gull\nPI\tthe pilot\n", encoding="utf-8"
    )
    return file


def test_chapters_have_those_who_meet_in_them(tmp_path: Path) -> None:
    novel = read_encounters(write_novel(tmp_path))
    first, second = novel.chapters
    assert first.groups == (frozenset(["ID", "OL"]), frozenset(["ID", "GU"]))
    assert second.people == {"OL", "PI"}
    assert (second.start, second.end) == (SECOND, len(TEXT))
    assert novel.names["OL"] == ("Olm", "old Olm")
    assert novel.narrator == "GU"


def test_what_no_one_could_read_is_an_error_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"sea\.dat.*no character 'XX'"):
        read_encounters(write_novel(tmp_path, "1:ID,XX"))
    with pytest.raises(EvaluationError, match="neither a character nor a chapter"):
        read_encounters(write_novel(tmp_path, "who knows"))
    with pytest.raises(EvaluationError):
        encounter_files(tmp_path / "nothing")
