"""Chapters from headings, or from the places that the file's own navigation names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import takewhile

from fabula.sources import collected, headings, matter_kinds, title_again
from fabula.sources.chapter_names import Above, unique, without_note_marks
from fabula.sources.drafts import Draft, Mark, Page, one_line
from fabula.types import Apart, BlockKind, Chapter

_LONGEST_TITLE = 200
_BYLINE = re.compile(r"by\s+\S+(?:\s+\S+){0,3}$")
_ORDINAL = (headings.PART, headings.CHAPTER, headings.NUMBER)
# What may stand at the end of a chapter and belong to it.
_OF_CHAPTERS = (None, Apart.FOOTNOTE, Apart.AUTHORS_NOTE, Apart.NOTE, Apart.ILLUSTRATION)
_FEWEST_NAMED = 2
_MOSTLY = 0.7
_TITLED = (headings.CAPITALS, headings.TITLE)
# What may stand on the page of a part's title.
_WITH_PARTS = (Apart.EPIGRAPH, Apart.ILLUSTRATION, Apart.FOOTNOTE, Apart.PAGE_NUMBER, Apart.RUNNING_HEAD)


def chapters_of(page: Page) -> tuple[Chapter, ...]:
    """The chapters in order; each ends where the next begins, the last before closing boilerplate.

    A title that several have (each book of an omnibus has its "Chapter One") gets that of its book before it.
    """
    marks = _marks_of(page)
    end = _end_of_work(page)
    starts = sorted(marks)
    stops = [mark[0] for mark in starts[1:]] + [end] * bool(starts)
    chapters: list[Chapter] = []
    books: list[str] = []
    above: list[tuple[int, int, str]] = []
    around = Above(page)
    whole = title_again.plain(page.metadata.title)
    for (start, title, level), after in zip(starts, stops, strict=True):
        stop = max(min(after, end), start)
        book = around.over(start, title, level)
        if not _has_story(page, start, stop):
            if matter_kinds.by_title(title) is None and not _has_more_than_headings(page, start, stop):
                # A title right over "Act I" of its own level is a title over that, too.
                counts = headings.rank(title) in _ORDINAL
                kept = [
                    (s, depth, name)
                    for s, depth, name in above
                    if depth < level or (depth == level and counts and headings.rank(name) not in _ORDINAL)
                ]
                above = [*kept, (start, level, title)] if title_again.plain(title) != whole else kept
            continue
        over = [(s, name) for s, depth, name in above if depth < level and not title.startswith(name)]
        above = []
        first = over[0][0] if over else start
        name = ", ".join([*(name for _, name in over), title])
        chapters.append(Chapter(one_line(name)[:_LONGEST_TITLE], first, stop))
        books.append(book)
    return tuple(without_note_marks(unique(chapters, books)))


def _marks_of(page: Page) -> list[Mark]:
    """The places that the navigation names, with the chapters that it leaves out; else the headings."""
    starts = sorted(page.marks)
    stops = [mark[0] for mark in starts[1:]] + [len(page.content)]
    told = sum(_has_story(page, start, stop) for (start, _, _), stop in zip(starts, stops, strict=False))
    if told < _FEWEST_NAMED:
        return _marks_from_headings(page)
    return [*page.marks, *_left_out(page, starts)]


def _left_out(page: Page, starts: list[Mark]) -> list[Mark]:
    """Numbered chapters that have a heading and are not in the navigation, where others of theirs are.

    A navigation of parts alone leaves all of them out.
    """
    ranks = [headings.rank(title) for _, title, _ in starts]
    numbered = [mark for mark, rank in zip(starts, ranks, strict=True) if rank == headings.CHAPTER]
    parts = [mark for mark, rank in zip(starts, ranks, strict=True) if rank == headings.PART]
    if len(numbered) < _FEWEST_NAMED and len(parts) < _FEWEST_NAMED:
        return []
    level = min(mark[2] for mark in numbered) if numbered else 1 + max(mark[2] for mark in parts)
    found: list[Mark] = []
    for run in collected.runs_of(page):
        chapter = next((d for d in run if _is_chapter(page, d)), None)
        if chapter is None:
            continue
        before = [start for start, _, _ in starts if start <= run[-1].start]
        if not before or _has_story(page, before[-1], run[0].start) or (not numbered and before):
            found.append((chapter.start, _title(page, run[run.index(chapter) :]), level))
    known = {start for start, _, _ in starts}
    return [mark for mark in found if mark[0] not in known]


def _is_chapter(page: Page, draft: Draft) -> bool:
    words = page.words(draft).strip()
    return draft.rank == headings.CHAPTER and headings.is_numbered(words)


def _end_of_work(page: Page) -> int:
    """Where what closes the book begins; notes right behind the last words are the last chapter's."""
    drafts = page.drafts
    last = next((i for i in range(len(drafts) - 1, -1, -1) if drafts[i].kind.is_story), -1)
    for draft in drafts[last + 1 :]:
        if draft.kind is BlockKind.BOILERPLATE or draft.apart not in _OF_CHAPTERS:
            return draft.start
    return len(page.content)


def _has_story(page: Page, start: int, end: int) -> bool:
    first = bisect_left(page.drafts, start, key=lambda draft: draft.start)
    after = bisect_left(page.drafts, end, key=lambda draft: draft.start)
    return any(page.drafts[i].kind.is_story for i in range(first, after))


