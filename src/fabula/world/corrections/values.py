"""What a person says of a text, tied to its words and not to the numbers of one reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fabula.types import card, short


class Thing(str, Enum):
    """What an anchor is of."""

    QUOTATION = "quotation"
    MENTION = "mention"
    STRETCH = "stretch"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text by its words, as the Web Annotation Data Model of the W3C has it (2017).

    ``exact`` are the words themselves, ``prefix`` and ``suffix`` those around them (a TextQuoteSelector);
    ``start`` and ``end`` are where they stood in code points (a TextPositionSelector), which is a hint alone.
    """

    thing: Thing
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by a few of the mentions and lines that are this one's; ``name``: to be shown to people.

    The name means nobody: another edition may call her otherwise, and two may share it.
    """

    name: str
    anchors: tuple[Anchor, ...]


class Kind(str, Enum):
    """What is said; the values are those of the exchange format."""

    SAME = "same"
    APART = "apart"
    NAME = "name"
    SPEAKER = "speaker"
    ADDRESSEES = "addressees"
    NARRATOR = "narrator"
    NOT_CHARACTER = "not-character"
    MENTION = "mention"
    NOT_SPEECH = "not-speech"
    CHAPTER = "chapter"
    SCENE = "scene"
    NO_SCENE = "no-scene"
    PLACE = "place"
    PRESENT = "present"
    ABSENT = "absent"
    NOT_TOLD = "not-told"
    NOT_RELATED = "not-related"
    NO_SLIP = "no-slip"


TARGETS: dict[Kind, Thing] = {
    Kind.SPEAKER: Thing.QUOTATION,
    Kind.ADDRESSEES: Thing.QUOTATION,
    Kind.NOT_SPEECH: Thing.QUOTATION,
    Kind.NARRATOR: Thing.STRETCH,
    Kind.MENTION: Thing.MENTION,
    Kind.CHAPTER: Thing.STRETCH,
    Kind.SCENE: Thing.STRETCH,
    Kind.NO_SCENE: Thing.STRETCH,
    Kind.PLACE: Thing.STRETCH,
    Kind.PRESENT: Thing.STRETCH,
    Kind.ABSENT: Thing.STRETCH,
    Kind.NOT_TOLD: Thing.STRETCH,
    Kind.NO_SLIP: Thing.STRETCH,
}
"""What the target of each kind is; the other kinds have none."""

PEOPLE: dict[Kind, tuple[int, int]] = {
    Kind.SAME: (2, 2),
    Kind.APART: (2, 2),
    Kind.NAME: (1, 1),
    Kind.SPEAKER: (0, 1),
    Kind.ADDRESSEES: (0, 50),
    Kind.NARRATOR: (0, 1),
    Kind.NOT_CHARACTER: (1, 1),
    Kind.MENTION: (0, 1),
    Kind.NOT_SPEECH: (0, 0),
    Kind.CHAPTER: (0, 0),
    Kind.SCENE: (0, 0),
    Kind.NO_SCENE: (0, 0),
    Kind.PLACE: (0, 1),
    Kind.PRESENT: (1, 1),
    Kind.ABSENT: (1, 1),
    Kind.NOT_TOLD: (1, 1),
    Kind.NOT_RELATED: (2, 2),
    Kind.NO_SLIP: (0, 0),
}
"""The fewest and the most people that each kind speaks of; none stands for nobody."""

OF_STORY = frozenset(
    (
        *(Kind.SCENE, Kind.NO_SCENE, Kind.PLACE, Kind.PRESENT, Kind.ABSENT),
        *(Kind.NOT_TOLD, Kind.NOT_RELATED, Kind.NO_SLIP),
    )
)
"""The kinds that are about what happens; the cast does not depend on them."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person says.

    ``target`` is the line, the mention or the stretch that it is about; ``people`` are whom it names.

    - ``same``, ``apart``: two people. Of ``apart`` the second is the one split off.
    - ``name``: ``name`` is what the one is to be called.
    - ``speaker``, ``mention``, ``narrator``: whose the target is, or nobody's. With ``name`` the speaker is
      somebody new, who is called that.
    - ``addressees``: to whom a line is said. ``not-character``, ``not-speech``: what it says.
    - ``chapter``: a chapter begins at the target, ``name`` is its title.
    - ``scene``, ``no-scene``: a scene begins at the target, or none does.
    - ``place``: where the scene that begins at the target happens; no entity where nothing tells.
    - ``present``, ``absent``: who is in that scene, and who is not.
    - ``not-told``: what the target tells of somebody is not so; ``name`` is the kind of attribute.
    - ``not-related``: one is not to another what ``name`` says.
    - ``no-slip``: what does not agree at the target is no slip; ``name`` is the kind of finding.

    Raises ValueError where it lacks something, or has what does not belong to its kind.
    """

    kind: Kind
    target: Anchor | None = None
    people: tuple[Person, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse what makes no sense, wherever it comes from."""
        thing = self.target.thing if self.target is not None else None
        if thing is not TARGETS.get(self.kind):
            wanted = TARGETS[self.kind].value if self.kind in TARGETS else "nothing"
            raise ValueError(f"{self.kind.value} is about {wanted}")
        fewest, most = PEOPLE[self.kind]
        if not fewest <= len(self.people) <= most:
            raise ValueError(f"{self.kind.value} names {_number(fewest, most)}")
        if not all(person.anchors for person in self.people):
            raise ValueError("somebody in it has no place in the text")
        if self.kind is Kind.NAME and not self.name.strip():
            raise ValueError("the name in it is empty")

    @property
    def words(self) -> str:
        """What it says, for a person."""
        named = [person.name for person in self.people]
        said = short(self.target.exact) if self.target is not None else ""
        whose = named[0] if named else "nobody"
        return {
            Kind.SAME: lambda: f"{named[0]} and {named[1]} are one",
            Kind.APART: lambda: f"{named[0]} and {named[1]} are two",
            Kind.NAME: lambda: f"{whose} is called {self.name}",
            Kind.SPEAKER: lambda: f"{whose} says {said}",
            Kind.ADDRESSEES: lambda: f"{said} is said to {' and '.join(named) or 'nobody'}",
            Kind.NARRATOR: lambda: f"{whose} tells what begins with {said}",
            Kind.NOT_CHARACTER: lambda: f"{whose} is no character",
            Kind.MENTION: lambda: f"{said!r} at {self._place} is {whose}",
            Kind.NOT_SPEECH: lambda: f"{said} is no speech",
            Kind.CHAPTER: lambda: f"a chapter begins with {said}",
            Kind.SCENE: lambda: f"a scene begins with {said}",
            Kind.NO_SCENE: lambda: f"no scene begins with {said}",
            Kind.PLACE: lambda: (
                f"what begins with {said} happens in {named[0] if named else 'no place told'}"
            ),
            Kind.PRESENT: lambda: f"{whose} is there where the scene begins with {said}",
            Kind.ABSENT: lambda: f"{whose} is not there where the scene begins with {said}",
            Kind.NOT_TOLD: lambda: f"{whose}: {said!r} tells no {self.name}",
            Kind.NOT_RELATED: lambda: f"{named[0]} is not {self.name} {named[1]}",
            Kind.NO_SLIP: lambda: f"{said!r} is no slip ({self.name})",
        }[self.kind]()

    @property
    def _place(self) -> str:
        return f"{self.target.start:,}" if self.target is not None else ""


class State(str, Enum):
    """Whether a correction holds."""

    KEPT = "kept"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction in its world.

    ``id`` is its number, which is never given twice; those of one ``step`` were kept together, and are undone
    together. ``problem`` says why it fits the text no longer, and is empty where it does. ``created`` is when
    it was kept (UTC, ISO 8601), by which version of Fabula (``program``).
    """

    id: int
    work: int
    step: int
    state: State
    problem: str
    created: str
    program: str
    correction: Correction

    @property
    def holds(self) -> bool:
        """Whether the cast is settled by it."""
        return self.state is State.KEPT and not self.problem

    @property
    def standing(self) -> str:
        """In a word or two, how it stands."""
        return self.state.value if self.state is State.UNDONE else self.problem or self.state.value

    def __repr__(self) -> str:
        return f"<correction {self.id} ({self.standing}): {self.correction.words}>"

    def _repr_html_(self) -> str:
        rows = ("standing", self.standing), ("kept", self.created), ("by Fabula", self.program)
        return card(self.correction.words, (("number", self.id), *rows))


def _number(fewest: int, most: int) -> str:
    if fewest == most:
        return {0: "nobody", 1: "one person"}.get(most, f"{most} people")
    return f"{fewest} to {most} people"
