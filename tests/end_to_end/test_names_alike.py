"""People whose names are much alike, or words of the language."""

from __future__ import annotations

import pytest

from tests.end_to_end.whole_scenes import scene_of

pytestmark = pytest.mark.model

TWINS = """Will Marsh and Bill Marsh were twins, and nobody but their mother could tell which was which.

"I am Will," said Bill.

"No, I am Will," said Will.

"Bill, pass the jam to William," said their mother.

Bill passed it. Will took it. He looked at his brother.

"Bill has eaten all of it," said Will.

"Will ate it," said Bill.

Liz and Beth came in, and so did Betty, who was nobody's twin.
Jack and John, the neighbours, stood at the gate.

"Is Will coming out?" asked Jack.

"He is not," said John. "I asked Bill."

"Beth says that he is," said Liz.

"I said that Bill is," said Beth.

"Betty said so too," said Betty.

"Peggy and Meg are with Margaret," said Nell. "Ellen and Helen are not."
"""

COMMON = """Will put the kettle on, and Grace watched him do it.
May and Rose had gone out to look for the cat.

"Will you have sugar?" asked Will.

"I will," said Grace. "Two."

"Hope says that two is too many," said Will.

Mark came in from the yard with mud on his boots. He looked at the kettle.

"Is there a cup for me?" asked Mark.

"There may be," said Grace.

"May took the last clean one," said Will.

Bill, who paid every bill in the house, sat by the fire with Art.

"Rose rose at five," said Bill, "and Drew drew the curtains, and that is all the news."

"I hope it lights," said Sandy. "Mark my words, it won't."

Hope came down the stairs at last. She was the eldest.

"Who has been talking about me?" asked Hope.
"""


def test_twins_and_friends_whose_names_are_forms_of_one_stay_apart() -> None:
    scene = scene_of(TWINS)
    said = ["Bill", "Will", "their mother", "Will", "Bill", "Jack", "John", "Liz", "Beth", "Betty", "Nell"]
    assert scene.speakers() == said
    assert len({scene.means(name, "Peggy and Meg") for name in ("Peggy", "Meg", "Margaret")}) == 3


def test_names_that_are_words_are_their_bearers() -> None:
    scene = scene_of(COMMON)
    said = ["Will", "Grace", "Will", "Mark", "Grace", "Will", "Bill", "Sandy", "Hope"]
    assert scene.speakers() == said
