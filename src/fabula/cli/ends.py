"""How a command ends: its exit code, and the one line that says what went wrong."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator

import typer

from fabula.cli import STOPPED
from fabula.cli.plain import clean
from fabula.errors import CommandError, FabulaError, out_of_memory, system_refused

FAILED, USAGE, BUG, PIPE_CLOSED = 1, 2, 70, 141

WINDOWS = os.name == "nt"

EXIT_CODES = {
    0: "all went well",
    FAILED: "something could not be done; one line on standard error says what, and what would be right",
    USAGE: "the command was not understood; one line on standard error says what, and what would be right",
    BUG: "a mistake in Fabula itself; please report it",
    STOPPED: "stopped by Ctrl-C; no file is left half written",
    PIPE_CLOSED: "whoever read the output closed it early, as `head` does",
}


def say(message: str) -> None:
    """Write one line to standard error, after the name of the program."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"fabula: {clean(message)}\n")


@contextlib.contextmanager
def told_in_one_line() -> Iterator[None]:
    """Turn what goes wrong inside into one line and the end of the command."""
    try:
        yield
        sys.stdout.flush()
    except FabulaError as error:
        say(str(error))
        raise typer.Exit(USAGE if isinstance(error, CommandError) else FAILED) from error
    except KeyboardInterrupt:
        say("stopped; what was saved before is whole, and nothing is half written")
        raise typer.Exit(STOPPED) from None
    except MemoryError as error:
        say(str(out_of_memory()))
        raise typer.Exit(FAILED) from error
    except OSError as error:
        if pipe_is_closed(error):
            hush()
            raise typer.Exit(PIPE_CLOSED) from None
        say(str(refusal(error)))
        raise typer.Exit(FAILED) from error


def pipe_is_closed(error: OSError) -> bool:
    """Whether whoever read the output has closed it, which Windows calls an invalid argument."""
    if isinstance(error, BrokenPipeError):
        return True
    return WINDOWS and error.errno == errno.EINVAL and error.filename is None


def refusal(error: OSError) -> FabulaError:
    """An error of the system as one of ours: what it was about and what it said."""
    about = f"{error.filename}: " if error.filename is not None else ""
    return system_refused(f"{about}{error.strerror or error}")


def hush() -> None:
    """Send what can no longer be written nowhere, or the interpreter complains of it when it closes."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
