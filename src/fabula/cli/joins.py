"""``fabula joins``, ``merge`` and ``split``: one cast over the works of a world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, WorldFile
from fabula.cli.table import Column
from fabula.cli.usage import whole_number

if TYPE_CHECKING:
    from fabula.joining import Proposal
    from fabula.types import Entity

_JOINED = (Column("Name", least=14, ideal=24), Column("Id"), Column("Works", least=8, ideal=20))
_PROPOSED = (
    Column("One", least=12, ideal=24),
    Column("Other", least=12, ideal=24),
    Column("Works"),
    Column("Sure"),
    Column("Because", least=16, ideal=36, spare=1),
)


def _number(what: str) -> object:
    return typer.Argument(
        metavar=what, parser=whole_number(what, 1), help="The number that fabula cast shows."
    )


def joins(world: WorldFile, as_json: AsJson = False) -> None:
    """List who is in several works, and who may be one with somebody of another.

    Whoever is safely one is joined when a work is read into a world with others; of the rest a person
    decides. Nobody is joined for a forename that others share, and nobody that was split is joined again.

    Examples:

    - `fabula joins saga.fabula`: who is joined, who may be
    - `fabula merge saga.fabula 12 340`: these are one
    """
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, write, write_json
    from fabula.cli.progress import working
    from fabula.cli.table import write_table
    from fabula.joining import all_proposals
    from fabula.world import World

    with working(f"comparing the works of {world.name}"), World.open(world) as opened:
        several = opened.in_several_works()
        shared = [(own, several[own.id]) for own in opened.characters() if own.id in several]
        found = all_proposals(opened)
    if as_json:
        write_json(
            {
                "joined": [{"id": own.id, "name": own.name, "works": works} for own, works in shared],
                "proposed": [_row(own) for own in found],
            }
        )
        return
    if not shared and not found:
        say("nobody is in two works, or seems to be")
        return
    if shared:
        rows = [[clean(own.name), own.id, ", ".join(map(str, works))] for own, works in shared]
        write_table(_JOINED, rows, title="In several works")
    if found:
        write("\n" if shared else "")
        proposed = [
            [
                clean(_called(own.one)),
                clean(_called(own.other)),
                f"{own.works[0]}, {own.works[1]}",
                f"{own.probability:.0%}",
                "; ".join(name for name, weight in own.reasons if weight > 0.0),
            ]
            for own in found
        ]
        write_table(_PROPOSED, proposed, title="May be one: fabula merge WORLD ONE OTHER")


def merge(
    world: WorldFile,
    one: Annotated[int, _number("ONE")],
    other: Annotated[int, _number("OTHER")],
) -> None:
    """Join two of different works: from now on they are one, under the first number.

    Two of one work are joined by `fabula correct same`.

    Examples:

    - `fabula merge saga.fabula 12 340`: number 340 is number 12
    """
    from fabula.cli.plain import clean, write
    from fabula.world import World

    with World.create_or_open(world) as opened:
        opened.join(one, other, again=True)
        works = opened.works_of(one)
        name = next(own.name for own in opened.entities(works[0]) if own.id == one)
    write(clean(f"{name} (#{one}) is in works {', '.join(map(str, works))} now") + "\n")


def split(
    world: WorldFile,
    entity: Annotated[int, _number("ID")],
    work: Annotated[
        int,
        typer.Option(
            "--work", metavar="ID", parser=whole_number("--work", 1), help="The work in which it is another."
        ),
    ],
) -> None:
    """Take somebody of several works apart: in one of them it is somebody else, under a new number.

    The two are not joined again unless `fabula merge` does so.

    Examples:

    - `fabula split saga.fabula 12 --work 3`: number 12 is another person in work 3
    """
    from fabula.cli.plain import clean, write
    from fabula.world import World

    with World.create_or_open(world) as opened:
        fresh = opened.part(entity, work)
        name = next(own.name for own in opened.entities(work) if own.id == fresh)
    write(clean(f"{name} of work {work} is #{fresh} now") + "\n")


def _called(entity: Entity) -> str:
    return f"{entity.name} (#{entity.id})"


def _row(own: Proposal) -> dict[str, object]:
    return {
        "one": own.one.id,
        "one_name": own.one.name,
        "other": own.other.id,
        "other_name": own.other.name,
        "works": list(own.works),
        "probability": round(own.probability, 4),
        "reasons": [{"feature": name, "weight": round(weight, 4)} for name, weight in own.reasons],
    }
