"""``fabula scenes``: where and with whom each scene happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, WorkNumber, WorldFile
from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.story_records import ToldScene

COLUMNS = (
    Column("Place", least=10, ideal=24),
    Column("There", least=16, ideal=36),
    Column("Eyes", least=8, ideal=14, spare=1),
    Column("Begins", least=16, ideal=40, spare=2),
)
_BEGINNING = 32
"""Characters of its first words that stand for a scene: a row or two at the width of a terminal."""


def scenes(
    world: WorldFile,
    present: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME", help="Only scenes in which this one is; can be given again."),
    ] = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """List the scenes: where each happens, who is there, through whose eyes it is told.

    A scene ends where the page breaks, or where place, time or company change. What is less likely than not
    is left open; `--json` has the probabilities. Nothing is read again: the world keeps what the model found.

    Examples:

    - `fabula scenes emma.fabula`: all of them
    - `fabula scenes emma.fabula --with Emma --with "Miss Bates"`: those in which both are there
    """
    from fabula import open_world
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, shorten, write_json
    from fabula.cli.progress import working
    from fabula.cli.table import write_table

    with working(f"opening {world.name}"), open_world(world) as opened:
        reading = opened.only_work(work)
        found = reading.scenes
        for name in present or ():
            wanted = reading.character(name).id
            found = found.where(lambda scene, wanted=wanted: _is_there(scene, wanted))  # type: ignore[misc]
        text = reading.text
    if as_json:
        write_json(found.to_dicts())
        return
    if not found:
        say("there is no such scene")
        return
    rows = [
        [
            scene.id,
            clean(scene.place_text),
            clean(", ".join(entity.name for entity in scene.bodily)),
            "" if scene.focal is None else clean(scene.focal.name),
            shorten(clean(text[scene.start : scene.start + 2 * _BEGINNING]), _BEGINNING),
        ]
        for scene in found
    ]
    write_table(("Id", *COLUMNS), rows)


def _is_there(scene: ToldScene, wanted: int) -> bool:
    """Whether somebody is in a scene."""
    return any(own.entity.id == wanted for own in scene.present)
