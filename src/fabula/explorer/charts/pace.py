"""Draws the pace of the telling: lengths, dialogue, scenes and sentences by part."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.explorer.charts.lanes import Lane, draw_lanes
from fabula.explorer.charts.links import Links
from fabula.explorer.charts.svg import Pen, Picture
from fabula.explorer.charts.telling import Pace, Telling


def lanes(paces: Sequence[Pace]) -> list[Lane]:
    """Length, dialogue, scenes and sentences of each part."""
    words = tuple(float(own.words) for own in paces)
    talk = tuple(100 * min(1.0, own.spoken / own.words) if own.words else None for own in paces)
    scenes = tuple(100 * own.as_scene / own.told if own.told else None for own in paces)
    sentences = tuple(own.words / own.sentences if own.sentences else None for own in paces)
    found = [
        Lane("length", "words", words, max(words, default=0)),
        Lane("dialogue", "% of the words", talk, 100),
        Lane("scenes", "% told as scene", scenes, 100),
        Lane("sentences", "words, the mean", sentences, max((own or 0 for own in sentences), default=0)),
    ]
    return [own for own in found if own.most and any(each is not None for each in own.values)]


def draw_pace(pen: Pen, links: Links, telling: Telling, name: str) -> Picture:
    """Small bars for each measure, one above the other over the same parts."""
    return draw_lanes(pen, links, name, telling.parts, lanes(telling.paces))
