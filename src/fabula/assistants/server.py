"""The server: the tools over standard input and output, where nothing else is written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, ValidationError

from fabula.assistants.shelf import Shelf
from fabula.assistants.tools import Tools
from fabula.errors import FabulaError, no_such_argument
from fabula.version import __version__

INSTRUCTIONS = """Fabula has read one or more works of fiction; these tools tell what is in them. Every answer
gives its evidence, as spans of the text with their words, and the probability that it is right: cite them,
and say so where it is unsure. If the reader has not finished the work, always give until, so that nothing is
given away. Long answers come in pages: call again with after = next. Offsets count code points."""

_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class OneLineTool(Tool):
    """A tool whose errors are one line that says what would be right."""

    async def run(
        self, arguments: dict[str, Any], context: Context[Any, Any], convert_result: bool = False
    ) -> Any:
        """Run it. Raises what the server tells the assistant.

        An argument that there is not is refused: a misspelled ``until`` would give the end away.
        """
        known = self.parameters["properties"]
        for name, value in arguments.items():
            if name not in known:
                raise ToolError(str(no_such_argument(self.name, name, ", ".join(known) or "nothing")))
            if isinstance(value, bool) and known[name].get("type") != "boolean":
                raise ToolError(
                    f"{name} is {value}: input should be no boolean"
                )  # it would be read as 1 or 0
        try:
            return _without_indents(await super().run(arguments, context, convert_result))
        except UnexpectedToolError as error:
            raise ToolError(_told(error.__cause__ or error)) from error
        except ToolError as error:
            raise ToolError(_told(error.__cause__ or error)) from error


def server(world: Path) -> MCPServer[Any]:
    """A server of the tools for a world.

    Raises :class:`fabula.errors.FabulaError` where that cannot be opened.
    """
    tools = Tools(Shelf(world))
    return MCPServer(
        "fabula",
        title="Fabula",
        instructions=INSTRUCTIONS,
        version=__version__,
        tools=[_tool(function) for function in tools.all],
        log_level="CRITICAL",
    )


def serve(world: Path) -> None:
    """Answer over standard input and output until the one who asks hangs up."""
    server(world).run("stdio")


def _tool(function: Callable[..., BaseModel]) -> OneLineTool:
    tool = OneLineTool.from_function(
        function, description=" ".join((function.__doc__ or "").split()), annotations=_READ_ONLY
    )
    assert isinstance(tool, OneLineTool)
    tool.parameters["additionalProperties"] = False
    return tool


def _without_indents(result: Any) -> Any:
    """An answer whose text is its JSON on one line: white space costs an assistant as much as words."""
    if not isinstance(result, CallToolResult) or result.structured_content is None:
        return result
    text = json.dumps(result.structured_content, ensure_ascii=False, separators=(",", ":"))
    return result.model_copy(update={"content": [TextContent(type="text", text=text)]})


def _told(error: BaseException) -> str:
    """An error in one line."""
    if isinstance(error, FabulaError):
        return str(error)
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "the call"
        if first["type"] == "missing":
            return f"{name} is missing; it must be given"
        return f"{name} is {_value(first.get('input'))}: {first['msg'][:1].lower()}{first['msg'][1:]}"
    if os.environ.get("FABULA_DEBUG"):
        raise error
    what = " ".join(str(error).split())
    return f"this is a mistake in Fabula itself: {type(error).__name__}: {what}"


def _value(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 60 else f"{words[:59]}…"
