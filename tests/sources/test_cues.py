"""Cues of plays on lines of their own: no headings, and one paragraph with what is said under them."""

from __future__ import annotations

from pathlib import Path

from fabula.sources import plain
from fabula.types import BlockKind

PLAY = """THE LAST FERRY
A play in one act

                    DORA
          Is the ferry in?

                    RAVI
               (coughing)
          It came an hour ago. It has
          gone since.

                    DORA
          Then we stay.

The MATE comes in.

                    MATE
          Who is there?

                    RAVI
          Nobody.
"""


def blocks(content: str) -> list[tuple[BlockKind, str]]:
    text = plain.read(Path("play.txt"), content)
    return [(block.kind, " ".join(content[block.start : block.end].split())) for block in text.blocks]


def test_a_cue_is_one_paragraph_with_its_speech() -> None:
    found = blocks(PLAY)
    words = [words for _, words in found]
    assert "RAVI (coughing) It came an hour ago. It has gone since." in words
    assert "MATE Who is there?" in words
    assert "The MATE comes in." in words
    assert [words for kind, words in found if kind is BlockKind.HEADING] in ([], ["THE LAST FERRY"])


def test_chapters_named_after_people_stay_chapters() -> None:
    told = "It rained on the quay, and nobody came.\n\n" * 12
    found = blocks(f"DORA\n\n{told}RAVI\n\n{told}DORA\n\n{told}RAVI\n\n{told}")
    assert [words for kind, words in found if kind is BlockKind.HEADING] == ["DORA", "RAVI", "DORA", "RAVI"]
