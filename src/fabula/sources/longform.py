"""The index of a Longform project for Obsidian: which notes are its scenes, in order.

The front matter of a note says so in YAML, of which this reads what Longform writes: maps, lists, strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | list["Value"] | dict[str, "Value"] | None

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_KEY = re.compile(
    r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s\"'\[{#&*!|>%@`-][^:]*?|-[^\s:][^:]*?):(?:[ \t]+|$)"
)
_FLOW = re.compile(r"\[|\]|,|\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\[\],\"'\s][^\[\],]*")
_FOLDED = re.compile(r"[>|][+-]?")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Index:
    """A draft: the names of its scenes without their ending, the folder that they are in, what it is called.

    ``alone``: the note itself is the draft, and there are no scenes.
    """

    title: str
    author: str
    folder: str
    scenes: tuple[str, ...]
    alone: bool


def index_of(words: str) -> Index | None:
    """The index that a note is; None for any other note. Of a project of several drafts it is the last."""
    front = _FRONT.match(words)
    if front is None or not re.search(r"^(?:longform|drafts):", front[1], re.MULTILINE):
        return None
    said = _parsed(front[1])
    if not isinstance(said, dict):
        return None
    own = said.get("longform")
    drafts = said.get("drafts")
    if isinstance(own, dict):
        folder = own.get("sceneFolder")
    elif isinstance(drafts, list) and drafts and isinstance(drafts[-1], dict):
        own = drafts[-1]
        folder = own.get("folder")
    else:
        return None
    scenes = tuple(_strings(own.get("scenes")))
    alone = own.get("format") == "single"
    if not scenes and not alone:
        return None
    title = _string(own.get("title")) or _string(said.get("title"))
    author = _string(own.get("author")) or _string(said.get("author"))
    return Index(title, author, _string(folder).strip("/"), () if alone else scenes, alone)


def _string(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _strings(value: Value) -> Iterator[str]:
    """All strings of a list and of the lists in it, in order: scenes in scenes."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _parsed(front: str) -> Value:
    lines = [(len(line) - len(line.lstrip(" ")), line.strip()) for line in front.split("\n")]
    shown = [(indent, line) for indent, line in lines if line and not line.startswith("#")]
    return _Block(shown).value(0) if shown else None


class _Block:
    """Lines with how far each is set in; what they hold is read from the first to the last."""

    def __init__(self, lines: list[tuple[int, str]]) -> None:
        self._lines = lines
        self._at = 0

    def value(self, depth: int) -> Value:
        """The list or the map that begins at this line; what is nested too deep is passed over."""
        indent, line = self._lines[self._at]
        if depth > _DEEPEST:
            self._at += 1
            return None
        return self._list(indent, depth) if _is_item(line) else self._map(indent, depth)

    def _list(self, indent: int, depth: int) -> Value:
        found: list[Value] = []
        while self._at < len(self._lines):
            here, line = self._lines[self._at]
            if here != indent or not _is_item(line):
                break
            rest = line[1:].lstrip(" ")
            if rest and (_is_item(rest) or _KEY.match(rest)):
                # What stands behind the dash is a block of its own, set in by the dash.
                self._lines[self._at] = here + len(line) - len(rest), rest
                found.append(self.value(depth + 1))
            else:
                self._at += 1
                found.append(self._scalar(rest, indent, depth, strictly=True))
        return found

    def _map(self, indent: int, depth: int) -> Value:
        found: dict[str, Value] = {}
        while self._at < len(self._lines):
            here, line = self._lines[self._at]
            if here < indent or (here == indent and _is_item(line)):
                break
            key = _KEY.match(line) if here == indent else None
            self._at += 1
            if key is not None:
                name = str(_plain(key[1]))
                found[name] = self._scalar(line[key.end() :].strip(), indent, depth, strictly=False)
        return found

    def _scalar(self, words: str, indent: int, depth: int, *, strictly: bool) -> Value:
        """What stands behind a dash or a colon, or in the lines below where nothing does.

        A list below a key may be set in no further than the key; below a dash all is (``strictly``).
        """
        if words.startswith("["):
            return _flow(words)
        if _FOLDED.fullmatch(words):
            return " ".join(self._below(indent))
        if words and not words.startswith("#"):
            return _plain(words)
        if self._at >= len(self._lines):
            return None
        here, line = self._lines[self._at]
        if here > indent or (here == indent and not strictly and _is_item(line)):
            return self.value(depth + 1)
        return None

    def _below(self, indent: int) -> Iterator[str]:
        while self._at < len(self._lines) and self._lines[self._at][0] > indent:
            yield self._lines[self._at][1]
            self._at += 1


def _is_item(line: str) -> bool:
    return line == "-" or line.startswith("- ")


def _plain(words: str) -> str:
    """A string as it is meant: without its quotation marks, or without the comment behind it."""
    if words.startswith('"'):
        try:
            found: object = json.loads(words)
        except ValueError:
            return words.strip('"')
        return str(found)
    if words.startswith("'"):
        return words.rstrip().removeprefix("'").removesuffix("'").replace("''", "'")
    return _COMMENT.sub("", words).strip()


def _flow(words: str) -> Value:
    """A list on one line; the lists in it are one with it."""
    return [_plain(token.strip()) for token in _FLOW.findall(words) if token not in "[],"]
