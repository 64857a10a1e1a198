"""What to do with a story that seems to be a new draft of one that the world holds."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.cli.plain import clean
from fabula.errors import looks_like_draft, world_missing

if TYPE_CHECKING:
    from fabula.types import Text
    from fabula.world import Earlier


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its world a story goes: in place of the work ``replace``, or as a ``new`` one; or as usual."""

    replace: int | None = None
    new: bool = False


def settle(
    world: Path, name: str, text: Text, wanted: Place, *, beside: Collection[str] = (), ask: bool = False
) -> Place:
    """Where a story goes: where the user says, or as usual if it is no draft.

    ``ask`` asks at the terminal; ``beside`` are the sources that are read along with it.
    Raises :class:`fabula.errors.UsageError` for a draft that nobody has said anything of, and what
    :meth:`fabula.world.World.add` would raise after the long reading.
    """
    from fabula.world import World

    if not world.exists():
        if wanted.replace is not None:
            raise world_missing(world)
        return wanted
    with World.create_or_open(world) as opened:
        found = opened.earlier(text, beside) if wanted == Place() else None
        if found is not None and not found.again:
            answer = _asked(name, found) if ask else None
            if answer is None:
                raise looks_like_draft(name, found.id, found.title)
            wanted = answer
        opened.replaced_by(text, replace=wanted.replace, new=wanted.new)
    return wanted


def can_ask() -> bool:
    """Whether there is somebody at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def typed_line() -> str:
    """What the user types; nothing where nobody can."""
    return sys.stdin.readline()


def _asked(name: str, found: Earlier) -> Place | None:
    """What the user wants; None for neither."""
    sys.stderr.write(
        clean(f"{name} looks like a new draft of work {found.id}, {found.title}.")
        + "\nReplace that work (r), keep both (k), or stop (s)? [s] "
    )
    sys.stderr.flush()
    answer = typed_line().strip().casefold()
    if answer in ("r", "replace"):
        return Place(replace=found.id)
    return Place(new=True) if answer in ("k", "keep", "b", "both") else None
