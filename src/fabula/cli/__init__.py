"""The command line: one file for each command, put together in :mod:`fabula.cli.app`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; the entry point of the ``fabula`` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from fabula.cli.app import app
    from fabula.cli.ends import BUG, hush, say

    try:
        app(prog_name="fabula")
    except Exception as error:
        # The last resort: whoever asked gets a line, not our stack.
        if os.environ.get("FABULA_DEBUG"):
            raise
        say(
            f"this is a mistake in Fabula itself: {type(error).__name__}: {error}; FABULA_DEBUG=1 shows where"
        )
        sys.exit(BUG)
    finally:
        hush()
