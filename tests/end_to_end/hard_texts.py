"""Texts of kinds that no novel is: one voice, fifty in a room, only talk, only telling, verse, play, chat."""

from __future__ import annotations

from collections.abc import Sequence

_FORE = [
    "Ada",
    "Bram",
    "Cora",
    "Dunstan",
    "Edda",
    "Fergus",
    "Greta",
    "Hollis",
    "Ines",
    "Jorin",
    "Katla",
    "Lorne",
    "Maud",
    "Nils",
    "Orla",
    "Piers",
    "Runa",
    "Silas",
]
_BACK = [
    "Abbot",
    "Birch",
    "Crane",
    "Dray",
    "Elder",
    "Flint",
    "Grove",
    "Hale",
    "Ivory",
    "Jessop",
    "Keane",
    "Larch",
    "Moss",
    "Nettle",
    "Oakes",
    "Pike",
    "Rudd",
]
_SAID = (
    "The tide will not wait for us.",
    "I never asked it to.",
    "Did you bring the rope?",
    "It is in the boat with the lamps.",
    "Then we had better go down.",
    "You go first, and I will hold the door.",
    "There is somebody on the stairs.",
    "That is only the wind.",
)
_DONE = (
    "looked at the window",
    "put the cup down",
    "laughed",
    "went to the fire",
    "shook the rain from the coat",
)


def names(count: int) -> list[str]:
    """So many people, each with a forename and a surname of which no other has both."""
    if count > len(_FORE) * len(_BACK):
        made = [f"{fore}{ending}" for ending in ("", "a", "ine", "ard") for fore in _FORE]
        return [f"{fore} {back}" for back in _BACK for fore in made][:count]
    return [f"{_FORE[k % len(_FORE)]} {_BACK[(k + k // len(_FORE)) % len(_BACK)]}" for k in range(count)]


def conversation(people: Sequence[str], lines: int, tagged: int = 3) -> str:
    """So many lines between some people in one room; every ``tagged``-th names its speaker."""
    room = f"{', '.join(people)} sat around the fire and waited.\n\n" if len(people) > 1 else ""
    found = []
    for k in range(lines):
        words, who = _SAID[k % len(_SAID)], people[k % len(people)]
        said = f"“{words}”" if k % tagged else f"“{words[:-1]},” said {who.split()[0]}."
        found.append(said.replace("?,”", "?”"))
    return room + "\n\n".join(found)


def dialogue(lines: int) -> str:
    """Nothing but lines of two of whom nothing is told."""
    return "\n\n".join(f"“{_SAID[k % len(_SAID)]}”" for k in range(lines))


def narration(people: Sequence[str], sentences: int) -> str:
    """Nothing but telling."""
    told = [
        f"{people[k % len(people)]} {_DONE[k % len(_DONE)]}, and the rain went on." for k in range(sentences)
    ]
    return "\n\n".join(" ".join(told[k : k + 4]) for k in range(0, len(told), 4))


def chapter(people: Sequence[str], words: int) -> str:
    """A chapter of telling and talk, of about so many words."""
    page = f"{narration(people, 12)}\n\n{conversation(people, 12).partition(chr(10))[2].strip()}\n\n"
    return "Chapter One\n\n" + page * max(1, words // len(page.split()))


def book(count: int) -> str:
    """A book in which so many people come in, two by two, and speak."""
    people = names(count)
    pages = [
        f"{one} {_DONE[k % len(_DONE)]}, and {other} came in at the door.\n\n“{_SAID[k % 8]}” said {one}.\n\n"
        f"“{_SAID[(k + 1) % 8]}” said {other}."
        for k, (one, other) in enumerate(zip(people[::2], people[1::2], strict=False))
    ]
    return "\n\n* * *\n\n".join(pages)


VERSE = """The ferryman came to the edge of the sea,
    And the lamp in his hand was low;
“O who will go over the water with me,
    And who will stay here in the snow?”

“I will go over,” the widow said,
    “For my house is cold and bare.”
“Then give me the penny that lies on your bed,
    And the ribbon that’s in your hair.”
"""
PLAY = """ACT I

ADA: Is the lamp lit?

BRAM: It was lit an hour ago.

ADA: Then light it again!

BRAM (aside): And with what?

ADA: What did you say?

BRAM: Nothing.
"""
CHAT = """ada_7: are you awake
bram.b: no
ada_7: liar
bram.b: what is it
ada_7: the lamp is out
bram.b: so light it
"""
EPITHETS = """The taller man put the lamp on the table, and the redhead looked at it.

“It is out,” said the redhead.

“I can see that,” the taller man said. He looked for the matches.

The girl by the window laughed. “They are wet,” she said.

“Then we shall sit in the dark,” said the redhead, and the taller man sat down.
"""
NAMESAKES = """There were two of them called John Marsh in the village, the father and the son.

“I am going down to the boat,” said John Marsh.

“So am I,” said John Marsh, who was the younger by thirty years.

The elder John laughed. “Then take the oars, John,” he said.

“Take them yourself, John,” said his son.
"""
SOLILOQUY = """I shut the door and sat down on the stairs.

“It is late,” I said. “They will not come.”

“Well,” I said after a while, “I may as well have supper.”

I lit the lamp. “There,” I said.
"""
