"""From drafts to the blocks and chapters of a Text: the passes that every format shares, in their order."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from fabula.sources import (
    archive_labels,
    chapter_titles,
    chapters,
    collected,
    contents,
    cues,
    entries,
    footnotes,
    gutenberg,
    headings,
    matter,
    signs,
    title_again,
    title_lines,
    turns,
)
from fabula.sources.drafts import Draft, Page, one_line
from fabula.sources.ornaments import bracketed_note, is_scene_break, note_of
from fabula.types import Apart, Block, BlockKind, Text

_ITEM = re.compile(rf"[\W_]{{0,2}}(?:{headings.ROMAN}|\d{{1,3}})[.)](?=\s)")
_HEAD_OF_ITEM = 20
_YEAR = re.compile(r"^[\W_]*\d{4}[\W_]*$")
_FRONT = 8
_SHORT_STORY = 150_000
_FEWEST_LEVELED = 3
# With a full stop at the end, more words than these are what is said of a work and no title.
_MOST_WORDS_OF_SENTENCE = 7
_STANZA = 3
_PAIR = 2
_VERSE_LINE = 60
_ROMAN = re.compile(r"^[\W_]*[IVXL]{2,}[\W_]*$")
_SIGNING_OFF = re.compile(r"[,—–-]\W*$")
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)


def shape(page: Page, path: Path) -> Text:
    """Decide what every draft is and give the finished text."""
    gutenberg.mark(page)
    archive_labels.mark(page)
    _mark_notes_and_breaks(page)
    cues.join(page)
    footnotes.mark(page)
    contents.mark(page)
    matter.mark(page)
    _mark_title(page)
    _mark_known_title(page)
    title_again.mark(page)
    matter.mark_title_page(page)
    _mark_headings(page)
    chapter_titles.mark(page)
    collected.mark_titles(page)
    _mark_blank_breaks(page)
    turns.split(page)
    return Text(
        content=page.content,
        blocks=tuple(Block(draft.kind, draft.start, draft.end, draft.apart) for draft in page.drafts),
        chapters=chapters.chapters_of(page),
        metadata=page.metadata,
        source=_printable_name(path),
        parts=page.parts,
        guessed=tuple(page.guessed),
        emphasis=tuple(sorted(page.emphasis, key=lambda each: (each.start, -each.end))),
        warnings=tuple(page.warnings),
    )


def _printable_name(path: Path) -> str:
    """The name of the file; a byte of it that is no UTF-8 is spelt out, as UTF-8 cannot hold it."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def _open(draft: Draft) -> bool:
    return not draft.settled and draft.kind.is_story


def _mark_notes_and_breaks(page: Page) -> None:
    inside: Apart | None = None
    for draft in page.drafts:
        if not _open(draft):
            inside = None
            continue
        words = page.words(draft)
        note = inside or note_of(words, marked=page.has_note_marks)
        if note is not None:
            draft.kind, draft.apart = BlockKind.NOTE, note
            opened = inside or bracketed_note(words)
            # A bracket that stays open over thousands of characters was never closed: give up on it.
            inside = opened if "]" not in words and len(words) < 3000 else None
        elif is_scene_break(words):
            draft.kind = BlockKind.SCENE_BREAK


def _mark_title(page: Page) -> None:
    """The lines before the first heading or paragraph that give title and author."""
    head = title_lines.head_of(page)
    found = title_lines.find(page, head)
    if found is None and head:
        title, last = _title_alone(page, head)
        if not title:
            title, last = title_lines.lone_title(page, head), head[0]
        found = title_lines.TitleLines(title, drafts={i for i in head if i <= last})
    if found is None or not found.title:
        return
    years = {i for i in head if _YEAR.match(page.words(page.drafts[i]))}
    found.drafts |= years
    found.mark(page)
    known = page.metadata
    # The name of a window says more: "ada: Fic: Slack Water".
    longer = found.labelled and found.title.casefold() in known.title.casefold()
    title = found.title if longer else known.title or found.title
    page.metadata = replace(known, title=title, author=known.author or found.author)


def _mark_known_title(page: Page) -> None:
    """Lines of a title page that say no more than what the file says of itself: the title, the author."""
    known = {page.metadata.title.casefold(), page.metadata.author.casefold()} - {""}
    known |= {f"by {name}" for name in known}
    said = ""
    for i, draft in enumerate(page.drafts[: 2 * _FRONT]):
        if draft.kind is BlockKind.TITLE:
            said = one_line(page.words(draft)).casefold()
        again = draft.level > 0 and said in known and one_line(page.words(draft)).casefold() == said
        if again and not _is_one_of_many(page, draft) and not _heads_first_of_numbers(page, i):
            draft.kind, draft.level, draft.settled = BlockKind.TITLE, 0, True
        if not _open(draft) or draft.level:
            continue
        words = one_line(page.words(draft)[: headings.LONGEST + 1]).strip(" *_").casefold()
        if len(words) > headings.LONGEST or headings.rank(page.words(draft).strip()) in _SURE:
            break
        if words in known:
            draft.kind, draft.settled = BlockKind.TITLE, True


