"""Whole small scenes, read by the shipped model in this process, and asked who tells and who says what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from fabula.pipeline import plain_text, read_text
from fabula.types import Emphasis, EmphasisKind, Entity, NarrativePerson, Work

SCENES = Path(__file__).parent / "scenes"


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene as it was read."""

    work: Work

    def told(self) -> list[tuple[str, str | None]]:
        """The person in which each stretch is told, and who tells it."""
        return [(each.person.value, self._name(each.narrator)) for each in self.work.cast.narrations]

    def telling(self, person: NarrativePerson) -> list[str]:
        """The words of the stretches told in a person."""
        content = self.work.text.content
        return [content[each.start : each.end] for each in self.work.cast.narrations if each.person is person]

    def speaker(self, words: str) -> str | None:
        """Who says the only quotation that holds these words."""
        content = self.work.text.content
        (found,) = [
            quote
            for quote in self.work.cast.quotes
            if any(words in content[start:end] for start, end in quote.spans)
        ]
        return self._name(found.speaker)

    def speakers(self) -> list[str | None]:
        """Who says each quotation."""
        return [self._name(quote.speaker) for quote in self.work.cast.quotes]

    def addressees(self, words: str) -> list[str | None]:
        """To whom that is said."""
        content = self.work.text.content
        (found,) = [q for q in self.work.cast.quotes if any(words in content[a:b] for a, b in q.spans)]
        return [self._name(number) for number in found.addressees]

    def means(self, words: str, within: str) -> str | None:
        """Whom the mention of some words means, the first in a longer stretch."""
        start = self.work.text.content.index(within)
        start = self.work.text.content.index(words, start)
        (found,) = [m for m in self.work.cast.mentions if (m.start, m.end) == (start, start + len(words))]
        return self._name(found.entity)

    def entity(self, name: str) -> Entity:
        """The entity of a name."""
        (found,) = [entity for entity in self.work.cast.entities if entity.name == name]
        return found

    def narrators(self) -> set[str]:
        """Who is said to tell the text."""
        return {entity.name for entity in self.work.cast.entities if entity.narrator}

    def _name(self, number: int | None) -> str | None:
        names = {entity.id: entity.name for entity in self.work.cast.entities}
        return None if number is None else names[number]


def scene_of(words: str) -> Scene:
    """Reads a scene that is given as its words."""
    return Scene(read_text(plain_text(Path("scene.txt"), words)))


def read_scene(name: str, *, italics: bool = False) -> Scene:
    """Reads the scene of that name; with ``italics``, what stands between underscores there is set so."""
    content, spans = "", list[Emphasis]()
    words = (SCENES / f"{name}.txt").read_text(encoding="utf-8")
    for number, part in enumerate(words.split("_") if italics else [words]):
        if number % 2:
            spans.append(Emphasis(EmphasisKind.ITALIC, len(content), len(content) + len(part)))
        content += part
    text = replace(plain_text(Path(f"{name}.txt"), content), emphasis=tuple(spans))
    return Scene(read_text(text))
