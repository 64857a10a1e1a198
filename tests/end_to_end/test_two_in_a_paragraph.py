"""Two who speak in one paragraph, and who says what in it."""

from __future__ import annotations

import pytest

from tests.end_to_end.whole_scenes import scene_of

pytestmark = pytest.mark.model

BEGINNING = """Anna Wells came into the kitchen. Ben Carter was at the table, and Carla Dunn stood by
the stove.

“Where is she?” Anna asked.

"""
ANNA, BEN, CARLA = "Anna Wells", "Ben Carter", "Carla Dunn"


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        ("Ben said: “I do not know.” Carla laughed. “Of course you don’t.”", [BEN, CARLA]),
        ("“I do not know,” said Ben; to which Carla rejoined: “Of course you don’t.”", [BEN, CARLA]),
        (
            "“Captain,” Ben greeted her, and handed Carla a cup. She nodded. “Sergeant…”",
            [BEN, CARLA],
        ),
        (
            "“I do not know,” Ben interposed, reluctantly; to which Carla rejoined: “Of course you don’t.”",
            [BEN, CARLA],
        ),
        (
            "“I do not know!” cried Ben, who was no hero, and Carla howled, “Of course you don’t!”",
            [BEN, CARLA],
        ),
        ("“I do not know,” said Ben.\n\nCarla laughed. “Of course you don’t,” she said.", [BEN, CARLA]),
        ("“I do not know,” said Ben.\n\nMr. Vane’s wife said, “Tea?”", [BEN, "Mr. Vane’s wife"]),
        ("Anna looked at Ben. “Stop—” he ordered, and took the kettle from the fire.", [BEN]),
        (
            "Ben Carter was the sergeant, and she outranked him. “You wanted to see me, ma’am?”\n\n"
            "“Yes, yes, I did,” said Carla.\n\n“At once?”\n\n“Sit, Sergeant.”\n\n“Excuse me, ma’am?”",
            [BEN, CARLA, BEN, CARLA, BEN],
        ),
    ],
)
def test_each_says_what_is_theirs(words: str, speakers: list[str]) -> None:
    first, *found = scene_of(BEGINNING + words + "\n").speakers()
    assert str(first).startswith("Anna")
    assert found == speakers
