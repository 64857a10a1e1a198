"""What stands before and after a story in a book of any format, told by its headings and by what it holds.

A section is set apart only at an edge of the book, or among others of its kind: a chapter in the middle may
be called "Acknowledgments" as well. Where a heading leaves it open, it is left to the story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from fabula.sources import headings, matter_kinds
from fabula.sources.afterwords import is_about_the_book, is_afterword
from fabula.sources.drafts import Draft, Page, one_line
from fabula.types import Apart, BlockKind

_LONGEST_TITLE = 250
_FRONT_SHARE = 0.2
_PREVIEW_SHARE = 0.6
_MOST_PREVIEW = 0.4
_MOST_SKIPPED = 2
_SHORT = 700
_TITLE_PAGE = 400
_LINE = 120
_MOST_BEGUN = 2
_LONGEST_PREFACE = 40_000
_SIGNED = 3
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
_PUBLISHED = frozenset((Apart.COPYRIGHT, Apart.ABOUT_AUTHOR, Apart.ALSO_BY, Apart.PRAISE, Apart.NEWSLETTER))
_TITLED_LINE = re.compile(r"[^\n]{2,120}")
_FIRST_CHAPTER = re.compile(r"\W*(?:chapter\s+)?(?:1|i|one)\W*", re.IGNORECASE)
_ANEW_SHARE = 0.8
_LAST_SHARE = 0.9
_LONGEST_NOTES = 20_000
_COPYRIGHT_REACH = 3
_FRONT_DRAFTS = 200


@dataclass(slots=True)
class _Section:
    """Drafts from a heading to the next: ``first`` is the heading, ``body`` the first draft under it.

    ``title`` is empty where a page of the file begins without a heading; ``level`` is that of the markup.
    ``told`` are the drafts that may be story.
    """

    first: int
    body: int
    end: int
    title: str = ""
    level: int = 0
    apart: Apart | None = None
    told: list[Draft] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(draft.end - draft.start for draft in self.told)

    @property
    def is_open(self) -> bool:
        """Nothing of a story in it: all of it is apart already, or a heading alone."""
        return not self.told

    def paragraphs(self, page: Page) -> list[str]:
        """The words of those drafts."""
        return list(map(page.words, self.told))


def mark(page: Page) -> None:
    """Set apart what stands before and after the story."""
    if not page.drafts:
        return
    sections = _sections(page)
    for section in sections:
        section.apart = _kind_of(page, section)
    _run_on(page, sections)
    chosen = _previews(page, sections)
    chosen += [*_front(sections), *_back(sections), *_clusters(sections)]
    # A book of nothing else is a story whose headings deceive.
    if all(any(each is section for each in chosen) for section in sections if not section.is_open):
        chosen = []
    for section in chosen:
        _set_apart(page, section)
    _mark_alone(page, sections)


def _sections(page: Page) -> list[_Section]:
    """The page cut at its headings, at the places that its navigation names, and where its parts begin."""
    named = {start: title for start, title, _ in page.marks}
    parts = {part.start for part in page.parts}
    sections: list[_Section] = []
    for i, draft in enumerate(page.drafts):
        last = sections[-1] if sections else None
        if _heads(page, i) and not _is_inside(last, draft):
            title = named.get(draft.start, "") or _title_of(page, i)
            if last is None or not _goes_on(last, i, title):
                sections.append(_Section(i, i + 1, i + 1, title, draft.level))
            else:
                last.body = last.end = i + 1
            continue
        if draft.start in named:
            sections.append(_Section(i, i, i, named[draft.start] or _title_of(page, i)))
        elif last is None or (draft.start in parts and last.body < last.end):
            sections.append(_Section(i, i, i))
        section = sections[-1]
        section.end = i + 1
        if draft.apart is None and draft.kind in (BlockKind.PARAGRAPH, BlockKind.VERSE):
            section.told.append(draft)
    return sections


def _goes_on(last: _Section, i: int, title: str) -> bool:
    """Whether a heading right under another belongs to it: a title under a number, a chapter under a part.

    The second chapter may be called "About the Author": what closes a book has no number.
    """
    if last.body != last.end or last.end != i or _is_matter(last.title):
        return False
    counted = headings.rank(last.title) == headings.CHAPTER and headings.is_bare(last.title)
    return counted or not _is_matter(title)


def _is_inside(last: _Section | None, draft: Draft) -> bool:
    """A heading below that of a section that is no story: the guide's questions, the thanks' second part."""
    return last is not None and draft.level > last.level > 0 and _is_matter(last.title)


def _is_matter(title: str) -> bool:
    return matter_kinds.by_title(title) is not None


def _title_of(page: Page, i: int) -> str:
    """The first line of a draft, where it may be a heading."""
    match = _TITLED_LINE.match(page.words(page.drafts[i]).strip())
    return match[0].strip() if match else ""


def _heads(page: Page, i: int) -> bool:
    """Whether a draft is the heading of a section: of markup, a chapter's, or a title of such parts."""
    draft = page.drafts[i]
    if draft.kind is BlockKind.NOTE and not draft.settled:
        return draft.end - draft.start <= _LONGEST_TITLE and _is_matter(page.words(draft))
    if draft.kind in (BlockKind.NOTE, BlockKind.BOILERPLATE, BlockKind.SCENE_BREAK):
        return False
    if draft.kind is BlockKind.HEADING or draft.level:
        return True
    if draft.kind is not BlockKind.PARAGRAPH or draft.end - draft.start > _LONGEST_TITLE:
        return False
    words = page.words(draft)
    if headings.may_be_sure(words):
        line = one_line(words)
        # "L. Frank Baum" under his preface is no fiftieth chapter.
        if headings.is_sure(line) and line.casefold() != page.metadata.author.casefold():
            return True
    return _is_matter(words)


