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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("--Just so, sir, said uncle Walter. Shut the gate.", ["--Just so, sir,", "Shut the gate."]),
        ("--Leave it! Leave it! cried old Nurse Pratt.", ["--Leave it! Leave it!"]),
        ("--And where were you? asked father.", ["--And where were you?"]),
        ("--A fine day, answered sir Hugh. You may walk.", ["--A fine day,", "You may walk."]),
        (
            "--I owe him nothing, I tell you plainly, said Mr Hale.",
            ["--I owe him nothing, I tell you plainly,"],
        ),
        ("--Mrs Lunt, I beg of you, said Ruth, to sit down.", ["--Mrs Lunt, I beg of you,", "to sit down."]),
        ("--He is gone, they say, answered the ferryman.", ["--He is gone, they say,"]),
        ("--Who sings? asked miss Orme.", ["--Who sings?"]),
        ("--You jest, said gravely Hugh Orme. Go in.", ["--You jest,", "Go in."]),
        ("--He is a rogue, he said so himself, cried Ruth.", ["--He is a rogue, he said so himself,"]),
        ("--At noon, I think, he answered. Ask Ruth.", ["--At noon, I think,", "Ask Ruth."]),
    ],
)
def test_the_tag_before_a_name_is_found_after_words_like_a_tag(line: str, expected: list[str]) -> None:
    assert speech(f"--What now? said Ann.\n\n{line}\n\n--No.")[1] == expected


@pytest.mark.parametrize(
    "line",
    [
        "--They live well, I tell you. You saw the table.",
        "--Ned, I told you to wait for me. Come away.",
        "--It was the old road, you remember? The one by the mill.",
        "--Come, tell the man to wait. It will not be long.",
        "--Now, put the lamp down there.",
        "--A big house, we call it in these parts.",
    ],
)
def test_what_a_speaker_says_of_telling_is_speech(line: str) -> None:
    assert speech(f"--What now? said Ann.\n\n{line}\n\n--No.")[1] == [line]


@pytest.mark.parametrize(
    "tag", ["I said", "said I", "I answered", "we cried", "I told him", "I asked the groom", "says I"]
)
def test_who_tells_the_story_tags_speech_too(tag: str) -> None:
    content = f"--What now? said Ann.\n\n--Nothing, {tag}. Where is Ned?\n\n--No."
    assert speech(content)[1] == ["--Nothing,", "Where is Ned?"]


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
