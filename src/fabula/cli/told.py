"""``fabula actions``, ``attributes`` and ``relations``: what is told of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.told_records import ToldAttribute, ToldEvent, ToldRelation

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]", help="Only of this one: a name, or the number of fabula cast.", show_default=False
    ),
]
Everything = Annotated[
    bool,
    typer.Option("--all", help="What is less likely than not too, and of passing people."),
]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with", metavar="NAME", help="Only between those named; give it twice.", show_default=False
    ),
]
Measured = Annotated[
    bool, typer.Option("--measured", help="Count how they deal with one another: lines, warmth, scenes.")
]
ByChapter = Annotated[bool, typer.Option("--by-chapter", help="Measure each chapter by itself.")]
_LIKELY = 0.5
_EVENTS = (
    Column("Chapter", least=8, ideal=14, spare=1, once=True),
    Column("Who", least=10, ideal=18),
    Column("Does", least=8, ideal=14),
    Column("To", least=10, ideal=18),
    Column("In fact", spare=2),
    Column("Place", least=8, ideal=14, spare=3),
    Column("Sure", spare=4),
)
_ATTRIBUTES = (
    Column("Who", least=10, ideal=18, once=True),
    Column("Kind"),
    Column("Is", least=12, ideal=26),
    Column("Says", least=8, ideal=14, spare=2),
    Column("Chapter", least=8, ideal=14, spare=1, once=True),
    Column("Sure", spare=3),
)
_RELATIONS = (
    Column("Who", least=10, ideal=20),
    Column("Is"),
    Column("Whom", least=10, ideal=20),
    Column("Sure", spare=3),
    Column("As", least=16, ideal=40, spare=1),
)


def actions(
    world: WorldFile,
    name: Name = None,
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """List what people do and what is done to them, in the order of the text.

    What is denied, planned, imagined, reported or usual is told from what happens.

    Examples:

    - `fabula actions emma.fabula "Mr. Elton"`: what he does, and what is done to him
    - `fabula actions emma.fabula --until 10 --json`: all of it up to the end of chapter 10, for a script
    """
    from fabula.cli.listing import write_listing
    from fabula.cli.plain import clean
    from fabula.cli.worlds import one_work

    reading = one_work(world, work, until)
    found = reading.events
    if name is not None:
        wanted = reading.character(name).id
        found = found.where(
            lambda own: any(each.id == wanted for each in (*own.agents, *own.patients, *own.recipients))
        )

    def cells(own: ToldEvent) -> list[object]:
        return [
            clean(reading.place(own.start)),
            [clean(entity.name) for entity in own.agents],
            clean(own.lemma),
            [clean(entity.name) for entity in (*own.patients, *own.recipients)],
            "" if own.realis.value == "actual" else own.realis.value,
            "" if own.place is None else clean(own.place.name),
            f"{own.confidence:.0%}",
        ]

    nothing = "nothing that anybody does is told" if name is None else f"it is not told what {name} does"
    write_listing(found, _EVENTS, cells, as_json=as_json, nothing=nothing)


def attributes(
    world: WorldFile,
    name: Name = None,
    everything: Everything = False,
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """List what is said of people and places: age, hair, clothing, rank, condition and more.

    Says is who says it, if it is not the narrator.

    Examples:

    - `fabula attributes emma.fabula Emma`: what she is like
    - `fabula attributes emma.fabula --json | jq '.[] | select(.kind == "age")'`: ages, in a script
    """
    from fabula.cli.listing import write_listing
    from fabula.cli.plain import clean
    from fabula.cli.worlds import one_work

    reading = one_work(world, work, until)
    found = reading.attributes
    if name is not None:
        wanted = reading.character(name).id
        found = found.where(lambda own: own.entity.id == wanted)

    def cells(own: ToldAttribute) -> list[object]:
        return [
            clean(own.entity.name),
            own.kind.value,
            clean(("" if own.holds else "not: ") + own.value),
            "" if own.by is None else clean(own.by.name),
            clean(reading.place(own.start)),
            f"{own.confidence:.0%}",
        ]

    nothing = "nothing is said of anybody" if name is None else f"nothing is said of {name}"
    keep = None if everything else lambda own: own.confidence >= _LIKELY
    write_listing(found, _ATTRIBUTES, cells, as_json=as_json, nothing=nothing, keep=keep)


def relations(
    world: WorldFile,
    name: Name = None,
    everything: Everything = False,
    company: With = None,
    measured: Measured = False,
    by_chapter: ByChapter = False,
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """List what people are to one another: kin, friends, masters and servants.

    What is not said but follows ("a brother's mother is a mother") stands as inferred. `--measured` counts
    in its place how they deal with one another: lines, deeds, how kind both are by a lexicon of words (from
    -1 to 1), what they call one another, and the scenes that they share.

    Examples:

    - `fabula relations emma.fabula`: all of them
    - `fabula relations emma.fabula Emma --until 10`: hers, as far as one has read
    - `fabula relations emma.fabula --measured --with Emma --with Harriet --by-chapter`: two over the book
    """
    from fabula.cli.listing import write_listing
    from fabula.cli.measured import between, write_measured
    from fabula.cli.plain import clean, shorten
    from fabula.cli.worlds import one_work

    reading = one_work(world, work, until)
    names = [each for each in (name, *(company or ())) if each is not None]
    wanted = {reading.character(each).id for each in names}
    if measured or by_chapter:
        write_measured(reading, names, wanted, by_chapter=by_chapter, everything=everything, as_json=as_json)
        return
    found = reading.relations.where(lambda own: between(own, wanted))

    def cells(own: ToldRelation) -> list[object]:
        return [
            clean(own.a.name),
            own.relation.value,
            clean(own.b.name),
            f"{own.confidence:.0%}",
            "inferred" if own.inferred else shorten(clean(" … ".join(own.texts[:1])), 60),
        ]

    def is_worth_a_look(own: ToldRelation) -> bool:
        return own.confidence >= _LIKELY and own.a.is_recurring and own.b.is_recurring

    nothing = f"no relation of {' and '.join(names)} is told" if names else "no relations are told"
    keep = None if everything else is_worth_a_look
    write_listing(found, _RELATIONS, cells, as_json=as_json, nothing=nothing, keep=keep)
