"""``fabula actions``, ``attributes`` and ``relations``: what is told of people."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.cli.options import AsJson, Until, WorkNumber, WorldFile
from fabula.cli.table import Column

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
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, write_json
    from fabula.cli.table import write_table
    from fabula.cli.worlds import one_work

    reading = one_work(world, work, until)
    found = reading.events
    if name is not None:
        wanted = reading.character(name).id
        found = found.where(
            lambda own: any(each.id == wanted for each in (*own.agents, *own.patients, *own.recipients))
        )
    if as_json:
        write_json(found.to_dicts())
        return
    if not found:
        say("nothing that anybody does is told" if name is None else f"it is not told what {name} does")
        return
    rows = [
        [
            clean(reading.place(own.start)),
            [clean(entity.name) for entity in own.agents],
            clean(own.lemma),
            [clean(entity.name) for entity in (*own.patients, *own.recipients)],
            "" if own.realis.value == "actual" else own.realis.value,
            "" if own.place is None else clean(own.place.name),
            f"{own.confidence:.0%}",
        ]
        for own in found
    ]
    write_table(_EVENTS, rows)


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
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, write_json
    from fabula.cli.table import write_table
    from fabula.cli.worlds import one_work

    reading = one_work(world, work, until)
    found = reading.attributes
    if name is not None:
        wanted = reading.character(name).id
        found = found.where(lambda own: own.entity.id == wanted)
    if as_json:
        write_json(found.to_dicts())
        return
    if not everything:
        found = found.where(lambda own: own.confidence >= _LIKELY)
    if not found:
        say("nothing is said of anybody" if name is None else f"nothing is said of {name}")
        return
    rows = [
        [
            clean(own.entity.name),
            own.kind.value,
            clean(("" if own.holds else "not: ") + own.value),
            "" if own.by is None else clean(own.by.name),
            clean(reading.place(own.start)),
            f"{own.confidence:.0%}",
        ]
        for own in found
    ]
    write_table(_ATTRIBUTES, rows)


def relations(
    world: WorldFile,
    name: Name = None,
    everything: Everything = False,
    until: Until = None,
    work: WorkNumber = None,
    as_json: AsJson = False,
) -> None:
    """List what people are to one another: kin, friends, masters and servants.

    What is not said but follows ("a brother's mother is a mother") stands as inferred.

    Examples:

    - `fabula relations emma.fabula`: all of them
    - `fabula relations emma.fabula Emma --until 10`: hers, as far as one has read
    """
    from fabula.cli.ends import say
    from fabula.cli.plain import clean, shorten, write_json
    from fabula.cli.table import write_table
    from fabula.cli.worlds import one_work

    reading = one_work(world, work, until)
    found = reading.relations
    if name is not None:
        wanted = reading.character(name).id
        found = found.where(lambda own: wanted in (own.a.id, own.b.id))
    if as_json:
        write_json(found.to_dicts())
        return
    if not everything:
        found = found.where(
            lambda own: own.confidence >= _LIKELY and own.a.is_recurring and own.b.is_recurring
        )
    if not found:
        say("no relations are told" if name is None else f"no relation of {name} is told")
        return
    rows = [
        [
            clean(own.a.name),
            own.relation.value,
            clean(own.b.name),
            f"{own.confidence:.0%}",
            "inferred" if own.inferred else shorten(clean(" … ".join(own.texts[:1])), 60),
        ]
        for own in found
    ]
    write_table(_RELATIONS, rows)
