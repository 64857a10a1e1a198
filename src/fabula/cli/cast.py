"""``fabula cast``: the characters of a world."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile

if TYPE_CHECKING:
    from fabula.reading import Reading
    from fabula.types import Entity

LONGEST_NAME = 40
"""Longer names are cut in a table; JSON has them whole."""
PRONOUNS_SHOWN, MEMBERS_SHOWN = 2, 6


def cast(
    world: WorldFile,
    until: Until = None,
    work: WorkNumber = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Whoever is mentioned once or twice, places, groups, vehicles, organisations too.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the characters: what they are called, how often they appear, how many lines they speak.

    The number under Id stands for the character wherever a name may be given; it is the only way to mean one
    of two who share a name.

    Examples:

    - `fabula cast emma.fabula`: everybody with a line, or mentioned three times or more
    - `fabula cast saga.fabula --work 2 --all`: whoever and whatever is in the second work at all
    - `fabula cast emma.fabula --until 10`: as far as one knows at the end of chapter 10
    - `fabula cast emma.fabula --json | jq -r '.[].name'`: the names, in a script
    """
    from fabula import open_world
    from fabula.cli.plain import write, write_json
    from fabula.cli.progress import working

    with working(f"opening {world.name}"), open_world(world) as opened:
        readings = list(opened) if work is None and until is None else [opened.only_work(work)]
    if until is not None:
        readings = [reading.until(until) for reading in readings]
    if as_json:
        write_json([row for reading in readings for row in character_rows(reading, everything)])
        return
    for position, reading in enumerate(readings):
        if position:
            write("\n")
        write_cast(reading, titled=len(readings) > 1, everything=everything)
        passing = len(reading.all_characters) - len(reading.characters)
        if passing and not everything:
            write(f"and {passing:,} more mentioned once or twice, without a line; all of them: --all\n")


def character_rows(reading: Reading, everything: bool = False) -> list[dict[str, object]]:
    """The characters of a work (or all its entities) for JSON."""
    table = reading.entities if everything else reading.characters
    places = [reading.place(entity.first) for entity in table]
    return [
        {"work": reading.id, **row, "place": place}
        for row, place in zip(table.to_dicts(), places, strict=True)
    ]


def write_cast(reading: Reading, *, titled: bool, everything: bool = False, most: int | None = None) -> int:
    """Write the cast of a work as a table; at most ``most`` of them. Returns how many were left out.

    Whoever has no line and is mentioned but once or twice stands in it only with ``everything``.
    """
    from fabula.cli.plain import shorten
    from fabula.cli.table import Column, write_table

    columns = (
        Column("Name", least=14, ideal=24),
        Column("Id"),
        Column("Pronouns", spare=2),
        Column("Mentions"),
        Column("Lines"),
        Column("Enters", least=6, ideal=10, spare=1),
        Column("Also called", least=14, ideal=30, spare=3),
    )
    table = list(reading.entities if everything else reading.characters)
    shown = table[:most]
    common = _common_word(reading)
    rows = [
        [
            _shown(entity),
            entity.id,
            "/".join(entity.pronouns[:PRONOUNS_SHOWN]),
            entity.mentions,
            entity.quotes,
            [_without(common, shorten(reading.place(entity.first), LONGEST_NAME))],
            _others(reading, entity),
        ]
        for entity in shown
    ]
    write_table(columns, rows, title=reading.title if titled else "")
    return len(table) - len(shown)


def _shown(entity: Entity) -> str:
    """The name of somebody, and whether they tell the story where their name does not say so."""
    from fabula.cli.plain import shorten

    tells = entity.narrator and entity.name.casefold() != "narrator"
    return shorten(entity.name, LONGEST_NAME) + (" (narrator)" if tells else "")


def _common_word(reading: Reading) -> str:
    """The word that most chapters' titles begin with, "Chapter" say, which tells them apart no better."""
    words = Counter(
        chapter.title.split()[0] for chapter in reading.chapters if len(chapter.title.split()) > 1
    )
    word, times = max(words.items(), key=itemgetter(1), default=("", 0))
    return word if 1 < times > len(reading.chapters) / 2 else ""


def _without(word: str, place: str) -> str:
    rest = place.removeprefix(f"{word} ")
    return rest if word and rest else place


def _others(reading: Reading, entity: Entity) -> list[str]:
    """The other names of somebody, and after them who is in a group."""
    from fabula.cli.plain import shorten

    names = [shorten(alias, LONGEST_NAME) for alias in entity.aliases]
    members = [shorten(member.name, LONGEST_NAME) for member in reading.members(entity)[:MEMBERS_SHOWN]]
    return [*names, f"({', '.join(members)})"] if members else names