def _title_alone(page: Page, head: list[int]) -> tuple[str, int]:
    """A first line set as a title, where a sure heading or clear space follows it, and where it is."""
    first = page.drafts[head[0]]
    words = one_line(page.words(first))
    if first.kind is BlockKind.TITLE:
        return words, head[0]
    after = head[0] + 1
    while after < len(page.drafts) and page.drafts[after].kind in (BlockKind.BOILERPLATE, BlockKind.NOTE):
        after += 1
    if after >= len(page.drafts) or (words.endswith(".") and len(words.split()) > _MOST_WORDS_OF_SENTENCE):
        return "", -1
    if _heads_one_of_many(page, first, page.drafts[after]):
        return "", -1
    following = headings.rank(page.words(page.drafts[after]))
    sure = following in (headings.PART, headings.CHAPTER) or (
        following == headings.NUMBER and _is_one_story(page)
    )
    set_off = page.drafts[after].gap >= 2 or first.level == 1
    if headings.rank(words) in (headings.CAPITALS, headings.TITLE) and (
        sure
        or set_off
        or _is_lone_line_of_capitals(page, head[0], after)
        or _is_over_first_of_several(page, head[0], after)
    ):
        return words, head[0]
    return "", -1


def _heads_one_of_many(page: Page, first: Draft, after: Draft) -> bool:
    """Whether a heading has its like further on: it heads the first chapter, or the first work of several.

    Over another heading, those that count chapters are not its like: a title may be of their level.
    """
    if not first.level or one_line(page.words(first)).casefold() == page.metadata.title.casefold():
        return False
    like = [draft for draft in page.drafts if draft.level == first.level]
    if not after.kind.is_story:
        like = [draft for draft in like if headings.rank(page.words(draft).strip()) not in _SURE]
    return len(like) > 1


def _is_one_of_many(page: Page, heading: Draft) -> bool:
    """Whether headings of its level further on are no numbers: the first story may give a book its title."""
    like = (draft for draft in page.drafts if draft.level == heading.level and draft is not heading)
    return any(headings.rank(page.words(draft).strip()) not in _SURE for draft in like)


def _heads_first_of_numbers(page: Page, i: int) -> bool:
    """Whether a heading stands over prose, and the next one of its level says that it is the second."""
    drafts = page.drafts
    if i + 1 == len(drafts) or drafts[i + 1].level or not drafts[i + 1].kind.is_story:
        return False
    after = next((draft for draft in drafts[i + 1 :] if draft.level == drafts[i].level), None)
    return after is not None and entries.parse(page.words(after)).number == 2


def _is_lone_line_of_capitals(page: Page, first: int, after: int) -> bool:
    """Several words in capitals right over prose, and nothing like them or like a heading further on.

    With more of them it may be the first of several headings, or a text that shouts.
    """
    drafts = page.drafts
    words = one_line(page.words(drafts[first]))
    under = drafts[after]
    prose = under.kind is BlockKind.PARAGRAPH and under.end - under.start > headings.LONGEST
    if not prose or len(words.split()) < 2 or headings.rank(words) != headings.CAPITALS:
        return False
    short = (page.words(d).strip() for d in drafts[after:] if d.end - d.start <= headings.LONGEST)
    return not any(headings.rank(w) in (*_SURE, headings.CAPITALS) for w in short)


def _is_over_first_of_several(page: Page, first: int, after: int) -> bool:
    """Several words in capitals over the title of a first chapter, whose like alone stand further on."""
    drafts = page.drafts
    words = one_line(page.words(drafts[first]))
    if len(words.split()) < 2 or headings.rank(words) != headings.CAPITALS or not drafts[after].gap:
        return False
    titled = [i for i in range(after, len(drafts)) if _may_be_heading(drafts[i])]
    ranks = {i: headings.rank(page.words(drafts[i]).strip()) for i in titled}
    heads = [i for i, rank in ranks.items() if rank == headings.TITLE and _is_over_prose(drafts, i)]
    return after in heads and len(heads) > 1 and headings.CAPITALS not in ranks.values()


def _may_be_heading(draft: Draft) -> bool:
    return draft.end - draft.start <= headings.LONGEST and draft.kind.is_story


def _is_over_prose(drafts: list[Draft], i: int) -> bool:
    under = drafts[i + 1] if i + 1 < len(drafts) else None
    return under is not None and under.gap > 0 and under.end - under.start > headings.LONGEST


