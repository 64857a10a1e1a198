"""``fabula-xray/1``: who and what is in a book, where, and in which words, as e-readers show it page by page.

``docs/how-to/writers.md`` describes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from fabula.exports.json1 import write_document
from fabula.exports.places import Places
from fabula.lang.en.kin import SYMMETRIC
from fabula.types import Block, Entity, Mention, MentionForm, Work, holding

FORMAT = "fabula-xray/1"
MOST_EXCERPTS = 6
"""Excerpts that are chosen for one entry: the first, and those that hold most of the others."""
LONGEST_EXCERPT = 400
_LIKELY = 0.5


def write(work: Work, path: Path) -> None:
    """Writes the document, in UTF-8. Raises OSError, and UnicodeEncodeError for half a character."""
    write_document(document(work), path)


def document(work: Work) -> dict[str, Any]:
    """The document as plain values. All offsets are code points of the text, as everywhere in Fabula."""
    mentions, places = _by_entity(work), Places(work)
    entries = [entity for entity in work.cast.entities if entity.is_recurring and mentions[entity.id]]
    characters = [entity for entity in entries if entity.is_character]
    terms = [entity for entity in entries if not entity.is_character]
    excerpts = _Excerpts(work, places, {entity.id for entity in entries})
    told = {
        "characters": [_entry(work, places, entity, mentions[entity.id], excerpts) for entity in characters],
        "terms": [_entry(work, places, entity, mentions[entity.id], excerpts) for entity in terms],
    }
    return {
        "format": FORMAT,
        "work": {
            "id": int(work.id),
            "title": work.title,
            "author": work.text.metadata.author,
            "source": work.text.source,
            "length": len(work.text.content),
        },
        "chapters": [
            {"number": number, "title": chapter.title, "start": int(chapter.start), "end": int(chapter.end)}
            for number, chapter in enumerate(work.text.chapters, start=1)
        ],
        **told,
        "excerpts": excerpts.chosen(),
    }


def _by_entity(work: Work) -> Mapping[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    for mention in sorted(work.cast.mentions, key=attrgetter("start", "end")):
        if mention.entity is not None:
            found[mention.entity].append(mention)
    return found


def _entry(
    work: Work, places: Places, entity: Entity, mentions: Sequence[Mention], excerpts: _Excerpts
) -> dict[str, Any]:
    """What there is on somebody or something. Pronouns are counted, and only names and nouns listed."""
    named = [mention for mention in mentions if mention.form is not MentionForm.PRONOUN]
    chapters = Counter(places.chapter(mention.start) for mention in mentions)
    return {
        "id": int(entity.id),
        "type": entity.type.value,
        "label": entity.name,
        "aliases": list(entity.aliases),
        "pronouns": list(entity.pronouns),
        "mentions": len(mentions),
        "lines": int(entity.quotes),
        "told": _told(work, entity.id),
        "chapters": [
            {"number": number, "mentions": chapters[number]}
            for number in range(1, len(work.text.chapters) + 1)
            if chapters[number]
        ],
        "occurrences": [[int(mention.start), int(mention.end)] for mention in named],
        "excerpts": excerpts.choose(named or mentions),
    }


def _told(work: Work, entity: int) -> list[str]:
    """What is told of somebody in a few words, the surest first: "age: nineteen", "sibling of Martin"."""
    if work.story is None:
        return []
    names = {each.id: each.name for each in work.cast.entities}
    found = [
        (own.confidence, f"{own.kind.value}: {own.value}")
        for own in work.story.attributes
        if own.entity == entity and own.holds and own.confidence >= _LIKELY
    ]
    for own in work.story.relations:
        if own.confidence < _LIKELY:
            continue
        if own.a == entity:
            found.append((own.confidence, f"{own.relation.value} {names[own.b]}"))
        elif own.b == entity and own.relation.value in SYMMETRIC:
            found.append((own.confidence, f"{own.relation.value} {names[own.a]}"))
    return list(dict.fromkeys(said for _, said in sorted(found, key=lambda one: (-one[0], one[1]))))


class _Excerpts:
    """Paragraphs that show somebody, each with all who are in it."""

    def __init__(self, work: Work, places: Places, entries: Iterable[int]) -> None:
        self._places = places
        self._text = work.text
        self._blocks = work.text.blocks
        self._there: dict[int, list[Mention]] = defaultdict(list)
        known = set(entries)
        for mention in work.cast.mentions:
            if mention.entity in known:
                self._there[self._block(mention.start)].append(mention)
        self._chosen: dict[tuple[int, int], int] = {}
        self._ids: dict[tuple[int, int], list[int]] = {}

    def choose(self, mentions: Sequence[Mention]) -> list[int]:
        """The numbers of the excerpts that show an entry best, in the order of the text."""
        first: dict[int, Mention] = {}
        for mention in mentions:
            block = self._block(mention.start)
            if block >= 0 and self._blocks[block].kind.is_story:
                first.setdefault(block, mention)
        begin = min(first, default=None)
        best = sorted(first, key=lambda block: (block != begin, -len(self._in(block)), block))
        return [self._number(block, first[block]) for block in sorted(best[:MOST_EXCERPTS])]

    def _number(self, block: int, mention: Mention) -> int:
        start, end = _window(self._blocks[block], mention, self._text.content)
        number = self._chosen.setdefault((start, end), len(self._chosen) + 1)
        self._ids[start, end] = sorted(self._in(block, start, end))
        return number

    def _in(self, block: int, start: int = 0, end: int | None = None) -> set[int]:
        """Who is in a paragraph, or in a stretch of it."""
        until = self._blocks[block].end if end is None else end
        found = (own for own in self._there[block] if start <= own.start < until)
        return {int(own.entity) for own in found if own.entity is not None}

    def chosen(self) -> list[dict[str, Any]]:
        """All excerpts that were chosen, by their numbers."""
        return [
            {
                "id": number,
                "start": start,
                "end": end,
                "chapter": self._places.chapter(start),
                "text": " ".join(self._text.reads(start, end).split()),
                "entities": self._ids[start, end],
            }
            for (start, end), number in self._chosen.items()
        ]

    def _block(self, offset: int) -> int:
        number = holding(self._blocks, offset)
        return -1 if number is None else number


def _window(block: Block, mention: Mention, content: str) -> tuple[int, int]:
    """The paragraph, or of a long one the words around a mention."""
    if block.end - block.start <= LONGEST_EXCERPT:
        return int(block.start), int(block.end)
    half = LONGEST_EXCERPT // 2
    start, end = max(block.start, mention.start - half), min(block.end, mention.start + half)
    while block.start < start < mention.start and not content[start - 1].isspace():
        start += 1
    while mention.end < end < block.end and not content[end].isspace():
        end -= 1
    return int(start), int(end)
