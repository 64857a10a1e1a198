"""Reads the scenes of annotated stories, their places, and what they tell of whom.

See :mod:`fabula.evaluation.stories` for the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fabula.evaluation.gold_json import Fields, read_json
from fabula.evaluation.stories import Story, anchored, read_story
from fabula.types import Span


@dataclass(frozen=True, slots=True)
class GoldScene:
    """A stretch of a story from ``start`` to ``end``; people and the place go by their ids.

    ``present`` are all who are bodily there at any time in it. ``arrive`` and ``leave`` are who comes when it
    has begun and who goes before it ends, with the code point of the words that tell it. ``time`` is what the
    text says of the time.
    """

    start: int
    end: int
    mode: str
    when: str
    place: str | None
    present: frozenset[str]
    remote: frozenset[str]
    focal: str | None
    time: str | None = None
    arrive: tuple[tuple[str, int], ...] = ()
    leave: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class GoldAttribute:
    """What a reader wrote down of somebody; ``by`` is who says it, None for the narrator."""

    who: str
    kind: str
    value: str
    span: Span
    by: str | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Layers:
    """A story with its scenes, in order, and what each place is called, by its id.

    ``relations`` are one, what he is, and of whom.
    """

    story: Story
    scenes: tuple[GoldScene, ...]
    places: dict[str, tuple[str, ...]]
    attributes: tuple[GoldAttribute, ...] = ()
    relations: tuple[tuple[str, str, str], ...] = ()


def read_layers(file: Path) -> Layers:
    """The story whose annotation ``file`` is, with its scenes.

    Raises :class:`fabula.errors.EvaluationError` when a file is missing or malformed, with where it is.
    """
    story = read_story(file)
    layers = read_json(file)
    places = {
        own.text("id"): tuple(dict.fromkeys((own.text("name"), *own.texts("names"))))
        for own in layers.objects("places")
    }
    fields = list(layers.objects("scenes"))
    starts = [anchored(own, "start", story.text)[0] for own in fields]
    ends = [*starts[1:], len(story.text)]
    scenes = tuple(_scene(own, a, b, story.text) for own, a, b in zip(fields, starts, ends, strict=True))
    return Layers(
        story,
        scenes,
        places,
        tuple(_attribute(own, story.text) for own in _told(layers, "attributes")),
        tuple((own.text("a"), own.text("relation"), own.text("b")) for own in _told(layers, "relations")),
    )


def _told(layers: Fields, key: str) -> tuple[Fields, ...]:
    """A layer that need not be there."""
    return layers.objects(key) if key in layers.values else ()


def _attribute(fields: Fields, text: str) -> GoldAttribute:
    by = fields.text("by")
    return GoldAttribute(
        who=fields.text("who"),
        kind=fields.text("kind"),
        value=fields.text("value"),
        span=anchored(fields, "evidence", text),
        by=None if by == "narrator" else by,
        holds="holds" not in fields.values or fields.flag("holds"),
    )


def _scene(fields: Fields, start: int, end: int, text: str) -> GoldScene:
    arrive = _turns(fields, "arrive", start, text)
    return GoldScene(
        start=start,
        end=end,
        mode=fields.text("mode"),
        when=fields.text("when"),
        place=fields.text_or_none("place"),
        present=frozenset([*fields.texts("present"), *(who for who, _ in arrive)]),
        remote=frozenset(fields.texts("remote")),
        focal=fields.text_or_none("focal"),
        time=fields.text_or_none("time"),
        arrive=arrive,
        leave=_turns(fields, "leave", start, text),
    )


def _turns(fields: Fields, key: str, start: int, text: str) -> tuple[tuple[str, int], ...]:
    """Who comes or goes in a scene, and where the words for it stand: the nth, or the first in the scene."""
    found = []
    for who, words, nth in fields.turns(key):
        at = start - 1 if nth is None else -1
        for _ in range(nth or 1):
            at = text.find(words, at + 1)
            if at < 0:
                raise fields.fault(key, f"{words[:60]!r} does not stand there so often")
        found.append((who, at))
    return tuple(found)
