"""Corrections of what happens: scenes, where they are, who is there; what is told of people; findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from fabula import errors
from fabula.world.corrections import Correction, Kind, State, Thing

if TYPE_CHECKING:
    from fabula.correcting.changes import Change
    from fabula.correcting.naming import Naming
    from fabula.reading import Reading
    from fabula.story_records import ToldScene
    from fabula.types import Span
    from fabula.world.corrections import Anchor, Places


class _Numbered(Protocol):
    @property
    def id(self) -> int:
        """The number."""


_Row = TypeVar("_Row", bound=_Numbered)


class StoryCorrections:
    """What can be put right in the story of a work. A scene is given by its number.

    Every method gives a :class:`Change`, and raises :class:`fabula.FabulaError` where there is no such thing,
    or it contradicts another correction.
    """

    _reading: Reading
    _naming: Naming
    _places: Places

    def _change(
        self,
        new: Sequence[Correction],
        states: Mapping[int, State] | None = None,
        asked: Iterable[int] = (),
        *,
        again: bool = False,
    ) -> Change:
        raise NotImplementedError

    def scene(self, offset: int) -> Change:
        """A scene begins with the paragraph at an offset."""
        target = self._opening(offset)
        if any(each.start == target.start for each in self._reading.scenes):
            raise errors.nothing_to_correct(f"a scene begins at {target.start} already")
        return self._change([Correction(Kind.SCENE, target)])

    def no_scene(self, number: int) -> Change:
        """No scene begins where this one does: it goes on the one before."""
        found = self._scene(number)
        if found.start == self._reading.scenes[0].start:
            raise errors.nothing_to_correct("the first scene begins with the story")
        return self._change([Correction(Kind.NO_SCENE, self._opening(found.start))])

    def place(self, number: int, name: str | int | None) -> Change:
        """This scene happens in this place of the cast, or None where nothing tells."""
        found = self._scene(number)
        people = () if name is None else (self._naming.person(self._naming.place(name)),)
        return self._change([Correction(Kind.PLACE, self._opening(found.start), people)])

    def present(self, number: int, name: str | int) -> Change:
        """This one is there in this scene."""
        return self._presence(Kind.PRESENT, number, name)

    def absent(self, number: int, name: str | int) -> Change:
        """This one is not there in this scene."""
        return self._presence(Kind.ABSENT, number, name)

    def not_told(self, attribute: int) -> Change:
        """The attribute of this number is not so."""
        found = _numbered("attribute", self._reading.attributes, attribute)
        target = self._stretch((found.start, found.end))
        person = self._naming.person(found.entity)
        return self._change([Correction(Kind.NOT_TOLD, target, (person,), found.kind.value)])

    def not_related(self, one: str | int, relation: str, other: str | int) -> Change:
        """The one is not to the other what ``relation`` says ("parent of")."""
        a, b = self._naming.entity(one), self._naming.entity(other)
        known = [each for each in self._reading.relations if (each.a.id, each.b.id) == (a.id, b.id)]
        if not any(each.relation.value == relation for each in known):
            told = ", ".join(each.relation.value for each in known) or "nothing"
            raise errors.nothing_to_correct(f"{a.name} is {told} to {b.name}, not {relation!r}")
        people = self._naming.person(a), self._naming.person(b)
        return self._change([Correction(Kind.NOT_RELATED, people=people, name=relation)])

    def no_slip(self, finding: int) -> Change:
        """The finding of this number is no slip of the text."""
        found = _numbered("finding", self._reading.findings, finding)
        return self._change([Correction(Kind.NO_SLIP, self._stretch(found.spans[-1]), name=found.kind.value)])

    def _presence(self, kind: Kind, number: int, name: str | int) -> Change:
        found, entity = self._scene(number), self._naming.entity(name)
        there = any(own.entity.id == entity.id for own in found.present)
        if there is (kind is Kind.PRESENT):
            state = "there" if there else "not there"
            raise errors.nothing_to_correct(f"{entity.name} is {state} in scene {number}")
        target = self._opening(found.start)
        return self._change([Correction(kind, target, (self._naming.person(entity),))])

    def _scene(self, number: int) -> ToldScene:
        return _numbered("scene", self._reading.scenes, number)

    def _opening(self, offset: int) -> Anchor:
        """The anchor of the paragraph at an offset."""
        block = self._naming.opening(offset, offset + 1)
        return self._places.anchor(Thing.STRETCH, block.start, block.end)

    def _stretch(self, span: Span) -> Anchor:
        return self._places.anchor(Thing.STRETCH, *span)


def _numbered(what: str, rows: Iterable[_Row], number: int) -> _Row:
    """The row of a number. Raises :class:`fabula.errors.UsageError` where there is none."""
    for row in rows:
        if row.id == number:
            return row
    raise errors.no_such_number(what, number, f"fabula {what}s lists them")
