"""The pages of a bible: which there are, what their files are called, and how they link to one another."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import quote as as_address

from fabula.exports.markdown_text import inline, plain
from fabula.exports.names import file_names
from fabula.repairs import text_as_read, work_as_read
from fabula.types import (
    Chapter,
    Entity,
    Finding,
    Quote,
    Scene,
    SceneMode,
    Span,
    Work,
    holding,
)

LIKELY = 0.5
"""What is less likely than this is on no page."""
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON lets stand in a string, and YAML does not."""
_AROUND = 70
"""Characters of the paragraph that are quoted on each side of the words that tell something."""


@dataclass(frozen=True, slots=True)
class Appearances:
    """Where somebody is in the text: places of mentions and lines, in order, and the lines."""

    places: tuple[int, ...]
    quotes: tuple[Quote, ...]


class Vault:
    """A work as it reads, with a page for all who are there for more than a moment."""

    def __init__(self, work: Work, findings: Iterable[Finding] = ()) -> None:
        self.findings = _as_read(work, findings)
        self.work = work = work_as_read(work)
        self.story = work.story
        self.scenes: tuple[Scene, ...] = work.story.scenes if work.story else ()
        self.chapters = work.text.chapters or (Chapter(work.title, 0, len(work.text.content)),)
        self.entity: Mapping[int, Entity] = {entity.id: entity for entity in work.cast.entities}
        self.appearances = _appearances(work)
        self.people = tuple(
            entity for entity in work.cast.entities if entity.is_character and entity.is_recurring
        )
        self.places = tuple(self._places())
        self.index = f"{file_names([work.title], '.md')[0]}"
        self.page_of: dict[int, str] = {}
        self._name("characters", self.people)
        self._name("places", self.places)
        numbers = len(str(len(self.chapters)))
        titles = [
            f"{number:0{numbers}} {chapter.title or 'Chapter'}"
            for number, chapter in enumerate(self.chapters, start=1)
        ]
        self.chapter_pages = [f"chapters/{name}" for name in file_names(titles, ".md")]
        digits = len(str(len(self.scenes)))
        labels = [f"{number:0{digits}} {self.label(scene)}" for number, scene in enumerate(self.scenes, 1)]
        self.scene_pages = [f"scenes/{name}" for name in file_names(labels, ".md")]

    def _places(self) -> Iterable[Entity]:
        """Places that are there for more than a moment, or in which something happens."""
        used = {scene.place for scene in self.scenes}
        if self.story is not None:
            used |= {own.place for own in self.story.locations if own.confidence >= LIKELY}
        known = {entity.id for entity in self.people}
        for entity in self.work.cast.entities:
            there = entity.id in used or entity.mentions >= 3
            if there and entity.type.is_setting and entity.id not in known:
                yield entity

    def _name(self, folder: str, entities: Sequence[Entity]) -> None:
        names = file_names([entity.name for entity in entities], ".md")
        for entity, name in zip(entities, names, strict=True):
            self.page_of[entity.id] = f"{folder}/{name}"

    def label(self, scene: Scene) -> str:
        """What a scene is called: where it happens, or how it is told."""
        if scene.place_span is not None:
            return self.reads(scene.place_span)
        return "Scene" if scene.mode is SceneMode.SCENE else scene.mode.value.capitalize()

    def reads(self, span: Span) -> str:
        """The words of a stretch in one line."""
        return " ".join(self.work.text.content[slice(*span)].split())

    def around(self, start: int, end: int) -> str:
        """The words that tell something, with those around them, as one line of Markdown in marks."""
        blocks = self.work.text.blocks
        number = holding(blocks, start)
        low, high = (start, end) if number is None else (blocks[number].start, blocks[number].end)
        content = self.work.text.content
        first, last = max(low, start - _AROUND), min(max(high, end), end + _AROUND)
        while low < first < start and not content[first - 1].isspace():
            first += 1
        while end < last < high and not content[last].isspace():
            last -= 1
        words = plain(self.reads((first, last)))
        return f"“{'… ' if first > low else ''}{words}{' …' if last < high else ''}”"

    def chapter_at(self, offset: int) -> int | None:
        """The number, from 0, of the chapter that a place is in."""
        return holding(self.chapters, offset)

    def scene_at(self, offset: int) -> int | None:
        """The number, from 0, of the scene that a place is in."""
        return holding(self.scenes, offset)

    def link(self, page: str, to: str, words: str) -> str:
        """A link from a page to another, relative, as Markdown has it."""
        up = "../" * (len(PurePosixPath(page).parts) - 1)
        return f"[{inline(words)}]({up}{as_address(to)})"

    def named(self, page: str, entity: int | None) -> str:
        """Somebody's name on a page, with a link where there is a page for them."""
        if entity is None:
            return ""
        name = self.entity[entity].name.strip() or f"#{entity}"
        to = self.page_of.get(entity)
        return plain(name) if to is None else self.link(page, to, name)

    def place_name(self, page: str, entity: int | None, words: str) -> str:
        """A place on a page: the words that tell it, with a link to its page where there is one."""
        to = None if entity is None else self.page_of.get(entity)
        return plain(words) if to is None else self.link(page, to, words)

    def chapter_link(self, page: str, offset: int) -> str:
        """A link to the chapter that a place is in; nothing where it is in none."""
        number = self.chapter_at(offset)
        if number is None:
            return ""
        return self.link(page, self.chapter_pages[number], self.chapter_title(number))

    def chapter_title(self, number: int) -> str:
        """The title of a chapter, or its number."""
        return " ".join(self.chapters[number].title.split()) or f"Chapter {number + 1}"

    def scene_link(self, page: str, number: int) -> str:
        """A link to a scene."""
        return self.link(page, self.scene_pages[number], f"{number + 1}. {self.label(self.scenes[number])}")

    def spot(self, page: str, offset: int) -> str:
        """A link to the scene that a place is in, or else to its chapter."""
        scene = self.scene_at(offset)
        return self.chapter_link(page, offset) if scene is None else self.scene_link(page, scene)


