"""Whether what comes out of a world can be: a file that was damaged or edited may say anything."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from fabula.types import (
    ENTITY_TYPES,
    MENTION_FORMS,
    RELATIONS,
    SUPERSENSES,
    UPOS,
    XPOS,
    Annotations,
    Block,
    IntColumn,
    PairScores,
    Quote,
    Repair,
    Story,
    Text,
    Work,
)

_ROUNDED = 1e-6
"""How far a probability may be out of 0 to 1."""


def require_sound_work(work: Work) -> None:
    """Raise ValueError where a work names an entity that it lacks, or a place that its text lacks."""
    require_sound_text(work.text)
    cast, size = work.cast, len(work.text.content)
    present = {entity.id for entity in cast.entities}
    people = {None, *present}
    named = (
        *(each.entity for each in cast.mentions),
        *(each.speaker for each in cast.quotes),
        *(each.narrator for each in cast.narrations),
    )
    if not people.issuperset(named):
        raise ValueError("an entity that there is not")
    if not present.issuperset(n for each in cast.quotes for n in each.addressees):
        raise ValueError("somebody spoken to that there is not")
    if not present.issuperset(n for each in cast.entities for n in each.members):
        raise ValueError("a member that there is not")
    if not present.issuperset(n for each in cast.quotes for n, _ in each.alternatives):
        raise ValueError("somebody who may speak that there is not")
    _require_places(((each.start, each.end) for each in cast.mentions), size)
    _require_places(((each.start, each.end) for each in cast.narrations), size)
    _require_places((span for each in cast.quotes for span in each.spans), size)
    _require_places((each.speaker_mention for each in cast.quotes if each.speaker_mention), size)
    require_sound_quotes(cast.quotes)
    _require_shares(
        [*(each.confidence for each in cast.mentions), *(each.confidence for each in cast.narrations)]
    )
    counts = [count for each in cast.entities for count in (each.mentions, each.quotes, each.first or 0)]
    if not all(isinstance(count, int) for count in (*counts, work.tokens)):
        raise ValueError("a count that is no number")
    _require_words(word for each in cast.entities for word in (each.name, *each.aliases, *each.pronouns))
    if work.story is not None:
        _require_sound_story(work.story, present, size)


def _require_sound_story(story: Story, people: set[int], size: int) -> None:
    present = [own for scene in story.scenes for own in scene.present]
    times = [*story.times, *(scene.time for scene in story.scenes if scene.time is not None)]
    named = {own.entity for own in present} | {own.entity for own in story.locations}
    named |= {own.entity for own in story.attributes}
    named |= {n for own in story.events for n in (*own.agents, *own.patients, *own.recipients)}
    named |= {n for own in story.relations for n in (own.a, own.b)}
    maybe = {n for own in story.scenes for n in (own.place, own.focal)}
    maybe |= {own.place for own in story.locations} | {own.place for own in story.events}
    maybe |= {own.by for own in story.attributes}
    if not people.issuperset(named) or not {*people, None}.issuperset(maybe):
        raise ValueError("somebody or some place of a scene that there is not")
    laid = (story.scenes, present, story.locations, times, story.events, story.attributes)
    for stretches in laid:
        _require_places(((each.start, each.end) for each in stretches), size)
    _require_places((scene.place_span for scene in story.scenes if scene.place_span is not None), size)
    _require_places((own.place_span for own in story.locations), size)
    _require_places((span for own in story.relations for span in own.spans), size)
    _require_places(((own.since, own.until) for own in story.attributes), size)
    _require_words(time.value for time in times)
    _require_words(own.lemma for own in story.events)
    _require_words(own.value for own in story.attributes)
    doubted = (story.scenes, present, story.locations, story.events, story.attributes, story.relations)
    for claims in doubted:
        _require_shares(each.confidence for each in claims)
    for scene in story.scenes:
        _require_shares((scene.place_confidence, scene.focal_confidence, scene.when_confidence))
        if not isinstance(scene.order, (int, float)) or not math.isfinite(scene.order):
            raise ValueError("a place in the order of time that is no number")


def require_sound_quotes(quotes: Sequence[Quote]) -> None:
    """Raise ValueError where a quotation has no words, or its probabilities are none."""
    if not all(each.spans for each in quotes):
        raise ValueError("a quotation without words")
    _require_shares(each.confidence for each in quotes)
    _require_shares(share for each in quotes for _, share in each.alternatives)


def _require_shares(shares: Iterable[float]) -> None:
    if not all(isinstance(share, (int, float)) and -_ROUNDED <= share <= 1 + _ROUNDED for share in shares):
        raise ValueError("a confidence that is no probability")


def require_sound_text(text: Text) -> None:
    """Raise ValueError where a text names a place that it lacks, or holds a word that is none."""
    about = text.metadata
    _require_words((text.content, text.source, about.title, about.author, about.language, about.summary))
    _require_words((*about.tags, *about.other, *about.other.values(), *text.warnings))
    _require_words(each.title for each in text.chapters)
    _require_words(each.name for each in text.parts)
    _require_words(each.reads for each in text.repairs)
    _require_words(name for name in (about.file_title, about.file_author) if name is not None)
    laid = (text.blocks, text.chapters, text.parts, text.emphasis, text.repairs)
    _require_places(((each.start, each.end) for stretches in laid for each in stretches), len(text.content))
    _require_order(text.blocks)
    _require_order(text.repairs)
    _require_places(((at, at) for at, _ in text.doubts), len(text.content))


def require_sound_annotations(notes: Annotations, text: Text) -> None:
    """Raise ValueError where annotations do not fit one another, or the text as it reads."""
    if any(problem := what for what, holds in _checks(notes, text) if not holds):
        raise ValueError(problem)


def _checks(notes: Annotations, text: Text) -> Iterator[tuple[str, bool]]:
    words, size = notes.words, len(text.content)
    tokens, mentions, quotations = len(notes.token_start), len(notes.mention_start), len(notes.quotations)
    yield "tokens that are not there", len(notes.token_end) == len(notes.token_block) == tokens
    for column in (notes.token_start, notes.token_end):
        yield "tokens outside of the text", _within(column, 0, size)
    yield "tokens outside of the blocks", _within(notes.token_block, 0, len(text.blocks) - 1)
    yield "sentences that do not end", len(notes.sentence_start) == len(notes.sentence_end)
    for column in (notes.sentence_start, notes.mention_start):
        yield "beginnings outside of the tokens", _within(column, 0, tokens - 1)
    for column in (notes.sentence_end, notes.mention_end):
        yield "ends outside of the tokens", _within(column, 1, tokens)
    own = (notes.mention_end, notes.mention_type, notes.mention_form, notes.mention_quotation)
    whole = all(len(each) == mentions for each in (*own, notes.mention_score))
    yield "mentions of which something is missing", whole
    yield "mentions without words", bool(np.all(notes.mention_start < notes.mention_end))
    yield "a type of mention that there is not", _within(notes.mention_type, 0, len(ENTITY_TYPES) - 1)
    yield "a form of mention that there is not", _within(notes.mention_form, 0, len(MENTION_FORMS) - 1)
    yield "mentions in no quotation", _within(notes.mention_quotation, -1, quotations - 1)
    for each in notes.quotations:
        places = [place for span in each.spans for place in span]
        within = bool(places) and places[0] >= 0 and places[-1] <= size and places == sorted(places)
        yield "a quotation outside of the text", within and 0 <= each.paragraph < len(text.blocks)
    yield "antecedents", _fit(notes.antecedents, mentions, mentions)
    for scores in (notes.speakers, notes.addressees, *notes.parted):
        yield "speakers", _fit(scores, quotations, mentions)
    columns = (words.lemma, words.upos, words.xpos, words.head, words.relation)
    beliefs = (words.upos_score, words.head_score, words.event)
    yield "words of which something is missing", all(len(each) == tokens for each in (*columns, *beliefs))
    for column, known in ((words.upos, UPOS), (words.xpos, XPOS), (words.relation, RELATIONS)):
        yield "a kind of word that there is not", _within(column, 0, len(known) - 1)
    yield "supersenses", len(words.sense) == len(words.sense_score) and len(words.sense) in (0, tokens)
    yield "a supersense that there is not", _within(words.sense, 0, 2 * len(SUPERSENSES))
    yield "beginnings of scenes", len(notes.boundary) in (0, len(notes.block_tokens))
    yield "a head outside of the tokens", _within(words.head, -1, tokens - 1)


def _fit(scores: PairScores, rows: int, columns: int) -> bool:
    offsets = scores.offsets
    if len(offsets) != rows + 1 or len(scores.none) != rows or len(scores.index) != len(scores.score):
        return False
    rising = bool(np.all(np.diff(offsets) >= 0)) and offsets[0] == 0 and offsets[-1] == len(scores.index)
    return rising and _within(scores.index, 0, columns - 1)


def _within(column: IntColumn, least: int, most: int) -> bool:
    return len(column) == 0 or (int(column.min()) >= least and int(column.max()) <= most)


def _require_places(spans: Iterable[tuple[int, int]], size: int) -> None:
    for start, end in spans:
        if not (type(start) is int and type(end) is int and 0 <= start <= end <= size):
            raise ValueError("a place that is not in the text")


def _require_order(stretches: Sequence[Block] | Sequence[Repair]) -> None:
    last = 0
    for each in stretches:
        if each.start < last:
            raise ValueError("stretches that lie over one another")
        last = each.end


def _require_words(words: Iterable[str]) -> None:
    if not all(isinstance(word, str) for word in words):
        raise ValueError("a word that is none")
