"""Works of fan-work archives that have become plain text, Markdown or a word processor's file.

Their pages are known by their labels alone: "Rating:", "Chapter Notes", "See the end of the chapter for
notes". A note has no mark where it ends, so only what is sure is set apart: up to the next label, to the end
of what is set in, or one paragraph. Notes at the end of a chapter go on to the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from fabula.sources import headings
from fabula.sources.archive_fields import LABELS, POSTED_ELSEWHERE, joined, metadata_from
from fabula.sources.damage.search import holds_any
from fabula.sources.drafts import Draft, Page, one_line, visible_extent
from fabula.types import Apart, BlockKind, Metadata

_FRONT = 60
_FRONT_CHARACTERS = 8000
_MARKS = " \t*_#~|>•-"
_ARCHIVE = re.compile(
    r"\b(?:Archive of Our Own|archiveofourown\.org|fanfiction\.net|FanFiction\.Net)\b"
    rf"|{POSTED_ELSEWHERE}"
)
_POSTED = re.compile(r"\bposted originally on\b|^\W*archive of our own(?: beta)?\W*$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<chapter>chapter )?(?:(?P<summary>summary)|(?P<end>end )?notes?|author.?s notes?)(?P<colon>:?)",
    re.IGNORECASE,
)
_SEE = re.compile(r"\(?see the end of the (?:chapter|work) for\b.{0,80}", re.IGNORECASE)
_TEXT = re.compile(r"(?:chapter|work) text:?", re.IGNORECASE)
_SITE = re.compile(
    r"please drop by the archive and comment.*|chapter management|actions|(?:\W*(?:kudos|bookmarks?|comments?"
    r"|share|download|entire work|next chapter|previous chapter|chapter index|top|subscribe)\b)+\W*",
    re.IGNORECASE,
)
_FRAME = re.compile(r"preface|afterword", re.IGNORECASE)
_FIELD = re.compile(r"^[\s*_>•-]*(?P<label>[A-Z][A-Za-z ]{2,24}?)[*_]*:+[*_]*(?:\s*:)?\s*(?P<value>.*)$")
_BY = re.compile(r"\W*by\s+(?P<author>\S.{0,60})", re.IGNORECASE)
_WINDOW = re.compile(
    r"(?P<title>.+?)(?: - Chapter \d+)? - (?P<author>[^-]+?) - .+?(?: ?\\?\[Archive of Our Own\\?\])?"
)
_FEWEST_FIELDS = 4
_FEWEST_LABELS = 2
_LONGEST_PARTED = 4000
_LONGEST_NOTE = 12_000
_LONGEST_SUMMARY = 4000
_LONGEST_END_NOTE = 8000
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)


# One of these stands in every such file; most others need no closer look.
# What some have in common is looked for once, and how many characters of theirs stand before it.
_SIGNS = (
    ("rchive", 1, ("Archive of Our Own", "archiveofourown")),
    ("iction.", 4, ("fanfiction.net", "FanFiction.Net")),
    ("Chapter ", 0, ("Chapter Notes", "Chapter Summary", "Chapter End Notes", "Chapter Text")),
    *((sign, 0, (sign,)) for sign in ("Work Text", "ee the end of the ", "osted originally on")),
)


def mark(page: Page) -> None:
    """Set apart what an archive says around a work; nothing where no archive's labels are found."""
    signed = any(holds_any(page.content, common, signs, before) for common, before, signs in _SIGNS)
    if not signed or not _are_of_an_archive(page):
        return
    page.drafts = [part for draft in page.drafts for part in _parted(page, draft)]
    labels = _Labels(page)
    labels.mark_front()
    labels.mark_notes()


def _are_of_an_archive(page: Page) -> bool:
    """Whether enough is said that no story says."""
    front = [page.words(draft)[:1000] for draft in page.drafts[:_FRONT]]
    if any(_POSTED.search(words) and _ARCHIVE.search(words) for words in front):
        return True
    told = sum(_known_label(line) is not None for words in front for line in words.splitlines())
    short = (page.words(draft) for draft in page.drafts if draft.end - draft.start < _LONGEST_PARTED)
    own = sum(_is_sure(line.strip(_MARKS)) for words in short for line in words.splitlines())
    named = any(_ARCHIVE.search(words) for words in front)
    return own >= _FEWEST_LABELS or (told >= _FEWEST_FIELDS and (named or own > 0))