def _kind_of(page: Page, section: _Section) -> Apart | None:
    """What a section is by its title, if it holds what such sections hold."""
    apart = matter_kinds.by_title(section.title) or _by_author(page, section.title)
    if apart is None and _is_signed(page, section):
        return Apart.INTRODUCTION
    if apart is None and section.length <= _LONGEST_PREFACE and is_afterword(section.title):
        apart = Apart.AUTHORS_NOTE if is_about_the_book(section.paragraphs(page)) else None
    if apart is None or section.is_open:
        return None
    if matter_kinds.is_own(section.title) and section.length <= 20_000:
        return apart
    return apart if matter_kinds.fits(apart, section.paragraphs(page)) else None


def _run_on(page: Page, sections: list[_Section]) -> None:
    """A transcriber's notes at the end go on to the end; they name the chapters that they are about."""
    whole = len(page.content)
    for i, section in enumerate(sections):
        if section.apart is not Apart.TRANSCRIBER or page.drafts[section.first].start <= _LAST_SHARE * whole:
            continue
        if sum(each.length for each in sections[i:]) <= _LONGEST_NOTES:
            for each in sections[i:]:
                each.apart = Apart.TRANSCRIBER
            return


def _by_author(page: Page, title: str) -> Apart | None:
    """ "About Ada Merrow", where that is the author."""
    author = page.metadata.author.casefold()
    words = one_line(title).strip(" *_.:").casefold()
    if len(author) < 5:
        return None
    if words == f"about {author}":
        return Apart.ABOUT_AUTHOR
    with_author = rf"(?:an? )?(?:conversation|interview|q ?(?:&|and) ?a) with {re.escape(author)}"
    return Apart.READING_GROUP if re.fullmatch(with_author, words) else None


def _is_signed(page: Page, section: _Section) -> bool:
    """A preface or afterword with the author's name under it; one that is fiction bears another's or none."""
    author = page.metadata.author.casefold()
    if len(author) < 5 or not matter_kinds.is_preface(section.title) or section.length > _LONGEST_PREFACE:
        return False
    end = [words.casefold() for words in map(page.words, section.told[1:][-_SIGNED:])]
    return any(author in words and len(words) <= _LINE for words in end)