def _has_more_than_headings(page: Page, start: int, end: int) -> bool:
    """Whether something set apart stands there: an introduction is no part over the next chapter."""
    first = bisect_left(page.drafts, start, key=lambda draft: draft.start)
    after = bisect_left(page.drafts, end, key=lambda draft: draft.start)
    return any(
        draft.kind in (BlockKind.NOTE, BlockKind.BOILERPLATE) and draft.apart not in _WITH_PARTS
        for draft in page.drafts[first:after]
    )


def _marks_from_headings(page: Page) -> list[Mark]:
    runs = collected.runs_of(page)
    opening = _Opening(page, runs)
    marks: list[Mark] = []
    for run in runs:
        if opening.begins(run):
            level = min(draft.level for draft in run)
            marks.append((run[0].start, _title(page, opening.named_by(run)), level))
    return marks


class _Opening:
    """Which headings open a chapter on this page; the rest only head a section of one."""

    def __init__(self, page: Page, runs: list[list[Draft]]) -> None:
        drafts = [draft for run in runs for draft in run]
        leveled = [draft for draft in drafts if draft.level]
        works = collected.level_of_works(leveled)
        self.level = works or _below_parts(runs, _chapter_level(leveled))
        count = Counter(draft.rank for draft in drafts if not draft.level)
        self.collection = works > 0 or (not leveled and collected.is_collection(page, runs))
        if self.collection:
            self.ranks = set() if works else set(_TITLED)
            return
        self.ranks = {headings.PART, headings.CHAPTER}
        numbered = sum(d.rank == headings.CHAPTER and headings.is_numbered(page.words(d)) for d in drafts)
        ones = collected.restarts(page, runs)
        if not leveled and (numbered < 2 or (ones == 1 and count[headings.NUMBER] > numbered)):
            self.ranks.add(headings.NUMBER)
        if not leveled and count[headings.NUMBER] + count[headings.CHAPTER] < 2:
            self.ranks.update(_TITLED)

    def opens(self, draft: Draft) -> bool:
        """Whether this heading begins a chapter."""
        return draft.level <= self.level if draft.level else draft.rank in self.ranks

    def begins(self, run: list[Draft]) -> bool:
        """Whether these headings begin a chapter; in a collection, a number is of a section."""
        opens = [self.opens(draft) for draft in run]
        return any(opens[:1]) if self.collection else any(opens)

    def named_by(self, run: list[Draft]) -> list[Draft]:
        """The headings of a run that make the chapter's title."""
        return list(takewhile(self.opens, run)) if self.collection else run


def _chapter_level(drafts: list[Draft]) -> int:
    """The deepest level of markup whose headings are mostly numbered, or else the highest used twice.

    Numbers alone below chapters that say what they are count the chapters' sections.
    """
    counts = Counter(draft.level for draft in drafts)
    for ranks in ((headings.CHAPTER,), _ORDINAL):
        sure = Counter(draft.level for draft in drafts if draft.rank in ranks)
        numbered = [level for level in counts if sure[level] > 0.5 * counts[level] and counts[level] > 1]
        if numbered:
            return max(numbered)
    return min((level for level in counts if counts[level] > 1), default=min(counts, default=0))


def _below_parts(runs: list[list[Draft]], level: int) -> int:
    """The level of the headings right under those of parts, where they are more than the parts themselves."""
    parts = [run for run in runs if run and run[0].level == level and run[0].rank == headings.PART]
    below = [run[1].level for run in parts if len(run) > 1 and run[1].level > level]
    if len(below) < _FEWEST_NAMED or len(below) < _MOSTLY * len(parts):
        return level
    found = min(below)
    chapters = sum(draft.level == found for run in runs for draft in run)
    others = sum(bool(run) and run[0].level == level and run[0].rank != headings.PART for run in runs)
    return found if chapters > len(parts) and others < len(parts) else level


def _title(page: Page, run: list[Draft]) -> str:
    title = ""
    before = 0
    for draft in run:
        for words, rank in _lines(page, draft, leads=draft is run[0]):
            if title and _BYLINE.match(words):
                continue  # who wrote it; a title would begin with a capital
            if title:
                title += _between(title, before, rank)
            title += one_line(words).strip(" _*|")
            before = rank
    return title


def _lines(page: Page, draft: Draft, *, leads: bool) -> list[tuple[str, int]]:
    """The number of a heading and the title on the lines under it, each with its rank.

    Under a number, "I Meet Sir Henry" is a title.
    """
    words = page.words(draft).strip()
    first, _, rest = words.partition("\n")
    first, rest = first.strip(), rest.strip()
    if rest and headings.rank(first) in _ORDINAL and headings.is_bare(first):
        return [(first, headings.rank(first)), (rest, headings.TITLE)]
    if draft.rank == headings.NUMBER and not headings.is_bare(words) and not leads:
        return [(words, headings.TITLE)]
    return [(words, draft.rank)]


def _between(title: str, before: int, rank: int) -> str:
    if rank in _ORDINAL:
        return " " if title.endswith(",") else ", "
    if before in _ORDINAL and not title[-1:].isalnum():
        return " "
    return ": " if before in _ORDINAL or before == rank == headings.TITLE else " "
