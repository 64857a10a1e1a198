"""The first lines of a page that say whose work it is: "Title: …", a title over "by Somebody", or underlined.

A line is taken for a title only where another says so: a label, a byline, a rule under it. What is set like a
title and stands alone is for :mod:`fabula.sources.shape` to judge, which knows what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fabula.sources import headings
from fabula.sources.drafts import Page, one_line
from fabula.sources.ornaments import is_scene_break
from fabula.types import Apart, BlockKind

_FRONT, _HEAD = 12, 8
_FIFTY = 50
_EMPHASISED = re.compile(r"^([*_]{1,3})[^*_]+\1$")
_TIMES = frozenset(
    (
        *(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
        ),
        *("march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
        *("morning", "evening", "dear", "day", "later", "earlier", "meanwhile"),
    )
)
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
_MARKS = " \t*_#~|"
_BY = re.compile(
    r"^[\W_]*(?:(?:a|an)\s+(?:\w+\s+){0,2}(?:novel|story|novella|tale)\s+)?(?:written\s+)?by:?\s+"
    r"(?P<author>[^\d\W][^\n,;:!?]{1,60}?)[\W_]*$",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(r"^[\W_]*(?:written\s+)?by[\W_]*$", re.IGNORECASE)
_ONE_LINE = re.compile(r"^(?P<title>\S.{2,80}?),?\s+by\s+(?P<author>[^\W\d_].{3,50})$")
_HANDLE = re.compile(r"@?[a-z][\w.-]{4,30}")
_QUOTED = re.compile(r"^[\"“‘'«].+[\"”’'»]$")
_NAMES = r"title|story title|story|author|authors|by|written by|writer|pen ?name"
_DETAILS = (
    r"fandoms?|rating|rated|summary|disclaimer|pairings?|ships?|characters?|genres?|warnings?|category|archive"
    r"|e-?mail|feedback|spoilers?|status|words?|word count|chapters?|published|posted|updated|completed|date"
    r"|packaged|story url|author url|hits|kudos|reviews|favs|follows|size|relationships?|tags|categories"
    r"|language|series|universe|timeline|setting|beta|website|url|source|publisher|isbn|copyright"
)
_LABELLED = re.compile(
    rf"^[\W_]*(?P<label>{_NAMES}|{_DETAILS})[*_ \t]*:[*_ \t]*(?P<value>\S.*)?$", re.IGNORECASE
)
_RUN_ON = ("summary", "disclaimer", "warning", "warnings")
"""Labels of what may go on in lines without one."""
_NAME_LABEL = re.compile(_NAMES, re.IGNORECASE)
_YEAR = re.compile(r"^[\W_]*(?:copyright|©|\(c\))?[\W_]*\d{4}[\W_]*$", re.IGNORECASE)
_GENRE = re.compile(
    r"^[\W_]*(?:an?|the)\s+(?:[\w-]+\s+){0,3}(?:novel|novella|novelette|story|tale|fanfic)"
    r"[\W_]*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\S@\S+\.\w|\b[\d,.]+k?\s*words\b|\bwords?:\s*\d|\(?\d{3}\)?[-. ]\d{3}[-. ]?\d{2,4}|^\d+\w?\s+\w+.*\b"
    r"(?:street|st|road|rd|lane|avenue|ave|drive|way|close)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    ("de", "da", "del", "della", "der", "den", "di", "du", "la", "le", "of", "van", "von", "y")
)
_AND = frozenset(("and", "&", "with"))
# What "by" is followed by in a sentence, whatever its letters.
_NO_NAME = frozenset(
    (
        *("the", "a", "an", "his", "her", "their", "my", "our", "your", "its", "one", "all", "this", "that"),
        *("these", "those", "now", "then", "far", "way", "and", "day", "night", "noon", "dawn", "evening"),
        *(
            "morning",
            "midnight",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *(
            "november",
            "december",
            "jove",
            "god",
            "heaven",
            "me",
            "you",
            "him",
            "us",
            "them",
            "it",
            "christmas",
        ),
    )
)
_NAMES_MAY = frozenset(("may", "april", "june", "august", "dawn"))
"""Of those above what is a given name too, where another name follows."""


@dataclass(slots=True)
class TitleLines:
    """A title and an author, and the places of the drafts that give them or go with them.

    ``details`` are drafts that say other things of the work: its rating, how many words it has. ``labelled``:
    a line says "Title:".
    """

    title: str = ""
    author: str = ""
    drafts: set[int] = field(default_factory=set)
    details: set[int] = field(default_factory=set)
    labelled: bool = False

    def mark(self, page: Page) -> None:
        """Take the drafts out of the story."""
        for i in self.drafts:
            page.drafts[i].kind, page.drafts[i].settled = BlockKind.TITLE, True
        for i in self.details:
            page.drafts[i].set_apart(Apart.TAGS, BlockKind.NOTE)


def head_of(page: Page) -> list[int]:
    """The first drafts of a page that may be its title: short ones, none that opens a chapter."""
    head: list[int] = []
    for i in _front(page)[:_HEAD]:
        draft = page.drafts[i]
        words = one_line(page.words(draft)[:400])
        titled = draft.kind is BlockKind.TITLE
        is_open = draft.kind.is_story and not draft.settled
        if not head and draft.kind is BlockKind.NOTE and _EMPHASISED.match(words):
            is_open = True  # "*The Weir*" is set like a note; a byline under it says that it is none
        if len(words) > headings.LONGEST or not (is_open or draft.level or titled):
            break
        if headings.rank(words) in _SURE and not titled and not _has_initial(words):
            break
        head.append(i)
    return head


def _has_initial(words: str) -> bool:
    """Whether what reads as a chapter far into a book is a name with an initial: "L. Frank Baum"."""
    return (headings.number_of(words) or 0) >= _FIFTY and is_name(words)


def find(page: Page, head: list[int]) -> TitleLines | None:
    """What the first drafts of a page say; ``head`` are those that may be its title.

    Taken are labels, a byline under what can be a title, a title and a name in one line, a rule under a
    title, a title over a name with clear space below; None where there is nothing of the kind.
    """
    found = _labelled(page) or _over_byline(page, head) or _in_one_line(page, head)
    return found or _underlined(page) or _over_name(page, head)


def lone_title(page: Page, head: list[int]) -> str:
    """A first line set like a title right over prose, where nothing like it stands further on; else nothing.

    With more of its like it may be the first of several headings; dates and places head a scene.
    """
    if not head or head[0] + 1 >= len(page.drafts):
        return ""
    first, under = page.drafts[head[0]], page.drafts[head[0] + 1]
    words = one_line(page.words(first)).strip(_MARKS)
    if len(words.split()) < 2 or re.search(r"[\d,]", words) or words.split()[0].lower() in _TIMES:
        return ""
    if not under.gap or under.kind is not BlockKind.PARAGRAPH or under.end - under.start < headings.LONGEST:
        return ""
    is_first = first.kind.is_story and headings.rank(words) == headings.TITLE
    return words if is_first and not _has_like(page, head[0] + 1) else ""


def _has_like(page: Page, start: int) -> bool:
    """Whether short lines that could be headings stand among the drafts from ``start`` on."""
    short = (d for d in page.drafts[start:] if d.end - d.start <= headings.LONGEST and d.gap)
    return any(headings.rank(page.words(d).strip()) for d in short)


def is_byline(words: str) -> bool:
    """Whether the words are "by" and what is set like a name."""
    match = _BY.match(words)
    if match is None:
        return False
    labelled = words[: match.start("author")].rstrip().endswith(":")
    return is_name(match["author"]) or (labelled and _HANDLE.fullmatch(match["author"]) is not None)


def is_name(words: str) -> bool:
    """Whether the words are set like one or several names: "Ada Merrow", "J. de la Mare and K. Hale"."""
    parts = words.split()
    lowered = [part.strip(".,").lower() for part in parts]
    if not parts or len(parts) > 9:
        return False
    initial = parts[0].endswith(".") and len(parts[0]) == 2
    given = initial or (lowered[0] in _NAMES_MAY and len(parts) > 1)
    if lowered[0] in _NO_NAME and not given:
        return False
    heavy = [part for part, low in zip(parts, lowered, strict=True) if low not in _PARTICLES | _AND]
    return bool(heavy) and all(part[0].isupper() or part[0].isdigit() for part in heavy)


def _front(page: Page) -> list[int]:
    return [
        i for i, draft in enumerate(page.drafts[: 4 * _FRONT]) if draft.kind is not BlockKind.BOILERPLATE
    ][:_FRONT]


def _labelled(page: Page) -> TitleLines | None:
    """ "Title: The Weir", "Author: J. Hale", and the lines of such a head that say other things."""
    found = TitleLines()
    said: dict[str, str] = {}
    front = _front(page)
    first = page.words(page.drafts[front[0]]) if front else ""
    over = front[:1] if _may_be_title(first) and not _labels(first) else []
    last = ""
    for i in front[len(over) :]:
        labels = _labels(page.words(page.drafts[i]))
        if not labels and not (last in _RUN_ON and page.drafts[i].gap == 0):
            break
        last = list(labels)[-1] if labels else last
        said = {**labels, **said}
        names = any(_NAME_LABEL.fullmatch(label) for label in labels)
        (found.drafts if names else found.details).add(i)
    titles = [value for label, value in said.items() if label.endswith(("title", "story"))]
    authors = [v for label, v in said.items() if _NAME_LABEL.fullmatch(label) and v not in titles]
    found.labelled = bool(titles)
    if over and not titles and len(said) > 1:
        titles = [one_line(page.words(page.drafts[over[0]])).strip(_MARKS)]
        found.drafts.update(over)
    if not titles or not (len(said) > 1 or headings.is_title(titles[0].rstrip("."))):
        return None
    found.title, found.author = titles[0], authors[0] if authors else ""
    return found


def _labels(words: str) -> dict[str, str]:
    """What each line of a draft says under which label; nothing where one of them has none.

    A summary or a disclaimer may go on over lines without one.
    """
    found: dict[str, str] = {}
    last = ""
    for line in words.splitlines():
        match = _LABELLED.match(line)
        if match:
            last = one_line(match["label"].lower())
            found.setdefault(last, (match["value"] or "").strip(_MARKS))
        elif last not in _RUN_ON:
            return {}
    return found


def _over_byline(page: Page, head: list[int]) -> TitleLines | None:
    """A title, in one line or several, over "by Somebody"."""
    words = {i: one_line(page.words(page.drafts[i])) for i in head}
    for place, i in enumerate(head[1:], start=1):
        author, last = "", place
        if is_byline(words[i]):
            author = _author_in(words[i])
        elif _BY_ALONE.match(words[i]) and place + 1 < len(head) and is_name(words[head[place + 1]]):
            author, last = words[head[place + 1]].strip(_MARKS), place + 1
        if author:
            above = _lines_of_title(page, head[:place])
            if not all(page.drafts[j].level or _titled(page, j) or _may_be_title(words[j]) for j in above):
                return None
            title = " ".join(words[j].strip(_MARKS) for j in above)
            return TitleLines(title, author, set(head[: last + 1])) if title else None
    return None


def _lines_of_title(page: Page, head: list[int]) -> list[int]:
    """Which of the drafts over a byline are the title: neither a year nor a genre, nor a sender's address."""
    lines = [one_line(page.words(page.drafts[i])) for i in head]
    if any(map(_CONTACT.search, lines)):
        wide = [n for n, i in enumerate(head) if n and page.drafts[i].gap >= 2]
        head = head[wide[-1] :] if wide else head[-1:]
    return [i for i in head if not _is_beside_title(one_line(page.words(page.drafts[i])))] or head[:1]