def _front(sections: list[_Section]) -> list[_Section]:
    """The sections before the story, up to the first that is none of those."""
    found: list[_Section] = []
    for section in sections:
        if section.apart is not None:
            found.append(section)
        elif not (section.is_open or matter_kinds.is_frame(section.title) or _is_title_page(section)):
            break
    return found


def _is_title_page(section: _Section) -> bool:
    """A page of a few short lines: the title, the author, the publisher."""
    return section.length <= _TITLE_PAGE and all(draft.end - draft.start <= _LINE for draft in section.told)


def _back(sections: list[_Section]) -> list[_Section]:
    """The sections after the story, from the last back to the first that is none of those."""
    found: list[_Section] = []
    skipped = 0
    for section in reversed(sections):
        if section.apart is not None:
            found.append(section)
        elif section.is_open or matter_kinds.is_frame(section.title):
            continue
        elif not section.title and section.length <= _SHORT and skipped < _MOST_SKIPPED:
            skipped += 1
        else:
            break
    return found


def _clusters(sections: list[_Section]) -> list[_Section]:
    """Several after one another in the middle: the end of one work of several and the front of the next."""
    found: list[_Section] = []
    run: list[_Section] = []
    for section in [*sections, None]:
        if section is not None and section.apart is not None:
            run.append(section)
            continue
        if section is not None and section.is_open:
            continue
        if len(run) > 1 and any(each.apart in _PUBLISHED for each in run):
            found += run
        run = []
    return found


def _previews(page: Page, sections: list[_Section]) -> list[_Section]:
    """From "An excerpt from …" on: the chapters of another book, up to what else stands at the end."""
    whole = len(page.content)
    found: list[_Section] = []
    for i, section in enumerate(sections):
        start = page.drafts[section.first].start
        opens = matter_kinds.by_title(section.title) is Apart.PREVIEW and start > _PREVIEW_SHARE * whole
        if not opens and not (_after_matter(sections, i) and _begins_anew(page, sections[i:])):
            continue
        last = next((s for s in sections[i + 1 :] if s.apart not in (None, Apart.PREVIEW)), None)
        stop = last.first if last is not None else sections[-1].end
        if page.drafts[stop - 1].end - start > _MOST_PREVIEW * whole:
            continue
        inside = [s for s in sections[i:] if s.first < stop]
        for each in inside:
            each.apart = Apart.PREVIEW
        found += inside
        if last is None:
            break
    return found


def _after_matter(sections: list[_Section], i: int) -> bool:
    """Whether a section follows what closes a book: nobody thanks before the last chapter."""
    before = next((s for s in reversed(sections[:i]) if not s.is_open), None)
    closing = (Apart.ACKNOWLEDGMENTS, Apart.ABOUT_AUTHOR, Apart.ALSO_BY, Apart.READING_GROUP)
    return before is not None and before.apart in closing


def _begins_anew(page: Page, sections: list[_Section]) -> bool:
    """The first chapter of another book close to the end of this one, and hardly more of it."""
    start = page.drafts[sections[0].first].start
    if start < _ANEW_SHARE * len(page.content):
        return False
    titles = [page.words(d).strip() for d in page.drafts[sections[0].first : sections[0].body]]
    begun = sum(headings.rank(section.title) in _SURE for section in sections)
    return begun <= _MOST_BEGUN and any(_FIRST_CHAPTER.fullmatch(title) for title in titles)


def _set_apart(page: Page, section: _Section) -> None:
    assert section.apart is not None
    kind = matter_kinds.block_kind(section.apart)
    for draft in page.drafts[section.first : section.end]:
        if draft.apart is None:
            draft.set_apart(section.apart, kind)


