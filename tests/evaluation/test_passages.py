from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.passages import printed, read_passages

HEADINGS = "ID\tbook_id\tchar_text\tplace_text\tcontext_10\tcontext_50\tcontext_100"
LABELS = "ID\tvalid_relation\tspatial_relation\ttemporal_span\tnarrative_tense"


def write_passages(folder: Path, passages: list[tuple[str, str]], split: str = "dev") -> Path:
    """Passages with how the two in each stand to each other; an empty relation is an invalid pair."""
    rows = [f"P{n}\t1\t\t\t\t\t{words}" for n, (words, _) in enumerate(passages)]
    labels = [
        f"P{n}\t{'VALID' if relation else 'INVALID'}\t{relation}\t\t"
        for n, (_, relation) in enumerate(passages)
    ]
    (folder / f"{split}.tsv").write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    (folder / f"{split}.labels.tsv").write_text("\n".join([LABELS, *labels]), encoding="utf-8")
    return folder


def shown(tagged: str) -> tuple[str, str, str]:
    found = printed(tagged)
    assert found is not None
    text, character, place = found
    return text, text[slice(*character)], text[slice(*place)]


def test_tokens_are_put_together_as_they_would_be_printed() -> None:
    tagged = (
        "Well , <char> the half - grown boy </char> did n't leave <place> Rosa 's house </place> ( yet ) ."
    )
    assert shown(tagged) == (
        "Well, the half-grown boy didn't leave Rosa's house (yet).",
        "the half-grown boy",
        "Rosa's house",
    )


def test_straight_marks_of_speech_open_and_close_by_turns() -> None:
    text, _, _ = shown('in . " Come , " said <char> he </char> . " Come <place> home </place> . "')
    assert text == "in. “Come,” said he. “Come home.”"
    text, _, _ = shown('<char> You </char> go , " he said . " To <place> bed </place> ! "')
    assert text == "You go,” he said. “To bed!”"


def test_one_of_the_two_may_stand_in_the_other() -> None:
    text, character, place = shown("in <place> <char> my </char> town </place> .")
    assert (text, character, place) == ("in my town.", "my", "my town")
    assert printed("<char> he </char> slept .") is None


def test_a_split_is_read_with_its_labels(tmp_path: Path) -> None:
    folder = write_passages(
        tmp_path,
        [
            ("<char> Ida </char> sat in <place> the barn </place> .", "IN"),
            ("<char> Ida </char> spoke of <place> the barn </place> .", ""),
        ],
    )
    assert [own.relation for own in read_passages(folder, "dev")] == ["IN", None]


def test_a_passage_without_a_label_or_a_mark_is_an_error_with_its_line(tmp_path: Path) -> None:
    folder = write_passages(tmp_path, [("Ida sat in <place> the barn </place> .", "IN")])
    with pytest.raises(EvaluationError, match=r"dev\.tsv.*2.*a character and a place"):
        list(read_passages(folder, "dev"))
    (folder / "dev.labels.tsv").write_text(LABELS, encoding="utf-8")
    with pytest.raises(EvaluationError, match="has no label"):
        list(read_passages(folder, "dev"))
