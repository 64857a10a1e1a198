"""``fabula quotes``: who says what to whom."""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.records import SpokenQuote
    from fabula.world import QuoteLine

COLUMNS = (
    Column("Speaker", least=10, ideal=18, once=True),
    Column("To", least=10, ideal=16, spare=2, once=True),
    Column("Sure", spare=3),
    Column("Quote", least=24, ideal=60),
)
_CHAPTER = Column("Chapter", least=8, ideal=14, spare=1, once=True)
NOBODY = "?"
"""Stands for a speaker that is left unresolved."""


_Speaker = Annotated[
    str | None,
    typer.Option("--speaker", metavar="NAME", help="Only what this character says.", show_default=False),
]
_Addressee = Annotated[
    str | None,
    typer.Option("--addressee", metavar="NAME", help="Only what is said to this one.", show_default=False),
]


def quotes(
    world: WorldFile,
    speaker: _Speaker = None,
    addressee: _Addressee = None,
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """List the lines of dialogue with their speakers; "?" where the speaker is unresolved.

    A name is any that the story uses for the character, in any letter case, or the number that `fabula cast`
    shows. Where two characters share a name, it stands with their numbers. Of all who are called that, those
    with a line are meant; "narrator" is whoever tells the story.

    Examples:

    - `fabula quotes emma.fabula`: all of them
    - `fabula quotes emma.fabula --speaker "Miss Bates" --addressee Emma`: what she says to Emma
    - `fabula quotes emma.fabula --until 10`: up to the end of chapter 10
    - `fabula quotes emma.fabula --speaker 12`: what number 12 of `fabula cast` says
    """
    from fabula import open_world
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, write_json
    from fabula.cli.progress import working
    from fabula.cli.table import write_table
    from fabula.records import GAP

    with working(f"opening {world.name}"), open_world(world) as opened:
        lines = opened.quotes(speaker=speaker, addressee=addressee, work=work, until=until)
    if as_json:
        write_json(lines.to_dicts())
        return
    if not lines:
        by = f" by {speaker!r}" if speaker is not None else ""
        to = f" to {addressee!r}" if addressee is not None else ""
        say(f"there are no lines of dialogue{by}{to}")
        return
    if speaker is not None and until is None:
        _tell_of_others(world, speaker, work, {row.quote.speaker for row in lines})
    several = len({line.work for line in lines}) > 1
    parted = any(line.chapter for line in lines)
    rows = [
        [
            *([row.work] if several else []),
            row.quote.id,
            *([row.chapter] if parted else []),
            *_cells(*_people(row), row.quote.confidence),
            clean(GAP.join(row.parts)),
        ]
        for row in lines
    ]
    write_table((*(["Work"] if several else []), "Id", *([_CHAPTER] if parted else []), *COLUMNS), rows)


def _tell_of_others(world: Path, name: str, work: int | None, shown: Set[int | None]) -> None:
    """Say who else with a line is called by the name that was asked for, and is not shown."""
    from fabula.amounts import counted
    from fabula.cli.ends import say
    from fabula.world import World

    with World.open(world) as opened:
        others = [each for each in opened.bearers(name, work) if each.id not in shown]
    if others:
        named = ", ".join(f"{each.name} (#{each.id}, {counted(each.lines, 'lines')})" for each in others[:5])
        say(f"also called {name!r}: {named}; --speaker {others[0].id} lists theirs")


def line(quote: SpokenQuote, namesakes: Set[int], length: int) -> list[object]:
    """A quotation under ``COLUMNS`` as a line of a sample, its words cut to ``length`` characters or less."""
    from fabula.cli.plain import shorten

    speaker = None if quote.speaker is None else labelled(quote.speaker.id, quote.speaker.name, namesakes)
    addressees = [labelled(entity.id, entity.name, namesakes) for entity in quote.addressees]
    name, _, sure = _cells(speaker, addressees, quote.confidence)
    return [name, addressees, sure, [shorten(quote.text, length)]]


def labelled(number: int, name: str, namesakes: Set[int]) -> str:
    """The name of somebody, with the number where somebody else has that name too."""
    return f"{name} (#{number})" if number in namesakes else name


def _people(line: QuoteLine) -> tuple[str | None, list[str]]:
    """The speaker and the addressees of a line in a world, each as a reader can tell them apart."""
    said = line.quote
    speaker = line.speaker
    if speaker is not None and said.speaker is not None:
        speaker = labelled(said.speaker, speaker, line.namesakes)
    named = zip(said.addressees, line.addressees, strict=True)
    return speaker, [labelled(number, name, line.namesakes) for number, name in named]


def _cells(speaker: str | None, addressees: Sequence[str], confidence: float) -> list[str]:
    """Who speaks, to whom, and how sure that is."""
    sure = "" if speaker is None else f"{confidence:.0%}"
    return [NOBODY if speaker is None else speaker, ", ".join(addressees), sure]
