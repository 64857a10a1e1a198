from __future__ import annotations

import pytest

from fabula.sources import load
from fabula.sources.turns import turn_starts

from .conftest import STORIES, Read, shown

TURNS = [
    "“Where have you been all this time?” said Mary.",
    "“At the river.”",
    "“With whom?”",
    "“With nobody. I went to see the boats, and there were none.”",
    "“None at all?” Mary put down her book. She looked at him for a long while without a word.",
    "“None,” he said.",
]


def flat(style: str) -> str:
    words = " ".join(TURNS * 6)
    if style == "straight":
        return words.replace("“", '"').replace("”", '"')
    if style == "single":
        return words.replace("“", "‘").replace("”", "’")
    if style == "guillemets":
        return words.replace("“", "«").replace("”", "»")
    return words.replace(".”", " . ”").replace(",”", " ,”") if style == "stray spaces" else words


@pytest.mark.parametrize("style", ["curly", "straight", "single", "guillemets", "stray spaces"])
def test_turns_come_back_in_every_style(read: Read, style: str) -> None:
    words = flat(style)
    text = read("a.txt", words)
    assert text.content == words
    paragraphs = shown(text)
    assert len(paragraphs) >= 24
    assert any(p.endswith(("river.”", 'river."', "river.’", "river.»", "river . ”")) for p in paragraphs)
    assert text.guessed == ((0, len(words.rstrip())),)
    # An interrupted speech, and one with its tag, stay whole.
    assert not any(p.lstrip().startswith("said Mary") for p in paragraphs)


def test_dashes() -> None:
    words = "—Come up, Kinch! —I’m coming, Buck. —Is he up? —He is, by God. He came to the rail. " * 15
    starts = turn_starts(words)
    assert len(starts) >= 40
    assert all(words[start] == "—" for start in starts)


def test_intact_paragraphs_are_left_alone() -> None:
    for name in ("dialogue.txt", "first_person.txt", "single_marks.txt", "ranks.txt"):
        text = load(STORIES / name)
        assert not any(turn_starts(words) for words in shown(text) if len(words) >= 1000)
        assert not text.guessed


def test_narration_and_one_long_speech_are_left_alone(read: Read) -> None:
    long = "He went on and on about it, for there was much to say. " * 60
    assert len(shown(read("a.txt", long))) == 1
    assert len(shown(read("b.txt", f"“{long}” he said. “{long}”"))) == 1


def test_a_flattened_story_gets_its_clear_breaks_back() -> None:
    true, at = set(), 0
    for words in shown(load(STORIES / "dialogue.txt")):
        true.add(at)
        at += len(words) + 1
    text = load(STORIES / "flattened.txt")
    assert text.content.count("\n") == 1
    found = {block.start for block in text.blocks}
    assert len(found) > 40
    assert len(found & true) >= 0.95 * len(found)


@pytest.mark.parametrize(
    ("first", "reply", "parted"),
    [
        ("“Who are they?” asked Mary.", "“They live on the river.”", True),
        ("“Is it far?” said Mary.", "“Yes, ten miles.”", True),
        ("“Is it far?” said Mary.", "“Ten miles are nothing to me.”", False),
        ("“Is it far?” asked Mary.", "“Is it ten miles?”", False),
        ("“It is far,” said Mary.", "“They live on the river.”", False),
    ],
)
def test_an_answer_after_a_question_and_its_tag_is_a_turn(first: str, reply: str, parted: bool) -> None:
    words = " ".join(TURNS * 2) + " "
    starts = turn_starts(f"{words}{first} {reply}")
    assert (len(words) + len(first) + 1 in starts) == parted


@pytest.mark.parametrize(
    ("first", "after", "parted"),
    [
        ("“It is far,” said the boatman.", "“Very far,” said Mary.", True),
        ("“It is far,” he said.", "“Very far,” said Mr. Pell.", True),
        ("“It is far,” said Mary.", "“Very far,” Mary said.", False),
        ("“It is far,” said Mary.", "“Very far,” she said.", False),
        ("“It is far,” said Mary, and", "“very far,” said John.", False),
    ],
)
def test_two_tags_with_different_people_are_two_turns(first: str, after: str, parted: bool) -> None:
    words = " ".join(TURNS * 2) + " "
    starts = turn_starts(f"{words}{first} {after}")
    assert (len(words) + len(first) + 1 in starts) == parted


@pytest.mark.parametrize(
    ("one", "other", "parted"),
    [
        # Narration after a turn is a paragraph of its own, a tag is not.
        ("“It is late.”", "The boats had long gone home, and the moon stood over the river.", True),
        ("“It is late!”", "cried the boatman.", False),
        ("“It is late,”", "Mary said.", False),
        # What somebody does between two speeches leaves them one; two sentences and a new name do not.
        ("“It is late,” she said, rising.", "“We must go.”", False),
        (
            "“It is late.” She rose. She went to the door. John looked up.",
            "“Where is my hat?” he asked.",
            True,
        ),
    ],
)
def test_where_narration_begins_a_paragraph(one: str, other: str, parted: bool) -> None:
    words = " ".join(TURNS * 2) + " "
    starts = turn_starts(f"{words}{one} {other} “Good night.” “Good night.”")
    assert (len(words) + len(one) + 1 in starts) == parted


def test_the_time_taken_grows_with_the_text_alone() -> None:
    words = " ".join(TURNS)
    short, long = len(turn_starts(" ".join([words] * 10))), len(turn_starts(" ".join([words] * 1000)))
    assert long >= 99 * short
