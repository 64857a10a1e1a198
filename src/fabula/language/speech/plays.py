"""Plays and scripts in which no colon stands behind the names: "ODILE. Is the lamp lit?".

A name in capitals before a full stop, a name in capitals on a line of its own over what is said, or any name
in square brackets opens a paragraph. One such is anything; many of them, of several names that come again,
are the cues of a play. What stands in brackets within a speech is done, not said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fabula.lang.en.plays import cues_of_a_play, is_cue
from fabula.types import BlockKind, Span, Text

_CAPITALS = r"[A-Z][A-Z'’-]*[A-Z](?:\.(?= [A-Z]))?"
_NAME = rf"{_CAPITALS}(?: (?:OF|THE|AND|{_CAPITALS}|[IVX\d]+)){{0,3}}"
_DONE = r"(?:[ \t]*[\[(][^\[\]()]{1,200}[\])][.:]?)?"
_STYLES = (
    re.compile(rf"_?(?P<name>{_NAME})_?,?{_DONE}\._?(?:[-—–]{{1,2}})?{_DONE}[ \t\n]+(?=\S)"),
    re.compile(rf"[ \t]*(?P<name>{_NAME})[.:]?{_DONE}[ \t]*\n\s*(?=\S)"),
    re.compile(r"\[(?P<name>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3})\]:?[ \t]+(?=\S)"),
)
_ASIDE = re.compile(r"[\[(][^\[\]()]{1,400}[\])]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A speech of a play: its block, the name before it and the parts that are said, as code points."""

    block: int
    name: Span
    parts: tuple[Span, ...]


def cues(text: Text) -> list[Cue]:
    """The speeches of a play, in order; none where the text is none. Time is linear in the text."""
    story = [n for n, block in enumerate(text.blocks) if block.kind.is_story]
    for style in _STYLES:
        found = [(n, match) for n in story if (match := _cue(text, n, style)) is not None]
        if cues_of_a_play([match["name"] for _, match in found], len(story)):
            return [cue for n, match in found if (cue := _speech(text, n, match)) is not None]
    return []


def spoken_parts(content: str, start: int, end: int) -> tuple[Span, ...]:
    """What is said of a stretch of a play: all but what stands in brackets."""
    parts: list[Span] = []
    for match in (*_ASIDE.finditer(content, start, end), None):
        stop = match.start() if match is not None else end
        part = _stripped(content, start, stop)
        if any(map(str.isalnum, content[slice(*part)])):
            parts.append(part)
        start = match.end() if match is not None else end
    return tuple(parts)


def _cue(text: Text, number: int, style: re.Pattern[str]) -> re.Match[str] | None:
    """The cue that opens a block, if one does."""
    block = text.blocks[number]
    if block.kind is BlockKind.HEADING:
        return None
    match = style.match(text.content, block.start, block.end)
    if match is None or match.end() >= block.end or not is_cue(match["name"]):
        return None
    return match


def _speech(text: Text, number: int, match: re.Match[str]) -> Cue | None:
    parts = spoken_parts(text.content, match.end(), text.blocks[number].end)
    return Cue(number, match.span("name"), parts) if parts else None


def _stripped(content: str, start: int, end: int) -> Span:
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    return start, end
