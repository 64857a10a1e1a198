"""Stories built by hand for the charts: scenes with people and places, a line for each who is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient

from fabula.explorer.application import application
from fabula.explorer.charts.telling import Telling
from fabula.explorer.library import Library
from fabula.explorer.site import Site
from fabula.reading import Reading
from fabula.types import (
    Block,
    BlockKind,
    Cast,
    Chapter,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Metadata,
    Presence,
    Quote,
    Scene,
    SceneMode,
    Story,
    Text,
    When,
    Work,
)
from fabula.world import World
from tests.explorer.conftest import HOST, OWN


@dataclass(frozen=True)
class Told:
    """A scene to build: who is there, where, in which chapter (from 1), when (0: as it is told)."""

    people: Sequence[str]
    place: str = "the mill"
    chapter: int = 1
    order: int = 0
    sure: float = 0.9


class Page:
    """A page that is written word for word."""

    def __init__(self) -> None:
        self.content = ""
        self.blocks: list[Block] = []

    def put(self, words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> int:
        """Add a paragraph; where it starts."""
        start = len(self.content)
        self.blocks.append(Block(kind, start, start + len(words)))
        self.content += f"{words}\n\n"
        return start


class Builder:
    """Writes the scenes down, and notes what is said and who is named."""

    def __init__(self, told: Sequence[Told]) -> None:
        people = list(dict.fromkeys(name for each in told for name in each.people))
        places = list(dict.fromkeys(each.place for each in told))
        self.numbers = {name: at for at, name in enumerate([*people, *places], start=1)}
        self.people = people
        self.page = Page()
        self.mentions: list[Mention] = []
        self.quotes: list[Quote] = []
        self.scenes: list[Scene] = []
        self.chapters: list[tuple[str, int]] = []

    def scene(self, own: Told) -> None:
        """Write one scene: that its people are there, and what each says to the next."""
        start = self.page.put(f"They were at {own.place} that day. It rained.")
        at = start + len("They were at ")
        place = at, at + len(own.place)
        self._named(own.place, at, EntityType.FACILITY)
        for turn, name in enumerate(own.people):
            line = self.page.put(f"“I say so, word for word,” said {name}.")
            spoken = line, line + len("“I say so, word for word,”")
            self._named(name, spoken[1] + len(" said "), EntityType.PERSON)
            heard = own.people[(turn + 1) % len(own.people)]
            hears = () if heard == name else (self.numbers[heard],)
            self.quotes.append(
                Quote(len(self.quotes) + 1, (spoken,), self.numbers[name], None, hears, own.sure)
            )
        end, number = len(self.page.content), len(self.scenes) + 1
        there = tuple(Presence(self.numbers[name], start, end, own.sure) for name in own.people)
        self.scenes.append(
            Scene(
                number,
                start,
                end,
                SceneMode.SCENE,
                self.numbers[own.place],
                place,
                0.9,
                there,
                None,
                0.5,
                0.9,
                when=When.LATER if own.order in (0, number) else When.EARLIER,
                order=own.order or number,
            )
        )

    def _named(self, name: str, at: int, kind: EntityType) -> None:
        self.mentions.append(Mention(at, at + len(name), kind, MentionForm.NAME, self.numbers[name], 0.9))

    def entities(self) -> Iterator[Entity]:
        """All people and places with their counts."""
        for name, number in self.numbers.items():
            kind = EntityType.PERSON if name in self.people else EntityType.FACILITY
            own = [each.start for each in self.mentions if each.entity == number]
            lines = sum(quote.speaker == number for quote in self.quotes)
            yield Entity(number, kind, name, (), (), len(own), lines, False, min(own, default=None))


def told_work(told: Sequence[Told], *, title: str = "The Mill", storied: bool = True) -> Work:
    """A work with these scenes; without chapters if all are in one, without a story if not ``storied``."""
    built = Builder(told)
    chapter = 0
    several = len({own.chapter for own in told}) > 1
    for own in told:
        if several and own.chapter != chapter:
            chapter = own.chapter
            built.chapters.append(
                (f"Chapter {chapter}", built.page.put(f"Chapter {chapter}", BlockKind.HEADING))
            )
        built.scene(own)
    content = built.page.content
    ends = [start for _, start in built.chapters[1:]] + [len(content)]
    chapters = tuple(
        Chapter(name, start, end) for (name, start), end in zip(built.chapters, ends, strict=False)
    )
    text = Text(content, tuple(built.page.blocks), chapters, Metadata(title=title), "mill.txt")
    mentions = tuple(sorted(built.mentions, key=lambda own: own.start))
    cast = Cast(tuple(built.entities()), mentions, tuple(built.quotes))
    story = Story(tuple(built.scenes)) if storied else None
    return Work(0, text, len(content.split()), cast, story=story)


def telling(told: Sequence[Told], *, storied: bool = True) -> Telling:
    """What charts are made from, of these scenes."""
    return Telling(Reading(told_work(told, storied=storied)), lambda own: (f"c{own.id}", "#123456"))


class Paths:
    """Links that tell what they lead to."""

    def person(self, number: int) -> str:
        return f"/person/{number}"

    def place(self, number: int) -> str:
        return f"/place/{number}"

    def text(self, start: int, end: int | None = None) -> str:
        return f"/text/{start}"


def kept(path: Path, work: Work) -> Library:
    """A library with one world, ``mill``, that holds a work."""
    file = path / "mill.fabula"
    path.mkdir(exist_ok=True)
    with World.create_or_open(file) as world:
        world.add(work)
    return Library([file])


@contextmanager
def asking(path: Path, work: Work) -> Iterator[tuple[TestClient, Site]]:
    """Somebody who asks the explorer over one work."""
    site = Site(kept(path, work), frozenset((HOST,)))
    yield TestClient(application(site), base_url=OWN, follow_redirects=False), site


CROSSED = [
    Told(("Ada", "Bo"), "the mill", 1),
    Told(("Cy", "Di"), "the quay", 1),
    Told(("Ada", "Cy"), "the mill", 2),
    Told(("Bo", "Di"), "the quay", 2),
    Told(("Ada", "Bo", "Cy"), "the mill", 3, 2),
    Told(("Ada", "Di"), "the barn", 3),
    Told(("Bo", "Cy"), "the mill", 4),
    Told(("Ada", "Bo", "Cy", "Di"), "the quay", 4),
]
"""Four people over four chapters, whose fifth scene happens before the others but the first."""
