"""Putting right: what follows is shown, then kept, undone or taken up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from fabula.correcting import Change, Corrections
from fabula.errors import FabulaError
from fabula.explorer.asking import Asked, asked, site_of, whole_number
from fabula.explorer.desks import Desk
from fabula.explorer.follows import Follows, follows
from fabula.explorer.recipes import Recipe, recipe
from fabula.explorer.rendering import part
from fabula.explorer.routing import change, words
from fabula.explorer.veil import FURTHER_ON, Veil
from fabula.world.corrections import Entry, State

CHANGED = "F240"
CONTRADICTS = ("F584", "F596")
COMMANDS = ("F584", "F585", "F587", "F588", "F594")
"""Errors whose line ends with what to do at the command line."""
_T = TypeVar("_T")
MEANWHILE = (
    "The work was changed meanwhile, in another tab or at the command line. "
    "Nothing was kept; this is what follows now."
)


def preview(request: Request, form: FormData) -> Response:
    """What follows from a correction, with a way to keep it."""
    own = asked(request)
    try:
        return _previewed(own, recipe(own, form))
    except FabulaError as error:
        return refused(own, error)


def keep(request: Request, form: FormData) -> Response:
    """Keep what was shown; where it does not hold any more, show what follows now."""
    own, token = asked(request), words(form, "token")

    def kept(desk: Desk) -> tuple[Change, list[Entry]] | None:
        shown = desk.shown(token)
        if shown is None:
            return None
        try:
            return shown, keep_at(desk, shown)
        except FabulaError as error:
            if error.code != CHANGED:
                raise
            return None

    try:
        done = at_desk(own, kept)
        if done is None:
            return _previewed(own, recipe(own, form), MEANWHILE, 409)
    except FabulaError as error:
        return refused(own, error)
    made, entries = done
    numbers = [each.id for each in entries] or sorted(made.states)
    undone = any(state is State.UNDONE for state in made.states.values())
    return done_part(request, numbers, undone=undone)


def turn(request: Request, form: FormData) -> Response:
    """Undo corrections that were kept together, or take them up again, at once."""
    own, undone = asked(request), words(form, "do") == "undo"
    given = [str(each) for each in form.getlist("number")][:1000]
    numbers = [number for each in given if (number := whole_number(each)) is not None]

    def turned(desk: Desk) -> None:
        for each in reversed(numbers) if undone else numbers:
            now = desk.corrections
            made = now.undo(each) if undone else now.redo(each)
            keep_at(desk, made)

    try:
        at_desk(own, turned)
    except FabulaError as error:
        return refused(own, error)
    return done_part(request, numbers, undone=undone)


def at_desk(own: Asked, what: Callable[[Desk], _T]) -> _T:
    """Do something at the desk of the work."""
    return site_of(own.request).desks.do(own.path, own.work, what)


def keep_at(desk: Desk, made: Change) -> list[Entry]:
    """Keep a change; what else was shown at the desk does not follow any more."""
    kept = made.keep()
    desk.kept()
    return kept


def done_part(request: Request, numbers: Sequence[int], *, undone: bool) -> Response:
    """That it was kept, with a way back; the work is as it is now."""
    own = asked(request)
    names = Veil(own)

    def entries(desk: Desk) -> list[Entry]:
        return [each for each in desk.corrections.entries if each.id in numbers]

    found = at_desk(own, entries)
    says = [names.words(each.correction) for each in found]
    still = " ".join(str(each.id) for each in own.reading.entities)
    return part(own, "kept.html", "Kept", numbers=numbers, undone=undone, says=says, still=still)


def _previewed(own: Asked, wanted: Recipe, message: str = "", status: int = 200) -> Response:
    def shown(desk: Desk) -> tuple[str, Follows]:
        desk_now: Corrections = desk.corrections
        made = wanted.make(desk_now)
        return desk.show(made), follows(own, made, tuple(desk_now.entries))

    token, what = at_desk(own, shown)
    return part(
        own,
        "follows.html",
        "What follows",
        status=status,
        message=message,
        follows=what,
        fields=wanted.fields,
        token=token,
    )


def refused(own: Asked, error: FabulaError) -> Response:
    """What is wrong with a correction, and what to do about it here."""
    message = Veil(own).message(error)
    if error.code in COMMANDS:
        message = message.rsplit(";", 1)[0]
    if error.code in CONTRADICTS:
        if Veil(own).hides(message) or own.until is not None:
            message = f"this contradicts what was put right about {FURTHER_ON}"
        message += "; undo that first, on the page Changes"
    status = 404 if error.code in ("F770", "F771") else 409 if error.code == CHANGED else 422
    return part(own, "error_part.html", "That did not work", status=status, message=message)


ROUTES = [
    change("/{key}/{work:int}/corrections/preview", preview, "preview"),
    change("/{key}/{work:int}/corrections/keep", keep, "keep"),
    change("/{key}/{work:int}/corrections/turn", turn, "turn"),
]