def _is_one_story(page: Page) -> bool:
    """Short, and its numbers begin only once: the title over them is the whole text's."""
    numbers = [page.words(d).strip() for d in page.drafts if d.end - d.start <= headings.LONGEST]
    ones = sum(headings.rank(w) == headings.NUMBER and headings.number_of(w) == 1 for w in numbers)
    return len(page.content) < _SHORT_STORY and ones == 1


def _mark_headings(page: Page) -> None:
    drafts = page.drafts
    for draft in drafts:
        if draft.kind is BlockKind.HEADING or (_open(draft) and draft.end - draft.start <= 400):
            draft.rank = headings.rank(page.words(draft).strip())
    _mark_bylines(page)
    for draft in _items_of_lists(page):
        draft.rank = 0
    for draft in drafts:
        if draft.item and not draft.level:
            draft.rank = 0
    signs.unrank(page)
    # Where markup says what headings are, a sign or a speaker in capitals is none for its look alone.
    roomy = any(d.gap >= 2 for d in drafts) or sum(d.level > 0 for d in drafts) >= _FEWEST_LEVELED
    numbered = _running_numbers(page)
    for i, draft in enumerate(drafts):
        if draft.kind is BlockKind.HEADING or not draft.rank:
            continue
        if draft.rank == headings.NUMBER:
            accepted = i in numbered
            if not accepted and headings.is_title(page.words(draft).strip()):
                # "I Go to Bristol" begins with a word, not with a number.
                draft.rank = headings.TITLE
                accepted = _is_set_off(page, i, roomy)
        else:
            accepted = draft.rank in _SURE or _is_set_off(page, i, roomy)
        draft.kind, draft.rank = (BlockKind.HEADING, draft.rank) if accepted else (draft.kind, 0)
    for draft in drafts:
        if (
            draft.end - draft.start < headings.LONGEST
            and _open(draft)
            and headings.is_the_end(page.words(draft))
        ):
            draft.kind = BlockKind.HEADING


def _mark_bylines(page: Page) -> None:
    """An author's name under the title of one work of several."""
    for before, draft in pairwise(page.drafts):
        under = before.rank in (headings.CAPITALS, headings.TITLE) and before.end - before.start < 80
        if under and draft.rank and _open(draft) and title_lines.is_byline(page.words(draft)):
            draft.kind, draft.rank = BlockKind.TITLE, 0


def _items_of_lists(page: Page) -> list[Draft]:
    """Numbers with words to them that count on with nothing between them: no chapter is empty.

    Two alone are a list where they begin with one: "III. The Boat" under "II. The Sea" is the first chapter
    of a part.
    """
    runs: list[list[tuple[int, Draft]]] = []
    follows = False
    for draft in page.drafts:
        number = _number_of_item(page, draft)
        if not number:
            follows = False
            continue
        if follows and number == runs[-1][-1][0] + 1:
            runs[-1].append((number, draft))
        else:
            runs.append([(number, draft)])
        follows = True
    lists = (run for run in runs if len(run) > _PAIR or (len(run) == _PAIR and run[0][0] == 1))
    return [draft for run in lists for _, draft in run]


def _number_of_item(page: Page, draft: Draft) -> int:
    """The number that a draft begins with and that has words to it: an entry may be long; 0 for any other."""
    if draft.level or not _open(draft):
        return 0
    if draft.rank == headings.NUMBER:
        words = page.words(draft).strip()
        return 0 if headings.is_bare(words) else headings.number_of(words) or 0
    match = None if draft.rank else _ITEM.match(page.content, draft.start, draft.start + _HEAD_OF_ITEM)
    return (headings.number_of(match[0]) or 0) if match else 0


def _running_numbers(page: Page) -> set[int]:
    """The drafts that are numbers counting on from one another; a lone "1" or "M." is a line like others."""
    drafts = page.drafts
    places = [i for i, d in enumerate(drafts) if d.rank == headings.NUMBER]
    stanzas = _heads_of_stanzas(page, places)
    places = [i for i in places if i not in stanzas]
    values = [headings.number_of(page.words(drafts[i]).strip()) or 0 for i in places]
    forms = [headings.form_of(page.words(drafts[i]).strip()) for i in places]
    accepted: set[int] = set()
    last: dict[str, int] = {}
    part = 0
    for n, (place, value, form) in enumerate(zip(places, values, forms, strict=True)):
        goes_on = any(
            v == 2 and f == form for v, f in zip(values[n + 1 : n + 40], forms[n + 1 : n + 40], strict=True)
        )
        first = value == 1 and (goes_on or place < _FRONT)
        # "II. The Sea" right over "III. The Boat" is a part's: the chapters count on over it.
        over = n + 1 < len(places) and (places[n + 1] == place + 1 or (values[n + 1] == 1 and value > 0))
        heads_part = over and value == part + 1 and values[n + 1] in (1, last.get(form, 0) + 1)
        if heads_part and (first or part):
            part = value
            accepted.add(place)
        elif first or value == last.get(form, 0) + 1 > 1 or _ROMAN.match(page.words(drafts[place])):
            accepted.add(place)
            last[form] = value
    return accepted


