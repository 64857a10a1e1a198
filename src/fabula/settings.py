"""Every setting of a reading: its name, default, limits and help, in one table.

The command line, ``docs/reference/settings.md`` and the tests are made from this table.
"""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass, field
from typing import Any

from fabula import errors


def _setting(default: bool | int | str, help_text: str, minimum: int | None = None) -> Any:
    """A field of the table. ``Any``, because a dataclass field stands in for the value it describes."""
    return field(default=default, metadata={"default": default, "help": help_text, "minimum": minimum})


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read a work. Raises :class:`fabula.errors.UsageError` for a value that makes no sense."""

    threads: int = _setting(0, "Threads to read with; 0 takes every core this process may use.", minimum=0)
    batch: int = _setting(
        1,
        "Most windows of text, of one length, that each thread reads at once; more takes more memory.",
        minimum=1,
    )
    model: str = _setting("", "Folder of another model, as training writes it; without it the shipped one.")
    force: bool = _setting(False, "Read on where Fabula would stop: a text that is not in English, say.")
    strict: bool = _setting(False, "Refuse a file of which a part cannot be read, where the rest would be.")
    include: str = _setting(
        "",
        "Kinds of what is set apart that are to be read as story, with commas between them, such as "
        "'preview, introduction'; 'all' for all of them. fabula works --parts lists them.",
    )

    def __post_init__(self) -> None:
        for setting in SETTINGS:
            value = getattr(self, setting.name)
            if type(value) is not setting.type:
                raise errors.bad_setting(setting.name, value, f"a value of type {setting.type.__name__}")
            if setting.minimum is not None and isinstance(value, int) and value < setting.minimum:
                raise errors.bad_setting(setting.name, value, f"{setting.minimum} or more")

    @property
    def thread_count(self) -> int:
        """The number of threads meant: ``threads``, or the cores this process may use where that is 0."""
        return self.threads or available_cores()


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table."""

    name: str
    default: bool | int | str
    help: str
    minimum: int | None

    @property
    def type(self) -> type[bool] | type[int] | type[str]:
        """The type of its values."""
        return type(self.default)


def available_cores() -> int:
    """The cores this process may use, which can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


SETTINGS: tuple[Setting, ...] = tuple(
    Setting(row.name, **row.metadata) for row in dataclasses.fields(Settings)
)
DEFAULT = Settings()


def setting(name: str) -> Setting:
    """The row of a setting. Raises ``KeyError`` for a name that is not in the table."""
    return {row.name: row for row in SETTINGS}[name]
