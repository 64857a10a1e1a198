"""The script as plain text for text-to-speech tools: ``[voice:Name] words``, a turn a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fabula.exports.files import write_file
from fabula.exports.script import Paragraph, Script, StretchKind, script_of
from fabula.exports.script.lines import lines_of, one_line, remark_on, turns_of
from fabula.types import Work

_OWN_MARK = re.compile(r"\[(?=(?:voice|doubtful|thought|pause)\b)", re.IGNORECASE)


def write(work: Work, path: Path) -> None:
    """Writes the script, in UTF-8. Raises OSError, and UnicodeEncodeError for half a character."""
    write_file(script(work).encode(), path)


def script(work: Work) -> str:
    """The script: paragraphs parted by blank lines, in each a line for each turn."""
    found = script_of(work)
    paragraphs = (
        "\n".join(_turns(found, paragraph)) for chapter in found.chapters for paragraph in chapter.paragraphs
    )
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _turns(script: Script, paragraph: Paragraph) -> Iterator[str]:
    for turn in turns_of(paragraph):
        first = turn[0]
        if first.kind is StretchKind.BREAK:
            yield "[pause]"
            continue
        marks = f"[voice:{first.voice.name}]"
        remark = remark_on(first, script.voices)
        if first.kind is StretchKind.THOUGHT:
            marks += " [thought]"
        if remark:
            marks += f" [doubtful:{remark}]"
        words = " ".join(lines_of(paragraph, "".join(stretch.text for stretch in turn)))
        # A book that has such a mark among its words must not change the voice.
        yield f"{marks} {one_line(_OWN_MARK.sub('(', words))}"
