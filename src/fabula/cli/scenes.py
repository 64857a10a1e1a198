"""``fabula scenes``: where, when and with whom each scene happens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.story_records import ToldScene
    from fabula.tables import Table

COLUMNS = (
    Column("Chapter", least=8, ideal=14, spare=1, once=True),
    Column("Place", least=10, ideal=20),
    Column("Time", least=8, ideal=14, spare=3),
    Column("There", least=16, ideal=30),
    Column("Eyes", least=8, ideal=12, spare=2),
    Column("Begins", least=16, ideal=32, spare=4),
)
_BEGINNING = 32
"""Characters of its first words that stand for a scene: a row or two at the width of a terminal."""


def scenes(
    world: WorldFile,
    present: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME", help="Only scenes in which this one is; can be given again."),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(
            "--in", metavar="PLACE", help="Only scenes in a place that is called so.", show_default=False
        ),
    ] = None,
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """List the scenes: where and when each happens, who is there, through whose eyes it is told.

    A scene ends where the page breaks, or where place, time or company change. What is less likely than not
    is left open; `--json` has the probabilities, and who takes part from where to where.

    Examples:

    - `fabula scenes emma.fabula`: all of them
    - `fabula scenes emma.fabula --with Emma --with "Miss Bates"`: those in which both are there
    - `fabula scenes emma.fabula --in Hartfield --until 10`: those there, up to the end of chapter 10
    """
    from fabula.cli.ends import say
    from fabula.cli.plain import write_json
    from fabula.cli.worlds import one_work

    reading = one_work(world, work, until)
    found = reading.scenes
    for name in present or ():
        wanted = reading.character(name).id
        found = found.where(lambda scene, wanted=wanted: _is_there(scene, wanted))  # type: ignore[misc]
    if place is not None:
        found = found.where(lambda scene: is_in(scene, place))
    if as_json:
        write_json(found.to_dicts())
    elif not found:
        say("there is no such scene" if reading.scenes else "there are no scenes")
    else:
        write_scenes(found, reading.text)


def write_scenes(found: Table[ToldScene] | Iterable[ToldScene], text: str) -> None:
    """Write scenes as a table, in the order given."""
    from fabula.cli.plain import clean, shorten
    from fabula.cli.table import write_table

    rows = [
        [
            scene.id,
            "" if scene.chapter is None else clean(" ".join(scene.chapter.title.split())),
            clean(scene.place_text),
            clean(scene.time_text),
            [clean(name) for name in _company(scene)],
            "" if scene.focal is None else clean(scene.focal.name),
            shorten(clean(text[scene.start : scene.start + 2 * _BEGINNING]), _BEGINNING),
        ]
        for scene in found
    ]
    write_table(("Id", *COLUMNS), rows)


def _company(scene: ToldScene) -> list[str]:
    """Who takes part in a scene, those who do so from afar last."""
    remote = [f"{entity.name} (from afar)" for entity in scene.remote]
    return [*(entity.name for entity in scene.bodily), *remote]


def _is_there(scene: ToldScene, wanted: int) -> bool:
    """Whether somebody takes part in a scene."""
    return any(own.entity.id == wanted for own in scene.present)


def is_in(scene: ToldScene, place: str) -> bool:
    """Whether the place of a scene is called so."""
    from fabula.world.names import folded

    names = [scene.place_text]
    if scene.place is not None:
        names += [scene.place.name, *scene.place.aliases]
    return any(_bare(folded(place)) == _bare(folded(name)) for name in names if name)


def _bare(name: str) -> str:
    """A name without the article before it."""
    first, _, rest = name.partition(" ")
    return rest if rest and first in ("the", "a", "an") else name
