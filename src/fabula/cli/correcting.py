"""What every correction at the shell has: the world before what it says, and after it how it is kept."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from fabula.cli.corrected import apply
from fabula.cli.options import AsJson, WorkNumber, WorldFile

if TYPE_CHECKING:
    from fabula.correcting import Change, Corrections

Yes = Annotated[bool, typer.Option("--yes", help="Keep it without asking.")]
Make = Callable[["Corrections"], "Change"]


def correction(making: Callable[..., Make]) -> Callable[..., None]:
    """A command that shows and keeps the correction that a function of its arguments makes at a desk.

    The world comes before these arguments, and ``--work``, ``--yes`` and ``--json`` after them.
    """

    @wraps(making)
    def command(
        world: WorldFile,
        work: WorkNumber = None,
        yes: Yes = False,
        as_json: AsJson = False,
        **given: Any,
    ) -> None:
        apply(world, work, making(**given), yes=yes, as_json=as_json)

    # typer asks a function for its parameters: these are those of both.
    shared = get_type_hints(correction_options, include_extras=True)
    own = get_type_hints(making, globalns={**making.__globals__, "Make": Any}, include_extras=True)
    own.pop("return", None)
    before, *after = inspect.signature(correction_options).parameters.values()
    taken = [before, *inspect.signature(making).parameters.values(), *after]
    hints = {**own, **shared}
    parameters = [
        each.replace(annotation=hints[each.name], kind=inspect.Parameter.KEYWORD_ONLY) for each in taken
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


def correction_options(
    world: WorldFile, work: WorkNumber = None, yes: Yes = False, as_json: AsJson = False
) -> None:
    """The arguments that all corrections share."""
