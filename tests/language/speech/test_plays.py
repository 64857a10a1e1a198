"""The speeches of plays and scripts, which names without a colon give to somebody."""

from __future__ import annotations

import time

import pytest

from fabula.language.speech.plays import cues
from tests.language.speech.pages import page, speech

DOTS = """DORA. Is the ferry in?

RAVI. It came an hour ago. [_He coughs._] It has gone since.

DORA. [_Aside._] Then we stay.

RAVI. We do.
"""
LINES = """DORA
Is the ferry in?

RAVI
(coughing)
It came an hour ago.

DORA
Then we stay.

RAVI
We do.
"""
TAGS = """[Narrator] Dora came down to the quay.

[Dora] Is the ferry in?

[Ravi] It came an hour ago.

[Dora] Then we stay.

[Ravi] We do.
"""


def lines(content: str) -> list[tuple[str, list[str]]]:
    """Each speech of a page: the name before it, and what is said."""
    return [
        (content[slice(*cue.name)], [content[slice(*part)] for part in cue.parts])
        for cue in cues(page(content))
    ]


def test_names_in_capitals_before_a_stop_are_cues_and_what_is_done_is_not_said() -> None:
    assert lines(DOTS) == [
        ("DORA", ["Is the ferry in?"]),
        ("RAVI", ["It came an hour ago.", "It has gone since."]),
        ("DORA", ["Then we stay."]),
        ("RAVI", ["We do."]),
    ]


@pytest.mark.parametrize("play", [LINES, LINES.replace("DORA\n", "DORA.\n"), TAGS])
def test_names_on_their_own_lines_or_in_brackets_are_cues(play: str) -> None:
    said = ["Is the ferry in?", "It came an hour ago.", "Then we stay.", "We do."]
    assert lines(play) == list(zip(["DORA", "RAVI"] * 2, [[s] for s in said], strict=True)) or lines(
        play
    ) == list(zip(["Dora", "Ravi"] * 2, [[s] for s in said], strict=True))


@pytest.mark.parametrize(
    "words",
    [
        "DORA. That was all that the stone said.\n\nRAVI. So said the other.\n\nThey read on.",
        "LONDON. It rained.\n\nIt rained for a week.\n\nPARIS. It snowed.\n\nIt snowed on.",
        "[System] You have one life.\n\n[System] You have none.\n\n[System] Good-bye.\n\n[System] Hello.",
        "ACT I. The quay.\n\nSCENE I. Night.\n\nACT I. The quay.\n\nSCENE I. Day.",
    ],
)
def test_a_few_words_in_capitals_make_no_play(words: str) -> None:
    assert lines(words) == []


def test_a_cue_may_begin_with_an_article() -> None:
    play = "\n\n".join(["THE MATE. Who is there?", "RAVI. Nobody.", "THE MATE. I see.", "RAVI. You do not."])
    assert [name for name, _ in lines(play)] == ["THE MATE", "RAVI", "THE MATE", "RAVI"]


def test_a_novel_with_a_few_inscriptions_is_no_play() -> None:
    stones = "DORA. She sleeps.\n\nRAVI. He sleeps.\n\nDORA. She wakes.\n\nRAVI. He wakes.\n\n"
    assert lines(stones + "He read them all, and went home.\n\n" * 20) == []


def test_speeches_of_plays_are_quotations() -> None:
    assert speech(DOTS)[1] == ["It came an hour ago.", "It has gone since."]
    chat = "DORA: Is it in?\n\nRAVI: It was. (He coughs.) It has gone.\n\nDORA: Ah."
    assert speech(chat) == [["Is it in?"], ["It was.", "It has gone."], ["Ah."]]


def test_plays_take_no_longer_than_their_length() -> None:
    for content in ("AB. c\n\n" * 60_000, "[" * 300_000, "AB " * 100_000, "AB. (" * 60_000):
        before = time.process_time()
        cues(page(content))
        assert time.process_time() - before < 5.0
