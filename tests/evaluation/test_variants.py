"""Novels written by hand, in other shapes: the words stay, and the annotation stays with its words."""

from __future__ import annotations

import re

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.edits import Edit, Moves, edited
from fabula.evaluation.pdnc import GoldCharacter, GoldMention, GoldQuotation, Novel
from fabula.evaluation.variants import FORMS, variant
from tests.evaluation.gold import span_in

CAST = (
    GoldCharacter(0, "Ruth", ("Ruth",), "F", "major"),
    GoldCharacter(1, "Ned Hale", ("Ned",), "M", "major"),
)


def novel(text: str, *quoted: tuple[str, ...], tags: tuple[str, ...] = ()) -> Novel:
    """A novel whose quotations have these parts; every "Ned" in a part is a mention."""
    quotations: list[GoldQuotation] = []
    for number, parts in enumerate(quoted):
        spans = tuple(span_in(text, part) for part in parts)
        mentions = tuple(
            GoldMention(start + found.start(), start + found.end(), ("Ned Hale",))
            for start, end in spans
            for found in re.finditer("Ned", text[start:end])
        )
        tag = tags[number] if number < len(tags) else ""
        quotations.append(
            GoldQuotation(f"Q{number}", spans, "Ruth", ("Ned Hale",), "Explicit", tag, mentions)
        )
    return Novel("Lamp", text, CAST, tuple(quotations))


LAMP = novel(
    '\nThe lamp\nwas out.\r\n\r\n"Ned," said Ruth,  "who\nis that--Mr. Ned?" She rose. He didn\'t.\n\n'
    "He said, \"'Tis nobody. Ned said 'Go!' and went--\" A pause. \"'Twas cold.\"\n\n"
    'She read the "Daily Lamp" aloud.  "Dogs\' lives..." she said.\n\n'
    '"First, Ned, and then\n\n"Second, to the end."\n\n'
    "No marks for Ned here.\n",
    ("Ned,", "who\nis that--Mr. Ned?"),
    ("'Tis nobody. Ned said 'Go!' and went--", "'Twas cold."),
    ("Dogs' lives...",),
    ("First, Ned, and then", "Second, to the end."),
    ("No marks for Ned here.",),
)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("form", FORMS)
def test_every_quotation_and_mention_is_where_its_words_are(form: str) -> None:
    moved = variant(LAMP, form)
    assert letters(moved.text) == letters(LAMP.text)
    assert [q.id for q in moved.quotations] == [q.id for q in LAMP.quotations]
    for before, after in zip(LAMP.quotations, moved.quotations, strict=True):
        assert len(before.spans) == len(after.spans)
        for (start, end), (new_start, new_end) in zip(before.spans, after.spans, strict=True):
            assert letters(moved.text[new_start:new_end]) == letters(LAMP.text[start:end])
            assert moved.text[new_start:new_end].strip() == moved.text[new_start:new_end]
        assert [moved.text[m.start : m.end] for m in after.mentions] == ["Ned"] * len(before.mentions)
        assert [m.characters for m in after.mentions] == [m.characters for m in before.mentions]
    assert moved.characters == LAMP.characters
    assert moved.name == LAMP.name


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_nothing_is_nothing(form: str) -> None:
    assert variant(novel(""), form).text == ""
    assert variant(novel("\n\n"), form).text.strip() == ""


def test_a_form_that_there_is_not() -> None:
    with pytest.raises(EvaluationError, match=r"'bold'.*flat, straight, single, dash, british"):
        variant(LAMP, "bold")


def test_flat_leaves_no_line_end() -> None:
    text = variant(LAMP, "flat").text
    assert not re.search(r"[\n\r]", text)
    assert 'The lamp was out. "Ned," said Ruth,  "who is that' in text


def test_straight_marks_are_the_only_ones() -> None:
    curled = novel("“Ned’s ‘lamp’,” said Ruth. ``Out!''", ("Ned’s ‘lamp’,",), ("Out!",))
    straight = variant(curled, "straight")
    assert straight.text == '"Ned\'s \'lamp\'," said Ruth. "Out!"'
    assert [straight.text[slice(*q.spans[0])] for q in straight.quotations] == ["Ned's 'lamp',", "Out!"]
    assert variant(LAMP, "straight") == LAMP


def test_unmarked_speech_has_no_marks_and_keeps_its_apostrophes() -> None:
    text = variant(LAMP, "unmarked").text
    assert not set(text) & set('"“”')
    assert "He said, 'Tis nobody. Ned said 'Go!' and went--" in text


