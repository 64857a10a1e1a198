"""``fabula chronicle``: a story as one of its characters lives through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile

if TYPE_CHECKING:
    from fabula.chronicles import Moment

_LINES_SHOWN, _LINE = 2, 70
"""Lines of one scene that stand under it, and how many characters of each."""


def chronicle(
    world: WorldFile,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name of the character, or the number of fabula cast.")
    ],
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """Tell a story as one character lives through it: where, when, with whom, what was said.

    Examples:

    - `fabula chronicle emma.fabula "Jane Fairfax"`: her part, scene by scene
    - `fabula chronicle emma.fabula "Jane Fairfax" --until 20`: as far as one has read
    - `fabula chronicle emma.fabula 12 --json`: for a script, with the numbers of all her lines
    """
    from fabula.chronicles import MOMENT_COLUMNS, chronicle
    from fabula.cli.ends import say
    from fabula.cli.plain import write, write_json
    from fabula.cli.worlds import one_work
    from fabula.tables import Table

    reading = one_work(world, work, until)
    entity = reading.character(name)
    found = Table("scenes", MOMENT_COLUMNS, chronicle(reading, entity))
    if as_json:
        write_json(found.to_dicts())
        return
    if not found:
        say(f"{entity.name} is in no scene")
        return
    last = None
    for moment in found:
        place = reading.place(moment.start)
        if place != last and len(reading.chapters) > 1:
            write(("" if last is None else "\n") + f"{place}\n")
        last = place
        _write_moment(moment)


def _write_moment(moment: Moment) -> None:
    """Write a scene: one line of where, when and with whom, and some of what was said."""
    from fabula.amounts import counted
    from fabula.cli.plain import clean, shorten, write

    scene = moment.scene
    told = [scene.place_text or "somewhere", scene.time_text]
    if moment.role.value == "remote":
        told.append("from afar")
    if moment.company:
        told.append("with " + ", ".join(entity.name for entity in moment.company))
    write(clean(f"{scene.id}  " + "; ".join(filter(None, told))) + "\n")
    for quote in moment.said[:_LINES_SHOWN]:
        to = f" to {', '.join(entity.name for entity in quote.addressees)}" if quote.addressees else ""
        write("     " + clean(f"says{to}: {shorten(quote.text, _LINE)}") + "\n")
    rest = len(moment.said) - _LINES_SHOWN
    if rest > 0:
        write(f"     and {counted(rest, 'lines')} more\n")
    if moment.heard and not moment.said:
        write(f"     is spoken to in {counted(len(moment.heard), 'lines')}\n")
