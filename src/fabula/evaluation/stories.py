"""Reads annotated stories: the cast of a chapter or a short story, and who says each line to whom.

A story is two files, ``NAME.txt`` and ``NAME.json``, which is one object with a list for each layer. A place
in the text is given by an *anchor*: words of the text, mark for mark, the first time they stand there or the
``nth``. Of a line of speech the anchor is its first unbroken part, with its marks; a part after a tag is a
line of its own. Layers that are not read here (places, scenes …) may stand in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fabula import errors
from fabula.evaluation.files import read_exact
from fabula.evaluation.gold_json import Fields, read_json
from fabula.evaluation.pdnc import UNKNOWABLE, GoldCharacter, GoldQuotation, Novel
from fabula.types import Span

THOUGHT, SPEECH = "Thought", "Speech"
"""What a quotation's type is where a story stands for a novel."""


@dataclass(frozen=True, slots=True)
class StoryCharacter:
    """Somebody of a story; ``names`` is every name, epithet and description used for this one.

    ``kind`` is person, group, animal, machine or spirit; ``members`` are the ids of those who are a group.
    """

    id: str
    name: str
    names: tuple[str, ...]
    pronouns: tuple[str, ...]
    kind: str
    narrator: bool
    members: tuple[str, ...]
    anchor: Span


@dataclass(frozen=True, slots=True)
class StoryQuote:
    """A line of speech, or a thought in quotation marks, by the ids of its speaker and addressees.

    ``speaker`` is None where the text leaves it open; ``addressees`` are empty where nobody is meant to hear.
    """

    span: Span
    speaker: str | None
    addressees: tuple[str, ...]
    thought: bool

    @property
    def is_scored(self) -> bool:
        """Whether a reader could know who speaks; the others are left out of every score."""
        return self.speaker is not None


@dataclass(frozen=True, slots=True)
class Story:
    """A story; every offset is a code point of ``text``, read with its line ends untouched."""

    name: str
    text: str
    characters: tuple[StoryCharacter, ...]
    quotes: tuple[StoryQuote, ...]

    def as_novel(self) -> Novel:
        """The story as a novel of PDNC, for what is made for those: people go by their names."""
        shared = Counter(character.name for character in self.characters)
        name = {
            one.id: one.name if shared[one.name] == 1 else f"{one.name} ({one.id})" for one in self.characters
        }
        return Novel(
            self.name,
            self.text,
            tuple(
                GoldCharacter(number, name[one.id], one.names, "U", one.kind)
                for number, one in enumerate(self.characters)
            ),
            tuple(
                GoldQuotation(
                    id=str(number),
                    spans=(quote.span,),
                    speaker=UNKNOWABLE if quote.speaker is None else name[quote.speaker],
                    addressees=tuple(name[one] for one in quote.addressees),
                    type=THOUGHT if quote.thought else SPEECH,
                    referring_expression="",
                    mentions=(),
                )
                for number, quote in enumerate(self.quotes)
            ),
        )


def story_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The annotations of the stories that ``paths`` name: those in a folder (not below it), or files.

    Raises :class:`fabula.errors.EvaluationError` for a path that is not there or has no story.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.glob("*.json") if file.with_suffix(".txt").is_file())
            if not inside:
                raise errors.nothing_to_score(path, "no story there is NAME.txt with NAME.json beside it")
            found += inside
        else:
            found.append(path.with_suffix(".json"))
    return tuple(dict.fromkeys(found))


def read_stories(paths: Sequence[Path]) -> Iterator[Story]:
    """The stories that ``paths`` name, one at a time."""
    for file in story_files(paths):
        yield read_story(file)


def read_story(file: Path) -> Story:
    """The story whose annotation ``file`` is.

    Raises :class:`fabula.errors.EvaluationError` when a file is missing or malformed, with where it is.
    """
    text = read_exact(file.with_suffix(".txt"))
    layers = read_json(file)
    characters = tuple(_character(fields, text) for fields in layers.objects("characters"))
    known = frozenset(character.id for character in characters)
    quotes = tuple(_quote(fields, text, known) for fields in layers.objects("quotes"))
    return Story(file.stem, text, characters, quotes)


def _character(fields: Fields, text: str) -> StoryCharacter:
    return StoryCharacter(
        id=fields.text("id"),
        name=fields.text("name"),
        names=fields.texts("names"),
        pronouns=fields.texts("pronouns"),
        kind=fields.text("kind"),
        narrator=fields.flag("narrator"),
        members=fields.texts("members", missing=()),
        anchor=anchored(fields, "anchor", text),
    )


def _quote(fields: Fields, text: str, known: frozenset[str]) -> StoryQuote:
    speaker, addressees = fields.text_or_none("speaker"), fields.texts("to")
    for key, ids in (("speaker", () if speaker is None else (speaker,)), ("to", addressees)):
        for one in ids:
            if one not in known:
                raise fields.fault(key, f"there is no character {one!r}")
    return StoryQuote(anchored(fields, "text", text), speaker, addressees, fields.flag("thought"))


def anchored(fields: Fields, key: str, text: str, nth: str = "nth") -> Span:
    """Where the words of an anchor stand in the text: the first time, or the one that ``nth`` counts."""
    words = fields.text(key)
    at = -1
    for _ in range(fields.count(nth)):
        at = text.find(words, at + 1)
        if at < 0:
            raise fields.fault(key, f"{words[:60]!r} does not stand in the text so often")
    return at, at + len(words)
