"""Messages of the explorer."""

from __future__ import annotations

from fabula.errors.kinds import UsageError, WorldError


def no_such_shelf(key: str) -> WorldError:
    """No world has that key in an address."""
    return WorldError("F770", f"there is no world {key!r} here; the library lists those there are")


def no_such_thing(what: str) -> UsageError:
    """A work has nothing of that number, or the reader has not come to it."""
    return UsageError(
        "F771", f"there is no {what} up to here; another page of the work leads to what there is"
    )


def cannot_serve(host: str, port: int, why: str) -> UsageError:
    """Nothing can be served at an address."""
    where = f"{host}:{port}" if port else host
    return UsageError("F772", f"cannot serve at {where} ({why}); give another --host or --port")
