"""``fabula timeline``: the scenes in the order in which they happen."""

from __future__ import annotations

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

COLUMNS = (
    Column("When", least=8, ideal=10),
    Column("Time", least=10, ideal=20),
    Column("Scene"),
    Column("Chapter", least=8, ideal=14, spare=1, once=True),
    Column("Place", least=10, ideal=20),
    Column("There", least=16, ideal=30),
)


def timeline(world: WorldFile, until: Until = None, work: WorkNumber = None, as_json: AsJson = False) -> None:
    """List the scenes in the order in which they happen, which need not be that of the telling.

    When is how the time of a scene stands to that of the scene told before it; Time is what the text says
    of it.

    Examples:

    - `fabula timeline emma.fabula`: all of it
    - `fabula timeline emma.fabula --until "Chapter X"`: as far as one has read
    """
    from fabula.chronicles import timeline
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, write_json
    from fabula.cli.table import write_table
    from fabula.cli.worlds import one_work
    from fabula.story_records import SCENE_COLUMNS
    from fabula.tables import Table

    reading = one_work(world, work, until)
    found = Table("scenes", SCENE_COLUMNS, timeline(reading))
    if as_json:
        write_json(found.to_dicts())
        return
    if not found:
        say("there are no scenes")
        return
    rows = [
        [
            scene.when.value,
            clean(scene.time_text),
            scene.id,
            "" if scene.chapter is None else clean(" ".join(scene.chapter.title.split())),
            clean(scene.place_text),
            [clean(entity.name) for entity in scene.bodily],
        ]
        for scene in found
    ]
    write_table(COLUMNS, rows)