def _is_sure(line: str) -> bool:
    """A line that only archives have."""
    if len(line) > 120:
        return False
    label = _LABEL.fullmatch(line)
    own = label is not None and bool(label["chapter"] or label["end"])
    return own or _SEE.fullmatch(line) is not None or _TEXT.fullmatch(line) is not None


def _parted(page: Page, draft: Draft) -> Iterator[Draft]:
    """A draft in pieces where lines of it are labels, or a note's reference."""
    words = page.words(draft)
    if draft.settled or draft.apart is not None or "\n" not in words or len(words) > _LONGEST_PARTED:
        yield draft
        return
    starts = [0]
    at = 0
    for line in words.splitlines(keepends=True):
        # The archive's headings are one line.
        if at == 0 and headings.rank(line.strip()) == headings.CHAPTER:
            starts.append(len(line))
        if _is_border(line.strip().strip(_MARKS)):
            starts += [at, at + len(line)]
        if at and draft.start < _FRONT_CHARACTERS and _BY.fullmatch(line.strip()):
            starts.append(at)
        at += len(line)
    bounds = sorted({*starts, len(words)})
    gap = draft.gap
    for a, b in pairwise(bounds):
        start, end = visible_extent(page.content, draft.start + a, draft.start + b)
        if start < end:
            kind = BlockKind.PARAGRAPH if len(bounds) > 2 else draft.kind
            yield replace(draft, kind=kind, start=start, end=end, gap=gap)
            gap = 0


