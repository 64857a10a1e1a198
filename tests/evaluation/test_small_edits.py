from __future__ import annotations

from dataclasses import replace
from itertools import islice

from fabula.evaluation.edits import edited
from fabula.evaluation.pdnc import GoldCharacter, GoldQuotation, Novel
from fabula.evaluation.small_edits import cut, name_changes, slip, small_edits
from tests.evaluation.gold import span_in

TOLD = " ".join(["The harbour lay quiet under the second evening of the frost."] * 4)
TEXT = (
    "Osbert Quill came up the hill with Quill's dog.\n\n"
    f"{TOLD}\n\n"
    "“Is that Quill?” asked Mrs. Marsh, and Marsh, her husband, said it was.\n\n"
    "Quillon was not Quill. Tansy laughed, and Tansy’s maid, and Tansy again.\n\n"
    "“Good,” said Tansy everlastingly.\n"
)


def person(
    number: int, name: str, *aliases: str, gender: str = "F", category: str = "minor"
) -> GoldCharacter:
    return GoldCharacter(number, name, (name, *aliases), gender, category)


QUILL = person(0, "Osbert Quill", gender="M")
TANSY = person(1, "Tansy")
QUOTATION = GoldQuotation("Q0", (span_in(TEXT, "Is that Quill?"),), "Mrs. Marsh", (), "Explicit", "", ())
SPOKEN = replace(QUOTATION, id="Q1", spans=(span_in(TEXT, "Good,"),))
NOVEL = Novel("Quay", TEXT, (QUILL, TANSY), (QUOTATION, SPOKEN))


def test_a_name_is_another_throughout_and_nothing_else() -> None:
    quill, tansy = name_changes(NOVEL)
    text = edited(NOVEL, quill.edits).text
    assert quill.what == "Quill is Pargeter"
    assert text.startswith("Osbert Pargeter came up the hill with Pargeter's dog.")
    # Part of another word is no name.
    assert "Quillon was not Pargeter." in text
    assert tansy.what == "Tansy is Philippa"
    assert edited(NOVEL, tansy.edits).text.count("Philippa") == 4


def changed(*characters: GoldCharacter, text: str = TEXT) -> list[str]:
    return [each.what for each in name_changes(replace(NOVEL, text=text, characters=characters))]


def test_a_name_that_is_not_a_minor_character_s_own_is_left_alone() -> None:
    assert changed(replace(TANSY, category="major")) == []
    assert changed(TANSY, person(2, "Mrs. Marsh", "Tansy Marsh", category="major")) == []
    assert changed(person(2, "The Quill")) == []
    assert changed(person(2, "her husband")) == []
    assert changed(replace(TANSY, gender="X")) == []
    # It stands there twice only.
    assert changed(person(2, "Mrs. Marsh")) == []


def test_a_new_name_is_one_that_the_text_does_not_have() -> None:
    assert changed(TANSY, text=TEXT + "Philippa slept.") == ["Tansy is Cordelia"]
    assert changed(QUILL, person(3, "Old Tansy")) == ["Quill is Pargeter", "Tansy is Tolliver"]


def test_a_paragraph_without_speech_is_cut_whole() -> None:
    (found,) = cut(NOVEL)
    assert edited(NOVEL, found.edits).text == TEXT.replace(f"{TOLD}\n\n", "")
    assert not list(cut(replace(NOVEL, text=TEXT.replace(TOLD, f"“{TOLD}”"))))


def test_a_slip_is_in_the_narration() -> None:
    (found,) = slip(NOVEL)
    # "everlastingly" is longer, and stands in a paragraph with speech.
    assert found.what == "harbour is harobur"
    assert edited(NOVEL, found.edits).text == TEXT.replace("harbour", "harobur", 1)


def test_so_many_names_and_one_of_each_other() -> None:
    assert [len(small_edits(NOVEL, names)) for names in (0, 1, 2, 9)] == [2, 3, 4, 4]
    assert list(islice(name_changes(NOVEL), 1)) == [small_edits(NOVEL, 1)[0]]
