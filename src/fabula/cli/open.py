"""``fabula open``: the explorer, a web page on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fabula.cli.usage import whole_number

HIGHEST_PORT = 65535


_Worlds = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[WORLD]...",
        help="World files, or folders with them; without any, the worlds in the current folder.",
        show_default=False,
    ),
]
_Port = Annotated[
    int,
    typer.Option(
        "--port", metavar="N", parser=whole_number("--port", 0), help="The port; 0 takes a free one."
    ),
]
_Host = Annotated[
    str,
    typer.Option(
        "--host",
        metavar="ADDRESS",
        help="Where to serve it; at another address than this one a token is asked for.",
    ),
]


def open_(
    worlds: _Worlds = None,
    port: _Port = 0,
    host: _Host = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser at it.")] = True,
) -> None:
    """Look at worlds in a browser: read, look people up, put right what is wrong.

    It goes on until Ctrl-C. Nothing leaves this computer.

    Examples:

    - `fabula open emma.fabula`: one world
    - `fabula open`: all worlds in this folder, and a place to drop a book to read
    - `fabula open saga.fabula --port 8000 --no-browser`: at http://127.0.0.1:8000/
    """
    import webbrowser
    from contextlib import suppress

    from fabula.cli.plain import clean, write
    from fabula.errors import FabulaError, bad_value, world_missing
    from fabula.explorer import Address, serve
    from fabula.explorer.library import Library
    from fabula.world import World

    if port > HIGHEST_PORT:
        raise bad_value("--port", str(port), f"a number up to {HIGHEST_PORT}")
    paths = worlds or [Path()]
    for path in paths:
        if not path.exists():
            raise world_missing(path)
        if not path.is_dir():
            World.create_or_open(path).close()  # says what is wrong; brings an older one up to date
    for path in Library(paths).keys().values():
        with suppress(FabulaError):  # the library says what is wrong with one of many
            World.create_or_open(path).close()

    def ready(address: str) -> None:
        write(clean(f"{address}  (Ctrl-C stops it)") + "\n")
        if browser:
            webbrowser.open(address)

    serve(paths, Address(host, port), ready)
