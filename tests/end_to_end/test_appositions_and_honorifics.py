"""Names beside other words for their bearers, and names with honorifics."""

from __future__ import annotations

import pytest

from tests.end_to_end.whole_scenes import scene_of

pytestmark = pytest.mark.model

KITCHEN = """Chapter One

Odile sat in the kitchen and peeled potatoes. Her brother Tobin came in with the coal.

"Is there any soup?" asked her brother Tobin.

"There is," said Odile. "Ask our cousin, Miss Petra Lind."

Her cousin Petra looked up from the stove. "There was," she said.

"My friend Rufus is coming to supper," said Tobin. "He eats a great deal."

"Then he can bring his own," said Petra.

The ferryman Brandt knocked at the door. "I have brought your friend Rufus," said the ferryman.

"Come in, Brandt," said Odile.
"""

SCHOOL = """Chapter One

Sakura Tanaka opened the classroom door. Kenji Mori was already at his desk, asleep on his book.

"Mori-kun, wake up," said Tanaka.

"Five minutes," said Kenji.

"Sakura-chan, let him sleep," said Aiko from the window. "He was at practice until nine."

"Kenji-kun is always at practice," said Sakura.

Mori-sensei came in at last. He was Kenji's father, and he pretended not to be.

"Good morning, Mori-sensei," said Aiko.

"Good morning, Aiko-san," said Mori-sensei. "Tanaka-san, sit down, please."

"Yes, sensei," said Tanaka.

Aiko laughed. "Ken-chan," she said, "you are hopeless."
"""

SHOP = """Chapter One

Li Wei opened the shop before dawn. His sister, Li Mei, was already at the counter.

"Wei, you are late," said Li Mei.

"I am early," said Li Wei.

Tanaka Hiroshi came in and bowed. Hiroshi had been a soldier. Behind him came his wife, Tanaka Yuki.

"Good morning, Tanaka-san," said Li Mei.

"Good morning, Mei-chan," said Hiroshi.

"Hiro, ask them about the rice," said Yuki.

"You ask them," said Hiroshi. He sat down.
"""


SHIP = """Chapter One

The Captain and the Doctor had not spoken since Tuesday. The Mate carried messages between them.

"Tell the Doctor that his goat is in my cabin," said the Captain.

The Mate went below. "The Captain says that your goat is in his cabin," he said.

"Tell the Captain that it is not a goat," said the Doctor. "It is a patient."

"He says that it is a patient, sir," said the Mate.

The Bosun and the Second Mate looked at each other.

"I would not carry that down," said the Second Mate.

"Nor would I," said the Bosun.
"""


def test_words_beside_a_name_are_its_bearers() -> None:
    scene = scene_of(KITCHEN)
    assert scene.speakers() == ["Tobin", "Odile", "Petra", "Tobin", "Petra", "Brandt", "Odile"]
    assert scene.means("Her brother", "Her brother Tobin came") == "Tobin"
    assert scene.means("Her cousin", "Her cousin Petra") == "Petra"
    assert scene.means("My friend", "My friend Rufus") == "Rufus"


def test_an_honorific_makes_nobody_another() -> None:
    scene = scene_of(SCHOOL)
    assert len({entity.name for entity in scene.work.cast.entities if entity.quotes}) == 4
    for called, within in (("Sakura-chan", "Sakura-chan"), ("Tanaka-san", "Tanaka-san")):
        assert scene.means(called, within) == scene.means("Sakura Tanaka", "Sakura Tanaka")
    for called in ("Mori-kun", "Kenji-kun", "Ken-chan"):
        assert scene.means(called, called) == scene.means("Kenji Mori", "Kenji Mori")
    assert scene.means("Aiko-san", "Aiko-san") == "Aiko"
    assert scene.speaker("Good morning, Aiko-san") == "Mori-sensei"


def test_a_surname_may_come_first() -> None:
    scene = scene_of(SHOP)
    assert scene.speakers() == ["Li Mei", "Li Wei", "Li Mei", "Hiroshi", "Tanaka Yuki", "Hiroshi"]
    assert scene.means("Hiro", "Hiro, ask") == scene.means("Tanaka-san", "Tanaka-san") == "Hiroshi"
    assert scene.means("Mei-chan", "Mei-chan") == "Li Mei"
    assert scene.means("his wife", "his wife") == "Tanaka Yuki"


def test_the_mate_is_not_the_second_mate() -> None:
    scene = scene_of(SHIP)
    said = ["the Captain", "the Mate", "the Doctor", "the Mate", "the Second Mate", "the Bosun"]
    assert [str(name).replace("The ", "the ") for name in scene.speakers()] == said
