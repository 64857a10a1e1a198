"""The server as an assistant's program runs it: a process, and a real client over its input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp")

import anyio
import jsonschema
from mcp import Client
from mcp.client.stdio import StdioServerParameters

import fabula
from fabula.assistants.bounds import LARGEST
from fabula.version import __version__

pytestmark = [pytest.mark.model]

TOOLS = (
    "works",
    "search",
    "characters",
    "character",
    "scenes",
    "scene",
    "quotations",
    "knowledge",
    "findings",
)
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("works", {}),
    ("search", {"words": "ferry"}),
    ("characters", {}),
    ("character", {"name": "Nell"}),
    ("scenes", {"character": "Gran"}),
    ("scene", {"number": 2}),
    ("quotations", {"speaker": "Nell"}),
    ("knowledge", {}),
    ("knowledge", {"character": "Nell"}),
    ("knowledge", {"start": 3264, "end": 3400}),
    ("findings", {}),
]
HERE = {"PYTHONPATH": str(Path(fabula.__file__).parents[1])}


def asking(world: Path, ask: Callable[[Client], Awaitable[None]], errors: Path) -> None:
    """Has a client ask a server in a process of its own."""
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "fabula", "mcp", str(world)], env=HERE, cwd=world.parent
    )

    async def main() -> None:
        from mcp.client.stdio import stdio_client

        with errors.open("w", encoding="utf-8") as log:
            async with Client(stdio_client(command, errlog=log)) as client:
                await ask(client)

    # the thread of the tests may have a loop of its own, which a browser of other tests left
    with ThreadPoolExecutor(1) as pool:
        pool.submit(anyio.run, main).result()


def evidence_in(answer: object) -> Iterator[Mapping[str, Any]]:
    """Every stretch of text with its words, however deep."""
    if isinstance(answer, dict):
        if {"start", "end", "words"} <= answer.keys():
            yield answer
        for value in answer.values():
            yield from evidence_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from evidence_in(value)


def shares_in(answer: object) -> Iterator[float]:
    """Every probability, however deep."""
    if isinstance(answer, dict):
        yield from (value for name, value in answer.items() if name.endswith("probability"))
        for value in answer.values():
            yield from shares_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from shares_in(value)


def test_a_client_asks_everything_and_gets_evidence_and_probabilities(voices: Path, tmp_path: Path) -> None:
    with fabula.open_world(voices) as world:
        text = world.only_work().text

    async def ask(client: Client) -> None:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert tuple(listed) == TOOLS
        for tool in listed.values():
            assert tool.description and "\n" not in tool.description
            assert tool.annotations is not None and tool.annotations.read_only_hint
            assert tool.input_schema["additionalProperties"] is False
            assert all(own["description"] for own in tool.input_schema["properties"].values())
        for name, arguments in CALLS:
            got = await client.call_tool(name, arguments)
            assert not got.is_error, got.content
            answer = got.structured_content
            [told] = got.content
            assert told.type == "text" and json.loads(told.text) == answer and "\n" not in told.text
            assert len(told.text) < LARGEST + 2000
            jsonschema.validate(answer, listed[name].output_schema or {})
            if name == "works":
                continue
            found = list(evidence_in(answer))
            assert found, name
            for own in found:
                words = own["words"].removesuffix("…")
                assert text[own["start"] : own["end"]].split()[: len(words.split()) - 1] == words.split()[:-1]
            shares = list(shares_in(answer))
            assert shares and all(0.0 <= share <= 1.0 for share in shares), name
        assert client.server_info is None or client.server_info.version == __version__

    asking(voices, ask, tmp_path / "log")
    assert (tmp_path / "log").read_text() == ""


def test_nothing_is_given_away(voices: Path, tmp_path: Path) -> None:
    with fabula.open_world(voices) as world:
        end = world.only_work().until(1).text

    async def ask(client: Client) -> None:
        for name, arguments in CALLS:
            if name == "works" or "start" in arguments or arguments.get("character") == "Gran":
                continue
            got = await client.call_tool(name, {**arguments, "until": 1})
            assert not got.is_error, got.content
            assert got.structured_content is not None
            assert got.structured_content["until"] == len(end)
            assert all(own["end"] <= len(end) for own in evidence_in(got.structured_content))
            assert "Gran" not in json.dumps(got.structured_content)
        got = await client.call_tool("knowledge", {"start": 3264, "end": 3400, "until": 1})
        assert got.is_error

    asking(voices, ask, tmp_path / "log")


def test_what_cannot_be_asked_is_one_line(voices: Path, tmp_path: Path) -> None:
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("character", {"name": "Zed"}, "nobody is called 'Zed'"),
        ("character", {}, "name is missing; it must be given"),
        ("scenes", {"limit": 100}, "limit is 100: input should be less than or equal to 50"),
        ("scenes", {"limit": "many"}, "limit is 'many': input should be a valid integer"),
        ("scene", {"number": True}, "number is True: input should be no boolean"),
        ("quotations", {"speaker": False}, "speaker is False: input should be no boolean"),
        ("scenes", {"untill": 1}, "scenes takes no 'untill'; it takes character, place, work, until"),
        ("scenes", {"until": 12}, "there is no chapter"),
        ("scene", {"number": 99}, "there is no scene 99"),
        ("search", {"words": '"'}, "cannot be looked up"),
        ("search", {"words": "x", "work": 4}, "there is no work 4"),
        ("knowledge", {"start": 0, "end": 10**9}, "there is no offset 1000000000"),
        ("nonsense", {}, "nonsense"),
    ]

    async def ask(client: Client) -> None:
        for name, arguments, says in wrong:
            got = await client.call_tool(name, arguments)
            [told] = got.content
            assert got.is_error
            assert told.type == "text" and says in told.text and "\n" not in told.text, told

    asking(voices, ask, tmp_path / "log")
    assert (tmp_path / "log").read_text() == ""


def test_only_the_protocol_is_written_to_standard_output(voices: Path) -> None:
    messages = [
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "test", "version": "0"},
            },
        },
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "works", "arguments": {}}},
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "fabula", "mcp", str(voices)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **HERE},
        text=True,
    )
    assert server.stdin is not None and server.stdout is not None
    for message in messages:
        server.stdin.write(json.dumps(message) + "\n")
        server.stdin.flush()
    answers = [json.loads(server.stdout.readline()) for _ in range(2)]
    rest, errors = server.communicate(timeout=30)
    assert [own["id"] for own in answers] == [1, 2]
    assert rest == "" and errors == "" and server.returncode == 0
