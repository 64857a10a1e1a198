"""A book in other formats: as HTML from Fabula's own blocks, and by pandoc in all others.

Headings, verse, scene breaks and notes keep their place, so that whatever a format's reader makes of them
can be held against the plain text.
"""

from __future__ import annotations

import hashlib
import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

from fabula.sources import headings
from fabula.types import Block, BlockKind, EmphasisKind, RepairKind, Text

WRITERS = {"html": "html5", "md": "gfm", "docx": "docx", "odt": "odt", "rtf": "rtf", "epub": "epub3"}
"""Formats that are made, each with what pandoc calls it."""

_TIMEOUT = 900
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_BETWEEN = (BlockKind.NOTE, BlockKind.SCENE_BREAK, BlockKind.TITLE)


def pandoc() -> str | None:
    """Where pandoc is, None where it is not."""
    return shutil.which("pandoc")


def convert(source: Path, made: str, folder: Path) -> Path:
    """The file that pandoc makes of another, kept in ``folder`` under a name that its bytes give it.

    Raises RuntimeError with pandoc's last line where it fails.
    """
    key = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    target = folder / f"{source.stem[:60]}-{key}.{made}"
    if target.exists():
        return target
    unfinished = target.with_name(f"{target.stem}-unfinished.{made}")
    kind = "html" if source.suffix == ".html" else source.suffix.lstrip(".")
    command = ["pandoc", "--standalone", "-f", kind, "-t", WRITERS[made], "-o", str(unfinished), str(source)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_TIMEOUT)
    except subprocess.CalledProcessError as error:
        raise RuntimeError((error.stderr.strip().splitlines() or ["pandoc failed"])[-1]) from error
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"pandoc took more than {_TIMEOUT} s") from error
    unfinished.rename(target)
    return target


def page_of(text: Text, name: str) -> str:
    """A text as an HTML page: what a block is, and which headings open chapters, shown by elements alone."""
    title = html.escape(text.metadata.title or name)
    author = text.metadata.author
    meta = f'<meta name="author" content="{html.escape(author)}">' if author else ""
    head = f'<meta charset="utf-8"><title>{title}</title>{meta}'
    body = "\n".join(_elements(text))
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def _elements(text: Text) -> Iterator[str]:
    levels = _levels(text)
    for (_, level), same in groupby(enumerate(text.blocks), key=lambda pair: _together(pair, levels)):
        blocks = [block for _, block in same]
        if level:
            words = "<br>\n".join(_words(text, block) for block in blocks)
            yield f"<h{level}>{words}</h{level}>"
        else:
            yield from (_element(text, block) for block in blocks)


def _together(pair: tuple[int, Block], levels: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Headings of one group make one heading of several lines."""
    return levels.get(pair[0], (-1, 0))


def _element(text: Text, block: Block) -> str:
    if block.kind is BlockKind.SCENE_BREAK:
        return "<hr>"
    if block.kind in (BlockKind.VERSE, BlockKind.NOTE, BlockKind.BOILERPLATE):
        lines = _marked(text, block).splitlines()
        return "<p>" + "<br>\n".join(line.strip() for line in lines if line.strip()) + "</p>"
    return f"<p>{_words(text, block)}</p>"


def _words(text: Text, block: Block) -> str:
    return _SPACES.sub(" ", _marked(text, block)).strip()


def _marked(text: Text, block: Block) -> str:
    """The words of a block as they read, what the page sets off in its elements, and the marks of notes."""
    spans = [each for each in text.emphasis if each.start < block.end and block.start < each.end]
    notes = [
        (each.start, each.end)
        for each in text.repairs
        if each.kind is RepairKind.NOTE_MARK and block.start <= each.start and each.end <= block.end
    ]
    cuts = {block.start, block.end} | {at for each in spans for at in (each.start, each.end)}
    cuts |= {at for note in notes for at in note}
    places = sorted(at for at in cuts if block.start <= at <= block.end)
    marked = ""
    for start, end in pairwise(places):
        noted = (start, end) in notes
        words = html.escape(text.content[start:end] if noted else text.reads(start, end))
        for each in spans:
            if each.start <= start and end <= each.end:
                tag = "i" if each.kind is EmphasisKind.ITALIC else "b"
                words = f"<{tag}>{words}</{tag}>"
        marked += words
    return marked


def _levels(text: Text) -> dict[int, tuple[int, int]]:
    """Of each block that is set as a heading, its group and its level."""
    levels: dict[int, tuple[int, int]] = {}
    starts = {chapter.start for chapter in text.chapters}
    title = 1 if text.metadata.title else 0
    parts = 0
    runs = [_groups(text, run) for run in _runs(text)]
    for groups in runs:
        if _first_in_part(text, groups):
            parts = 1
    for groups in runs:
        opens = any(text.blocks[i].start in starts for group in groups for i in group)
        chapter = title + parts + 1
        in_part = _first_in_part(text, groups)
        titled = _rank(text, groups[0][0]) not in _SURE
        for n, group in enumerate(groups):
            level = chapter if opens else chapter + 1
            if opens and n < in_part:
                level = title + 1
            elif n and not in_part and (titled or _rank(text, group[0]) == headings.NUMBER):
                level = chapter + 1
            levels |= dict.fromkeys(group, (group[0], level))
    if title and text.blocks[0].kind is BlockKind.TITLE:
        levels[0] = (0, 1)
    return levels


def _first_in_part(text: Text, groups: list[list[int]]) -> int:
    """Where the first chapter stands among the headings that open a part; 0 where they open none."""
    ranks = [_rank(text, group[0]) for group in groups]
    counted = (n for n, rank in enumerate(ranks) if n and rank in (headings.CHAPTER, headings.NUMBER))
    first = next(counted, min(1, len(ranks) - 1))
    return first if headings.PART in ranks[:first] else 0


def _runs(text: Text) -> Iterator[list[int]]:
    """Headings with no story between them; the line that closes a book is none."""
    run: list[int] = []
    for i, block in enumerate(text.blocks):
        if block.kind is BlockKind.HEADING and not headings.is_the_end(_raw(text, block)):
            run.append(i)
        elif run and block.kind not in _BETWEEN:
            yield run
            run = []
    if run:
        yield run


def _groups(text: Text, run: list[int]) -> list[list[int]]:
    """A run parted before each heading that is numbered."""
    groups: list[list[int]] = []
    for i in run:
        if groups and groups[-1][-1] == i - 1 and (_rank(text, i) not in _SURE or _is_title(text, i)):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _is_title(text: Text, index: int) -> bool:
    """ "I Go to Bristol" under a number is no number."""
    words, above = (_raw(text, text.blocks[i]).strip() for i in (index, index - 1))
    return _rank(text, index) == headings.NUMBER and headings.is_bare(above) and not headings.is_bare(words)


def _rank(text: Text, index: int) -> int:
    return headings.rank(_raw(text, text.blocks[index]).strip())


def _raw(text: Text, block: Block) -> str:
    return text.reads(block.start, block.end)
