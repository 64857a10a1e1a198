"""``fabula resolve``: who is who and who speaks, settled again without reading."""

from __future__ import annotations

from fabula.cli.options import AsJson, WorkNumber, WorldFile


def resolve(world: WorldFile, work: WorkNumber = None, as_json: AsJson = False) -> None:
    """Settle the cast and the speakers again from what the world keeps of each word.

    Takes seconds, as nothing is read: after an update of Fabula, say. Numbers of works and of entities stay,
    and so do corrections.

    Examples:

    - `fabula resolve saga.fabula`: all its works
    - `fabula resolve saga.fabula --work 2 --json`: one of them, for a script
    """
    from fabula import open_world
    from fabula.amounts import counted
    from fabula.cli.plain import clean, write, write_json
    from fabula.cli.progress import ReadingProgress
    from fabula.correcting.drafts import settle_again
    from fabula.world import World

    if world.is_file():
        World.create_or_open(world).close()  # brings one of an older version up to date
    with open_world(world) as opened:
        if work is not None:
            opened.work(work)  # says which there are
        titles = {each.id: (each.title, each.quotes) for each in opened.works if work in (None, each.id)}
    rows: list[dict[str, object]] = []
    with World.create_or_open(world) as changed:
        for number in titles:
            title, lines = titles[number]
            with ReadingProgress(title) as progress:
                moved = len(settle_again(changed, number, progress).lines)
            rows.append({"work": number, "title": title, "lines": lines, "changed": moved})
            if not as_json:
                told = f"{counted(moved, 'lines')} of {lines:,} changed their speaker"
                write(clean(f"{number} {title}: {told}") + "\n")
    if as_json:
        write_json(rows)
