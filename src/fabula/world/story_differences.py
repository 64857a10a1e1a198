"""What has changed between two stories of one text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fabula.types import Scene, Story, Work


@dataclass(frozen=True, slots=True)
class StoryChange:
    """Something that is told otherwise: ``before`` and ``after`` in a few words, empty for nothing.

    ``what`` is what it is about, ``start`` a place in the text.
    """

    what: str
    start: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before or 'nothing'} → {self.after or 'nothing'}"


def story_differences(before: Work, after: Work) -> tuple[StoryChange, ...]:
    """What is told otherwise, in the order of the text; nothing where either has no story."""
    if before.story is None or after.story is None:
        return ()
    names = {entity.id: entity.name for entity in (*before.cast.entities, *after.cast.entities)}
    found = [
        *_scenes(before, after, names),
        *_attributes(before.story, after.story, names),
        *_relations(before.story, after.story, names),
    ]
    return tuple(sorted(found, key=lambda each: each.start))


def _scenes(before: Work, after: Work, names: dict[int, str]) -> Iterator[StoryChange]:
    assert before.story is not None and after.story is not None
    old = {scene.start: scene for scene in before.story.scenes}
    new = {scene.start: scene for scene in after.story.scenes}
    for start in sorted(old.keys() ^ new.keys()):
        begins = start in new
        yield StoryChange("a scene", start, "" if begins else "begins here", "begins here" if begins else "")
    for start in sorted(old.keys() & new.keys()):
        was, now = old[start], new[start]
        places = _place(before, was, names), _place(after, now, names)
        if places[0] != places[1]:
            yield StoryChange(f"the place of scene {now.id}", start, *places)
        company = _company(was, names), _company(now, names)
        if company[0] != company[1]:
            gone, come = sorted(company[0] - company[1]), sorted(company[1] - company[0])
            yield StoryChange(f"who is in scene {now.id}", start, ", ".join(gone), ", ".join(come))


def _place(work: Work, scene: Scene, names: dict[int, str]) -> str:
    if scene.place is not None:
        return names[scene.place]
    return "" if scene.place_span is None else " ".join(work.text.reads(*scene.place_span).split())


def _company(scene: Scene, names: dict[int, str]) -> frozenset[str]:
    return frozenset(names[own.entity] for own in scene.present)


def _attributes(before: Story, after: Story, names: dict[int, str]) -> Iterator[StoryChange]:
    old = {(own.start, own.end, own.kind, own.entity): own for own in before.attributes}
    new = {(own.start, own.end, own.kind, own.entity): own for own in after.attributes}
    for key in old.keys() ^ new.keys():
        own = old.get(key) or new[key]
        what = f"{names[own.entity]}, {own.kind.value}"
        yield StoryChange(what, own.start, own.value if key in old else "", own.value if key in new else "")


def _relations(before: Story, after: Story, names: dict[int, str]) -> Iterator[StoryChange]:
    old = {(own.a, own.relation, own.b): own for own in before.relations}
    new = {(own.a, own.relation, own.b): own for own in after.relations}
    for key in old.keys() ^ new.keys():
        own = old.get(key) or new[key]
        said = f"{names[own.a]} is {own.relation.value} {names[own.b]}"
        start = own.spans[0][0] if own.spans else 0
        yield StoryChange("a relation", start, said if key in old else "", said if key in new else "")
