"""What is examined, in order, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fabula import errors
from fabula.errors import FabulaError


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was examined and what was found.

    ``trouble`` says what is wrong and what to do, None where all is well; ``broken`` whether it keeps Fabula
    from working. ``absent`` is for what is not there and need not be.
    """

    name: str
    found: str
    trouble: FabulaError | None = None
    broken: bool = False
    absent: bool = False

    @property
    def state(self) -> str:
        """``ok``, ``broken``, ``absent``, or ``note`` for a trouble that Fabula works with."""
        if self.trouble is None:
            return "absent" if self.absent else "ok"
        return "broken" if self.broken else "note"

    def to_dict(self) -> dict[str, object]:
        """The check as values that JSON knows."""
        told = self.trouble
        return {
            "name": self.name,
            "state": self.state,
            "found": self.found,
            "code": told and told.code,
            "trouble": told and told.message,
        }


def examine() -> Iterator[Check]:
    """Each check in turn; what one raises is a trouble of its own, and the others go on."""
    from fabula.doctor import machine, packages, work

    checks: tuple[tuple[str, Callable[[], Iterator[Check]]], ...] = (
        ("Fabula", packages.version),
        ("Python", machine.python),
        ("libraries", packages.needed),
        ("SQLite", machine.sqlite),
        ("model", work.model),
        ("reading", work.reading),
        ("world", work.world),
        ("threads", machine.threads),
        ("memory", machine.memory),
        ("disk", machine.disk),
        ("terminal", machine.terminal),
        ("extras", packages.extras),
    )
    for name, check in checks:
        yield from _shielded(name, check)


def _shielded(name: str, check: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    try:
        yield from check()
    except FabulaError as error:
        yield Check(name, "", error, broken=True)
    except Exception as error:  # noqa: BLE001 (an examination names whatever is wrong, and goes on)
        yield Check(name, "", errors.does_not_work(name, f"{type(error).__name__}: {error}"), broken=True)
