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


def too_much_at_once(most: int) -> UsageError:
    """So many files are being read that another would have to wait for long."""
    return UsageError("F773", f"{most} files are being read; wait until one is done, or stop one")


def no_file_given() -> UsageError:
    """A form for a file came without one."""
    return UsageError("F774", "no file was chosen; choose one, or drop it on the page")


def no_room_for_file(why: str) -> UsageError:
    """A file that somebody gives cannot be put anywhere while it comes in."""
    return UsageError(
        "F781", f"the file could not be taken in ({why.lower()}); make room in the folder for temporary files"
    )


def world_there_already(name: str) -> UsageError:
    """A new world would have the name of one that is there."""
    return UsageError("F775", f"there is a world {name!r} already; choose it, or give another name")


def edition_gone() -> UsageError:
    """A page was made of an earlier draft, whose numbers mean other things now."""
    return UsageError("F776", "another draft of this work has been read meanwhile; load the page again")


def nobody_chosen() -> UsageError:
    """A correction does not say who it is."""
    return UsageError("F777", "nobody was chosen; choose somebody, or type a name")


def nothing_chosen() -> UsageError:
    """Somebody is to be split, and it is not said what is whose."""
    return UsageError("F778", "nothing was chosen; mark the chapters, lines or words that are another's")


def nothing_to_undo_here() -> UsageError:
    """Nothing was answered in this round of review, or all of it is undone."""
    return UsageError("F779", "this round has nothing left to undo; the page Changes undoes what was before")


def answered_already() -> UsageError:
    """A question was answered in another tab, or the work has changed so that it is none any more."""
    return UsageError("F780", "that was answered meanwhile; go on with the next one")
