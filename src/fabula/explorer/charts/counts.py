"""Counts that the charts show: who is there in which part, who talks to whom, who is where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.explorer.charts.occasions import place_name
from fabula.explorer.charts.telling import Person, Telling
from fabula.layouts.presence import shares
from fabula.plots.counts import present

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one says: lines and words, and where their first line stands."""

    person: Person
    lines: int
    words: int
    first: int


@dataclass(frozen=True, slots=True)
class Stay:
    """What happens at a place: its scenes by position, and their characters of text."""

    name: str
    number: int | None
    scenes: tuple[int, ...]
    length: int


def presence(telling: Telling, people: Sequence[Person]) -> Counts:
    """Of each part, in how much of it each is likely to be there, from 0 to 1; without scenes, how much they
    are named."""
    if not telling.scenes:
        counts = telling.mentions_by_part(people)
        named: Counts = counts / max(1.0, counts.max(initial=0))
        return named
    stays = (stay for scene in telling.scenes for stay in present(scene))
    there = shares(stays, [(part.start, part.end) for part in telling.parts])
    found: Counts = np.zeros((len(people), len(telling.parts)))
    for row, person in enumerate(people):
        for part in range(len(telling.parts)):
            found[row, part] = there.get((person.id, part), 0.0)
    return found


def spoken(telling: Telling) -> list[Spoken]:
    """Who says how much, most words first."""
    lines: dict[int, list[int]] = {}
    for line in telling.lines:
        if line.speaker in telling.known:
            assert line.speaker is not None
            own = lines.setdefault(line.speaker, [0, 0, line.start])
            own[0] += 1
            own[1] += line.words
    found = [Spoken(telling.known[person], *own) for person, own in lines.items()]
    return sorted(found, key=lambda each: (-each.words, each.first))


def talk(telling: Telling, people: Sequence[Person], start: int = 0, end: int | None = None) -> Counts:
    """How many lines each says to each between two places of the text."""
    found = np.zeros((len(people), len(people)))
    row = {person.id: at for at, person in enumerate(people)}
    last = telling.length if end is None else end
    for line in telling.lines:
        if line.speaker in row and start <= line.start < last:
            for heard in line.heard:
                if heard in row and heard != line.speaker:
                    found[row[line.speaker], row[heard]] += 1
    return found


def first_words(
    telling: Telling, people: Sequence[Person], start: int = 0, end: int | None = None
) -> dict[tuple[int, int], int]:
    """Where, between two places of the text, each says the first line to each, by entity."""
    last = telling.length if end is None else end
    chosen = {person.id for person in people}
    found: dict[tuple[int, int], int] = {}
    for line in telling.lines:
        if line.speaker is not None and line.speaker in chosen and start <= line.start < last:
            for heard in line.heard:
                if heard in chosen:
                    found.setdefault((line.speaker, heard), line.start)
    return found


def together(telling: Telling, people: Sequence[Person], start: int = 0, end: int | None = None) -> Counts:
    """In how many scenes each is with each, of those that happen between two places of the text."""
    last = telling.length if end is None else end
    row = {person.id: at for at, person in enumerate(people)}
    scenes = [scene for scene in telling.scenes if scene.start < last and start < scene.end]
    there: Counts = np.zeros((len(people), len(scenes)))
    for at, scene in enumerate(scenes):
        for own in scene.present:
            if own.entity.id in row:
                there[row[own.entity.id], at] = 1
    shared: Counts = np.einsum("ik,jk->ij", there, there)
    np.fill_diagonal(shared, 0)
    return shared


def first_together(
    telling: Telling, people: Sequence[Person], start: int, end: int
) -> dict[tuple[int, int], int]:
    """Where, between two places of the text, two are first in a scene together, by entity."""
    chosen = {person.id for person in people}
    found: dict[tuple[int, int], int] = {}
    for scene in telling.scenes:
        if scene.start < end and start < scene.end:
            own = sorted({each.entity.id for each in scene.present} & chosen)
            for at, one in enumerate(own):
                for other in own[at + 1 :]:
                    found.setdefault((one, other), max(scene.start, start))
    return found


def stays(telling: Telling) -> list[Stay]:
    """The places where scenes happen, those with most text first; places of one name count as one."""
    scenes: dict[str, list[int]] = {}
    names: dict[str, Counter[tuple[str, int | None]]] = {}
    for at, scene in enumerate(telling.scenes):
        name = place_name(scene)
        if name:
            scenes.setdefault(name.casefold(), []).append(at)
            known = name, None if scene.place is None else scene.place.id
            names.setdefault(name.casefold(), Counter())[known] += 1
    found = []
    for folded, own in scenes.items():
        name, number = max(names[folded], key=lambda each: (each[1] is not None, names[folded][each]))
        length = sum(telling.scenes[at].end - telling.scenes[at].start for at in own)
        found.append(Stay(name, number, tuple(own), length))
    return sorted(found, key=lambda each: (-each.length, each.scenes))