def _is_beside_title(words: str) -> bool:
    return bool(_YEAR.match(words) or _GENRE.match(words))


def _over_name(page: Page, head: list[int]) -> TitleLines | None:
    """A title over a name without "by", where clear space or a chapter's heading follows."""
    if len(head) != 2 or head[1] + 1 >= len(page.drafts):
        return None
    words, name = (one_line(page.words(page.drafts[i])).strip(_MARKS) for i in head)
    after = page.drafts[head[1] + 1]
    opens_chapter = headings.rank(page.words(after).strip()) in _SURE
    if not opens_chapter and (after.gap < 2 or _has_like(page, head[1] + 1)):
        return None
    if _is_persons_name(words) and not _is_persons_name(name):
        words, name = name, words
    if not _is_persons_name(name) or headings.rank(words) not in (headings.CAPITALS, headings.TITLE):
        return None
    return TitleLines(words, name, set(head))


def _is_persons_name(words: str) -> bool:
    parts = words.split()
    return (
        2 <= len(parts) <= 4 and is_name(words) and all(re.fullmatch(r"[^\W\d_][\w.’'-]*", p) for p in parts)
    )


def _in_one_line(page: Page, head: list[int]) -> TitleLines | None:
    """ "“The Weir” by Jane Hale", alone in the first line. "Death by Misadventure" is a title."""
    if not head or head[0] + 1 >= len(page.drafts) or page.drafts[head[0] + 1].gap < 1:
        return None
    match = _ONE_LINE.match(one_line(page.words(page.drafts[head[0]])).strip(_MARKS))
    if match is None or not (_is_full_name(match["author"]) or _is_handle_over_chapter(page, head, match)):
        return None
    title = match["title"]
    quoted = _QUOTED.match(title)
    if not quoted and (
        len(title.split()) < 2 or not (headings.is_title(title) or headings.is_capitals(title))
    ):
        return None
    return TitleLines(title[1:-1] if quoted else title, match["author"].strip(_MARKS), {head[0]})


