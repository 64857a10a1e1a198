"""``fabula why``: the evidence behind one decision."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.cli.options import AsJson, WorkNumber, WorldFile


def why(
    world: WorldFile,
    about: Annotated[
        str,
        typer.Argument(
            metavar="QUOTE|#ENTITY|@OFFSET",
            help="The number of a quotation, as `fabula quotes` shows it; # and the number of somebody of "
            "the cast; or @ and the place of a mention, in characters from the start of the text.",
            show_default=False,
        ),
    ],
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """Say why a line is somebody's, why somebody is one person, or why a mention is somebody.

    Each reason has a number before it: how much it says for what was decided, as the logarithm of how many
    times likelier it makes it; with a minus it speaks against it. A line is held against whoever is next
    likely to speak it. Nothing is read again: the world keeps what the model found.

    Examples:

    - `fabula why emma.fabula 12`: why quotation 12 is whose it is, and to whom it is said
    - `fabula why emma.fabula "#3"`: which names and descriptions are number 3, and who is somebody else
    - `fabula why emma.fabula @1034`: whom the words at that place mean
    - `fabula why emma.fabula 12 --json`: the same for a program, with the stretches of text
    """
    from fabula import open_world
    from fabula.cli.plain import clean, write, write_json
    from fabula.cli.progress import working

    with working(f"opening {world.name}"), open_world(world) as opened:
        reading = opened.only_work(work)
        found = reading.why(about)
    if as_json:
        write_json(found.to_dict())
        return
    for line in found.text:
        write(clean(line) + "\n")