@dataclass(slots=True)
class _Labels:
    """The drafts of a page whose words are an archive's."""

    page: Page
    words: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Labels are short; long drafts are only looked at as wholes.
        self.words = [
            one_line(self.page.words(d)).strip(_MARKS) if d.end - d.start < 400 else ""
            for d in self.page.drafts
        ]

    def mark_front(self) -> None:
        """The tags, where the work was posted, and its title and author."""
        drafts = self.page.drafts
        title = author = ""
        i = 0
        while i < min(len(drafts), _FRONT):
            draft, words = drafts[i], self.words[i]
            window = _WINDOW.fullmatch(words) if i == 0 or draft.kind is BlockKind.TITLE else None
            if window and _ARCHIVE.search(words):
                title, author = window["title"], window["author"]
                draft.set_apart(Apart.SITE)
            elif self._is_posted(i):
                title = title or _title_over(self.page.words(draft))
                draft.set_apart(Apart.SITE)
            elif _LABEL.fullmatch(words):
                break
            elif self._is_open(i) and self._take_fields(i):
                i += self._value_follows(i)
            elif self._is_heading(i) and words.casefold() != title.casefold():
                if not self._is_posted(i + 1):
                    break
                title = title or words
            i += 1
        self._mark_title(title or self._repeated(), author)

    def _is_posted(self, i: int) -> bool:
        """Whether a draft says where the work comes from: what stands right over that is its title."""
        words = self.words[i] if i < len(self.words) else ""
        return bool(_POSTED.search(words) and _ARCHIVE.search(words))

    def _repeated(self) -> str:
        """A first line that stands once more before the story: the title of the window and of the page."""
        first = self.words[0] if self.words else ""
        return first if first and first in self.words[1:_FRONT] and len(first) < headings.LONGEST else ""

    def _take_fields(self, i: int) -> bool:
        """Take a draft of labels and their values, or a label alone; False where it is something else."""
        lines = [line for line in self.page.words(self.page.drafts[i]).splitlines() if line.strip()]
        told = [_known_label(line) for line in lines]
        if not told or told[0] is None or sum(each is not None for each in told) < 0.4 * len(told):
            return False
        label = ""
        for each, line in zip(told, lines, strict=True):
            label, value = each if each is not None else (label, line)
            if value.strip(_MARKS):
                self.fields.setdefault(label, []).extend(_values(value))
            else:
                self.fields.setdefault(label, [])
        self.page.drafts[i].set_apart(Apart.TAGS, BlockKind.NOTE)
        return True

    def _value_follows(self, i: int) -> int:
        """How many drafts after a label alone are its value."""
        last = _known_label(self.page.words(self.page.drafts[i]).splitlines()[-1])
        after = i + 1
        if last is None or last[1].strip(_MARKS) or after >= len(self.page.drafts):
            return 0
        if not self._is_open(after) or self._is_heading(after) or _LABEL.fullmatch(self.words[after]):
            return 0
        words = self.page.words(self.page.drafts[after])
        if _known_label(words) is not None or len(words) > 1500:
            return 0
        self.fields.setdefault(last[0], []).extend(_values(words))
        self.page.drafts[after].set_apart(Apart.TAGS, BlockKind.NOTE)
        return 1

    def _mark_title(self, title: str, author: str) -> None:
        """The title and the byline under it, right before the summary or the first chapter."""
        page = self.page
        for i, draft in enumerate(page.drafts[:_FRONT]):
            match = _BY.fullmatch(self.words[i])
            byline = match is not None and headings.rank(self.words[i]) != headings.CHAPTER
            above = page.drafts[i - 1] if i else None
            if match and byline and above is not None and above.apart is None and self.words[i - 1]:
                title, author = self.words[i - 1], author or match["author"]
                self._title(above)
                self._title(draft)
                break
            if title and draft.apart is None and self.words[i].casefold() == title.casefold():
                self._title(draft)
                author = author or self._author_under(i)
                if author and self.words[i + 1 : i + 2] in ([author], [f"by {author}"]):
                    self._title(page.drafts[i + 1])
            elif self._is_heading(i) and headings.rank(self.words[i]) in _SURE:
                break
        known = page.metadata
        if _ARCHIVE.search(known.title):
            known = Metadata("", known.author, known.language, known.summary, known.tags, known.other)
        summary = " ".join(self.fields.pop("summary", []))
        page.metadata = joined(known, metadata_from(self.fields, title, author, summary))

    def _author_under(self, i: int) -> str:
        """A short line between the title and the first label or heading."""
        under = self.words[i + 1] if i + 2 < len(self.words) else ""
        leads = i + 2 < len(self.words) and (_LABEL.fullmatch(self.words[i + 2]) or self._is_heading(i + 2))
        if not leads or not under or len(under) > 60 or _is_border(under):
            return ""
        byline = _BY.fullmatch(under)
        return byline["author"] if byline else under

    @staticmethod
    def _title(draft: Draft) -> None:
        draft.kind, draft.settled, draft.level, draft.apart = BlockKind.TITLE, True, 0, None

    def mark_notes(self) -> None:
        """Summaries and notes of the work and of its chapters."""
        drafts = self.page.drafts
        for i, words in enumerate(self.words):
            if drafts[i].apart is not None or not words:
                continue
            label = _LABEL.fullmatch(words)
            if label and self._stands(i, label):
                kind = Apart.SUMMARY if label["summary"] else Apart.AUTHORS_NOTE
                stop = self._end(i, at_end=self._is_at_end(i, label))
                for draft in drafts[i:stop]:
                    if draft.apart is None:
                        draft.set_apart(kind, BlockKind.NOTE)
                if label["summary"] and not label["chapter"]:
                    self._take_summary(drafts[i + 1 : stop])
            elif _SEE.fullmatch(words):
                drafts[i].set_apart(Apart.AUTHORS_NOTE, BlockKind.NOTE)
            elif _TEXT.fullmatch(words) or (_SITE.fullmatch(words) and self._closes(i)):
                for draft in drafts[i : i + 1 + self._goes_on(i)]:
                    draft.set_apart(Apart.SITE)
        self._mark_frames()

    def _take_summary(self, drafts: list[Draft]) -> None:
        known = self.page.metadata
        words = " ".join(one_line(self.page.words(draft)) for draft in drafts)
        self.page.metadata = replace(known, summary=known.summary or words)

    def _stands(self, i: int, label: re.Match[str]) -> bool:
        """Whether a label is one: "Notes" alone may be a line of the story, unless a heading is beside it."""
        return bool(label["chapter"] or label["end"]) or self._opens(i) or self._is_at_end(i, label)

    def _opens(self, i: int) -> bool:
        """Nothing of the story stands between the heading above and this draft."""
        for j in range(i - 1, -1, -1):
            draft = self.page.drafts[j]
            if self._is_heading(j) or draft.kind is BlockKind.TITLE:
                return True
            if draft.apart is None and draft.kind is not BlockKind.SCENE_BREAK:
                return False
        return True

    def _is_at_end(self, i: int, label: re.Match[str]) -> bool:
        """Notes after the last words of a chapter."""
        if label["end"]:
            return True
        return not label["summary"] and bool(label["colon"]) and not self._opens(i) and self._is_short(i)

    def _is_short(self, i: int) -> bool:
        drafts = self.page.drafts
        stop = self._next_heading(i)
        return drafts[stop - 1].end - drafts[i].start <= _LONGEST_END_NOTE

    def _next_heading(self, i: int) -> int:
        after = (j for j in range(i + 1, len(self.words)) if self._is_heading(j) or self._is_frame(j))
        return next(after, len(self.words))

    def _end(self, i: int, *, at_end: bool) -> int:
        """The draft after the last of what stands under a label."""
        drafts = self.page.drafts
        stop = self._next_heading(i)
        border = next((j for j in range(i + 1, stop) if self._is_border_of(i, j)), None)
        longest = _LONGEST_SUMMARY if self._is_summary(i) else _LONGEST_NOTE
        if border is not None and drafts[border - 1].end - drafts[i].start <= longest:
            return border
        if at_end:
            return stop if drafts[stop - 1].end - drafts[i].start <= _LONGEST_NOTE else i + 1
        inset = i + 1
        while inset < stop and self._inset(inset) > self._inset(i):
            inset += 1
        return inset if inset > i + 1 else min(i + 2, stop)

    def _is_summary(self, i: int) -> bool:
        label = _LABEL.fullmatch(self.words[i])
        return label is not None and label["summary"] is not None

    def _is_border_of(self, i: int, j: int) -> bool:
        """Whether what stands under the label of draft ``i`` ends before draft ``j``.

        Notes can stand before the words of a chapter and after them: only the notes under a summary end it.
        """
        words = self.words[j]
        if _SEE.fullmatch(words) or _TEXT.fullmatch(words):
            return True
        label = _LABEL.fullmatch(words)
        return label is not None and not label["end"] and self._is_summary(i)

    def _inset(self, i: int) -> int:
        """How far a draft is set in: columns before its first line, or one where markup sets it in."""
        draft, content = self.page.drafts[i], self.page.content
        line = content.rfind("\n", 0, draft.start) + 1
        before = content[line : draft.start]
        return draft.inset + (len(before.expandtabs(8)) if not before.strip() else 0)

    def _is_open(self, i: int) -> bool:
        draft = self.page.drafts[i]
        return draft.apart is None and draft.kind is not BlockKind.SCENE_BREAK

    def _is_heading(self, i: int) -> bool:
        draft = self.page.drafts[i]
        if draft.apart is not None or _LABEL.fullmatch(self.words[i]) or _TEXT.fullmatch(self.words[i]):
            return False
        if draft.kind is BlockKind.HEADING or draft.level:
            return True
        return draft.kind is BlockKind.PARAGRAPH and headings.rank(self.words[i]) in (
            headings.PART,
            headings.CHAPTER,
        )

    def _is_frame(self, i: int) -> bool:
        """The line that closes a work's page."""
        return self.words[i].lower().startswith("please drop by the archive")

    def _closes(self, i: int) -> bool:
        """Whether no story comes after a line that the site has: before a heading, or at the end."""
        for j in range(i + 1 + self._goes_on(i), len(self.words)):
            if self._is_heading(j):
                return True
            if not _SITE.fullmatch(self.words[j]) and self.page.drafts[j].apart is None:
                return False
        return True

    def _goes_on(self, i: int) -> int:
        """1 where the line that closes a work's page is broken, and goes on in the last line of all."""
        return int(self._is_frame(i) and i + 2 == len(self.words) and self.words[-1][:1].islower())

    def _mark_frames(self) -> None:
        """The headings "Preface" and "Afterword" over nothing but tags and notes."""
        drafts = self.page.drafts
        for i, words in enumerate(self.words):
            if not _FRAME.fullmatch(words) or not self._is_heading(i):
                continue
            inside = drafts[i + 1 : self._next_heading(i)]
            if inside and all(d.apart is not None or d.kind is BlockKind.TITLE for d in inside):
                drafts[i].set_apart(Apart.AUTHORS_NOTE, BlockKind.NOTE)


def _is_border(words: str) -> bool:
    return any(form.fullmatch(words) for form in (_LABEL, _SEE, _TEXT))


def _known_label(line: str) -> tuple[str, str] | None:
    """A label that archives use, and what stands behind it."""
    match = _FIELD.match(line)
    if match is None:
        return None
    label = match["label"].lower().strip()
    return (label, match["value"]) if label in LABELS else None


def _values(words: str) -> list[str]:
    """The values of a field, in its list or behind commas."""
    lines = [line.strip(_MARKS) for line in words.splitlines()]
    return [part.strip() for line in lines for part in re.split(r",\s+", line) if part.strip()]


def _title_over(words: str) -> str:
    """The line over where a work was posted."""
    lines = [line.strip(_MARKS) for line in words.splitlines() if line.strip()]
    return lines[0] if len(lines) > 1 and not _POSTED.search(lines[0]) else ""
