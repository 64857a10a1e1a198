"""Plain text: blocks as spans over the decoded file, which is never changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from fabula.collection import without_collection
from fabula.repairs import text_back
from fabula.sources import headings
from fabula.sources.damage import damage_of
from fabula.sources.drafts import Draft, Page
from fabula.sources.footnotes import mark_notes
from fabula.sources.lines import Layout, Line, closed_up, ends_early, group_lines, measure, split_lines
from fabula.sources.shape import shape
from fabula.sources.title_lines import is_byline
from fabula.types import Apart, BlockKind, Metadata, Span, Text


def read(path: Path, content: str) -> Text:
    """The text of a decoded file."""
    # There are no cycles among hundreds of thousands of drafts and blocks.
    with without_collection():
        return _read(path, content)


def _read(path: Path, content: str) -> Text:
    damage = damage_of(content)
    metadata, start = _fields(damage.view)
    drafts = drafts_of(damage.view, damage.pages, start)
    if start:
        end = len(damage.view[:start].rstrip())
        drafts.insert(0, Draft(BlockKind.BOILERPLATE, 0, end, settled=True, apart=Apart.TAGS))
    page = Page(damage.view, drafts, metadata, warnings=damage.warnings)
    mark_notes(page, damage)
    text = shape(page, path)
    if damage.alignment is not None:
        text = text_back(text, content, damage.repairs, damage.alignment)
    return replace(text, emphasis=tuple(damage.emphasis))


def _fields(content: str) -> tuple[Metadata, int]:
    """What fields between rules over the words say, as Markdown has them, and where they end."""
    if content.lstrip()[:3] not in ("---", "+++"):
        return Metadata(), 0
    from fabula.sources.markdown.front_matter import fenced

    return fenced(content.replace("\r", "\n") if "\r" in content else content)


def drafts_of(content: str, pages: Sequence[tuple[Span, Apart]] = (), begin: int = 0) -> list[Draft]:
    """Paragraphs, verse, headings and breaks, by the lines alone; ``pages`` are lines of none of these.

    What stands before ``begin`` is left out.
    """
    apart = {span: kind for span, kind in pages if span[0] >= begin}
    between = sorted(start for start, _ in apart)
    lines = split_lines(content)
    if begin:
        lines = lines.where(lines.start >= begin)
    if apart:
        spans = zip(lines.start.tolist(), lines.end.tolist(), strict=True)
        lines = lines.where(np.fromiter((span not in apart for span in spans), np.bool_, len(lines)))
    lines = closed_up(content, lines)
    groups = group_lines(lines)
    layout = measure(lines)
    drafts: list[Draft] = []
    last: Line | None = None
    for group in _without_byline(content, groups):
        gap = _gap(content, last, group[0], layout, between)
        last = group[-1]
        pieces = _split_group(content, group, layout)
        for i, (kind, first, final) in enumerate(pieces):
            drafts.append(Draft(kind, first.start, final.end, gap if i == 0 else 0))
    if apart:
        drafts += (
            Draft(BlockKind.BOILERPLATE, *span, settled=True, apart=kind) for span, kind in apart.items()
        )
        drafts.sort(key=lambda draft: draft.start)
    return drafts


def _gap(content: str, last: Line | None, line: Line, layout: Layout, pages: list[int]) -> int:
    """The blank lines before a line; over the end of a page as many as between any paragraphs."""
    if last is None:
        return line.number
    page = bisect_right(pages, last.end)
    if (page < len(pages) and pages[page] < line.start) or "\f" in content[last.end : line.start]:
        return 0 if layout.indented else 1
    return line.number - last.number - 1


def _without_byline(content: str, groups: Iterator[list[Line]]) -> Iterator[list[Line]]:
    """The groups of lines, a byline close under the title at the very start in a group of its own."""
    first = next(groups, [])
    if 2 <= len(first) <= 4 and is_byline(content[first[-1].start : first[-1].end]):
        title = [content[line.start : line.end] for line in first[:-1]]
        if all(map(headings.is_title, title)):
            yield first[:-1]
            first = first[-1:]
    if first:
        yield first
    yield from groups


_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)_*]{0,2}$")
_Piece = tuple[BlockKind, Line, Line]


def _split_group(content: str, group: list[Line], layout: Layout) -> list[_Piece]:
    breaks = [line.drawn for line in group]
    drawn = breaks.index(False) if False in breaks else len(breaks)
    head = [(BlockKind.SCENE_BREAK, line, line) for line in group[:drawn]]
    rest = group[drawn:] if drawn else group
    lines = _heading_lines(content, rest, layout)
    if lines:
        head.append((BlockKind.PARAGRAPH, rest[0], rest[lines - 1]))
        rest = rest[lines:]
    return head + (_split_body(content, rest, breaks[drawn + lines :], layout) if rest else [])


def _heading_lines(content: str, group: list[Line], layout: Layout) -> int:
    """How many lines at the start of a group are a chapter's heading, set close to its first paragraph."""
    if len(group) < 2 or not headings.names_chapter(content[group[0].start : group[0].end]):
        return 0
    if group[1].drawn:
        return 1  # the heading is underlined
    if headings.names_chapter(content[group[0].start : group[-1].end]):
        return len(group)
    if layout.width and not _continues_heading(content, group[1], layout) and not layout.indented:
        first, after = group[0], group[1]
        # A full line that runs on is a paragraph's, whatever words it begins with.
        if first.width > 0.6 * layout.width and not ends_early(content, first, after, layout.width):
            return 0
    count = 1
    while count < len(group) and _continues_heading(content, group[count], layout):
        count += 1
    return count


