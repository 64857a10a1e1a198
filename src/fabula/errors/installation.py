"""Messages of ``fabula doctor`` about an installation and what it runs on (F790 to F799)."""

from __future__ import annotations

from fabula.errors.kinds import FabulaError, UsageError


def not_sound(count: int) -> UsageError:
    """The doctor has found something that keeps Fabula from working."""
    what = "1 thing is broken" if count == 1 else f"{count} things are broken"
    return UsageError("F790", f"{what}; the list above says what to do")


def python_unfit(found: str, wanted: str) -> FabulaError:
    """This Python is too old."""
    return FabulaError(
        "F791", f"this is Python {found}, and Fabula needs {wanted} or newer; install it there"
    )


def library_unfit(name: str, found: str, wanted: str) -> FabulaError:
    """A library that Fabula needs is missing or of another version."""
    return FabulaError("F792", f"{name} {wanted} is needed and {found}; pip install '{name}{wanted}'")


def library_broken(name: str, why: str, right: str) -> FabulaError:
    """A library that Fabula needs is there and cannot be loaded."""
    return FabulaError("F793", f"{name} cannot be loaded ({why}); {right}")


def sqlite_lacks(what: str, version: str) -> FabulaError:
    """The SQLite that Python brings cannot do something."""
    return FabulaError(
        "F794",
        f"SQLite {version} of this Python has no {what}; install a Python of python.org or conda-forge",
    )


def does_not_work(what: str, why: str) -> FabulaError:
    """Something that Fabula does with every story fails here."""
    return FabulaError("F795", f"{what} fails here: {why}; install Fabula again, or report it with this line")


def extra_unfit(extra: str, what: str) -> FabulaError:
    """The libraries of an optional extra are there in part, or too old."""
    return FabulaError("F796", f"{what}; pip install --upgrade 'fabula[{extra}]'")


def terminal_narrow(encoding: str) -> FabulaError:
    """Standard output cannot show curly quotation marks."""
    return FabulaError(
        "F797",
        f"this terminal takes {encoding}, which has no curly quotation marks; set PYTHONUTF8=1 (on Windows "
        "chcp 65001 too) to see them",
    )


def little_memory(there: str) -> FabulaError:
    """There may be too little memory for a long novel."""
    return FabulaError(
        "F798", f"{there} may be too little for a novel; close other programs or read with --threads 1"
    )


def no_folder(what: str, why: str, right: str) -> FabulaError:
    """A folder that Fabula writes to is not there."""
    return FabulaError("F789", f"there is no {what} ({why}); {right}")


def little_room(folder: str, there: str) -> FabulaError:
    """There is next to no room on a disk that Fabula writes to."""
    return FabulaError(
        "F799", f"only {there} are free in {folder}; make room, or set TMPDIR to another folder"
    )
