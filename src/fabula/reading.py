"""A work as read, made pleasant to hold: its characters, quotations and mentions as tables."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from fabula import errors
from fabula.amounts import counted
from fabula.asked import asked, missing
from fabula.called import character_called, names_of
from fabula.contradictions import FoundContradiction, findings_table
from fabula.exports.tokens import TOKEN_COLUMNS, tokens
from fabula.knowledge import KeptSecret, KnowledgeBase, KnownThing
from fabula.measured_relations import MEASURED_COLUMNS, MeasuredRelation, measured_relations
from fabula.positions import end_of, stretches_of
from fabula.records import (
    ENTITY_COLUMNS,
    MENTION_COLUMNS,
    NARRATION_COLUMNS,
    PART_COLUMNS,
    QUOTE_COLUMNS,
    LinkedMention,
    SetApartPart,
    SpokenQuote,
    TellerOfCast,
    ToldStretch,
)
from fabula.repairs import over_content, text_as_read
from fabula.story_records import (
    LOCATION_COLUMNS,
    SCENE_COLUMNS,
    TIME_COLUMNS,
    StoryTeller,
    ToldLocation,
    ToldScene,
    ToldTime,
)
from fabula.tables import Table
from fabula.told_records import (
    ATTRIBUTE_COLUMNS,
    EVENT_COLUMNS,
    RELATION_COLUMNS,
    TellerOfPeople,
    ToldAttribute,
    ToldEvent,
    ToldRelation,
)
from fabula.types import (
    Annotations,
    Chapter,
    Entity,
    Finding,
    Mention,
    Pins,
    Provenance,
    Quote,
    Sections,
    SetApart,
    Story,
    Token,
    Why,
    Work,
    holding,
)
from fabula.up_to import up_to, words_up_to
from fabula.world import PackedSections
from fabula.world.corrections import Entry
from fabula.world.soundness import require_sound_annotations

if TYPE_CHECKING:
    import networkx

    from fabula.pipeline import Explainer


class Reading:
    """What Fabula makes of one work. Made by :func:`fabula.read` or taken from a world; never changes."""

    def __init__(
        self,
        work: Work,
        annotations: Annotations | None = None,
        sections: Sections | PackedSections | None = None,
        entries: Sequence[Entry] = (),
    ) -> None:
        self.work = work
        self._annotations = annotations
        self._sections = sections
        self._entries = entries
        self._whole: tuple[Reading, int] | None = None  # what this is a part of, and where the part ends

    @property
    def id(self) -> int:
        """The work's number in its world, 0 before it is saved in one."""
        return self.work.id

    @property
    def title(self) -> str:
        """The title that a person or the file gives, or else the name of the file."""
        return self.work.title

    @property
    def author(self) -> str:
        """The author that a person or the file gives, or nothing."""
        return self.work.text.metadata.author

    @property
    def text(self) -> str:
        """The characters a reader sees; every offset is a code point offset into it."""
        return self.work.text.content

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters, in order."""
        return self.work.text.chapters

    @property
    def provenance(self) -> Provenance:
        """What read it: the version of Fabula, the model, and the settings that change what is found."""
        return self.work.provenance

    @property
    def warnings(self) -> tuple[str, ...]:
        """What of the file could not be read, in whole sentences."""
        return self.work.text.warnings

    @cached_property
    def set_apart(self) -> Table[SetApartPart]:
        """What of the file is no part of the story (contents, notes, a preview …), in the order of the text.

        ``Settings(include="preview")`` reads such parts as story.
        """
        return Table("parts set apart", PART_COLUMNS, map(self._apart, self.work.text.set_apart()))

    def _apart(self, part: SetApart) -> SetApartPart:
        chapter = self.chapter_at(part.start)
        words = self.work.text.reads(part.start, part.end)
        title = chapter.title if chapter else ""
        return SetApartPart(part.kind, part.start, part.end, part.words, title, words)

    @cached_property
    def entities(self) -> Table[Entity]:
        """Characters, places, groups and the rest, most mentioned first."""
        ranked = sorted(self.work.cast.entities, key=lambda entity: (-entity.mentions, entity.id))
        return Table("entities", ENTITY_COLUMNS, ranked)

    @cached_property
    def characters(self) -> Table[Entity]:
        """Whoever is there for more than a moment, as ``fabula cast`` lists them; most mentioned first.

        That is everybody who tells, has a line or is mentioned three times or more; :attr:`all_characters`
        has the others too.
        """
        return self.all_characters.where(lambda entity: entity.is_recurring)

    @cached_property
    def all_characters(self) -> Table[Entity]:
        """The entities that are people, and those of other types that speak; most mentioned first."""
        chosen = (entity for entity in self.entities if entity.is_character)
        return Table("characters", ENTITY_COLUMNS, chosen)

    @cached_property
    def quotes(self) -> Table[SpokenQuote]:
        """The quotations in the order of the text, with their speakers and addressees."""
        return Table("quotes", QUOTE_COLUMNS, map(self._of_cast.quote, self.work.cast.quotes))

    @cached_property
    def mentions(self) -> Table[LinkedMention]:
        """The mentions in the order of the text, with their entities."""
        return Table("mentions", MENTION_COLUMNS, map(self._of_cast.mention, self.work.cast.mentions))

    @cached_property
    def narrations(self) -> Table[ToldStretch]:
        """Who tells each stretch of the text: the chapters, letters and long tales, in order."""
        return Table("narrations", NARRATION_COLUMNS, map(self._of_cast.stretch, self.work.cast.narrations))

    @cached_property
    def story(self) -> Story:
        """What happens: the scenes, where people are, the times.

        It is worked out from what the work was made of where an earlier version put it in its world, and
        raises :class:`fabula.errors.UsageError` where that is not kept.
        """
        if self.work.story is not None:
            return self.work.story
        from fabula.pipeline import story_of

        return story_of(self.work, self.annotations())

    @property
    def told_work(self) -> Work:
        """The work with its story, unless an earlier version read it and kept nothing to tell it from."""
        if self.work.story is None and self._annotations is None and self.packed() is None:
            return self.work
        return replace(self.work, story=self.story)

    @cached_property
    def scenes(self) -> Table[ToldScene]:
        """The scenes: where and when each happens, who is there, through whose eyes it is told.

        Raises what :attr:`story` raises; so do :attr:`locations` and :attr:`times`.
        """
        return Table("scenes", SCENE_COLUMNS, self._teller.scenes(self.story))

    @cached_property
    def locations(self) -> Table[ToldLocation]:
        """Where each character is, from where to where, in the order of the text."""
        return Table("locations", LOCATION_COLUMNS, self._teller.locations(self.story))

    @cached_property
    def times(self) -> Table[ToldTime]:
        """Every time that the text tells of, in its order."""
        return Table("times", TIME_COLUMNS, self._teller.times(self.story))

    @cached_property
    def events(self) -> Table[ToldEvent]:
        """What people do and what happens, in the order of the text. Raises what :attr:`story` raises."""
        return Table("events", EVENT_COLUMNS, self._of_people.events(self.story))

    @cached_property
    def attributes(self) -> Table[ToldAttribute]:
        """What is said of people and places, in the order of the text. Raises what :attr:`story` raises."""
        return Table("attributes", ATTRIBUTE_COLUMNS, self._of_people.attributes(self.story))

    @cached_property
    def relations(self) -> Table[ToldRelation]:
        """What people are to one another. Raises what :attr:`story` raises."""
        return Table("relations", RELATION_COLUMNS, self._of_people.relations(self.story))

    @cached_property
    def findings(self) -> Table[FoundContradiction]:
        """Where the work contradicts itself, but for what people say is no slip. Raises as the story."""
        found = findings_table(self.work, self.story, self._entity, self.chapter_at)
        if self._entries:
            from fabula.correcting.settling import dismissed

            known = dismissed(self._entries, self.work.text)
            return found.where(lambda own: not own.is_one_of(known))
        return found

    def knows(self, name: str | int, start: int, end: int, *, at: int | None = None) -> KnownThing:
        """Whether a character has had the chance to know what a stretch tells, by a code point or the end."""
        return self.knowledge.knows(self.character(name), start, end, at)

    @cached_property
    def secrets(self) -> Table[KeptSecret]:
        """What only some of those whom it concerns have had the chance to know; the most telling of it."""
        return self.knowledge.secrets()

    @cached_property
    def knowledge(self) -> KnowledgeBase:
        """What answers who knows what. Raises what :meth:`annotations` raises."""
        return KnowledgeBase(self.work, self.annotations(), self.story, self.chapter_at)

    @cached_property
    def tokens(self) -> Table[Token]:
        """Every word and mark: lemma, part of speech, head and relation, event, quotation, entity.

        Raises :class:`fabula.errors.UsageError` for a work that an earlier version of Fabula put in its
        world, which keeps none of that.
        """
        return Table("tokens", TOKEN_COLUMNS, tokens(self.work, self._words()))

    def members(self, group: Entity) -> Table[Entity]:
        """Who is in a group, as far as the text tells; nobody for one person.

        Raises :class:`fabula.errors.WorldError` for somebody of another work.
        """
        own = self._entity.get(group.id)
        if own is None or set(names_of(own)).isdisjoint(names_of(group)):
            raise errors.entity_of_another_work(group.name, self.title)
        return Table("members", ENTITY_COLUMNS, (self._entity[member] for member in own.members))

    def character(self, name: str | int) -> Entity:
        """The one character called ``name``; letter case, full stops and curly apostrophes do not matter.

        All who are called that are looked at: those who recur come first, then whoever has it for the shown
        name, not for an alias, then whoever tells the work, for "narrator", whoever the text calls so in
        passing ("the captain"), and last the character of that number (``12`` or ``"#12"``).
        Raises :class:`fabula.errors.WorldError` where nobody is called that, or several are.
        """
        cast = self.work.cast
        return character_called(self.all_characters, name, self.work.text.content, cast.mentions)

    def chapter_at(self, offset: int) -> Chapter | None:
        """The chapter that holds a code point of the text, if any does."""
        position = holding(self.chapters, offset)
        return None if position is None else self.chapters[position]

    def until(self, place: str | int) -> Reading:
        """The work as one knows it who has read to a place: the end of a chapter, by number or title.

        ``"@1234"`` is the place at that offset. Nothing that comes later is in it: no line, no scene, nobody,
        and no name. Raises :class:`fabula.errors.UsageError` where the work has no such place.
        """
        end = end_of(self.work.text, place)
        part = Reading(up_to(self.told_work, end), entries=self._entries)
        part._whole = self, end
        return part

    def network(self, *, chapters: Iterable[int | str] | None = None) -> networkx.Graph:
        """The characters as a graph of networkx, tied by the lines they exchange and the scenes they share.

        ``chapters``: only these, by number or title, such as ``range(1, 6)``; ``until("5").network()`` knows
        no more than a reader has who has come so far. Needs ``pip install 'fabula[networkx]'``.
        """
        from fabula.networks import graph_of, network_of

        return graph_of(network_of(self.told_work, stretches_of(self.chapters, chapters)), self.title)

    def measured_relations(self, *, by_chapter: bool = False) -> Table[MeasuredRelation]:
        """What each character says and does to each other: lines, deeds, warmth, forms of address, scenes.

        It is counted, not told: over the whole work, or ``by_chapter`` for each chapter by itself.
        """
        chapters = self.chapters if by_chapter else None
        return Table("pairs", MEASURED_COLUMNS, measured_relations(self.told_work, chapters))

    def place(self, offset: int | None) -> str:
        """Where in the work a code point is, for a person: which of several chapters, or else how far in."""
        if offset is None:
            return ""
        chapter = self.chapter_at(offset) if len(self.chapters) > 1 else None
        if chapter is not None and chapter.title.strip():
            return " ".join(chapter.title.split())
        return f"{100 * offset // max(len(self.text), 1)} %"

    @cached_property
    def _entity(self) -> dict[int, Entity]:
        return {entity.id: entity for entity in self.work.cast.entities}

    @cached_property
    def _of_cast(self) -> TellerOfCast:
        return TellerOfCast(self._entity, self.work.text.reads, self.chapter_at)

    @cached_property
    def _of_people(self) -> TellerOfPeople:
        return TellerOfPeople(self._entity, self.work.text.reads, self.chapter_at)

    @cached_property
    def _teller(self) -> StoryTeller:
        return StoryTeller(self._entity, self.work.text.reads, self.chapter_at)

    def save(self, path: str | PathLike[str], *, replace: int | None = None, new: bool = False) -> Reading:
        """Keep the work in a world file, which is made if there is none.

        An earlier reading of the same source and title is replaced, or the work of number ``replace``;
        ``new`` makes it a work of its own unless it has the very title shown. Corrections of the work that it
        replaces settle its cast as far as they fit it. Returns the work as the world
        holds it, with the numbers that the world gives. Raises :class:`fabula.errors.WorldError` where the
        world cannot be written; nothing of it is changed then.
        """
        from fabula.correcting.drafts import keep_reading
        from fabula.world import World

        with World.create_or_open(path) as world:
            added = keep_reading(world, self, replacing=replace, new=new).added
            return Reading(world.work(added.id), sections=world.annotations(added.id))

    def export(self, format: str, path: str | PathLike[str] | None = None) -> Path:
        """Write the work as ``json``, ``csv``, ``html`` or another of ``fabula.exports.FORMATS``.

        What ``path`` names is written over; without it a new file is named after the source, in the current
        folder. Returns where it was written. Raises :class:`fabula.FabulaError` for another format, a place
        that cannot be written, a library that the format needs and that is not installed, and, for formats
        of every word, a work that an earlier version of Fabula put in its world.
        """
        from fabula.exports import export

        place = None if path is None else Path(path)
        return export(self.told_work, format, place, self._words, self._own_findings)

    def exported(self, format: str) -> bytes:
        """What :meth:`export` writes, for formats of one file. Raises what it raises for this."""
        from fabula.exports import exported

        return exported(self.told_work, format, self._words, self._own_findings)

    def _own_findings(self) -> tuple[Finding, ...]:
        """Where the work contradicts itself; nothing where its story cannot be told."""
        from fabula.pipeline import findings_of

        work = self.told_work
        return () if work.story is None else findings_of(work, work.story)

    def export_tokens(self, format: str, path: str | PathLike[str] | None = None) -> Path:
        """Write every word with what is said of it, as ``conllu`` or ``csv``; where it was written.

        ``path`` is as for :meth:`export`. Raises :class:`fabula.FabulaError` for another format, a place that
        cannot be written, and a work that an earlier version of Fabula put in its world.
        """
        from fabula.exports import export_tokens

        return export_tokens(self.work, self._words(), format, None if path is None else Path(path))

    def explainer(self, pinned: Pins | None = None) -> Explainer:
        """What tells why several times over; :meth:`why` takes it. The cast is settled once more for it.

        ``pinned``: what a person has settled, without it the corrections that its world keeps. Raises what
        :meth:`annotations` raises.
        """
        from fabula.pipeline import Explainer

        notes = self.annotations()
        if pinned is None and self._entries:
            from fabula.correcting.settling import pins_of

            pinned = pins_of(self._entries, self.work, notes)
        return Explainer(self.work, notes, pinned)

    def why(
        self,
        about: int | str | Quote | SpokenQuote | Entity | Mention | LinkedMention,
        *,
        pinned: Pins | None = None,
        explainer: Explainer | None = None,
    ) -> Why:
        """Why a quotation is somebody's, somebody is one person, or a mention is somebody: in words.

        ``about`` is what the tables of a reading hold, or its number: 12 or ``"12"`` for a quotation,
        ``"#3"`` for an entity, ``"@1034"`` for the mention at that code point. The cast is settled once more
        to tell, which asks no model: ``pinned`` and ``explainer`` are as for :meth:`explainer`. Raises
        :class:`fabula.errors.UsageError` where there is no such thing, or what the work was made of is not
        kept.
        """
        told = explainer or self.explainer(pinned)
        kind, number = asked(about)
        found: Why | None = None
        if kind == "#":
            found = told.entity(number)
        elif kind == "@":
            found = told.offset(number, about.end if isinstance(about, Mention | LinkedMention) else None)
        elif quote := next((own for own in self.work.cast.quotes if own.id == number), None):
            found = told.quote((quote.start, quote.end))
        if found is None:
            raise errors.nothing_to_explain(*missing(self.work, kind, number))
        return found

    def packed(self) -> PackedSections | None:
        """What the work was made of, as a world keeps it; None out of a world that keeps none of it."""
        return PackedSections.of(self._sections) if isinstance(self._sections, Sections) else self._sections

    def annotations(self) -> Annotations:
        """What the language stage found, as columns; offsets are code points into :attr:`text`.

        Raises :class:`fabula.errors.UsageError` for a work that an earlier version of Fabula put in its
        world, and :class:`fabula.errors.WorldError` where the world is damaged.
        """
        if self._annotations is None:
            packed = self.packed()
            if packed is None:
                raise errors.no_tokens_kept(self.title)
            try:
                notes = packed.annotations()
                require_sound_annotations(notes, text_as_read(self.work.text)[0])
                self._annotations = over_content(notes, self.work.text)
            except (ValueError, IndexError, TypeError) as error:
                raise errors.annotations_damaged(self.title) from error
        return self._annotations

    def _words(self) -> Annotations:
        """The annotations; of a part of a work those of its words alone. Raises what the others raise."""
        if self._whole is None:
            return self.annotations()
        return words_up_to(self._whole[0]._words(), self._whole[1])

    def _summary(self) -> str:
        by = f" by {self.author}" if self.author else ""
        people, quotes = counted(len(self.characters), "characters"), counted(len(self.quotes), "quotes")
        return f"{self.title}{by}: {counted(self.work.tokens, 'tokens')}, {people}, {quotes}"

    def __repr__(self) -> str:
        return f"<Reading of {self._summary()}>"

    def _repr_html_(self) -> str:
        return f"<h4>{html.escape(self._summary())}</h4>{self.characters._repr_html_()}"
