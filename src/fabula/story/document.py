"""A work laid out for the story layer: paragraphs, words, and whom each mention is of; no rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.types import (
    ENTITY_TYPES,
    MENTION_FORMS,
    RELATIONS,
    SUPERSENSES,
    UPOS,
    XPOS,
    Annotations,
    BlockKind,
    Cast,
    EntityType,
    MentionForm,
    NarrativePerson,
    Quote,
    Text,
    Words,
    float_array,
    int_array,
)

NOBODY = 0
"""In place of an entity's number where the cast has none."""
_WITHIN = frozenset(["det", "amod", "compound", "nmod:poss", "nummod"])
"""How words that belong to a noun hang on it, before it."""
_TALE_PARAGRAPHS, _TALE_WORDS = 3, 300
"""What a quotation has at least that is a tale told within the story: its words narrate."""


@dataclass(frozen=True, slots=True)
class ToldMention:
    """A mention of an entity: its words as token numbers (end exclusive), and how it stands in the sentence.

    ``relation`` is that of its head word to ``governor``, the lemma that it hangs on; ``preposition`` the
    word that leads it in. ``spoken``: whether it stands in speech.
    """

    entity: int
    first: int
    end: int
    head: int
    type: EntityType
    form: MentionForm
    relation: str
    governor: str
    preposition: str
    spoken: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the telling: code points, tokens, and whether the page parts it from the one before.

    ``after_break``: a printed break is between; ``opens_chapter``: a heading is. ``boundary``: the log odds
    that a scene begins here, as far as the words around it tell.
    """

    start: int
    end: int
    first: int
    last: int
    after_break: bool
    opens_chapter: bool
    boundary: float = 0.0

    @property
    def is_parted(self) -> bool:
        """Whether the page parts it from the paragraph before."""
        return self.after_break or self.opens_chapter


class Document:
    """Paragraphs, tokens and mentions of a work, in order."""

    def __init__(self, text: Text, notes: Annotations, cast: Cast) -> None:
        self.text, self.cast = text, cast
        self.starts: Sequence[int] = int_array(notes.token_start)
        self.ends: Sequence[int] = int_array(notes.token_end)
        words = notes.words
        self.lemma = words.lemma
        lower = {lemma: lemma.lower() for lemma in set(words.lemma)}
        self.lower = [lower[lemma] for lemma in words.lemma]
        self.upos = [UPOS[k] for k in words.upos]
        self.xpos = [XPOS[k] for k in words.xpos]
        self.relation = [RELATIONS[k] for k in words.relation]
        self.head: Sequence[int] = int_array(words.head)
        self.event: Sequence[float] = float_array(words.event)
        self.sense = _senses(words)
        self.has_senses = len(words.sense) > 0
        self.spoken = self._in_speech(notes, cast)
        self.paragraphs = self._paragraphs(text, notes)
        self._quotes = sorted(cast.quotes, key=lambda quote: quote.start)
        self._quote_starts = [quote.start for quote in self._quotes]
        self.entities = {entity.id: entity for entity in cast.entities}
        self.mentions = self._mentions(notes, cast)
        self.mention_starts = [own.first for own in self.mentions]

    def _in_speech(self, notes: Annotations, cast: Cast) -> list[bool]:
        """Whether each word is in a quotation of the cast, which has none that a person says is no speech.

        A tale told over many paragraphs is narration, with the speech that is quoted in it.
        """
        spoken = np.zeros(len(self.starts), bool)
        for quote in sorted(cast.quotes, key=lambda own: own.start):
            parts = [tuple(np.searchsorted(notes.token_start, span).tolist()) for span in quote.spans]
            blocks = {int(k) for first, end in parts for k in notes.token_block[first:end]}
            tale = len(blocks) >= _TALE_PARAGRAPHS and sum(b - a for a, b in parts) >= _TALE_WORDS
            for first, end in parts:
                spoken[first:end] = not tale
        found: list[bool] = spoken.tolist()
        return found

    def _paragraphs(self, text: Text, notes: Annotations) -> list[Paragraph]:
        found: list[Paragraph] = []
        parted = chapter = False
        begins = dict(zip(notes.block_tokens.tolist(), notes.boundary.tolist(), strict=False))
        for block in text.blocks:
            parted |= block.kind is BlockKind.SCENE_BREAK
            chapter |= block.kind in (BlockKind.HEADING, BlockKind.TITLE)
            if not block.kind.is_story:
                continue
            first, last = bisect_right(self.starts, block.start - 1), bisect_right(self.starts, block.end - 1)
            if first < last:
                begin = begins.get(first, 0.0)
                found.append(Paragraph(block.start, block.end, first, last, parted, chapter, begin))
                parted = chapter = False
        return found

    def _mentions(self, notes: Annotations, cast: Cast) -> list[ToldMention]:
        """The mentions of the cast: a person may have added some that the annotations lack."""
        types = {
            notes.mention_span(i): ENTITY_TYPES[kind] for i, kind in enumerate(notes.mention_type.tolist())
        }
        found: list[ToldMention] = []
        for own in cast.mentions:
            first, end = bisect_right(self.ends, own.start), bisect_left(self.starts, own.end)
            if own.entity is not None and first < end:
                kind = types.get((own.start, own.end), own.type)
                found.append(self._told(own.entity, first, end, kind, own.form))
        return sorted(found, key=lambda own: (own.first, -own.end))

    def _told(self, entity: int, first: int, end: int, kind: EntityType, form: MentionForm) -> ToldMention:
        head = self._head(first, end)
        over = self.head[head]
        near = range(max(0, first - 2), end)
        cases = [k for k in near if self.head[k] == head and self.relation[k] == "case"]
        return ToldMention(
            entity,
            first,
            end,
            head,
            kind,
            form,
            self.relation[head],
            self.lemma[over] if over >= 0 else "",
            self.lemma[cases[0]] if cases else "",
            self.spoken[first],
        )

    def phrase(self, noun: int) -> ToldMention:
        """A noun with the words before it that hang on it, as a place of which the cast knows nothing."""
        first = noun
        while first > 0 and self.head[first - 1] == noun and self.relation[first - 1] in _WITHIN:
            first -= 1
        return self._told(NOBODY, first, noun + 1, EntityType.FACILITY, MentionForm.NOMINAL)

    def mention_at(self, notes: Annotations, start: int, end: int) -> ToldMention:
        """What stands at these code points, as a mention whether or not the cast knows whose it is."""
        first, last = bisect_right(self.ends, start), max(bisect_left(self.starts, end), 1)
        first = min(first, last - 1)
        given = np.flatnonzero((notes.mention_start == first) & (notes.mention_end == last)).tolist()
        kind, form = EntityType.FACILITY, MentionForm.NOMINAL
        for i in given[:1]:
            kind, form = ENTITY_TYPES[notes.mention_type[i]], MENTION_FORMS[notes.mention_form[i]]
        return self._told(NOBODY, first, last, kind, form)

    def _head(self, first: int, end: int) -> int:
        """The word of a mention that hangs on a word outside of it."""
        outside = [k for k in range(first, end) if not first <= self.head[k] < end]
        return outside[-1] if outside else end - 1

    def word_at(self, offset: int) -> int:
        """The first word that begins at a code point or after it."""
        return min(bisect_left(self.starts, offset), len(self.starts) - 1)

    def quotes_in(self, start: int, end: int) -> Sequence[Quote]:
        """The quotations that begin between two code points."""
        return self._quotes[bisect_left(self._quote_starts, start) : bisect_left(self._quote_starts, end)]

    def told(self, first: int, end: int) -> list[ToldMention]:
        """The mentions that begin within some tokens."""
        low, high = bisect_right(self.mention_starts, first - 1), bisect_right(self.mention_starts, end - 1)
        return self.mentions[low:high]

    def token_at(self, offset: int) -> int:
        """The first token that begins at a code point or after it."""
        return bisect_left(self.starts, offset)

    def narrated(self, first: int, end: int) -> list[int]:
        """The tokens of narration among some."""
        return [k for k in range(first, end) if not self.spoken[k]]

    def is_person(self, entity: int) -> bool:
        """Whether an entity can be there as somebody."""
        return self.entities[entity].is_character

    def teller(self, start: int) -> int | None:
        """Who tells the words at a place as *I*, or None."""
        for own in self.cast.narrations:
            if own.start <= start < own.end and own.person is NarrativePerson.FIRST:
                return own.narrator
        return None


def _senses(words: Words) -> list[str]:
    """The supersense of each word, or that of the phrase it is in; "" for one without."""
    names = ("", *SUPERSENSES, *SUPERSENSES)
    known: list[int] = words.sense.tolist()
    return [names[k] for k in known] or [""] * len(words.lemma)
