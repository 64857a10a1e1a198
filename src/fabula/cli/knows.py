"""``fabula knows``: what somebody has had the chance to know, how, and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, WorkNumber, WorldFile
from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.knowledge import KnownThing
    from fabula.reading import Reading

COLUMNS = (
    Column("How", least=8, ideal=9),
    Column("From", least=8, ideal=16, spare=2),
    Column("Sure", spare=3),
    Column("Chapter", least=8, ideal=14, spare=1, once=True),
    Column("Start", spare=4),
    Column("What", least=24, ideal=60),
)
_STRETCH = re.compile(r"(\d{1,12}):(\d{1,12})", re.ASCII)
_OFFSET = re.compile(r"@?(\d{1,12})", re.ASCII)
_WORDS = 80
"""Characters of each place in the text that shows it."""


def knows(
    world: WorldFile,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A name of the character, or the number of fabula cast.",
            show_default=False,
        ),
    ],
    stretch: Annotated[
        str | None,
        typer.Argument(
            metavar="[START:END]",
            help="What is to be known: a stretch of the text, by the offsets of fabula quotes --json.",
            show_default=False,
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="PLACE",
            help="By when: an offset with START:END, else the end of a chapter (number, title, or @OFFSET).",
            show_default=False,
        ),
    ] = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """Say whether somebody has had the chance to know what a stretch tells, or list what one knows.

    Known is what one says, thinks or does, is told, overhears, reads or sees happen, as far as the text shows
    it; what happens earlier in the time of the story counts though it is told later. Without START:END the
    most telling things are listed, and where from. Nothing is read again.

    Examples:

    - `fabula knows emma.fabula Emma 10250:10310`: whether she ever learns it
    - `fabula knows emma.fabula Emma 10250:10310 --at 48000 --json`: by then, for a script
    - `fabula knows emma.fabula "Jane Fairfax" --at 20`: what she knows at the end of chapter 20
    """
    from fabula.cli.plain import write_json
    from fabula.cli.worlds import one_work

    span = None if stretch is None else _span(stretch)
    reading = one_work(world, work)
    entity = reading.character(name)
    if span is not None:
        found = reading.knowledge.knows(entity, *span, None if at is None else _offset(reading, at))
        if as_json:
            write_json(found.to_dict())
        else:
            _write_one(reading, found)
        return
    listed = reading.knowledge.known_by(entity, None if at is None else _end_of(reading, at))
    if as_json:
        write_json(listed.to_dicts())
    else:
        _write_list(entity.name, listed)


def _span(given: str) -> tuple[int, int]:
    """The stretch that START:END names."""
    from fabula.errors import bad_value

    found = _STRETCH.fullmatch(given)
    if found is None:
        raise bad_value("START:END", given, "two offsets with a colon between, such as 10250:10310")
    return int(found[1]), int(found[2])


def _offset(reading: Reading, at: str) -> int:
    """The offset that ``--at`` names beside a stretch: a bare number is one there."""
    found = _OFFSET.fullmatch(at)
    return _end_of(reading, at) if found is None else int(found[1])


def _end_of(reading: Reading, at: str) -> int:
    from fabula.positions import end_of

    return end_of(reading.work.text, at)


def _write_one(reading: Reading, found: KnownThing) -> None:
    """Write whether one thing is known, how, and the places that show it."""
    from fabula.cli.plain import clean, shorten, write

    known = found.knows > 0.5
    answer = "has had the chance to know it" if known else "has had no chance to know it"
    how = f", {found.how.value}" if known else ""
    sure = found.knows if known else 1.0 - found.knows
    write(clean(f"{found.entity.name} {answer} ({sure:.0%} sure{how})") + "\n")
    for start, end in found.spans if known else ():
        write(f"  {start}:{end}  {shorten(reading.work.text.reads(start, end), _WORDS)}\n")


def _write_list(name: str, listed: Sequence[KnownThing]) -> None:
    from fabula.cli.ends import say
    from fabula.cli.plain import clean
    from fabula.cli.table import write_table

    if not listed:
        say(f"the text shows nothing that {name} knows by then")
        return
    rows = [
        [
            own.how.value,
            "" if own.source is None else clean(own.source.name),
            f"{own.knows:.0%}",
            "" if own.chapter is None else clean(own.chapter.title),
            own.start,
            clean(own.text),
        ]
        for own in listed
    ]
    write_table(COLUMNS, rows)
