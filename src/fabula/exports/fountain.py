"""The script as a screenplay in Fountain (fountain.io): headings of scenes, cues, dialogue, action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fabula.exports.files import write_file
from fabula.exports.script import Paragraph, Script, Stretch, StretchKind, VoiceKind, script_of
from fabula.exports.script.lines import lines_of, one_line, remark_on, turns_of
from fabula.lang.en.places import BUILDINGS, GROUNDS, ROOMS
from fabula.types import Scene, Work

_PLAIN_CUE = re.compile(r"(?=.*[A-Z])(?!(?:INT|EXT|EST|I/E)\b)[A-Z0-9][A-Z0-9 .'’-]*[A-Z0-9.]")
_MARKS = re.compile(r"([*_])")
_LIKE_MARKUP = re.compile(r"[.!@~#=>]|(?:INT|EXT|EST|I/E)(?:\./|[./ ])", re.IGNORECASE)
_OPENING, _CLOSING = "“\"‘'«„‚‹»", "”\"’'»“›«"
_LIKE_ASIDE = ("(", "~")
_EITHER = frozenset(
    (  # noqa: SIM905
        "arena balcony bank barracks bed bedside berth bridge building bunk camp caravan castle "
        "cave city corner couch counter country court deck desk dock doorway dungeon earth farm "
        "fireside fort fortress gate ground hall hold island landing market mill moon passage "
        "passageway planet asteroid platform porch ranch roof sofa stairs staircase station table "
        "threshold tower town verandah veranda village window"
    ).split()
)
"""Places of which the noun alone does not tell whether they are in doors."""
_INDOORS, _OUTDOORS = (ROOMS | BUILDINGS) - _EITHER - GROUNDS, GROUNDS - _EITHER - ROOMS - BUILDINGS


def write(work: Work, path: Path) -> None:
    """Writes the screenplay, in UTF-8. Raises OSError, and UnicodeEncodeError for half a character."""
    write_file(screenplay(work).encode(), path)


def screenplay(work: Work) -> str:
    """The screenplay: its title page, a section a chapter, and all words of the story in order.

    Narration is action, also between the parts of a line. Quotation marks around what is said are left out,
    as a screenplay has none. ``INT.`` and ``EXT.`` stand only where the words for the place tell.
    """
    script = script_of(work)
    parts = [*_title_page(script)]
    scenes = iter(script.work.story.scenes if script.work.story else ())
    scene = next(scenes, None)
    for chapter in script.chapters:
        if chapter.number is not None:
            parts.append(f"# {_escaped(one_line(chapter.title) or f'Chapter {chapter.number}')}")
        for paragraph in chapter.paragraphs:
            begun: Scene | None = None
            while scene is not None and scene.start < paragraph.end and _is_told(paragraph):
                begun, scene = scene, next(scenes, None)
            if begun is not None:
                parts.append(_heading(script, begun))
            parts += _paragraph(script, paragraph, chapter.title)
    return "\n\n".join(parts) + "\n"


def _is_told(paragraph: Paragraph) -> bool:
    return paragraph.kind.is_story


def _title_page(script: Script) -> Iterator[str]:
    work = script.work
    lines = [f"Title: {one_line(work.title)}"]
    if work.text.metadata.author:
        lines.append(f"Author: {one_line(work.text.metadata.author)}")
    tellers = dict.fromkeys(
        stretch.voice.name
        for stretch in script.stretches
        if stretch.kind is StretchKind.NARRATION and stretch.voice.kind is VoiceKind.CHARACTER
    )
    if tellers:
        lines.append(f"Narration: {', '.join(tellers)}")
    yield "\n".join(lines)


def _heading(script: Script, scene: Scene) -> str:
    reads = script.work.text.reads
    place = one_line(reads(*scene.place_span)) if scene.place_span else ""
    time = one_line(reads(scene.time.start, scene.time.end)) if scene.time else ""
    shown = " - ".join(filter(None, (place, time))).replace("#", "") or f"Scene {scene.id}"
    return f"{_door(place)} {_escaped(shown.upper())}" if _door(place) else f".{_escaped(shown.upper())}"


def _door(place: str) -> str:
    """Whether a place is in doors or out of doors, by the noun that its words end in; nothing if unsure."""
    words = re.findall(r"[\w-]+", re.split(r",|\b(?:of|in|at|on|by|to)\b", place)[0].casefold())
    noun = words[-1] if words else ""
    return "INT." if noun in _INDOORS else "EXT." if noun in _OUTDOORS else ""


def _paragraph(script: Script, paragraph: Paragraph, title: str) -> Iterator[str]:
    for turn in turns_of(paragraph):
        first = turn[0]
        text = "".join(stretch.text for stretch in turn)
        lines = lines_of(paragraph, text)
        if first.kind is StretchKind.BREAK:
            yield f"> {_escaped(one_line(text))} <"
            continue
        if first.kind is StretchKind.HEADING:
            if one_line(text) != one_line(title):
                yield f"= {_escaped(one_line(text))}"
        elif first.quote is None:
            yield "\n".join(_action(line) for line in lines)
        else:
            yield _dialogue(script, first, lines)


def _action(line: str) -> str:
    """A line of action; one that could be taken for something else is forced to be action."""
    forced = _LIKE_MARKUP.match(line) is not None or line == line.upper()
    return f"!{_escaped(line)}" if forced else _escaped(line)


def _dialogue(script: Script, first: Stretch, lines: list[str]) -> str:
    said = [_escaped(line) for line in _unquoted(lines)]
    remark = remark_on(first, script.voices)
    return "\n".join(
        [
            _cue(first.voice.name),
            *(["(thinking)"] if first.kind is StretchKind.THOUGHT else []),
            *(f"\\{line}" if line.startswith(_LIKE_ASIDE) else line for line in said),
            *([f"[[doubtful: {remark}]]"] if remark else []),
        ]
    )


def _cue(name: str) -> str:
    """The name over a line: in capitals where that is safe, else forced."""
    upper = name.upper()
    return upper if _PLAIN_CUE.fullmatch(upper) else f"@{name}"


def _unquoted(lines: list[str]) -> list[str]:
    """What is said without the marks around it, but where it would then look like an aside or a song."""
    if not lines or lines[0][1:].lstrip().startswith(_LIKE_ASIDE):
        return lines
    first = lines[0][1:].lstrip() if lines[0][0] in _OPENING else lines[0]
    lines = [first, *lines[1:]]
    last = lines[-1][:-1].rstrip() if lines[-1][-1:] and lines[-1][-1] in _CLOSING else lines[-1]
    return [line for line in (*lines[:-1], last) if line] or ["…"]


def _escaped(words: str) -> str:
    """Words in which nothing is emphasis, a note or what a screenwriter has struck out."""
    return _MARKS.sub(r"\\\1", words).replace("[[", "[\\[").replace("/*", "/\\*")
