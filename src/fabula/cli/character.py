"""``fabula character``: all that is told of one of the characters, on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile

if TYPE_CHECKING:
    from fabula.reading import Reading
    from fabula.types import Entity

_SHOWN = 12
"""Of each kind of thing, at most so many; --json has all of them."""
_SURE = 0.5


def character(
    world: WorldFile,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name of the character, or the number of fabula cast.")
    ],
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """Show all that is told of a character: names, what this one is like, to whom what, with whom and where.

    Examples:

    - `fabula character emma.fabula "Jane Fairfax"`: her page
    - `fabula character emma.fabula "Jane Fairfax" --until 20`: as far as one has read
    """
    from fabula.cli.plain import write_json
    from fabula.cli.worlds import one_work

    reading = one_work(world, work, until)
    entity = reading.character(name)
    if as_json:
        write_json(_document(reading, entity))
    else:
        _write_page(reading, entity)


def _document(reading: Reading, entity: Entity) -> dict[str, object]:
    from fabula.chronicles import MOMENT_COLUMNS, chronicle
    from fabula.tables import Table

    def of(table: Table) -> list[dict[str, object]]:  # type: ignore[type-arg]
        return table.to_dicts()

    number = entity.id
    return {
        "work": reading.id,
        "character": reading.all_characters.where(lambda own: own.id == number).to_dicts()[0],
        "attributes": of(reading.attributes.where(lambda own: own.entity.id == number)),
        "relations": of(reading.relations.where(lambda own: number in (own.a.id, own.b.id))),
        "scenes": of(Table("scenes", MOMENT_COLUMNS, chronicle(reading, entity))),
    }


def _write_page(reading: Reading, entity: Entity) -> None:
    from collections import Counter

    from fabula.amounts import counted
    from fabula.chronicles import chronicle
    from fabula.cli.plain import clean, write

    def line(words: str, indent: str = "  ") -> None:
        write(indent + clean(words) + "\n")

    line(f"{entity.name} (#{entity.id})" + (", who tells the story" if entity.narrator else ""), "")
    if entity.aliases:
        line(f"also called {', '.join(entity.aliases)}")
    facts = [
        ", ".join(entity.pronouns),
        counted(entity.mentions, "mentions"),
        counted(entity.quotes, "lines"),
    ]
    line("; ".join(filter(None, facts)))
    moments = chronicle(reading, entity)
    if moments:
        first, last = reading.place(moments[0].start), reading.place(moments[-1].start)
        line(f"in {counted(len(moments), 'scenes')}, from {first} to {last}")
    kinds: dict[str, list[str]] = {}
    for own in reading.attributes:
        if own.entity.id == entity.id and own.confidence >= _SURE:
            by = f" (says {own.by.name})" if own.by is not None else ""
            kinds.setdefault(own.kind.value, []).append(("not " if not own.holds else "") + own.value + by)
    for kind, values in kinds.items():
        line(f"{kind}: {', '.join(dict.fromkeys(values[:_SHOWN]))}")
    for told in reading.relations:
        other = told.b if told.a.id == entity.id else told.a
        if entity.id in (told.a.id, told.b.id) and told.confidence >= _SURE and other.is_recurring:
            line(
                f"  {told.a.name} is {told.relation.value} {told.b.name}"
                + (" (inferred)" if told.inferred else "")
            )
    company = Counter(other.name for moment in moments for other in moment.company)
    scenes = [moment.scene for moment in moments if moment.scene.place_text]
    places = Counter(own.place.name if own.place else own.place_text for own in scenes)
    for heading, counts in (("with", company), ("at", places)):
        shown = [f"{name} ({count})" for name, count in counts.most_common(_SHOWN)]
        if shown:
            line(f"{heading} {', '.join(shown)}")
