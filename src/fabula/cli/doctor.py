"""``fabula doctor``: does everything that Fabula needs work on this machine?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.cli.options import AsJson

if TYPE_CHECKING:
    from fabula.doctor import Check


def doctor(as_json: AsJson = False) -> None:
    """Examine this installation: the model, the libraries, a reading, a world, memory, the terminal.

    Each trouble comes with what to do. The exit code is 1 where something keeps Fabula from working; notes,
    such as an optional library that is not there, leave it 0.

    Examples:

    - `fabula doctor`: before the first book, or when something is odd
    - `fabula doctor --json`: to send along with a report of a mistake
    """
    from fabula import errors
    from fabula.cli.plain import write_json
    from fabula.doctor import examine

    checks = list(examine())
    if as_json:
        write_json([check.to_dict() for check in checks])
    else:
        _write(checks)
    if broken := sum(check.state == "broken" for check in checks):
        raise errors.not_sound(broken)


def _write(checks: Sequence[Check]) -> None:
    from fabula.cli.plain import clean
    from fabula.cli.table import Column, write_table

    columns = ("", Column("What", least=8, ideal=20), Column("Found", least=20, ideal=90))
    rows = []
    for check in checks:
        told = [check.found, str(check.trouble)] if check.trouble else [check.found]
        rows.append([check.state, check.name, clean("; ".join(filter(None, told)))])
    write_table(columns, rows)
