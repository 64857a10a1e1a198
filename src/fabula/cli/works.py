"""``fabula works``: the works that a world holds, and what of each was set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, WorkNumber, WorldFile

if TYPE_CHECKING:
    from fabula.api import OpenWorld


def works(
    world: WorldFile,
    parts: Annotated[
        bool,
        typer.Option(
            "--parts",
            help="List what of each work was set apart from the story: contents, notes, previews. "
            "fabula read FILE --include KINDS puts such parts back.",
        ),
    ] = False,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """List the works in a world, with their numbers.

    Examples:

    - `fabula works saga.fabula`: the table
    - `fabula works saga.fabula --parts`: what was not read as story
    - `fabula works saga.fabula --json | jq -r '.[].title'`: the titles, in a script
    """
    from fabula import open_world
    from fabula.cli.plain import write_json
    from fabula.cli.table import Column, write_table

    with open_world(world) as opened:
        if parts:
            _list_parts(opened, work, as_json=as_json)
            return
        rows = [row for row in opened.works.to_dicts() if work is None or row["id"] == work]
        if work is not None and not rows:
            opened.work(work)  # says which there are
    if as_json:
        write_json(rows)
        return
    names = ("id", "title", "author", "tokens", "characters", "quotes")
    columns = (
        Column("Work"),
        Column("Title", least=16, ideal=30),
        Column("Author", least=12, ideal=20, spare=1, once=True),
        *("Tokens", "Characters", "Quotes"),
    )
    write_table(columns, [[row[name] for name in names] for row in rows])


def _list_parts(opened: OpenWorld, work: int | None, *, as_json: bool) -> None:
    from fabula.cli.apart import apart_line, part_rows
    from fabula.cli.plain import clean, write, write_json
    from fabula.cli.table import Column, write_table

    readings = [opened.work(work)] if work is not None else list(opened)
    if as_json:
        write_json([{"work": each.id, **row} for each in readings for row in each.set_apart.to_dicts()])
        return
    columns = (
        *("Kind", "Words"),
        Column("Chapter", least=10, ideal=20, spare=1),
        Column("Begins", least=20, ideal=40),
    )
    for each in readings:
        write(clean(f"{each.id} {each.title}: {apart_line(each) or 'nothing was set apart'}") + "\n")
        if each.set_apart:
            write_table(columns, part_rows(each.set_apart))