def front_matter(**fields: object) -> list[str]:
    """The fields over a page as YAML, which reads strings as JSON has them; empty ones are left out."""
    lines = [
        f"{name}: {_UNSEEN.sub(_spelt, json.dumps(value, ensure_ascii=False))}"
        for name, value in fields.items()
        if value not in (None, "", [], ())
    ]
    return ["---", *lines, "---", ""]


def _spelt(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def page_of(lines: Iterable[str]) -> str:
    """Lines as a page."""
    return "\n".join(lines).rstrip("\n") + "\n"


def _appearances(work: Work) -> Mapping[int, Appearances]:
    places: dict[int, set[int]] = defaultdict(set)
    quotes: dict[int, list[Quote]] = defaultdict(list)
    for mention in work.cast.mentions:
        if mention.entity is not None:
            places[mention.entity].add(mention.start)
    for quote in work.cast.quotes:
        if quote.speaker is not None:
            quotes[quote.speaker].append(quote)
            places[quote.speaker].add(quote.start)
    told = [block for block in work.text.blocks if block.kind.is_story]
    found = {}
    for entity in work.cast.entities:
        own = sorted(places[entity.id])
        # A name in a heading is no appearance, unless there is no other.
        shown = tuple(place for place in own if holding(told, place) is not None) or tuple(own)
        found[entity.id] = Appearances(shown, tuple(quotes[entity.id]))
    return found


def _as_read(work: Work, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The likely ones of these findings, at the places of the text as it reads."""
    likely = (finding for finding in findings if finding.confidence >= LIKELY)
    alignment = text_as_read(work.text)[1]
    if alignment is None:
        return tuple(likely)
    return tuple(
        replace(own, spans=tuple((alignment.forth(start), alignment.forth(end)) for start, end in own.spans))
        for own in likely
    )
