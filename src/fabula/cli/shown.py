"""What `fabula read` prints of a story: its cast, some dialogue, where it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.cli.reports import Done, headline, untitled_line

if TYPE_CHECKING:
    from fabula.correcting.drafts import Kept
    from fabula.records import SpokenQuote

CHARACTERS_SHOWN = 15
LINES_SHOWN = 8
LINE_LENGTH = 70
MISFITS_SHOWN = 10
JOINED_SHOWN = 6


def say_nothing(done: Done) -> None:
    """What ``--json`` shows of a story while others are still to be read."""


def show_line(done: Done) -> None:
    """One line, where many stories are read."""
    from fabula.cli.plain import clean, write

    name = "" if done.name == done.reading.title else f"{done.name}: "
    write(clean(f"{name}{headline(done)}; {done.kept}") + "\n")


def show_whole(done: Done) -> None:
    """The cast and some dialogue, where one story is read."""
    from fabula.cli.apart import apart_line
    from fabula.cli.cast import write_cast
    from fabula.cli.plain import clean, quoted, write
    from fabula.cli.quotes import COLUMNS, line
    from fabula.cli.table import write_table
    from fabula.world.names import namesakes

    write(clean(headline(done)) + "\n")
    untitled = untitled_line(done)
    if untitled:
        write(untitled + "\n")
    apart = apart_line(done.reading)
    if apart:
        write(apart + "\n")
    left_out = 0
    if done.reading.characters:
        write("\n")
        left_out = write_cast(done.reading, titled=False, most=CHARACTERS_SHOWN)
    if left_out:
        listing = "" if done.world is None else f"; all of them: fabula cast {quoted(done.world)}"
        write(f"and {left_out} more{listing}\n")
    sample = sample_of_dialogue(list(done.reading.quotes))
    if sample:
        write("\n")
        shared = namesakes((entity.id, entity.name) for entity in done.reading.entities)
        write_table(COLUMNS, [line(quote, shared, LINE_LENGTH) for quote in sample])
    if done.into is not None:
        _show_changes(done.into)
        _show_joined(done.into)
    if done.world is not None:
        hint = f" All the dialogue: fabula quotes {quoted(done.world)}" if sample else ""
        write("\n" + clean(f"{done.reading.title} is {done.kept}.{hint}") + "\n")


def _show_joined(kept: Kept) -> None:
    """Who is somebody of another work of the world too."""
    from fabula.cli.plain import clean, write

    if kept.joined:
        names = ", ".join(f"{entity.name} (#{entity.id})" for entity in kept.joined[:JOINED_SHOWN])
        more = f" and {len(kept.joined) - JOINED_SHOWN:,} more" if len(kept.joined) > JOINED_SHOWN else ""
        write(clean(f"\nIn other works of this world too: {names}{more}. fabula joins lists them") + "\n")


def _show_changes(kept: Kept) -> None:
    """What is another than in the draft before, and the corrections that fit no longer."""
    from fabula.amounts import counted
    from fabula.cli.corrected import show_differences
    from fabula.cli.plain import clean, write

    changes = kept.changes
    if changes:
        told = f"{counted(len(changes.lines), 'lines')} with the same words changed their speaker"
        write(f"\nAgainst the draft before, {told}.\n")
        show_differences(changes)
    if kept.misfits:
        count = f"{len(kept.misfits):,}"
        write(f"\nCorrections of the draft before that do not fit this one: {count}\n")
        for entry in kept.misfits[:MISFITS_SHOWN]:
            write(clean(f"{entry.id} {entry.problem}: {entry.correction.words}").join(("  ", "\n")))
        if len(kept.misfits) > MISFITS_SHOWN:
            write(f"  and {len(kept.misfits) - MISFITS_SHOWN:,} more: fabula correct list\n")


def sample_of_dialogue(quotes: Sequence[SpokenQuote], most: int = LINES_SHOWN) -> Sequence[SpokenQuote]:
    """The first stretch of dialogue in which two people or more speak, or else the first lines there are."""
    for start in range(len(quotes) - most + 1):
        stretch = quotes[start : start + most]
        if len({quote.speaker for quote in stretch if quote.speaker is not None}) > 1:
            return stretch
    return quotes[:most]
