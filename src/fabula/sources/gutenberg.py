"""Project Gutenberg's header, footer and credits: boilerplate around a work, with its title and author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from fabula.sources.drafts import Draft, Page, one_line, visible_extent
from fabula.types import Apart

_START = re.compile(
    r"^\W*\*\*\*\s*START OF TH(?:E|IS) PROJECT GUTENBERG.*?(?:\*\*\*|$)"
    r"|^\W*\*\s*END\s*\*?\s*THE SMALL PRINT.*$",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(
    r"^\W*\*\*\*\s*END OF TH(?:E|IS) PROJECT GUTENBERG|^\W*End of (?:the |this )?Project Gutenberg.{0,3}",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_LINE = re.compile(
    r"^\W*The Project Gutenberg e(?:Book|text|-text)(?: of|,) (?P<title>.+?)(?:,? by (?P<author>.+))?$",
    re.IGNORECASE,
)
# The same marks inside a text whose lines have all been run together.
_RUN_ON = 1000
_START_INSIDE = re.compile(r"\*\*\*\s*START OF TH(?:E|IS) PROJECT GUTENBERG[^*]{0,200}\*\*\*")
_END_INSIDE = re.compile(
    r"\*\*\*\s*END OF TH(?:E|IS) PROJECT GUTENBERG|\bEnd of (?:the |this )?Project Gutenberg(?:['’]s|\s+e)",
    re.IGNORECASE,
)
_PART = r"Chapter|Part|Book|Volume|Letter|Prologue|Preface|Introduction"
_NAME = rf"(?!(?:{_PART})\b)[^\W\d_a-z][a-z][\w'’-]*"
_INITIALS = r"(?:[A-Z]\. ?)*"
_STORY_BEGINS = (
    r"(?= (?:The|A|An|It|He|She|They|There|In|On|At|When|While|As|If|I|We|You|My|His|Her|Once|One|This|That"
    rf"|What|Mr|Mrs|Miss|{_PART}|[A-Z]{{2,}})\b| [\"“‘*])"
)
_FIRST_WORDS = re.compile(
    r"\W*The Project Gutenberg [eE](?:Book|book|text|-text)(?: of|,) (?P<title>[^\"“”*]{1,120}?),? by "
    rf"(?P<author>{_INITIALS}{_NAME}(?: {_INITIALS}{_NAME}){{0,3}}?{_STORY_BEGINS}"
    rf"|{_INITIALS}{_NAME}(?: {_INITIALS}{_NAME})?)(?=\s)"
)
_CREDITS = re.compile(
    r"^\W*(?:produced by|e-?text prepared by|this e-?(?:text|book) was|transcribed (?:from|by)"
    r"|prepared by|scanned by|updated editions|html version by|credits:)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^(Title|Author|Language):[ \t]*(\S.*(?:\n[ \t]{4,}\S.*)*)$", re.MULTILINE)
# The same in a header without lines, up to what is next in headers of any year.
_FIELD_INSIDE = re.compile(
    r"(?<=[ \t])(Title|Author|Language):[ \t]*(\S.*?)(?=[ \t]+(?:(?:Title|Author|Editor|Translator"
    r"|Illustrator|Language|Release Date|Posting Date|(?:Most recently|Last) updated|Original publication"
    r"|Credits|Character set encoding):|\*\*\*)|[ \t]*$)",
    re.IGNORECASE,
)
# What all those marks name, soon looked for.
_NAMES = ("utenberg", "UTENBERG")
_SEARCHED = 400
_LONGEST_LINE = 300


def mark(page: Page) -> None:
    """Turn header, footer and credits into boilerplate and take the title and author from the header."""
    _part_run_on(page)
    drafts = page.drafts
    head = next((i for i, d in enumerate(drafts[:_SEARCHED]) if _START.search(page.words(d))), -1)
    if head >= 0:
        _split(page, head)
        _set(drafts[: head + 1])
        _take_fields(page, page.content[: drafts[head].end])
    elif drafts:
        _mark_first_line(page)
    for draft in drafts[head + 1 : head + 4]:
        if draft.end - draft.start < _RUN_ON and _CREDITS.match(page.words(draft)):
            _set([draft])
    _mark_footer(page, head)


def _part_run_on(page: Page) -> None:
    """Give header and footer drafts of their own in a file that has lost its lines."""
    drafts: list[Draft] = []
    headed = False
    for draft in page.drafts:
        words = page.words(draft) if draft.end - draft.start >= _RUN_ON else ""
        if not _names_it(words):
            drafts.append(draft)
            continue
        start = None if headed else _START_INSIDE.search(words) or _first_words(words, not drafts)
        end = _END_INSIDE.search(words, max(len(words) // 2, start.end() if start else 0))
        headed = headed or start is not None
        cuts = [*start.span()] if start else []
        cuts += [end.start()] if end else []
        drafts.extend(_cut(page, draft, cuts))
    page.drafts = drafts


def _names_it(words: str) -> bool:
    return any(name in words for name in _NAMES)


def _first_words(words: str, at_start: bool) -> re.Match[str] | None:
    return _FIRST_WORDS.match(words) if at_start else None


def _cut(page: Page, draft: Draft, cuts: list[int]) -> Iterator[Draft]:
    bounds = [draft.start, *(draft.start + cut for cut in cuts), draft.end]
    for i, (first, last) in enumerate(pairwise(bounds)):
        start, end = visible_extent(page.content, first, last)
        if start < end:
            yield replace(draft, start=start, end=end, gap=draft.gap if i == 0 else 0)


def _split(page: Page, index: int) -> None:
    """Leave the lines after the marker, where they are close to it, to the work."""
    draft = page.drafts[index]
    match = _START.search(page.words(draft))
    rest = page.content.find("\n", draft.start + match.end(), draft.end) if match else -1
    if rest < 0 or not page.content[rest : draft.end].strip():
        return
    start = rest + len(page.content[rest : draft.end]) - len(page.content[rest : draft.end].lstrip())
    after = replace(draft, start=start, gap=0)
    draft.end = draft.start + len(page.content[draft.start : rest].rstrip())
    page.drafts.insert(index + 1, after)


def _set(drafts: list[Draft]) -> None:
    for draft in drafts:
        draft.set_apart(Apart.LICENCE)


def _take_fields(page: Page, header: str) -> None:
    found = _FIELD.findall(header) or _FIELD_INSIDE.findall(header)
    fields = {name.lower(): one_line(value) for name, value in reversed(found)}
    language = "en" if fields.get("language", "").lower() == "english" else fields.get("language", "")
    known = page.metadata
    page.metadata = replace(
        known,
        title=known.title or fields.get("title", ""),
        author=known.author or fields.get("author", ""),
        language=known.language or language,
    )


def _mark_first_line(page: Page) -> None:
    words = one_line(page.words(page.drafts[0]))
    match = _FIRST_LINE.match(words)
    if match and len(words) < _LONGEST_LINE:
        _set(page.drafts[:1])
        title, author = match["title"].strip(), (match["author"] or "").strip()
        known = page.metadata
        page.metadata = replace(known, title=known.title or title, author=known.author or author)


def _mark_footer(page: Page, head: int) -> None:
    drafts = page.drafts
    least = max(head + 1, len(drafts) // 2)
    for i in range(len(drafts) - 1, least - 1, -1):
        words = page.words(drafts[i])
        match = _END.search(words) if _names_it(words) else None
        if match and not any(_END.search(page.words(d)) for d in drafts[max(least, i - 6) : i]):
            _set(drafts[i:])
            return
