"""What follows from a correction: shown, asked about, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fabula.correcting import Change, Corrections
    from fabula.types import Entity
    from fabula.world.corrections import Entry
    from fabula.world.differences import ChangedLine, Differences

LINES_SHOWN = 10
LINE_LENGTH = 60
PEOPLE_SHOWN = 6
SAID_IN_FULL = 3
"""Corrections of one step that are all shown: one, with what it needs to hold."""
PROBLEMS_SHOWN = 10


def apply(
    world: Path,
    work: int | None,
    make: Callable[[Corrections], Change],
    *,
    yes: bool,
    as_json: bool,
) -> None:
    """Work a correction out, show it, ask, and keep it.

    Raises :class:`fabula.errors.UsageError` where nobody can be asked and ``yes`` was not said.
    """
    from fabula.cli.drafts import can_ask
    from fabula.cli.plain import clean, write, write_json
    from fabula.cli.progress import working
    from fabula.correcting import open_corrections
    from fabula.errors import not_confirmed

    with working(f"opening {world.name}"):
        desk = open_corrections(world, work)
    with desk:
        with working("working out what follows"):
            change = make(desk)
        if as_json:
            kept = change.keep() if yes else []
            write_json(report(change, kept, yes=yes))
            return
        show(change)
        if not yes:
            if not can_ask():
                raise not_confirmed(len(change.differences.lines))
            # What keeping it takes longest for is worked out while somebody makes up their mind.
            Thread(target=_ahead, args=(change,), daemon=True).start()
            if not _agreed():
                write("nothing was kept\n")
                return
        new = change.keep()
    write(clean(_kept(change, new)) + "\n")


def _ahead(change: Change) -> None:
    with suppress(Exception):  # keeping it meets that again
        change.prepare()


def report(change: Change, kept: Iterable[Entry], *, yes: bool) -> dict[str, object]:
    """What ``--json`` prints."""
    named = zip(change.corrections, change.problems, strict=True)
    return {
        "kept": yes,
        "ids": [entry.id for entry in kept],
        "corrections": [
            {"kind": each.kind.value, "words": each.words, "problem": problem} for each, problem in named
        ],
        "undone": sorted(n for n, state in change.states.items() if state.value == "undone"),
        "redone": sorted(n for n, state in change.states.items() if state.value == "kept"),
        **differences_report(change.differences),
        "told": [
            {"what": each.what, "start": each.start, "before": each.before, "after": each.after}
            for each in change.told
        ],
    }


def differences_report(found: Differences) -> dict[str, object]:
    """What has changed, for a script."""

    def person(entity: Entity | None) -> dict[str, object] | None:
        return None if entity is None else {"id": entity.id, "name": entity.name}

    return {
        "lines": [
            {
                "id": line.quote,
                "start": line.start,
                "text": line.text,
                "before": person(line.before),
                "after": person(line.after),
            }
            for line in found.lines
        ],
        "heard": found.heard,
        "mentions": found.mentions,
        "new": [person(each) for each in found.new],
        "gone": [person(each) for each in found.gone],
        "renamed": [
            {"id": after.id, "before": before.name, "after": after.name} for before, after in found.renamed
        ],
    }


def show(change: Change) -> None:
    """Write what a correction says and what follows from it."""
    from fabula.amounts import counted
    from fabula.cli.plain import clean, write

    if len(change.corrections) <= SAID_IN_FULL and (len(change.corrections) == 1 or not any(change.problems)):
        for said in change.corrections:
            write(clean(said.words) + "\n")
    elif change.corrections:
        fitting = sum(not problem for problem in change.problems)
        write(f"{fitting:,} of {counted(len(change.corrections), 'corrections')} fit\n")
        named = zip(change.corrections, change.problems, strict=True)
        misfits = [f"{problem}: {each.words}" for each, problem in named if problem]
        for line in misfits[:PROBLEMS_SHOWN]:
            write(f"  {clean(line)}\n")
        if len(misfits) > PROBLEMS_SHOWN:
            write(f"  and {len(misfits) - PROBLEMS_SHOWN:,} more\n")
    if change.told or (change.corrections and not change.differences and change.settled.story is not None):
        _show_told(change)
        return
    more = "more " if change.asked & {line.quote for line in change.differences.lines} else ""
    if change.lines:
        write(f"This changes {counted(len(change.lines), f'{more}lines')}:\n")
    else:
        write(f"This changes no {more or 'other '}lines.\n")
    show_differences(change.differences, without=change.asked)


def _show_told(change: Change) -> None:
    """Write what is told otherwise in the story."""
    from fabula.amounts import counted
    from fabula.cli.plain import clean, write

    if not change.told:
        write("This changes nothing else in the story.\n")
        return
    write(f"This changes {counted(len(change.told), 'things')} in the story:\n")
    for each in change.told[:LINES_SHOWN]:
        write(f"  {clean(str(each))}\n")
    if len(change.told) > LINES_SHOWN:
        write(f"  and {len(change.told) - LINES_SHOWN:,} more\n")


def show_differences(found: Differences, without: frozenset[int] = frozenset()) -> None:
    """Write which lines have changed their speaker, and who is new, gone or called otherwise."""
    from fabula.amounts import counted
    from fabula.cli.plain import clean, shorten, write
    from fabula.cli.quotes import NOBODY
    from fabula.cli.table import Column, write_table

    lines = [line for line in found.lines if line.quote not in without]

    def both(line: ChangedLine) -> tuple[str, str]:
        was, now = (NOBODY if each is None else each.name for each in (line.before, line.after))
        if was != now or line.before is None or line.after is None:
            return was, now
        return f"{was} (#{line.before.id})", f"{now} (#{line.after.id})"

    if lines:
        columns = (
            Column("Line"),
            Column("Was", least=10, ideal=18),
            Column("Is", least=10, ideal=18),
            Column("Quote", least=24, ideal=60),
        )
        rows = [
            [
                line.quote,
                *both(line),
                shorten(line.text, LINE_LENGTH),
            ]
            for line in lines[:LINES_SHOWN]
        ]
        write_table(columns, rows)
        if len(lines) > LINES_SHOWN:
            write(f"and {len(lines) - LINES_SHOWN:,} more\n")
    for what, people in (("New", found.new), ("Gone", found.gone)):
        if people:
            write(clean(f"{what}: {_listed(f'{each.name} (#{each.id})' for each in people)}") + "\n")
    if found.renamed:
        named = (f"{old.name} is {new.name} (#{new.id})" for old, new in found.renamed)
        write(clean(f"Called otherwise: {_listed(named)}") + "\n")
    also = []
    if found.heard:
        also.append(f"{counted(found.heard, 'lines')} said to others")
    if found.mentions:
        also.append(f"{counted(found.mentions, 'mentions')} of others")
    if also:
        write(f"Also {' and '.join(also)} than before.\n")


def write_list(world: Path, work: int | None, *, as_json: bool) -> None:
    """Write the corrections of a work."""
    from fabula.cli.plain import clean, write_json
    from fabula.cli.table import Column, write_table
    from fabula.correcting.changes import ENTRY_COLUMNS
    from fabula.correcting.desk import chosen
    from fabula.tables import Table
    from fabula.world import World

    with World.open(world) as opened:
        entries = opened.corrections(chosen(opened, work))
    if as_json:
        write_json(Table("corrections", ENTRY_COLUMNS, entries).to_dicts())
        return
    columns = (
        Column("Id"),
        Column("Standing", least=8, ideal=16),
        Column("Kept", spare=1),
        Column("What", least=30, ideal=70),
    )
    rows = [
        [entry.id, entry.standing, entry.created[:10], clean(entry.correction.words)] for entry in entries
    ]
    write_table(columns, rows)


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - PEOPLE_SHOWN:,} more" if len(every) > PEOPLE_SHOWN else ""
    return ", ".join(every[:PEOPLE_SHOWN]) + more


def _agreed() -> bool:
    import sys

    from fabula.cli.drafts import typed_line

    sys.stderr.write("Keep it (y), or not (n)? [n] ")
    sys.stderr.flush()
    return typed_line().strip().casefold() in ("y", "yes")


def _kept(change: Change, new: list[Entry]) -> str:
    if change.states:
        verb = "undone" if any(state.value == "undone" for state in change.states.values()) else "redone"
        return f"{verb}: {', '.join(map(str, sorted(change.states)))}"
    if len(new) == 1:
        return f"kept as correction {new[0].id}"
    return f"kept as corrections {new[0].id} to {new[-1].id}"
