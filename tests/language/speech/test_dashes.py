from __future__ import annotations

import pytest

from tests.language.speech.pages import speech


@pytest.mark.parametrize("dash", ["—", "– ", "--", "― ", "- "])
def test_every_dash_opens_speech(dash: str) -> None:
    content = (
        f"{dash}Is it far? asked Ned.\n\nHe looked up.\n\n{dash}Not very.\n\n{dash}Well, said he, come in."
    )
    assert speech(content) == [[f"{dash}Is it far?"], [f"{dash}Not very."], [f"{dash}Well,", "come in."]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("—I do not, the old man said.", ["—I do not,"]),
        ("—Thanks, old chap, he cried briskly. I am off.", ["—Thanks, old chap,", "I am off."]),
        ("—Back to the boat! he said sternly.", ["—Back to the boat!"]),
        ("—It is late, Mr Ford said. He turned to the door.", ["—It is late,"]),
        ("—It is late, he said. He turned to the door. Will you come?", ["—It is late,", "Will you come?"]),
        ("—Yes, Mary said, turning round, you may.", ["—Yes,", "you may."]),
        ("— Come here, — said Ivan, — at once.", ["— Come here,", "at once."]),
        ("—Come —said Ivan—. At once.", ["—Come", "At once."]),
        ("—He told me, “Go home,” and I went.", ["—He told me, “Go home,” and I went."]),
    ],
)
def test_tags_are_left_out(line: str, expected: list[str]) -> None:
    assert speech(f"—What now? said Ann.\n\n{line}\n\n—No.")[1] == expected


def test_marks_inside_dash_speech_are_a_second_level() -> None:
    content = "—What now? said Ann.\n\n—He told me, “Go home, you fool,” and I went.\n\n—Ah."
    assert speech(content, depth=2) == [["“Go home, you fool,”"]]


@pytest.mark.parametrize(
    "content",
    [
        "“Yes,” said Tom.\n\n“No,” said Ann.\n\n--and so they went on, week after week, and nothing changed.",
        "A motto stood over the door.\n\n—Old Proverb",
        "— 12 —\n\nThe road was long.",
        "“Where?” she asked.\n\n—a long silence fell; the rain came on—\n\n“Here,” he said.",
    ],
)
def test_dashes_that_open_no_speech(content: str) -> None:
    assert not [parts for parts in speech(content) if parts[0][0] in "—-"]
