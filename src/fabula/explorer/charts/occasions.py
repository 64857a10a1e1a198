"""The columns of the storyline chart: scenes, or more of them together where there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from fabula.explorer.charts.telling import Part, Person, Telling
from fabula.layouts.companies import companies
from fabula.story_records import ToldScene

MOST_SCENES = 60
"""So many scenes are shown one by one unless it is asked otherwise; more are put together by chapter."""
MOST_COLUMNS = 400
DOUBTFUL = 0.6


@dataclass(frozen=True, slots=True)
class Occasion:
    """One column: a scene (``number``), or several; ``groups`` are those who meet, by entity.

    ``shares`` says in which part of its scenes each is there; ``doubtful`` are those of whom that is not
    sure. ``part`` is the chapter, ``placed`` where it mostly happens, empty where that is not known, and
    ``place`` the entity of that place.
    """

    title: str
    number: int | None
    start: int
    part: int
    placed: str
    place: int | None
    groups: tuple[tuple[int, ...], ...]
    shares: dict[int, float]
    doubtful: frozenset[int]


def occasions(
    telling: Telling, people: Sequence[Person], *, by_scene: bool, by_story: bool
) -> list[Occasion]:
    """The columns, in the order of the telling or of the story."""
    scenes = in_story_order(telling.scenes) if by_story else list(telling.scenes)
    chosen = {person.id for person in people}
    if by_scene:
        runs = in_runs([[scene] for scene in scenes])
    else:
        by_part = groupby(scenes, key=lambda scene: telling.part_at(scene.start))
        runs = in_runs([list(own) for _, own in by_part])
    return [_occasion(telling, run, chosen) for run in runs]


def in_story_order(scenes: Iterable[ToldScene]) -> list[ToldScene]:
    """Scenes as they happen; one whose time is not known follows the one told before it."""
    last, placed = 0, []
    for scene in scenes:
        last = scene.order or last
        placed.append((last, scene.start, scene))
    return [scene for *_, scene in sorted(placed, key=lambda each: each[:2])]


def in_runs(runs: list[list[ToldScene]]) -> list[list[ToldScene]]:
    """As they are, or some after one another put together where there are too many to draw."""
    each = -(-len(runs) // MOST_COLUMNS) or 1
    return [list(chain.from_iterable(runs[at : at + each])) for at in range(0, len(runs), each)]


def _occasion(telling: Telling, scenes: Sequence[ToldScene], chosen: set[int]) -> Occasion:
    there = [tuple(own.entity.id for own in scene.present if own.entity.id in chosen) for scene in scenes]
    counts = Counter(person for scene in there for person in dict.fromkeys(scene))
    sure: dict[int, float] = {}
    places: Counter[tuple[str, int | None]] = Counter()
    for scene in scenes:
        if place_name(scene):
            number = None if scene.place is None else scene.place.id
            places[place_name(scene), number] += scene.end - scene.start
        for own in scene.present:
            sure[own.entity.id] = max(sure.get(own.entity.id, 0.0), own.confidence)
    placed, place = places.most_common(1)[0][0] if places else ("", None)
    first = scenes[0]
    part = telling.part_at(first.start)
    single = len(scenes) == 1
    return Occasion(
        title=f"Scene {first.id}" if single else _title(telling.parts[part], scenes),
        number=first.id if single else None,
        start=first.start,
        part=part,
        placed=placed,
        place=place,
        groups=companies(there),
        shares={person: count / len(scenes) for person, count in counts.items()},
        doubtful=frozenset(person for person in counts if sure[person] < DOUBTFUL),
    )


def _title(part: Part, scenes: Sequence[ToldScene]) -> str:
    return f"{part.title}, scenes {scenes[0].id} to {scenes[-1].id}"


def place_name(scene: ToldScene) -> str:
    """Where a scene happens: the name of the place, else the words that tell it."""
    return " ".join((scene.place.name if scene.place else scene.place_text).split())
