"""``fabula secrets``: what only some of those know whom it concerns."""

from __future__ import annotations

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

COLUMNS = (
    Column("Known by", least=10, ideal=20),
    Column("Hidden from", least=10, ideal=20),
    Column("Chapter", least=8, ideal=14, spare=1, once=True),
    Column("Start", spare=2),
    Column("What", least=24, ideal=60),
)


def secrets(world: WorldFile, until: Until = None, work: WorkNumber = None, as_json: AsJson = False) -> None:
    """List what only some of those whom it concerns have had the chance to know.

    It concerns those of whom it tells, who say it and who hear it. The sentences that tell most are asked
    about; `--json` has the probabilities and the places that show it. Nothing is read again.

    Examples:

    - `fabula secrets emma.fabula`: at the end of the book
    - `fabula secrets emma.fabula --until 20`: as far as one has read, and known by then
    """
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, write_json
    from fabula.cli.table import write_table
    from fabula.cli.worlds import one_work
    from fabula.positions import end_of

    reading = one_work(world, work)
    if until is None:
        found = reading.secrets
    else:
        named = {entity.id: entity for entity in reading.until(until).entities}
        found = reading.knowledge.secrets(end_of(reading.work.text, until), named)
    if as_json:
        write_json(found.to_dicts())
        return
    if not found:
        say("there are no secrets")
        return
    rows = [
        [
            [clean(own.entity.name) for own in secret.known_by],
            [clean(own.entity.name) for own in secret.hidden_from],
            "" if secret.chapter is None else clean(secret.chapter.title),
            secret.start,
            clean(secret.text),
        ]
        for secret in found
    ]
    write_table(COLUMNS, rows)
