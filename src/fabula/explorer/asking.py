"""What a request asks for: the site, a world, a work up to the reader's place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import quote

from starlette.requests import Request

from fabula import errors
from fabula.reading import Reading
from fabula.world import WorkSummary, World

if TYPE_CHECKING:
    from fabula.contradictions import FoundContradiction
    from fabula.explorer.site import Site
    from fabula.story_records import ToldLocation, ToldScene
    from fabula.told_records import ToldAttribute, ToldEvent, ToldRelation
    from fabula.types import Entity

LARGEST = 2**53 - 1
"""The largest number that a request may give, which JavaScript can hold too."""
DIGITS = len(str(LARGEST))
OPENING = 130
"""Characters that the first words of a scene have at most."""


class Numbered(Protocol):
    """Something that has a number in its work."""

    @property
    def id(self) -> int:
        """The number."""


_Row = TypeVar("_Row", bound=Numbered)


def numbered(rows: Iterable[_Row], number: int | None, what: str) -> _Row:
    """The row of a number; ``what`` it is. Raises :class:`fabula.FabulaError` where there is none."""
    for row in rows:
        if row.id == number:
            return row
    raise errors.no_such_thing(f"{what} of that number" if number is None else f"{what} {number}")


def site_of(request: Request) -> Site:
    """What the application holds."""
    site: Site = request.app.state.site
    return site


def whole_number(given: str) -> int | None:
    """What a request gives as a whole number; None for anything else, and for one that is too large."""
    # Digits are counted first: to read thousands of them takes long, and Python refuses it in the end.
    plain = given.isascii() and given.isdigit() and len(given) <= DIGITS
    return int(given) if plain and int(given) <= LARGEST else None


def number(request: Request, name: str, default: int | None = None) -> int | None:
    """A number of the query, or the default where there is none or something else."""
    found = whole_number(request.query_params.get(name, ""))
    return default if found is None else found


def local_path(given: str) -> str:
    """A path of this site that a form gives to go on to; nothing for anything else."""
    safe = given.startswith("/") and not given.startswith("//") and given.isprintable() and "\\" not in given
    return given if safe else ""


@dataclass(frozen=True)
class Asked:
    """The work that a page is about. ``until`` is the reader's place, None for one who may see all."""

    request: Request
    key: str
    path: Path
    work: int
    until: int | None

    @property
    def cookie(self) -> str:
        """What the reader's place is kept under."""
        return place_cookie(self.key, self.work)

    @cached_property
    def whole(self) -> Reading:
        """The work with all that comes after the reader's place: for corrections, never to be shown."""
        return site_of(self.request).readings.get(self.path, self.work)

    @cached_property
    def reading(self) -> Reading:
        """The work as far as it may be shown."""
        return site_of(self.request).readings.get(self.path, self.work, self.until)

    @cached_property
    def has_story(self) -> bool:
        """Whether scenes and what is told of people are known: not where an early version read the work."""
        return self.reading.told_work.story is not None

    @property
    def has_words(self) -> bool:
        """Whether what the work was made of is kept, which knowledge and reasons are told from."""
        return self.whole.packed() is not None

    @cached_property
    def edition(self) -> str:
        """What tells the text from that of another draft, in which numbers mean other lines."""
        return site_of(self.request).edition(self.whole)

    # The tables of the story, as far as they may be shown: nothing where the story is not known.

    @property
    def scenes(self) -> Sequence[ToldScene]:
        """The scenes."""
        return self.reading.scenes if self.has_story else ()

    @property
    def locations(self) -> Sequence[ToldLocation]:
        """Where each is, from where to where."""
        return self.reading.locations if self.has_story else ()

    @property
    def events(self) -> Sequence[ToldEvent]:
        """What people do and what happens."""
        return self.reading.events if self.has_story else ()

    @property
    def attributes(self) -> Sequence[ToldAttribute]:
        """What is said of people and places."""
        return self.reading.attributes if self.has_story else ()

    @property
    def relations(self) -> Sequence[ToldRelation]:
        """What people are to one another."""
        return self.reading.relations if self.has_story else ()

    @property
    def findings(self) -> Sequence[FoundContradiction]:
        """Where the work contradicts itself; to look for it in a novel takes a moment."""
        return self.reading.findings if self.has_story else ()

    def entity(self, number: int | None, what: str = "character") -> Entity:
        """The entity of a number. Raises :class:`fabula.FabulaError` where the reader has met none."""
        found = None if number is None else self.people.get(number)
        return numbered(() if found is None else (found,), number, what)

    def other_works(self, entity: Entity) -> list[WorkSummary]:
        """The other works of the world that somebody is in, as far as the reader has met them there."""
        with World.open(self.path) as world:
            works = world.works_of(entity.id)
            titled = {each.id: each for each in world.works()} if len(works) > 1 else {}
        others = (work for work in works if work != self.work)
        return [titled[work] for work in others if asked_work(self.request, self.key, work).may_tell(entity)]

    def may_tell(self, entity: Entity) -> bool:
        """Whether the reader has met somebody in this work."""
        return self.until is None or entity.id in self.people

    @cached_property
    def people(self) -> dict[int, Entity]:
        """All entities that may be shown, by number."""
        return {entity.id: entity for entity in self.reading.entities}

    @cached_property
    def places(self) -> list[tuple[str, int]]:
        """The chapters up to whose end one may have read: a title is only told of those that were begun."""
        found = []
        for at, chapter in enumerate(self.whole.chapters, start=1):
            known = self.until is None or chapter.start < self.until
            title = " ".join(chapter.title.split()) if known else ""
            if chapter.end < len(self.whole.text):
                found.append((title or f"chapter {at}", chapter.end))
        return found

    def link(self, name: str, **parts: object) -> str:
        """The path of a page about this work."""
        paths: Mapping[str, str] = self.request.app.state.paths
        safe = {part: quote(str(value), safe="") for part, value in parts.items()}
        return paths[name].format(key=self.key, work=self.work, **safe)

    def opening(self, start: int) -> str:
        """The first words of what begins at a place, in one line."""
        words = " ".join(
            self.reading.work.text.reads(start, min(start + OPENING, len(self.reading.text))).split()
        )
        return words.rpartition(" ")[0] + "…" if start + OPENING < len(self.reading.text) else words

    def first_place(self, entity: Entity) -> str:
        """Where somebody is first told of, which tells two of one name apart."""
        return "" if entity.first is None else f"first in {self.reading.place(entity.first)}"

    @cached_property
    def several_works(self) -> bool:
        """Whether the world has other works too."""
        with World.open(self.path) as world:
            return len(world.works()) > 1

    def to_text(self, start: int, end: int | None = None) -> str:
        """The path of the text at a place, with the words up to ``end`` brought out."""
        return self.link("text") + f"?at={start}" + ("" if end is None else f"&to={end}") + "#here"


def place_cookie(key: str, work: int) -> str:
    """The name of the cookie with a reader's place in a work."""
    return f"until-{key}-{work}"


def asked(request: Request) -> Asked:
    """The work that the path of a request names.

    Raises :class:`fabula.FabulaError` where there is no such world or work.
    """
    return asked_work(request, request.path_params["key"], request.path_params["work"])


def asked_work(request: Request, key: str, work: int) -> Asked:
    """A work with the place that the reader has in it. Raises as :func:`asked`."""
    site = site_of(request)
    path = site.library.path(key)
    until = whole_number(request.cookies.get(place_cookie(key, work), ""))
    if until is not None and until >= len(site.readings.get(path, work).text):
        until = None
    return Asked(request, key, path, work, until)
