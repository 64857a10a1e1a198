"""The lines of a screenplay as what they are: headings, action, names with what is said, transitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from fabula.sources.markdown.pairs import replaced

_FIELD = re.compile(r"([A-Za-z][A-Za-z ]{0,30}):[ \t]*(.*)")
_KNOWN = frozenset(
    ("title", "credit", "author", "authors", "source", "draft date", "date", "contact", "copyright")
)
_SCENE = re.compile(r"(?:INT|EXT|EST|INT\.?/EXT|I/E)[. ]", re.IGNORECASE)
_SCENE_NUMBER = re.compile(r"[ \t]*#[\w.-]+#[ \t]*$")
_CUE_EXTENSION = re.compile(r"[ \t]*(?:\([^()]*\)|\^)[ \t]*$")
_ASIDE = re.compile(r"\(.*\)")


_LONGEST = 200_000


class Kind(str, Enum):
    """What a part of a screenplay is."""

    SECTION = "section"
    SCENE = "scene"
    ACTION = "action"
    DIALOGUE = "dialogue"
    LYRICS = "lyrics"
    TRANSITION = "transition"


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a screenplay. ``level`` is of a section, ``name`` and ``manner`` of dialogue."""

    kind: Kind
    lines: tuple[str, ...]
    level: int = 0
    name: str = ""
    manner: str = ""


def title_page(content: str) -> tuple[dict[str, str], str]:
    """The fields of the title page by their names in small letters, and all that follows it."""
    lines = content.lstrip("\n").split("\n")
    found: dict[str, list[str]] = {}
    last: list[str] = []
    for number, line in enumerate(lines):
        field = _FIELD.fullmatch(line)
        if field:
            last = found.setdefault(field[1].strip().lower(), [])
            last.append(_bare(field[2]))
        elif line.strip() and found and line[:1] in " \t":
            last.append(_bare(line))
        else:
            if not found.keys() & _KNOWN:
                break
            rest = "\n".join(lines[number:])
            return {name: " ".join(filter(None, words)) for name, words in found.items()}, rest
    return {}, content


def _bare(words: str) -> str:
    return words.strip().strip("*_").strip()


def elements_of(body: str) -> Iterator[Element]:
    """The parts of a screenplay in order, without what its writer notes for herself."""
    bare = replaced(body, "/*", "*/", _nothing, longest=_LONGEST)
    lines = replaced(bare, "[[", "]]", _nothing, longest=_LONGEST, in_paragraph=True).split("\n")
    # Where a note was the only thing on a line, the lines around it go on with each other.
    before = body.split("\n")
    if len(before) == len(lines):
        lines = [line for line, own in zip(lines, before, strict=True) if line.strip() or not own.strip()]
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        alone = at + 1 >= len(lines) or not lines[at + 1].strip()
        first = at == 0 or not lines[at - 1].strip()
        at += 1
        if not line or re.fullmatch(r"={3,}", line):
            continue
        element = _of_one_line(line, first=first, alone=alone)
        if element is not None:
            yield element
        elif line.startswith("=") and not line.startswith("=="):
            continue
        elif first and not alone and _is_cue(line):
            block = _block(lines, at)
            at += len(block)
            yield from _dialogue(line, block)
        else:
            block = _block(lines, at)
            taken = next((n for n, each in enumerate(block) if _is_marked(each.strip())), len(block))
            at += taken
            yield Element(
                Kind.ACTION, tuple(each.strip().removeprefix("!") for each in (line, *block[:taken]))
            )


def _nothing(_words: str) -> str:
    return ""


def _of_one_line(line: str, *, first: bool, alone: bool) -> Element | None:
    """A heading, a transition, what is centred, a line of a song; None for action and names."""
    if line.startswith("#"):
        bare = line.lstrip("#")
        return Element(Kind.SECTION, (bare.strip(),), len(line) - len(bare)) if bare.strip() else None
    if line.startswith(">"):
        centred = line.endswith("<")
        words = line[1:-1] if centred and len(line) > 1 else line[1:]
        return Element(Kind.ACTION if centred else Kind.TRANSITION, (words.strip(),))
    if line.startswith("~"):
        return Element(Kind.LYRICS, (line[1:].strip(),))
    if re.match(r"\.[^.\s]", line):
        return Element(Kind.SCENE, (_SCENE_NUMBER.sub("", line[1:]),))
    if first and _SCENE.match(line):
        return Element(Kind.SCENE, (_SCENE_NUMBER.sub("", line),))
    if first and alone and line.endswith("TO:") and line == line.upper():
        return Element(Kind.TRANSITION, (line,))
    return None


def _is_marked(line: str) -> bool:
    """Whether a line is by its first sign no more of the action before it."""
    return line.startswith(("#", ">", "~")) or re.match(r"\.[^.\s]", line) is not None


def _is_cue(line: str) -> bool:
    if line.startswith("@"):
        return len(line) > 1
    name = _CUE_EXTENSION.sub("", line)
    return not line.startswith("!") and any(char.isalpha() for char in name) and name == name.upper()


def _block(lines: Sequence[str], start: int) -> list[str]:
    """The lines up to the next empty one; one of two spaces goes on with them."""
    found: list[str] = []
    while start < len(lines) and (lines[start].strip() or lines[start] == "  "):
        found.append(lines[start])
        start += 1
    return found


def _dialogue(cue: str, block: Sequence[str]) -> Iterator[Element]:
    """What is said under a name: asides before the first words are the manner in which it is said."""
    name = cue.removeprefix("@").strip()
    while _CUE_EXTENSION.search(name):
        name = _CUE_EXTENSION.sub("", name)
    lines = [each.strip() for each in block if each.strip()]
    manner = ""
    if lines and _ASIDE.fullmatch(lines[0]) and len(lines[0]) < 40:
        manner = lines.pop(0)
    lines = [each.removeprefix("~").strip() for each in lines]
    if lines:
        yield Element(Kind.DIALOGUE, tuple(lines), name=name, manner=manner)
    elif manner:
        yield Element(Kind.DIALOGUE, (manner,), name=name)
