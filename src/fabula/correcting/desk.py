"""Correcting one work of a world: each correction is worked out and shown before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from fabula import errors
from fabula.collection import without_collection
from fabula.correcting.changes import ENTRY_COLUMNS, Change, Once
from fabula.correcting.exchange import read_corrections, write_corrections
from fabula.correcting.naming import Naming, in_one_line
from fabula.correcting.of_story import StoryCorrections
from fabula.correcting.settling import (
    Said,
    pins_of,
    places_of,
    require_consistent,
    settled_by,
    under_known_numbers,
    without_chapters,
)
from fabula.correcting.unmoved import held
from fabula.reading import Reading
from fabula.tables import Table
from fabula.types import Annotations, Span, Who
from fabula.world import World
from fabula.world.alignment import Moves
from fabula.world.corrections import (
    OF_STORY,
    Correction,
    Entry,
    Fitted,
    Kind,
    Person,
    State,
    Thing,
    story_pinned,
)
from fabula.world.corrections.values import PEOPLE
from fabula.world.differences import Differences, differences
from fabula.world.story_differences import story_differences

if TYPE_CHECKING:
    from fabula.pipeline import Resolver
    from fabula.types import Entity

SEVERAL_SHOWN = 10
"""Works that an error names where one of several must be chosen."""

MOST_ADDRESSEES = PEOPLE[Kind.ADDRESSEES][1]
"""People whom one line is said to, at most; more are a group."""


def open_corrections(path: str | PathLike[str], work: int | None = None) -> Corrections:
    """Open a work of a world to correct it; use it in a ``with`` block, or close it.

    ``work`` is its number; the only one there is without it. Raises :class:`fabula.FabulaError` where there
    is no such file or work, and where the work was read by a version that kept too little of it.
    """
    if not Path(path).exists():
        raise errors.world_missing(Path(path))
    world = World.create_or_open(path)
    try:
        return Corrections(world, chosen(world, work))
    except BaseException:
        world.close()
        raise


class Corrections(StoryCorrections):
    """The corrections of one work, and what makes new ones.

    Names are as for :meth:`fabula.Reading.character`, or numbers; a line is given by words in it or by its
    number. Every method that makes a correction gives a :class:`Change`, which shows what follows, and
    raises :class:`fabula.FabulaError` where nobody or nothing is meant, or where it contradicts another.
    """

    def __init__(self, world: World, work: int) -> None:
        self._world = world
        self._number = work
        self._notes: Annotations | None = None
        self._resolver: Resolver | None = None
        self._gathering: list[Correction] | None = None
        self._load()

    @property
    def reading(self) -> Reading:
        """The work as it is read now."""
        return self._reading

    @property
    def is_current(self) -> bool:
        """Whether nobody else has written the work since it was opened or last corrected here."""
        return self._world.revision(self._number) == self._revision

    @property
    def entries(self) -> Table[Entry]:
        """All corrections in the order in which they were kept, undone ones too."""
        return Table("corrections", ENTRY_COLUMNS, self._entries)

    def same(self, one: str | int, other: str | int) -> Change:
        """These two are one."""
        a, b = self._naming.entity(one), self._naming.entity(other)
        if a.id == b.id:
            raise errors.nothing_to_correct(f"{one!s} and {other!s} are one already, {a.name} (#{a.id})")
        return self._change([Correction(Kind.SAME, people=(self._person(a), self._person(b)))])

    def apart(
        self,
        name: str | int,
        *,
        mentions: Sequence[int] = (),
        lines: Sequence[str | int] = (),
        chapters: Sequence[str | int] = (),
        call: str = "",
    ) -> Change:
        """These mentions (by offsets) and lines, or all in these chapters, are somebody else's.

        ``call`` is what to call that one.
        """
        entity, call = self._naming.entity(name), in_one_line("the new name", call)
        stretches = [self._naming.chapter(each) for each in chapters]
        spans = {(each.start, each.end) for each in map(self._naming.mention, mentions)}
        spans |= {(each.start, each.end) for each in map(self._naming.line, lines)}

        def is_other(start: int, end: int) -> bool:
            within = any(each.start <= start < each.end for each in stretches)
            return within or (start, end) in spans

        own = self._naming.mentions_of(entity)
        said = self._naming.lines_of(entity)
        split = [each for each in own if is_other(each.start, each.end)]
        left = [each for each in own if not is_other(each.start, each.end)]
        lines_left = [each for each in said if not is_other(each.start, each.end)]
        lines_split = [each for each in said if is_other(each.start, each.end)]
        if not (split or lines_split) or not (left or lines_left):
            raise errors.not_told_apart(entity.name)
        gone = {(each.start, each.end) for each in split}
        gone |= {(each.start, each.end) for each in lines_split}
        self._require_not_joined(entity, gone)
        anchor = self._places.anchor
        other = Person(
            call or f"another {entity.name}",
            (
                *(anchor(Thing.MENTION, each.start, each.end) for each in split),
                *(anchor(Thing.QUOTATION, each.start, each.end) for each in lines_split),
            ),
        )
        one = Person(entity.name, self._naming.spread(left, lines_left))
        new = [Correction(Kind.APART, people=(one, other))]
        if call:
            new.append(Correction(Kind.NAME, people=(other,), name=call))
        return self._change(new, asked={each.id for each in lines_split})

    def name(self, name: str | int, new: str) -> Change:
        """Call this one so."""
        entity, new = self._naming.entity(name), in_one_line("the new name", new)
        if entity.name == new:
            raise errors.nothing_to_correct(f"#{entity.id} is called {new!r}")
        if not new:
            raise errors.bad_value("the new name", new, "some words")
        return self._change([Correction(Kind.NAME, people=(self._person(entity),), name=new)])

    def speaker(self, line: str | int, name: str | int | None, *, new: str = "") -> Change:
        """This line is said by this one, or by nobody; ``new``: by somebody who is called that."""
        quote = self._naming.line(line)
        target = self._places.anchor(Thing.QUOTATION, quote.start, quote.end)
        if new and not (new := in_one_line("the name of somebody new", new)):
            raise errors.bad_value("the name of somebody new", new, "some words")
        if new:
            people: tuple[Person, ...] = (Person(new, (target,)),)
        else:
            people = () if name is None else (self._person(self._naming.entity(name)),)
        return self._change([Correction(Kind.SPEAKER, target, people, new)], asked={quote.id})

    def addressees(self, line: str | int, *names: str | int) -> Change:
        """This line is said to these, or to nobody."""
        quote = self._naming.line(line)
        target = self._places.anchor(Thing.QUOTATION, quote.start, quote.end)
        entities = dict.fromkeys(self._naming.entity(each) for each in names)
        if len(entities) > MOST_ADDRESSEES:
            raise errors.bad_value("who hears it", f"{len(entities)} people", f"{MOST_ADDRESSEES} at most")
        people = tuple(map(self._person, entities))
        return self._change([Correction(Kind.ADDRESSEES, target, people)], asked={quote.id})

    def narrator(self, chapter: str | int, name: str | int | None) -> Change:
        """This one tells the chapter of that title or number as *I*, or nobody in the story does.

        0 is the whole of a work without chapters.
        """
        if chapter in (0, "0") and not self._reading.chapters:
            start, end = 0, len(self._reading.text)
        else:
            stretch = self._naming.chapter(chapter)
            start, end = stretch.start, stretch.end
        opening = self._naming.opening(start, end)
        target = self._places.anchor(Thing.STRETCH, opening.start, opening.end)
        people = () if name is None else (self._person(self._naming.entity(name)),)
        return self._change([Correction(Kind.NARRATOR, target, people)])

    def not_character(self, name: str | int) -> Change:
        """This is no character: its mentions stand for nobody."""
        person = self._person(self._naming.entity(name))
        return self._change([Correction(Kind.NOT_CHARACTER, people=(person,))])

    def mention(self, offset: int, name: str | int | None, *, end: int | None = None) -> Change:
        """The mention at an offset is this one's, or nobody's; ``end`` tells one of several apart."""
        found = self._naming.mention(offset, end)
        target = self._places.anchor(Thing.MENTION, found.start, found.end)
        people = () if name is None else (self._person(self._naming.entity(name)),)
        return self._change([Correction(Kind.MENTION, target, people)])

    def not_speech(self, line: str | int) -> Change:
        """This is no speech."""
        quote = self._naming.line(line)
        target = self._places.anchor(Thing.QUOTATION, quote.start, quote.end)
        return self._change([Correction(Kind.NOT_SPEECH, target)], asked={quote.id})

    def chapter(self, offset: int, title: str = "") -> Change:
        """A chapter begins with the paragraph at an offset."""
        block = self._naming.opening(offset, offset + 1)
        if any(each.start == block.start for each in self._reading.chapters):
            raise errors.nothing_to_correct(f"a chapter begins at {block.start} already")
        target = self._places.anchor(Thing.STRETCH, block.start, block.end)
        name = in_one_line("the title", title)
        return self._change([Correction(Kind.CHAPTER, target, name=name)])

    def undo(self, number: int | None = None, *, step: int | None = None) -> Change:
        """Undo the last corrections that were kept together or those of a step, or the one of a number."""
        kept = [entry for entry in self._entries if entry.state is State.KEPT]
        if number is None:
            last = max((entry.step for entry in kept), default=0) if step is None else step
            return self._turned([each for each in kept if each.step == last], State.UNDONE, "undo", None)
        return self._turned([each for each in kept if each.id == number], State.UNDONE, "undo", number)

    def redo(self, number: int | None = None) -> Change:
        """Take up again what was undone last, or the correction of a number."""
        undone = [entry for entry in self._entries if entry.state is State.UNDONE]
        if number is None:
            last = max((entry.step for entry in self._entries if entry.state is State.KEPT), default=0)
            after = min((entry.step for entry in undone if entry.step > last), default=0)
            return self._turned([each for each in undone if each.step == after], State.KEPT, "redo", None)
        return self._turned([each for each in undone if each.id == number], State.KEPT, "redo", number)

    def placed(self, number: int, target: Span | None, people: Sequence[int] = ()) -> Change:
        """A correction that does not fit any more, at another place or of others, instead of the one it was.

        ``target`` is the line, mention or paragraph that it is about now, ``people`` who are meant; without
        them it is of those it was of.
        """
        entry = next((e for e in self._entries if e.id == number and e.state is State.KEPT), None)
        if entry is None:
            raise errors.no_such_correction(number, "place")
        said = entry.correction
        fewest, most = PEOPLE[said.kind]
        if people and not fewest <= len(people) <= most:
            right = f"{most}" if fewest == most else f"{fewest} to {most}"
            raise errors.bad_value("the number of people whom it names", str(len(people)), right)
        anchor = said.target
        if target is not None and anchor is not None:
            anchor = self._places.anchor(anchor.thing, *target)
        who = tuple(self._person(self._naming.entity(each)) for each in people) or said.people
        if said.kind is Kind.SPEAKER and said.name and anchor is not None:
            who = (Person(said.name, (anchor,)),)
        made = replace(said, target=anchor, people=who)
        return self._change([made], states={number: State.UNDONE})

    def export(self, path: str | PathLike[str]) -> Path:
        """Write the corrections that are kept as annotations in JSON-LD; where they were written."""
        kept = [entry for entry in self._entries if entry.state is State.KEPT]
        return write_corrections(Path(path), self._reading, kept)

    def take_in(self, path: str | PathLike[str]) -> Change:
        """Take in corrections that :meth:`export` wrote, of this edition or another of the book.

        Those that are kept already are left out. Those that do not fit come in with a problem, for a person
        to look at. Raises :class:`fabula.FabulaError` for a file that holds something else or is of another
        book; nothing is taken in then.
        """
        imported = read_corrections(Path(path))
        fitted = [self._places.fit(each) for each in imported.corrections]
        fitting = sum(not each.problem for each in fitted)
        if imported.is_of_another(fitting):
            raise errors.corrections_of_another(Path(path), imported.title, fitting, len(fitted))
        there = {self._signature(self._places.fit(e.correction)) for e in self._entries if e.holds}
        new: list[Correction] = []
        for each in fitted:
            signature = self._signature(each)
            if each.problem or signature not in there:
                there.add(signature)
                new.append(self._places.renewed(each))
        if not new:
            raise errors.nothing_to_correct(f"all {len(fitted):,} corrections of {path} are kept already")
        return self._change(new, again=True)

    def prepare(self) -> None:
        """Lay out what the first correction would lay out, which takes seconds for a novel."""
        from fabula.pipeline import Resolver

        if self._resolver is None:
            work, notes = self._reading.work, self._reading.annotations()
            self._resolver = Resolver(notes)
            self._resolver.prepare(work.text, pins_of(self._entries, work, notes))

    def settled_lines(self, kinds: Sequence[Kind]) -> frozenset[Span]:
        """The spans of the lines that corrections of some kinds are about."""
        own = (entry.correction for entry in self._entries if entry.holds and entry.correction.kind in kinds)
        return frozenset(span for each in own if (span := self._places.fit(each).target) is not None)

    def passed(self) -> frozenset[str]:
        """The questions of a review that somebody passed over."""
        return self._world.skipped(self._number)

    def pass_over(self, question: str) -> None:
        """Note that a question of a review was passed over."""
        self._world.skip(self._number, question)

    def close(self) -> None:
        """Close the world."""
        self._world.close()

    def __enter__(self) -> Corrections:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{len(self._entries):,} corrections of {self._reading.title!r}>"

    def together(self, makers: Iterable[Callable[[], Change]]) -> Change:
        """What follows from several corrections as one step; those that contradict the first are left out.

        Each of ``makers`` makes one by a method of this object. The cast is settled once for all of them.
        """
        self._gathering = []
        try:
            for make in makers:
                with suppress(errors.FabulaError):
                    make()
            gathered = self._gathering
        finally:
            self._gathering = None
        return self._change(gathered)

    @without_collection()
    def _load(self) -> None:
        self._revision = self._world.revision(self._number)
        work = self._world.work(self._number)
        self._entries = self._world.corrections(self._number)
        self._reading = Reading(work, self._notes, self._world.annotations(self._number), self._entries)
        if self._notes is None:
            if self._reading.packed() is None:
                raise errors.corrections_need_words(work.title)
            self._notes = self._reading.annotations()
            self._places = places_of(work.text, self._notes, work.cast)
        self._naming = Naming(self._reading, self._places, self._entries)

    def _person(self, entity: Entity) -> Person:
        return self._naming.person(entity)

    def _turned(self, entries: Sequence[Entry], state: State, what: str, number: int | None) -> Change:
        if not entries:
            raise (
                errors.nothing_to_undo(what) if number is None else errors.no_such_correction(number, what)
            )
        return self._change([], states={entry.id: state for entry in entries})

    @without_collection()
    def _change(
        self,
        new: Sequence[Correction],
        states: Mapping[int, State] | None = None,
        asked: Iterable[int] = (),
        *,
        again: bool = False,
    ) -> Change:
        """What follows from new corrections and from others that are undone or taken up again."""
        states = states or {}
        fitted = [self._places.fit(each) for each in new]
        if not again:
            self._require_new(fitted)
        kept = [replace(entry, state=states.get(entry.id, entry.state)) for entry in self._entries]
        said: list[Said] = [(e.id, self._places.fit(e.correction)) for e in kept if e.holds]
        said += [(-at, each) for at, each in enumerate(fitted)]
        undone = [self._places.fit(e.correction) for e in kept if states.get(e.id) is State.UNDONE]
        before = self._reading.work
        if self._gathering is not None:
            return self._gathered(new, said)
        from fabula.pipeline import Resolver, with_story

        text = without_chapters(before.text, undone)
        notes = self._reading.annotations()
        moves = Moves(before.text.content, before.text.content)
        story, asked = story_pinned(said).pins, frozenset(asked)
        if self._is_of_story(new, states):
            require_consistent(said, text, notes)
            settled = with_story(before, notes, pins=story)
        else:
            self._resolver = self._resolver or Resolver(notes)
            settled = settled_by(said, replace(before, text=text), notes, resolver=self._resolver)
            if not states and not again and (more := held(self._naming, new, settled.cast, asked)):
                with suppress(errors.FabulaError):
                    return self._change([*new, *more], asked=asked, again=True)
            settled = under_known_numbers(settled, before, moves, self._world)
        return Change(
            tuple(new),
            tuple(each.problem for each in fitted),
            states,
            settled,
            differences(before, settled, moves),
            asked,
            self._keep,
            Once(lambda: settled if settled.story is not None else with_story(settled, notes, pins=story)),
            story,
            story_differences(before, settled),
        )

    def _gathered(self, new: Sequence[Correction], said: list[Said]) -> Change:
        """Adds corrections to those that are gathered. Raises where they contradict any."""
        assert self._gathering is not None
        work = self._reading.work
        said += [(-len(said) - at, self._places.fit(each)) for at, each in enumerate(self._gathering)]
        require_consistent(said, work.text, self._reading.annotations())
        self._gathering += new
        nothing = Differences((), 0, 0, (), (), ())
        return Change(tuple(new), ("",) * len(new), {}, work, nothing, frozenset(), self._keep, lambda: work)

    def _keep(self, change: Change) -> list[Entry]:
        known = {entry.id for entry in self._entries}
        new = list(zip(change.corrections, change.problems, strict=True))
        self._world.correct(change.prepare(), self._revision, new, change.states)
        self._load()
        return [entry for entry in self._entries if entry.id not in known]

    def _is_of_story(self, new: Sequence[Correction], states: Mapping[int, State]) -> bool:
        """Whether the cast stays as it is, whatever these say."""
        turned = [self._entry(number).correction for number in states]
        return all(each.kind in OF_STORY for each in (*new, *turned))

    def _require_new(self, fitted: Sequence[Fitted]) -> None:
        """Raises where one is kept already."""
        there = {
            self._signature(self._places.fit(entry.correction)): entry.id
            for entry in self._entries
            if entry.holds
        }
        for each in fitted:
            number = there.get(self._signature(each))
            if number is not None:
                raise errors.corrected_already(self._entry(number).correction.words, number)

    def _require_not_joined(self, entity: Entity, split: set[Span]) -> None:
        """Raises where one of two whom a correction has joined is now to be split off again."""
        for entry in self._entries:
            if not entry.holds or entry.correction.kind is not Kind.SAME:
                continue
            both = self._places.fit(entry.correction).people
            if any(self._naming.meant(who) != entity.id for who in both):
                continue
            own = [[span for span in who if self._naming.is_mention(span)] or list(who) for who in both]
            gone = [2 * len(split.intersection(spans)) > len(spans) for spans in own]
            if any(gone) and not all(gone):
                words = f"{entity.name} is two"
                raise errors.corrections_contradict(words, entry.correction.words, entry.id)

    def _entry(self, number: int) -> Entry:
        return next(entry for entry in self._entries if entry.id == number)

    def _signature(self, fitted: Fitted) -> object:
        """What a correction says, however it is anchored."""
        kind = fitted.correction.kind
        whole = kind in (Kind.SAME, Kind.APART)

        def whose(who: Who) -> object:
            return frozenset(who) if whole else self._naming.meant(who) or frozenset(who)

        return kind, fitted.target, tuple(map(whose, fitted.people)), fitted.correction.name


def chosen(world: World, work: int | None) -> int:
    """The work of a number, or the only one there is."""
    works = world.works()
    if work is not None:
        world.revision(work)  # says which there are
        return work
    if not works:
        raise errors.world_without_works(world.path)
    if len(works) > 1:
        raise errors.several_works(", ".join(f"{each.id} {each.title}" for each in works[:SEVERAL_SHOWN]))
    return works[0].id
