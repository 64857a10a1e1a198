"""``fabula works``: the works that a world holds."""

from __future__ import annotations

from fabula.cli.options import AsJson, WorldFile


def works(world: WorldFile, as_json: AsJson = False) -> None:
    """List the works in a world, with their numbers.

    Example: `fabula works saga.fabula`
    """
    from fabula import open_world
    from fabula.cli.plain import write_json
    from fabula.cli.table import write_table

    with open_world(world) as opened:
        rows = opened.works.to_dicts()
    if as_json:
        write_json(rows)
        return
    names = ("id", "title", "author", "tokens", "characters", "quotes")
    headings = ("Work", "Title", "Author", "Tokens", "Characters", "Quotes")
    write_table(headings, [[row[name] for name in names] for row in rows])
