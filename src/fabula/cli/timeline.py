"""``fabula timeline``: the scenes in the order in which they happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.story_records import ToldScene

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
    from fabula.cli.listing import write_listing
    from fabula.cli.plain import clean
    from fabula.cli.worlds import one_work
    from fabula.story_records import SCENE_COLUMNS
    from fabula.tables import Table

    def cells(scene: ToldScene) -> list[object]:
        return [
            scene.when.value,
            clean(scene.time_text),
            scene.id,
            "" if scene.chapter is None else clean(" ".join(scene.chapter.title.split())),
            clean(scene.place_text),
            [clean(entity.name) for entity in scene.bodily],
        ]

    found = Table("scenes", SCENE_COLUMNS, timeline(one_work(world, work, until)))
    write_listing(found, COLUMNS, cells, as_json=as_json, nothing="there are no scenes")
