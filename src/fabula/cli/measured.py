"""``fabula relations --measured``: how people deal with one another, counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.measured_relations import MeasuredRelation
    from fabula.reading import Reading
    from fabula.types import Entity

_COLUMNS = (
    Column("Who", least=10, ideal=18),
    Column("To", least=10, ideal=18),
    Column("Chapter", least=8, ideal=14, spare=2, once=True),
    Column("Lines"),
    Column("Warmth"),
    Column("Deeds", spare=4),
    Column("Warmth", spare=5),
    Column("Scenes", spare=3),
    Column("Calls", least=10, ideal=30, spare=1),
)
_TERMS_SHOWN = 3


class Pair(Protocol):
    """A relation between two, told or measured."""

    @property
    def a(self) -> Entity:
        """The one."""

    @property
    def b(self) -> Entity:
        """The other."""


def between(own: Pair, wanted: Collection[int]) -> bool:
    """Whether a relation is one of somebody wanted; of two or more, one between two of them."""
    inside = {own.a.id, own.b.id} & set(wanted)
    return not wanted or len(inside) >= min(2, len(wanted))


def write_measured(
    reading: Reading,
    names: Sequence[str],
    wanted: Collection[int],
    *,
    by_chapter: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Write who deals with whom and how; without ``everything`` only who says or does something to whom."""
    from fabula.cli.listing import write_listing
    from fabula.cli.plain import clean

    found = reading.measured_relations(by_chapter=by_chapter).where(lambda own: between(own, wanted))

    def cells(own: MeasuredRelation) -> list[object]:
        return [
            clean(own.a.name),
            clean(own.b.name),
            "" if own.chapter is None else clean(own.chapter.title),
            own.lines,
            _signed(own.warmth),
            own.deeds,
            _signed(own.deeds_warmth),
            own.scenes,
            [clean(term) for term in list(own.terms)[:_TERMS_SHOWN]],
        ]

    def is_worth_a_look(own: MeasuredRelation) -> bool:
        return bool(own.lines or own.deeds)

    nothing = (
        f"{' and '.join(names)} have nothing to do with one another" if names else "nobody deals with anybody"
    )
    keep = None if everything else is_worth_a_look
    write_listing(found, _COLUMNS, cells, as_json=as_json, nothing=nothing, keep=keep)


def _signed(warm: float | None) -> str:
    return "" if warm is None else f"{warm:+.2f}"
