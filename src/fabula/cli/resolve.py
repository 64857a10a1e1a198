"""``fabula resolve``: who is who and who speaks, settled again without reading."""

from __future__ import annotations

from fabula.cli.options import AsJson, WorkNumber, WorldFile


def resolve(world: WorldFile, work: WorkNumber = None, as_json: AsJson = False) -> None:
    """Settle the cast and the speakers again from what the world keeps of each word.

    Takes seconds, as nothing is read: after an update of Fabula, say. Numbers of works and of entities stay.

    Examples:

    - `fabula resolve saga.fabula`: all its works
    - `fabula resolve saga.fabula --work 2 --json`: one of them, for a script
    """
    from fabula import open_world
    from fabula.cli.plain import clean, write, write_json
    from fabula.cli.progress import ReadingProgress
    from fabula.pipeline import resolve_again
    from fabula.tables import counted
    from fabula.world import World

    with open_world(world) as opened:
        if work is not None:
            opened.work(work)  # says which there are
        numbers = [each.id for each in opened.works if work in (None, each.id)]
    rows: list[dict[str, object]] = []
    with World.create_or_open(world) as changed:
        for number in numbers:
            with open_world(world) as opened:
                reading = opened.work(number)
                notes, packed = reading.annotations(), reading.packed()
            with ReadingProgress(reading.title) as progress:
                settled = resolve_again(reading.work, notes, progress=progress)
            before = {quote.id: quote.speaker for quote in reading.work.cast.quotes}
            changed.add(settled, replace=number, annotations=packed)
            after = changed.work(number).cast.quotes
            moved = sum(quote.speaker != before.get(quote.id) for quote in after)
            rows.append({"work": number, "title": reading.title, "lines": len(after), "changed": moved})
            if not as_json:
                told = f"{counted(moved, 'lines')} of {len(after):,} changed their speaker"
                write(clean(f"{number} {reading.title}: {told}") + "\n")
    if as_json:
        write_json(rows)
