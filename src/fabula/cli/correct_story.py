"""``fabula correct`` for what happens: scenes, where they are, who is there, what is told, findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from fabula.cli.correct import Name, Offset, Yes
from fabula.cli.corrected import apply
from fabula.cli.options import AsJson, WorkNumber, WorldFile
from fabula.cli.usage import whole_number

Scene = Annotated[
    int,
    typer.Argument(
        metavar="SCENE",
        parser=whole_number("SCENE", 1),
        help="A scene by its number in fabula scenes.",
        show_default=False,
    ),
]


def scene(
    world: WorldFile, offset: Offset, work: WorkNumber = None, yes: Yes = False, as_json: AsJson = False
) -> None:
    """A scene begins with the paragraph at a place.

    Examples:

    - `fabula correct scene emma.fabula 20480`: with the paragraph that holds character 20480
    """
    apply(world, work, lambda desk: desk.scene(offset), yes=yes, as_json=as_json)


def no_scene(
    world: WorldFile, number: Scene, work: WorkNumber = None, yes: Yes = False, as_json: AsJson = False
) -> None:
    """No scene begins where this one does: it goes on the one before.

    Examples:

    - `fabula correct no-scene emma.fabula 12`
    """
    apply(world, work, lambda desk: desk.no_scene(number), yes=yes, as_json=as_json)


def place(
    world: WorldFile,
    number: Scene,
    name: Annotated[
        str,
        typer.Argument(
            metavar="PLACE", help="A place of the cast by name or number, or nowhere.", show_default=False
        ),
    ],
    work: WorkNumber = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """This scene happens here.

    Examples:

    - `fabula correct place emma.fabula 12 Hartfield`
    - `fabula correct place emma.fabula 13 nowhere`: nothing tells where
    """
    where = None if name.strip().casefold() == "nowhere" else name
    apply(world, work, lambda desk: desk.place(number, where), yes=yes, as_json=as_json)


def present(
    world: WorldFile,
    number: Scene,
    name: Name,
    work: WorkNumber = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """This one is there in this scene.

    Examples:

    - `fabula correct present emma.fabula 12 "Miss Bates"`
    """
    apply(world, work, lambda desk: desk.present(number, name), yes=yes, as_json=as_json)


def absent(
    world: WorldFile,
    number: Scene,
    name: Name,
    work: WorkNumber = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """This one is not there in this scene.

    Examples:

    - `fabula correct absent emma.fabula 12 "Frank Churchill"`: he is only spoken of
    """
    apply(world, work, lambda desk: desk.absent(number, name), yes=yes, as_json=as_json)


def not_told(
    world: WorldFile,
    attribute: Annotated[
        int,
        typer.Argument(
            metavar="ID",
            parser=whole_number("ID", 1),
            help="An attribute by its number in fabula attributes --json.",
            show_default=False,
        ),
    ],
    work: WorkNumber = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """An attribute is not so.

    Examples:

    - `fabula correct not-told emma.fabula 31`
    """
    apply(world, work, lambda desk: desk.not_told(attribute), yes=yes, as_json=as_json)


def not_related(
    world: WorldFile,
    one: Name,
    relation: Annotated[
        str,
        typer.Argument(
            metavar="RELATION", help="As fabula relations has it: 'parent of'.", show_default=False
        ),
    ],
    other: Name,
    work: WorkNumber = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """One is not this to another.

    Examples:

    - `fabula correct not-related emma.fabula "Mr. Weston" "parent of" Emma`
    """
    apply(world, work, lambda desk: desk.not_related(one, relation, other), yes=yes, as_json=as_json)


def no_slip(
    world: WorldFile,
    finding: Annotated[
        int,
        typer.Argument(
            metavar="ID",
            parser=whole_number("ID", 1),
            help="A finding by its number in fabula findings.",
            show_default=False,
        ),
    ],
    work: WorkNumber = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """What a finding tells is no slip: it is not listed again.

    Examples:

    - `fabula correct no-slip emma.fabula 2`
    """
    apply(world, work, lambda desk: desk.no_slip(finding), yes=yes, as_json=as_json)


COMMANDS: dict[str, Callable[..., None]] = {
    "scene": scene,
    "no-scene": no_scene,
    "place": place,
    "present": present,
    "absent": absent,
    "not-told": not_told,
    "not-related": not_related,
    "no-slip": no_slip,
}
"""What :mod:`fabula.cli.app` adds to ``fabula correct``."""
