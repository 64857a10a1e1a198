"""The command line: one file for each command, put together in :mod:`fabula.cli.app`."""

from __future__ import annotations

import os
import signal
import sys

STOPPED = 130
"""The exit code after Ctrl-C."""


def main() -> None:
    """Run the command line; the entry point of the ``fabula`` command."""
    stops: list[int] = []
    _note_ctrl_c(stops)
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        _run(stops)
    except (KeyboardInterrupt, ImportError):
        if not stops:
            raise
        # The modules of the program are still being loaded.
        sys.stderr.write("fabula: stopped before anything was done\n")
        sys.exit(STOPPED)


def _run(stops: list[int]) -> None:
    from fabula.cli.app import app
    from fabula.cli.ends import BUG, FAILED, PIPE_CLOSED, hush, pipe_is_closed, refusal, say

    try:
        app(prog_name="fabula")
    except OSError as error:
        if pipe_is_closed(error):
            sys.exit(PIPE_CLOSED)
        say(str(refusal(error)))
        sys.exit(FAILED)
    except Exception as error:
        if stops:
            raise KeyboardInterrupt from error
        # The last resort: whoever asked gets a line, not our stack.
        if os.environ.get("FABULA_DEBUG"):
            raise
        say(
            f"this is a mistake in Fabula itself: {type(error).__name__}: {error}; FABULA_DEBUG=1 shows where"
        )
        sys.exit(BUG)
    finally:
        hush()


def _note_ctrl_c(stops: list[int]) -> None:
    """Remember a Ctrl-C: compiled modules that it meets while they load turn it into an error of import."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return  # whoever runs us in the background has it ignored

    def stop(number: int, _frame: object) -> None:
        stops.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, stop)


def _open_closed_streams() -> None:
    """Lead a standard stream that the caller closed (``>&-``) to nowhere.

    Else the next file opened would take its number, and a library's warning could end up in a world.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is the one that is closed, as those below it are open by now.
            os.open(os.devnull, os.O_RDONLY if number == 0 else os.O_WRONLY)
        if getattr(sys, name) is None:
            mode = "r" if number == 0 else "w"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 (the program's own)
            setattr(sys, name, stream)
