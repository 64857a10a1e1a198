"""``fabula correct`` for what happens: scenes, where they are, who is there, what is told, findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from fabula.cli.correct import Name, Offset
from fabula.cli.correcting import Make, correction
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


@correction
def scene(offset: Offset) -> Make:
    """A scene begins with the paragraph at a place.

    Examples:

    - `fabula correct scene emma.fabula 20480`: with the paragraph that holds character 20480
    """
    return lambda desk: desk.scene(offset)


@correction
def no_scene(number: Scene) -> Make:
    """No scene begins where this one does: it goes on the one before.

    Examples:

    - `fabula correct no-scene emma.fabula 12`
    """
    return lambda desk: desk.no_scene(number)


@correction
def place(
    number: Scene,
    name: Annotated[
        str,
        typer.Argument(
            metavar="PLACE", help="A place of the cast by name or number, or nowhere.", show_default=False
        ),
    ],
) -> Make:
    """This scene happens here.

    Examples:

    - `fabula correct place emma.fabula 12 Hartfield`
    - `fabula correct place emma.fabula 13 nowhere`: nothing tells where
    """
    where = None if name.strip().casefold() == "nowhere" else name
    return lambda desk: desk.place(number, where)


@correction
def present(
    number: Scene,
    name: Name,
) -> Make:
    """This one is there in this scene.

    Examples:

    - `fabula correct present emma.fabula 12 "Miss Bates"`
    """
    return lambda desk: desk.present(number, name)


@correction
def absent(
    number: Scene,
    name: Name,
) -> Make:
    """This one is not there in this scene.

    Examples:

    - `fabula correct absent emma.fabula 12 "Frank Churchill"`: he is only spoken of
    """
    return lambda desk: desk.absent(number, name)


@correction
def not_told(
    attribute: Annotated[
        int,
        typer.Argument(
            metavar="ID",
            parser=whole_number("ID", 1),
            help="An attribute by its number in fabula attributes --json.",
            show_default=False,
        ),
    ],
) -> Make:
    """An attribute is not so.

    Examples:

    - `fabula correct not-told emma.fabula 31`
    """
    return lambda desk: desk.not_told(attribute)


@correction
def not_related(
    one: Name,
    relation: Annotated[
        str,
        typer.Argument(
            metavar="RELATION", help="As fabula relations has it: 'parent of'.", show_default=False
        ),
    ],
    other: Name,
) -> Make:
    """One is not this to another.

    Examples:

    - `fabula correct not-related emma.fabula "Mr. Weston" "parent of" Emma`
    """
    return lambda desk: desk.not_related(one, relation, other)


@correction
def no_slip(
    finding: Annotated[
        int,
        typer.Argument(
            metavar="ID",
            parser=whole_number("ID", 1),
            help="A finding by its number in fabula findings.",
            show_default=False,
        ),
    ],
) -> Make:
    """What a finding tells is no slip: it is not listed again.

    Examples:

    - `fabula correct no-slip emma.fabula 2`
    """
    return lambda desk: desk.no_slip(finding)


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
