"""``fabula find``: words in the text, who speaks them and where."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

COLUMNS = (
    Column("Chapter", least=8, ideal=14, once=True),
    Column("At", spare=2),
    Column("Speaker", least=8, ideal=14, spare=1, once=True),
    Column("Place", least=8, ideal=14, spare=3, once=True),
    Column("Words", least=24, ideal=60),
)
_AROUND = 60
"""Characters before and after the first word found that are shown."""


def find(
    world: WorldFile,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Words, or a phrase in quotation marks.")],
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", metavar="NAME", help="Only in what this one says.", show_default=False),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(
            "--in", metavar="PLACE", help="Only in scenes in a place called so.", show_default=False
        ),
    ] = None,
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """Look words up in the text: any of their forms, in the order of the story.

    All words must stand in one paragraph. In WORDS, "a phrase" stays together, `fog OR mist` is either, and
    `ferr*` is whatever begins so.

    Examples:

    - `fabula find emma.fabula "blind man"`: paragraphs with both words
    - `fabula find emma.fabula strawberries --speaker "Mrs. Elton"`: where she says it
    - `fabula find emma.fabula '"Box Hill"' --until 40 --json`: a phrase, as far as one has read
    """
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, write_json
    from fabula.cli.scenes import is_in
    from fabula.cli.table import write_table
    from fabula.cli.worlds import one_work
    from fabula.searching import FOUND_COLUMNS, search
    from fabula.tables import Table

    reading = one_work(world, work, until)
    found = search(reading, words)
    if speaker is not None:
        wanted = reading.character(speaker).id
        found = [own for own in found if any(q.speaker and q.speaker.id == wanted for q in own.quotes)]
    if place is not None:
        found = [own for own in found if own.scene is not None and is_in(own.scene, place)]
    if as_json:
        write_json(Table("paragraphs", FOUND_COLUMNS, found).to_dicts())
        return
    if not found:
        say(f"{words!r} is nowhere")
        return
    rows = [
        [
            clean(reading.place(own.start)),
            own.spans[0][0],
            [clean(quote.speaker.name) for quote in own.quotes[:1] if quote.speaker is not None],
            clean(own.scene.place_text) if own.scene else "",
            clean(_around(own.text, own.spans[0][0] - own.start)),
        ]
        for own in found
    ]
    write_table(COLUMNS, rows)


def _around(text: str, at: int) -> str:
    """The words around the first that was found."""
    start, end = max(0, at - _AROUND), at + _AROUND
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
