"""A work up to a place in it: what a reader who is there knows, and nothing that comes after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np

from fabula.types import (
    RELATIONS,
    Annotations,
    Block,
    Cast,
    Chapter,
    Emphasis,
    Entity,
    Event,
    Location,
    Mention,
    MentionForm,
    Narration,
    PairScores,
    Part,
    Presence,
    Quote,
    Relation,
    Scene,
    Story,
    Text,
    Words,
    Work,
)

UNNAMED = "somebody"
"""The name of one who has spoken and not been told of yet."""
_Stretch = TypeVar("_Stretch", Block, Chapter, Emphasis, Location, Narration, Part, Presence, Scene)


def up_to(work: Work, offset: int) -> Work:
    """The part of a work before a code point of its text, as a work of its own under the same numbers.

    Names that come later are gone, and so are people, chapters, the summary and the tags of the file.
    Who is one person stays so, also where the text reveals it later; the name is then the one known so far.
    """
    text = _text(work.text, offset)
    cast = _cast(work, offset)
    there = {entity.id for entity in cast.entities}
    story = None if work.story is None else _story(work.story, offset, there)
    share = len(text.content) / max(1, len(work.text.content))
    return replace(work, text=text, cast=cast, story=story, tokens=round(work.tokens * share))


def words_up_to(notes: Annotations, offset: int) -> Annotations:
    """The words before a code point and what is said of each, without mentions, quotations and scores.

    A word whose head comes later hangs on nothing.
    """
    size = int(np.searchsorted(notes.token_end, offset, side="right"))
    words = notes.words
    heads = words.head[:size]
    sentences = int(np.searchsorted(notes.sentence_start, size))
    none, nothing = np.zeros(0, np.int32), np.zeros(0, np.float32)
    scores = PairScores(np.zeros(1, np.int32), none, nothing, nothing)
    return Annotations(
        token_start=notes.token_start[:size],
        token_end=notes.token_end[:size],
        token_block=notes.token_block[:size],
        sentence_start=notes.sentence_start[:sentences],
        sentence_end=np.minimum(notes.sentence_end[:sentences], size),
        mention_start=none,
        mention_end=none,
        mention_type=none,
        mention_form=none,
        mention_score=nothing,
        mention_quotation=none,
        quotations=(),
        antecedents=scores,
        speakers=scores,
        addressees=scores,
        words=Words(
            words.lemma[:size],
            words.upos[:size],
            words.xpos[:size],
            np.where(heads < size, heads, -1).astype(np.int32),
            np.where(heads < size, words.relation[:size], RELATIONS.index("root")).astype(np.int32),
            words.upos_score[:size],
            words.head_score[:size],
            words.event[:size],
            words.sense[:size],
            words.sense_score[:size],
        ),
    )


def _text(text: Text, offset: int) -> Text:
    return replace(
        text,
        content=text.content[:offset],
        blocks=_before(text.blocks, offset),
        chapters=_before(text.chapters, offset),
        metadata=replace(text.metadata, summary="", tags=(), other={}),
        parts=_before(text.parts, offset),
        guessed=tuple((start, min(end, offset)) for start, end in text.guessed if start < offset),
        doubts=tuple(doubt for doubt in text.doubts if doubt[0] < offset),
        emphasis=_before(text.emphasis, offset),
        repairs=tuple(own for own in text.repairs if own.end <= offset),
    )


def _before(stretches: Iterable[_Stretch], offset: int) -> tuple[_Stretch, ...]:
    """Those that begin before a place, the last one cut there."""
    return tuple(
        own if own.end <= offset else replace(own, end=offset) for own in stretches if own.start < offset
    )


def _cast(work: Work, offset: int) -> Cast:
    mentions = tuple(own for own in work.cast.mentions if own.end <= offset)
    quotes = [_line(own, offset) for own in work.cast.quotes if own.start < offset]
    narrations = _before(work.cast.narrations, offset)
    told: dict[int, list[Mention]] = defaultdict(list)
    for own in mentions:
        if own.entity is not None:
            told[own.entity].append(own)
    lines: dict[int | None, int] = defaultdict(int)
    for quote in quotes:
        lines[quote.speaker] += 1
    heard = {entity for quote in quotes for entity in quote.addressees}
    tellers = {own.narrator for own in narrations}
    entities = [
        known_as(work.text, own, told[own.id], lines[own.id], tells=own.id in tellers)
        for own in work.cast.entities
        if told[own.id] or lines[own.id] or own.id in heard or own.id in tellers
    ]
    there = {entity.id for entity in entities}
    return Cast(
        tuple(replace(own, members=tuple(m for m in own.members if m in there)) for own in entities),
        mentions,
        tuple(
            replace(own, alternatives=tuple(one for one in own.alternatives if one[0] in there))
            for own in quotes
        ),
        narrations,
    )


def _line(quote: Quote, offset: int) -> Quote:
    spans = tuple((start, min(end, offset)) for start, end in quote.spans if start < offset)
    mention = quote.speaker_mention
    return replace(quote, spans=spans, speaker_mention=mention if mention and mention[1] <= offset else None)


def known_as(text: Text, entity: Entity, told: list[Mention], lines: int, *, tells: bool) -> Entity:
    """Somebody by the names and the counts that some mentions give; ``lines`` of theirs are as many."""
    words = {_folded(text.reads(own.start, own.end)) for own in told}
    every = [entity.name, *entity.aliases]
    names = [name for name in every if _folded(name) in words]
    if not names and tells:
        names = [name for name in every if name.casefold() == "narrator"]
    if not names:
        described = [own for own in told if own.form is not MentionForm.PRONOUN]
        names = [" ".join(text.reads(own.start, own.end).split()) for own in described[:1]] or [UNNAMED]
    meant = any(own.form is MentionForm.PRONOUN for own in told)
    return replace(
        entity,
        name=names[0],
        aliases=tuple(names[1:]),
        pronouns=entity.pronouns if meant else (),
        mentions=len(told),
        quotes=lines,
        narrator=entity.narrator and tells,
        first=min((own.start for own in told), default=entity.first),
    )


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _story(story: Story, offset: int, there: set[int]) -> Story:
    scenes = [_scene(own, offset, there) for own in _before(story.scenes, offset)]
    ranks: Mapping[int, int] = {
        order: rank for rank, order in enumerate(sorted({own.order for own in scenes if own.order}), start=1)
    }
    return Story(
        tuple(replace(own, order=ranks.get(own.order, 0)) for own in scenes),
        tuple(
            replace(own, place=own.place if own.place in there else None)
            for own in _before(story.locations, offset)
            if own.place_span[1] <= offset and own.entity in there
        ),
        tuple(own for own in story.times if own.end <= offset),
        tuple(_event(own, there) for own in story.events if own.end <= offset),
        tuple(
            replace(own, until=min(own.until, offset))
            for own in story.attributes
            if own.end <= offset and own.since <= offset and own.entity in there
        ),
        tuple(_relations(story.relations, offset, there)),
    )


def _event(event: Event, there: set[int]) -> Event:
    return replace(
        event,
        agents=tuple(n for n in event.agents if n in there),
        patients=tuple(n for n in event.patients if n in there),
        recipients=tuple(n for n in event.recipients if n in there),
        place=event.place if event.place in there else None,
    )


def _relations(relations: Iterable[Relation], offset: int, there: set[int]) -> Iterator[Relation]:
    """Those of which a word has been said; what others tell is not known before they are."""
    for own in relations:
        spans = tuple(span for span in own.spans if span[1] <= offset)
        if spans and own.a in there and own.b in there:
            yield replace(own, spans=spans)


def _scene(scene: Scene, offset: int, there: set[int]) -> Scene:
    told = scene.place_span is not None and scene.place_span[1] <= offset
    return replace(
        scene,
        place=scene.place if told and scene.place in there else None,
        place_span=scene.place_span if told else None,
        present=tuple(own for own in _before(scene.present, offset) if own.entity in there),
        focal=scene.focal if scene.focal in there else None,
        time=scene.time if scene.time and scene.time.end <= offset else None,
    )