def _heads_of_stanzas(page: Page, places: list[int]) -> set[int]:
    """Numbers that count the stanzas of a poem: nothing but verse stands between one and the next."""
    drafts = page.drafts
    found: set[int] = set()
    for place, after in pairwise(places):
        between = drafts[place + 1 : after]
        if between and all(_is_verse(page, draft) for draft in between):
            found |= {place, after}
    verse = sum(_is_verse(page, draft) for draft in drafts) if found else 0
    return found if verse <= 0.5 * sum(d.kind.is_story for d in drafts) else set()


def _is_verse(page: Page, draft: Draft) -> bool:
    """Verse, or short lines of markup that each begin as a line of verse does."""
    if draft.kind is not BlockKind.PARAGRAPH:
        return draft.kind is BlockKind.VERSE
    lines = [line.strip() for line in page.words(draft).split("\n")]
    return len(lines) >= _STANZA and all(
        0 < len(line) <= _VERSE_LINE and not line[0].islower() for line in lines
    )


def _is_set_off(page: Page, i: int, roomy: bool) -> bool:
    """Whether words that could be a heading stand where one does."""
    drafts = page.drafts
    draft, before = drafts[i], drafts[i - 1] if i else None
    after = next((d for d in drafts[i + 1 : i + 4] if d.kind is not BlockKind.TITLE), None)
    if after is None:
        return False
    if before is not None and before.kind is BlockKind.HEADING and (before.rank in _SURE or before.level):
        return draft.gap <= 4 and (
            draft.rank == headings.CAPITALS or headings.is_bare(page.words(before).strip())
        )
    if draft.rank == headings.CAPITALS and draft.gap <= 1 and _ends_title(drafts, i):
        return True
    if draft.rank in (headings.CAPITALS, headings.TITLE) and page.words(draft)[-1:] in "!?":
        return False
    next_rank = headings.rank(page.words(after).strip()) if after.end - after.start <= 400 else 0
    # "DEAR TESS,--" opens a letter.
    if draft.rank == headings.CAPITALS and re.search(r"[.,]\W*$", page.words(draft)[-4:]):
        return False
    if before is not None and before.kind.is_story and _SIGNING_OFF.search(page.words(before)[-3:]):
        return False
    wide = draft.gap >= 2 or before is None or before.kind is BlockKind.TITLE
    if next_rank in _SURE and _open(after) and (wide or not roomy):
        return True
    if draft.rank == headings.CAPITALS:
        return wide if roomy else draft.gap >= 1 or before is None
    return (wide if roomy else draft.gap >= 1) and _heads_prose(page, draft, before, after, roomy)


def _ends_title(drafts: list[Draft], i: int) -> bool:
    """Whether a chapter's number and its title stand right above."""
    if i < 2:
        return False
    number, title = drafts[i - 2], drafts[i - 1]
    above = number.kind is title.kind is BlockKind.HEADING and number.rank in _SURE
    return above and title.rank in (headings.CAPITALS, headings.TITLE)


def _heads_prose(page: Page, draft: Draft, before: Draft | None, after: Draft, roomy: bool) -> bool:
    """A title in capitals and small letters could be a signature or a sign: it needs a paragraph under it."""
    words = page.words(draft)
    if after.gap < 1 or not after.kind.is_story:
        return False
    if (
        before is not None
        and before.kind is BlockKind.PARAGRAPH
        and before.end - before.start < 40
        and not roomy
    ):
        return False
    return after.end - after.start >= 150 and len(words.split()) >= 2


def _mark_blank_breaks(page: Page) -> None:
    """Wider white space between paragraphs is a break where the text has it only rarely."""
    pairs = [(a, b) for a, b in pairwise(page.drafts) if a.kind.is_story and b.kind is BlockKind.PARAGRAPH]
    if len(pairs) < 10:
        return
    usual = sorted(b.gap for _, b in pairs)[len(pairs) // 2]
    wide = [(a, b) for a, b in pairs if b.gap > usual and (b.gap > 1 or usual == 0)]
    if not wide or len(wide) > 0.05 * len(pairs):
        return
    breaks = {id(b): Draft(BlockKind.SCENE_BREAK, a.end, b.start, 0) for a, b in wide}
    drafts: list[Draft] = []
    for draft in page.drafts:
        if id(draft) in breaks:
            drafts.append(breaks[id(draft)])
        drafts.append(draft)
    page.drafts = drafts
