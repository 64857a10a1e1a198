"""The tools that an assistant has, each a question; the assistant reads what they say of themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field

from fabula import errors
from fabula.assistants import answers
from fabula.assistants.bounds import MOST_ITEMS, few, page
from fabula.assistants.shelf import Asked, Shelf
from fabula.assistants.telling import Teller, is_there
from fabula.knowledge import KnownThing
from fabula.searching import search
from fabula.types import Entity

SECTION = 4_000
"""Characters of the text of a scene that one answer holds."""
THINGS = 200
"""The most telling things that are looked at, of those that somebody knows or that are secrets."""
ASKED_ABOUT = 30
"""Characters, most mentioned first, of whom it is asked whether they know a thing."""
KNOWS = 0.5

Work = Annotated[
    int | None,
    Field(ge=1, description="Number of the work, as works lists it; needed only if there are several."),
]
Until = Annotated[
    str | int | None,
    Field(
        description="How far the reader has read: the number or the title of the last chapter, or '@1234' "
        "for a code point. Nothing after it is known or shown. Leave out for the whole work."
    ),
]
Who = Annotated[str | int, Field(description="A name that the text uses, or the number as '#12'.")]
MaybeWho = Annotated[str | int | None, Field(description="Only this one: a name, or the number as '#12'.")]
After = Annotated[int, Field(ge=0, description="Items to pass over: the next of the page before.")]
Limit = Annotated[int, Field(ge=1, le=MOST_ITEMS, description="Items of a page at most.")]
Offset = Annotated[int | None, Field(ge=0, description="A code point of the text.")]

Row = TypeVar("Row")
Item = TypeVar("Item", bound=BaseModel)
Kind = TypeVar("Kind", bound=answers.Page)


class Tools:
    """The questions that can be asked of a world; one at a time, whoever asks."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = threading.Lock()

    @property
    def all(self) -> Sequence[Callable[..., BaseModel]]:
        """Every tool."""
        return (
            *(self.works, self.search, self.characters, self.character, self.scenes, self.scene),
            *(self.quotations, self.knowledge, self.findings),
        )

    def works(self, after: After = 0, limit: Limit = 20) -> answers.Works:
        """List the works of this world, with the numbers that the other tools take."""
        with self._lock:
            rows = self._shelf.works()
        items, following = page(
            rows,
            after,
            limit,
            lambda own: answers.WorkRow(
                id=own.id,
                title=own.title,
                author=own.author,
                tokens=own.tokens,
                characters=own.characters,
                quotations=own.quotes,
            ),
        )
        return answers.Works(total=len(rows), next=following, items=items)

    def search(
        self,
        words: Annotated[
            str,
            Field(
                description='Words that must stand in one paragraph, in any of their forms; "a phrase" in '
                "quotation marks stays together, fog OR mist is either, ferr* is whatever begins so."
            ),
        ],
        work: Work = None,
        until: Until = None,
        after: After = 0,
        limit: Limit = 10,
    ) -> answers.Paragraphs:
        """Look words up in the text: the paragraphs that hold them, who speaks them, in which scene."""
        with self._lock:
            asked = self._shelf.work(work, until)
            teller = Teller(asked)
            return _page(
                answers.Paragraphs, asked, search(asked.reading, words), after, limit, teller.paragraph
            )

    def characters(
        self,
        everybody: Annotated[
            bool, Field(description="Also those who are mentioned but once or twice.")
        ] = False,
        work: Work = None,
        until: Until = None,
        after: After = 0,
        limit: Limit = 20,
    ) -> answers.Characters:
        """List the characters, most mentioned first: names, pronouns, counts, where each is first named."""
        with self._lock:
            asked = self._shelf.work(work, until)
            rows = asked.reading.all_characters if everybody else asked.reading.characters
            return _page(answers.Characters, asked, rows, after, limit, Teller(asked).character)

    def character(self, name: Who, work: Work = None, until: Until = None) -> answers.Character:
        """Tell of one character: names, what is said of this one, relations, scenes."""
        with self._lock:
            asked = self._shelf.work(work, until)
            reading, teller = asked.reading, Teller(asked)
            entity = reading.character(name)
            attributes = [own for own in reading.attributes if own.entity.id == entity.id]
            relations = [own for own in reading.relations if own.a.id == entity.id]
            scenes = [own for own in reading.scenes if is_there(own, entity)]
            members = (own for own in reading.members(entity))
            return answers.Character(
                work=reading.id,
                title=reading.title,
                until=asked.until,
                character=teller.character(entity),
                members=few(answers.Person(id=own.id, name=own.name) for own in members),
                attributes=few(map(teller.attribute, attributes)),
                attributes_total=len(attributes),
                relations=few(map(teller.relation, relations)),
                relations_total=len(relations),
                scenes=few((teller.stay(own, entity) for own in scenes), MOST_ITEMS),
                scenes_total=len(scenes),
            )

    def scenes(
        self,
        character: MaybeWho = None,
        place: Annotated[
            str | None, Field(description="Only in places whose name or description has these words.")
        ] = None,
        work: Work = None,
        until: Until = None,
        after: After = 0,
        limit: Limit = 20,
    ) -> answers.Scenes:
        """List the scenes in the order of the text: where, when, who is there, through whose eyes."""
        with self._lock:
            asked = self._shelf.work(work, until)
            rows = list(asked.reading.scenes)
            if character is not None:
                entity = asked.reading.character(character)
                rows = [own for own in rows if is_there(own, entity)]
            if place is not None:
                wanted = place.casefold()
                rows = [
                    own
                    for own in rows
                    if wanted in own.place_text.casefold()
                    or (own.place is not None and wanted in own.place.name.casefold())
                ]
            return _page(answers.Scenes, asked, rows, after, limit, Teller(asked).scene)

    def scene(
        self,
        number: Annotated[int, Field(ge=1, description="The number of the scene.")],
        work: Work = None,
        until: Until = None,
        after: Annotated[int, Field(ge=0, description="Characters of its text to pass over.")] = 0,
    ) -> answers.Scene:
        """Tell of one scene, with a stretch of its text and the quotations in that."""
        with self._lock:
            asked = self._shelf.work(work, until)
            reading, teller = asked.reading, Teller(asked)
            scene = next((own for own in reading.scenes if own.id == number), None)
            if scene is None:
                raise errors.no_such_scene(number, len(reading.scenes))
            start = min(scene.start + after, scene.end)
            end = min(start + SECTION, scene.end)
            said = [own for own in reading.quotes if start <= own.start < end]
            return answers.Scene(
                work=reading.id,
                title=reading.title,
                until=asked.until,
                total=scene.end - scene.start,
                next=end - scene.start if end < scene.end else None,
                scene=teller.scene(scene),
                text=answers.Evidence(start=start, end=end, words=reading.work.text.reads(start, end)),
                quotations=few(map(teller.quote, said), MOST_ITEMS),
            )

    def quotations(
        self,
        speaker: MaybeWho = None,
        addressee: MaybeWho = None,
        surer_than: Annotated[
            float, Field(ge=0, le=1, description="Only where the speaker is surer than this.")
        ] = 0.0,
        work: Work = None,
        until: Until = None,
        after: After = 0,
        limit: Limit = 20,
    ) -> answers.Quotations:
        """List what is said, in the order of the text: by whom, to whom, and how surely."""
        with self._lock:
            asked = self._shelf.work(work, until)
            rows = list(asked.reading.quotes)
            if speaker is not None:
                by = asked.reading.character(speaker).id
                rows = [own for own in rows if own.speaker is not None and own.speaker.id == by]
            if addressee is not None:
                to = asked.reading.character(addressee).id
                rows = [own for own in rows if any(each.id == to for each in own.addressees)]
            if surer_than:
                rows = [own for own in rows if own.speaker is not None and own.confidence > surer_than]
            return _page(answers.Quotations, asked, rows, after, limit, Teller(asked).quote)

    def knowledge(
        self,
        character: MaybeWho = None,
        start: Offset = None,
        end: Offset = None,
        work: Work = None,
        until: Until = None,
        after: After = 0,
        limit: Limit = 20,
    ) -> answers.Knowledge:
        """Who knows what. With a character: the most telling things that this one has had the chance to know.

        With start and end, a stretch of the text: who knows what it tells, or whether the character does.
        With neither: the secrets, which only some of those know whom they concern. All by until, if given.
        """
        with self._lock:
            asked = self._shelf.work(work, until)
            entity = None if character is None else asked.reading.character(character)
            teller, base = Teller(asked), asked.whole.knowledge
            if start is not None or end is not None:
                if start is None or end is None:
                    raise errors.bad_value("start and end", f"{start} and {end}", "two offsets, or left out")
                things = [_about(teller, entity, start, end)]
                return _page(answers.Knowledge, asked, things, after, limit, lambda own: own)
            if entity is not None:
                known = base.known_by(entity, count=THINGS, until=asked.until, names=asked.names)
                return _page(answers.Knowledge, asked, known, after, limit, teller.thing)
            secrets = base.secrets(asked.until, asked.names, THINGS)
            return _page(answers.Knowledge, asked, secrets, after, limit, teller.secret)

    def findings(
        self, work: Work = None, until: Until = None, after: After = 0, limit: Limit = 20
    ) -> answers.Findings:
        """List where the work seems to contradict itself, with the places that do not agree."""
        with self._lock:
            asked = self._shelf.work(work, until)
            return _page(answers.Findings, asked, asked.reading.findings, after, limit, Teller(asked).slip)


def _page(
    kind: type[Kind], asked: Asked, rows: Sequence[Row], after: int, limit: int, made: Callable[[Row], Item]
) -> Kind:
    """A page of an answer."""
    items, following = page(rows, after, limit, made)
    fields: dict[str, Any] = {
        "work": asked.reading.id,
        "title": asked.reading.title,
        "until": asked.until,
        "total": len(rows),
        "next": following,
        "items": items,
    }
    return kind(**fields)


def _about(teller: Teller, entity: Entity | None, start: int, end: int) -> answers.Thing:
    """Who knows what a stretch tells: one, or the main characters."""
    asked = teller.asked
    people = asked.reading.characters[:ASKED_ABOUT] if entity is None else [entity]
    found: list[KnownThing] = [
        asked.whole.knowledge.knows(own, start, end, until=asked.until, names=asked.names) for own in people
    ]
    found.sort(key=lambda own: -own.knows)
    return answers.Thing(
        what=teller.evidence(start, end),
        chapter=next((own.chapter.title for own in found if own.chapter is not None), None),
        known_by=few(teller.known(own) for own in found if own.knows > KNOWS),
        hidden_from=few(teller.known(own) for own in found if own.knows <= KNOWS),
    )
