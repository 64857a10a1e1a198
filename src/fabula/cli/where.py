"""``fabula where``: where one of the characters is, from where to where."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

COLUMNS = (
    Column("Chapter", least=8, ideal=16, once=True),
    Column("From", spare=2),
    Column("To", spare=2),
    Column("Is"),
    Column("Place", least=12, ideal=30),
    Column("Sure", spare=3),
)


def where(
    world: WorldFile,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name of the character, or the number of fabula cast.")
    ],
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """Say where a character is: in, near, going to, coming from or passing through which place.

    From and To are offsets into the text, which is read as true from the one to the other. What the scenes
    tell stands among what is said of this one alone.

    Examples:

    - `fabula where emma.fabula "Mr. Knightley"`: from the first page to the last
    - `fabula where emma.fabula Emma --until 10`: up to the end of chapter 10
    """
    from fabula.chronicles import whereabouts
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, write_json
    from fabula.cli.table import write_table
    from fabula.cli.worlds import one_work
    from fabula.story_records import LOCATION_COLUMNS
    from fabula.tables import Table

    reading = one_work(world, work, until)
    found = Table("locations", LOCATION_COLUMNS, whereabouts(reading, reading.character(name)))
    if as_json:
        write_json(found.to_dicts())
        return
    if not found:
        say(f"it is not told where {name} is")
        return
    rows = [
        [
            clean(reading.place(own.start)),
            own.start,
            own.end,
            own.relation.value,
            clean(own.place_text),
            f"{own.confidence:.0%}",
        ]
        for own in found
    ]
    write_table(COLUMNS, rows)