def _continues_heading(content: str, line: Line, layout: Layout) -> bool:
    words = content[line.start : line.end]
    return headings.is_capitals(words) or (
        headings.is_title(words) and (not layout.width or line.width < 0.8 * layout.width)
    )


def _split_body(content: str, group: list[Line], breaks: list[bool], layout: Layout) -> list[_Piece]:
    """The pieces of lines after one another, of which ``breaks`` says which are drawn breaks."""
    inset = _inset_lines(group, layout)
    if inset:
        first = _split_body(content, group[:inset], breaks[:inset], layout)
        return first + _split_body(content, group[inset:], breaks[inset:], layout)
    if _is_verse(content, group, layout):
        return [(BlockKind.VERSE, group[0], group[-1])]
    if layout.width and not layout.indented and True not in breaks:
        return [(BlockKind.PARAGRAPH, group[0], group[-1])]
    starts = [0]
    starts += (
        i for i in range(1, len(group)) if breaks[i] or breaks[i - 1] or _starts(content, group, i, layout)
    )
    pieces: list[_Piece] = []
    for at, after in zip(starts, [*starts[1:], len(group)], strict=True):
        kind = BlockKind.SCENE_BREAK if at + 1 == after and breaks[at] else BlockKind.PARAGRAPH
        pieces.append((kind, group[at], group[after - 1]))
    return pieces


def _inset_lines(group: list[Line], layout: Layout) -> int:
    """How many lines, two or more, are set in at the start of a group that goes on at the margin; else 0."""
    if not layout.width or layout.indented:
        return 0
    count = 0
    while count < len(group) and group[count].indent >= layout.margin + 3:
        count += 1
    return count if 2 <= count < len(group) else 0


def _starts(content: str, group: list[Line], i: int, layout: Layout) -> bool:
    """Whether line ``i`` of a group opens a paragraph."""
    if not layout.width:
        return True
    if not layout.indented or group[i].indent <= layout.margin:
        return False
    before = group[i - 1]
    if before.indent <= layout.margin or before.width < 0.75 * layout.width:
        return True
    # Two paragraphs of one line each, or what is set in as a whole, whose lines mostly run on.
    alike = group[i].indent == before.indent == layout.first
    return alike and _SENTENCE_END.search(content[max(before.start, before.end - 4) : before.end]) is not None


def _is_verse(content: str, group: list[Line], layout: Layout) -> bool:
    """Lines broken where a wrapped one would have run on, most of them opening with capitals."""
    if len(group) < 2:
        return False
    if not layout.width:
        widths = [line.width for line in group]
        short = layout.spaced and max(widths) <= 70 and (len(group) > 3 or sum(widths) >= 22 * len(group))
        return short and _capitalised(content, group) and _unfinished(content, group)
    if max(line.width for line in group) > 0.95 * layout.width:
        return False
    early = sum(ends_early(content, a, b, layout.width) for a, b in pairwise(group))
    if early < 0.8 * (len(group) - 1):
        return False
    if layout.indented and not all(line.indent > layout.first for line in group):
        return False
    inset = all(line.indent >= layout.margin + 2 for line in group)
    if inset and len({line.indent for line in group}) >= 4:
        return True
    return (inset or (len(group) >= 3 and _unfinished(content, group))) and _capitalised(content, group)


def _capitalised(content: str, group: list[Line]) -> bool:
    heads = [content[line.start : line.end].lstrip("\"'“”‘’«_*(—–-").lstrip()[:1] for line in group]
    return sum(head.isupper() for head in heads) >= 0.8 * len(group)


def _unfinished(content: str, group: list[Line]) -> bool:
    """Lines of verse run on; a list of short speeches or a letter's address does not."""
    return any(content[line.end - 1].isalpha() or content[line.end - 1] in ",;:—-" for line in group[:-1])