def test_single_marks_outside_and_double_ones_inside() -> None:
    text = variant(LAMP, "single").text
    assert "‘Ned,’ said Ruth,  ‘who\nis that--Mr. Ned?’ She rose. He didn’t." in text
    assert "He said, ‘’Tis nobody. Ned said “Go!” and went--’ A pause. ‘’Twas cold.’" in text
    assert "the ‘Daily Lamp’ aloud.  ‘Dogs’ lives...’ she said." in text
    assert "‘First, Ned, and then\n\n‘Second, to the end.’" in text
    assert '"' not in text


def test_curled_marks_become_single_too() -> None:
    curled = novel("“He said ‘Go!’ to Ned’s dog—” she began.", ("He said ‘Go!’ to Ned’s dog—",))
    assert variant(curled, "single").text == "‘He said “Go!” to Ned’s dog—’ she began."


def test_british_printing() -> None:
    told = novel(
        "Mr. Hale and Mrs. Hale--so to speak--came in 1914--18 at 3 St. James St. at last.  "
        '"Ned--" said Dr. Moor.\n\n'
        "\"--and then... 'Go!'\" Mr. B---- knew.",
        ("Ned--",),
        ("--and then... 'Go!'",),
    )
    british = variant(told, "british")
    assert british.text == (
        "Mr\u00a0Hale and Mrs\u00a0Hale – so to speak – came in 1914–18 at 3 St\u00a0James St. at last. "
        "‘Ned –’ said Dr\u00a0Moor.\n\n‘– and then … “Go!”\u2009’ Mr\u00a0B---- knew."
    )
    assert [british.text[slice(*q.spans[0])] for q in british.quotations] == [
        "Ned –",
        "– and then … “Go!”",
    ]


@pytest.mark.parametrize(
    ("before", "quoted", "tag", "after"),
    [
        ('"Back, Ned!" he said.', ["Back, Ned!"], "he said", "—Back, Ned! he said."),
        ('"Yes," said Ann, "I do."', ["Yes,", "I do."], "said Ann", "—Yes, said Ann, I do."),
        ('"Yes," said Ann. "I do."', ["Yes,", "I do."], "said Ann", "—Yes, said Ann. I do."),
        ('"Yes!" Ann said. "Go."', ["Yes!", "Go."], "Ann said", "—Yes! Ann said. Go."),
        ('"Yes." Ann rose. "Go."', ["Yes.", "Go."], "", "—Yes.\n\nAnn rose.\n\n—Go."),
        (
            '"Yes," said Mr. Moor. He rose.\nHe sat. "Go."',
            ["Yes,", "Go."],
            "said Mr Moor",
            "—Yes, said Mr. Moor.\n\nHe rose.\nHe sat.\n\n—Go.",
        ),
        ('He rose and said, "Go." She went.', ["Go."], "", "He rose and said:\n\n—Go.\n\nShe went."),
        ('"Go." "Why?"', ["Go.", "Why?"], "", "—Go.\n\n—Why?"),
        ('"Go on\n\n"Go back."', ["Go on", "Go back."], "", "—Go on\n\n—Go back."),
        ('He read the "Daily Lamp" to her.', [], "", 'He read the "Daily Lamp" to her.'),
    ],
)
def test_dash_style(before: str, quoted: list[str], tag: str, after: str) -> None:
    told = novel(before, *((part,) for part in quoted), tags=(tag,) * len(quoted))
    made = variant(told, "dash")
    assert made.text == after
    assert [made.text[slice(*q.spans[0])] for q in made.quotations] == quoted


def test_offsets_move_with_edits() -> None:
    moves = Moves([Edit(2, 2, "++"), Edit(4, 6, "-"), Edit(8, 9, "")])
    assert moves.span((2, 4)) == (4, 6)  # what is put in at its start stands before it
    assert moves.span((0, 2)) == (0, 2)  # and what is put in at its end after it
    assert moves.span((4, 6)) == (6, 7)
    assert moves.span((5, 8)) == (7, 9)  # a start inside what was changed moves behind it
    assert moves.span((8, 9)) == (9, 9)
    with pytest.raises(ValueError, match="overlap"):
        Moves([Edit(0, 3, ""), Edit(2, 4, "")])


def test_a_quotation_that_is_gone_is_left_out() -> None:
    told = novel("Ned. Ruth.", ("Ned.",), ("Ruth.",))
    left = edited(told, [Edit(0, 5, "")])
    assert left.text == "Ruth."
    assert [q.id for q in left.quotations] == ["Q1"]
    assert left.quotations[0].spans == ((0, 5),)
