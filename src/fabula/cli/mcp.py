"""``fabula mcp``: a world for assistants, over the Model Context Protocol."""

from __future__ import annotations

from fabula.cli.options import WorldFile


def mcp(world: WorldFile) -> None:
    """Answer an assistant's questions about a world, over the Model Context Protocol.

    An assistant's program starts this by itself and speaks with it over standard input and output; a person
    writes it into that program's settings. It reads the world and changes nothing, and no word leaves this
    computer by it. Every answer has its evidence and a probability; with `until` nothing is given away that
    comes later in the story. It needs one more package: pip install 'fabula[mcp]'.

    Examples:

    - `fabula mcp emma.fabula`: what to write into the settings of the assistant's program
    """
    from importlib.util import find_spec

    from fabula.errors import extra_missing

    if find_spec("mcp") is None:
        raise extra_missing("fabula mcp", "mcp", "mcp")
    from fabula.assistants import serve

    serve(world)