def _mark_alone(page: Page, sections: list[_Section]) -> None:
    """Paragraphs of a copyright page and of promotion without a heading, at the edges of the book."""
    for low, high in _edges(page, sections):
        open_ones = [i for i in range(low, high) if _is_open_draft(page, i)]
        sure = [i for i in open_ones if _says_copyright(page, i, low)]
        for i in sure:
            page.drafts[i].set_apart(Apart.COPYRIGHT)
        for a, b in pairwise(sure):
            between = range(a + 1, b)
            if len(between) <= _COPYRIGHT_REACH and all(_is_line(page, j) for j in between):
                for j in between:
                    page.drafts[j].set_apart(Apart.COPYRIGHT)
        for i in open_ones if low == 0 else _last_ones(page):
            if page.drafts[i].apart is None and matter_kinds.promotes(page.words(page.drafts[i])):
                page.drafts[i].set_apart(Apart.NEWSLETTER)


def mark_title_page(page: Page) -> None:
    """The lines before the first chapter that are no sentences, where a copyright page is among them.

    So are a dedication and an epigraph with nothing else there. The title and the author are known by now.
    """
    reach = range(min(_FRONT_DRAFTS, len(page.drafts)))
    first = next((i for i in reach if _opens_story(page, i) or page.drafts[i].level), 0)
    open_ones = [draft for draft in page.drafts[:first] if draft.apart is None and draft.kind.is_story]
    says_rights = any(draft.apart is Apart.COPYRIGHT for draft in page.drafts[:first])
    if says_rights and matter_kinds.is_title_page([page.words(draft) for draft in open_ones]):
        for draft in open_ones:
            draft.set_apart(Apart.COVER)
        return
    if first and _opens_story(page, first):
        words = [one_line(page.words(draft)).strip(" *_") for draft in open_ones]
        kinds = matter_kinds.before_first_chapter(words)
        for draft, kind in zip(open_ones[len(open_ones) - len(kinds) :], kinds, strict=True):
            draft.set_apart(kind, matter_kinds.block_kind(kind))


def _last_ones(page: Page) -> list[int]:
    """The last paragraphs of all, back to the first that promotes nothing."""
    found: list[int] = []
    for i in range(len(page.drafts) - 1, -1, -1):
        draft = page.drafts[i]
        if _is_open_draft(page, i):
            if not matter_kinds.promotes(page.words(draft)):
                break
            found.append(i)
    return found


def _edges(page: Page, sections: list[_Section]) -> list[tuple[int, int]]:
    """The drafts before the first section that holds a story, and those of short parts after the last."""
    limit = int(_FRONT_SHARE * len(page.content))
    first = next((i for i, d in enumerate(page.drafts) if _opens_story(page, i) or d.start > limit), 0)
    tail = sections[-1].first if len(sections) > 1 and sections[-1].length <= 4000 else len(page.drafts)
    return [(0, first), (max(tail, first), len(page.drafts))]


def _opens_story(page: Page, i: int) -> bool:
    """A chapter's heading with prose under it."""
    draft = page.drafts[i]
    return draft.end - draft.start <= _LONGEST_TITLE and headings.is_sure(one_line(page.words(draft)))


def _is_open_draft(page: Page, i: int) -> bool:
    draft = page.drafts[i]
    return draft.apart is None and draft.kind in (BlockKind.PARAGRAPH, BlockKind.VERSE) and not draft.level


def _says_copyright(page: Page, i: int, low: int) -> bool:
    words = page.words(page.drafts[i])
    if matter_kinds.says_rights(words):
        return True
    near = [j for j in range(max(low, i - 2), min(len(page.drafts), i + 3)) if j != i]
    return matter_kinds.may_be_copyright(words) and any(
        matter_kinds.says_rights(page.words(page.drafts[j])) for j in near
    )


def _is_line(page: Page, i: int) -> bool:
    draft = page.drafts[i]
    return _is_open_draft(page, i) and draft.end - draft.start <= 200
