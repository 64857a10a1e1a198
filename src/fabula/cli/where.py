"""``fabula where``: where one of the characters is, from where to where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.story_records import ToldLocation

COLUMNS = (
    Column("Chapter", least=8, ideal=16, once=True),
    Column("From", spare=2),
    Column("To", spare=2),
    Column("Is"),
    Column("Place", least=12, ideal=30),
    Column("Sure", spare=3),
)

_LIKELY = 0.5


def where(
    world: WorldFile,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name of the character, or the number of fabula cast.")
    ],
    until: Until = None,
    everything: Annotated[
        bool, typer.Option("--all", help="What is less likely than not, too; --json always has it.")
    ] = False,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """Say where a character is: in, near, going to, coming from or passing through which place.

    From and To are offsets into the text, between which it holds.

    Examples:

    - `fabula where emma.fabula "Mr. Knightley"`: from the first page to the last
    - `fabula where emma.fabula Emma --until 10`: up to the end of chapter 10
    """
    from fabula.amounts import counted
    from fabula.chronicles import whereabouts
    from fabula.cli.listing import write_listing
    from fabula.cli.plain import clean
    from fabula.cli.worlds import one_work
    from fabula.story_records import LOCATION_COLUMNS
    from fabula.tables import Table

    reading = one_work(world, work, until)
    found = Table("locations", LOCATION_COLUMNS, whereabouts(reading, reading.character(name)))

    def cells(own: ToldLocation) -> list[object]:
        told = own.start, own.end, own.relation.value, clean(own.place_text)
        return [clean(reading.place(own.start)), *told, f"{own.confidence:.0%}"]

    more = f"; --all shows {counted(len(found), 'guesses')}" if found else ""
    write_listing(
        found,
        COLUMNS,
        cells,
        as_json=as_json,
        nothing=f"it is not told where {name} is{more}",
        keep=None if everything else lambda own: own.confidence >= _LIKELY,
    )