def _is_full_name(words: str) -> bool:
    return is_name(words) and len(words.split()) >= 2


def _is_handle_over_chapter(page: Page, head: list[int], match: re.Match[str]) -> bool:
    """ "Slack Water by quaymouse" right over "Chapter 1": the name that a writer goes by on a site."""
    below = page.words(page.drafts[head[0] + 1]).strip()
    return _HANDLE.fullmatch(match["author"]) is not None and headings.rank(below) == headings.CHAPTER


def _underlined(page: Page) -> TitleLines | None:
    """A first line with a rule of its own length close under it, as Markdown has them."""
    first, *rest = [*_front(page)[:3], -1]
    if len(rest) < 2 or first < 0:
        return None
    title, rule = page.drafts[first], page.drafts[rest[0]]
    words = one_line(page.words(title)).strip(_MARKS)
    drawn = page.words(rule).strip()
    if rule.gap or not is_scene_break(drawn) or len(set(drawn)) > 1 or len(drawn) < 3:
        return None
    if title.settled or not _may_be_title(words) or headings.rank(words) in _SURE:
        return None
    if abs(len(drawn) - len(words)) > 3 and headings.rank(words) not in (headings.CAPITALS, headings.TITLE):
        return None
    found = TitleLines(words, "", {first, rest[0]})
    after = rest[1]
    if after >= 0 and is_byline(one_line(page.words(page.drafts[after]))):
        found.author = _author_in(one_line(page.words(page.drafts[after])))
        found.drafts.add(after)
    return found


def _author_in(words: str) -> str:
    match = _BY.match(words)
    return match["author"].strip(_MARKS) if match else ""


def _titled(page: Page, i: int) -> bool:
    return page.drafts[i].kind is BlockKind.TITLE


def _may_be_title(words: str) -> bool:
    """Whether a line can be a title for its form: short, no sentence, no chapter's heading."""
    line = one_line(words).strip(_MARKS)
    if not line or len(line) > headings.LONGEST or len(line.split()) > 14 or headings.rank(line) in _SURE:
        return False
    if headings.is_title(line) or headings.is_capitals(line) or _QUOTED.match(line):
        return True
    return line[0].isupper() and line[-1] not in '.,;:—–-”"' and len(line.split()) <= 10
