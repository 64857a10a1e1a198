"""``fabula findings``: where a text contradicts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.contradictions import FoundContradiction
    from fabula.types import FindingKind

COLUMNS = (
    Column("Kind", least=7, ideal=8),
    Column("What does not agree", least=30, ideal=90),
    Column("Chapter", least=8, ideal=14, spare=1, once=True),
    Column("Start", spare=3),
    Column("Sure", spare=2),
)
KINDS = (
    "eyes, hair, build, side, age, occupation, origin, name, rank, kin, pronoun, dead, place, object, "
    "number, "
    "weather, time, speaker"
)
"""The kinds, written out: what holds them is slow to load for a help page."""
_LIKELY = 0.5


def findings(
    world: WorldFile,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="Only of this one: a name, or the number of fabula cast.",
            show_default=False,
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"Only of this kind: {KINDS}; can be given again.",
            show_default=False,
        ),
    ] = None,
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """List where the text contradicts itself: eyes of two colours, ages that do not add up, the dead who act.

    A dream, a lie, a disguise or years that pass make no contradiction where the text tells of them near by.
    Listed is what is likelier a slip than not; `--json` has the rest too, each with its probability and
    places.

    Examples:

    - `fabula findings draft.fabula`: what to look at again in a draft
    - `fabula findings draft.fabula Emma --kind age --json`: for a script
    """
    from fabula.cli.listing import write_listing
    from fabula.cli.plain import clean
    from fabula.cli.worlds import one_work

    wanted = {_kind(given) for given in kinds or ()}
    reading = one_work(world, work, until)
    found = reading.findings
    if wanted:
        found = found.where(lambda own: own.kind in wanted)
    if name is not None:
        one = reading.character(name).id
        found = found.where(lambda own: any(each.id == one for each in own.entities))

    def cells(own: FoundContradiction) -> list[object]:
        start = own.spans[-1][0]
        told = own.kind.value, clean(own.message), clean(reading.place(start))
        return [*told, start, f"{own.confidence:.0%}"]

    nothing = "nothing is found that contradicts itself"
    write_listing(
        found, COLUMNS, cells, as_json=as_json, nothing=nothing, keep=lambda own: own.confidence > _LIKELY
    )


def _kind(given: str) -> FindingKind:
    from fabula.errors import bad_value
    from fabula.types import FindingKind

    try:
        return FindingKind(given.lower())
    except ValueError:
        raise bad_value("--kind", given, f"one of {KINDS}") from None
