"""Plants contradictions in clean novels: sentences of ``slips.toml`` that cannot both be so of one person.

``planted.py`` says how many of them are found. The same seed plants the same.
"""

from __future__ import annotations

import random
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fabula.types import BlockKind, Cast, Entity, EntityType, MentionForm, Span, Story, Text

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TEMPLATES = Path(__file__).with_name("slips.toml")
HELD = 4
"""Of the sentences of each side every so many-th is held out of the fit."""
MENTIONS = 12
MINOR = 8, 120
SURNAMES = "Penhallow Winstanley Dacre Tollemache Quarrington Fairweather Oldacre".split()  # noqa: SIM905
KIN = "Barnaby Cuthbert Jemima Leopold Ottilie Rosamund Septimus Thomasina".split()  # noqa: SIM905
PRONOUNS = {
    "he": {"he": "he", "his": "his", "him": "him", "himself": "himself", "man": "man", "wrong": "her"},
    "she": {"he": "she", "his": "her", "him": "her", "himself": "herself", "man": "woman", "wrong": "his"},
}


@dataclass(frozen=True, slots=True)
class Kind:
    """Sentences of one kind of contradiction."""

    name: str
    values: Sequence[Sequence[str]]
    first: Sequence[str]
    second: Sequence[str]
    near: bool = False
    male: bool = False
    minor: bool = False
    paired: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """A planted contradiction: its kind, its sentences' places, and whether one of them is held out."""

    kind: str
    held: bool
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A novel with planted contradictions."""

    content: str
    slips: tuple[Slip, ...]


def kinds() -> tuple[Kind, ...]:
    """All kinds, from the file beside."""
    return tuple(Kind(**own) for own in tomllib.loads(TEMPLATES.read_text(encoding="utf8"))["kind"])


@dataclass
class _Ground:
    """Where in a novel sentences may be planted, and of whom."""

    text: Text
    cast: Cast
    story: Story
    rng: random.Random
    places: dict[int, list[int]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    people: list[Entity] = field(default_factory=list)

    def scene(self, at: int) -> int:
        starts = [own.start for own in self.story.scenes]
        return bisect_left(starts, at + 1) - 1


def _ground(text: Text, cast: Cast, story: Story, rng: random.Random) -> _Ground:
    """The ends of narrated paragraphs by who is named in them."""
    own = _Ground(text, cast, story, rng)
    spoken = sorted(span for quote in cast.quotes for span in quote.spans)
    starts = [a for a, _ in spoken]
    named: dict[int, list[int]] = defaultdict(list)
    for mention in cast.mentions:
        if mention.form is MentionForm.NAME and mention.entity is not None:
            named[mention.entity].append(mention.start)
    ends: dict[int, int] = {}
    for block in text.blocks:
        words = text.content[block.start : block.end]
        if block.kind is not BlockKind.PARAGRAPH or len(words) < 120 or words.rstrip()[-1:] not in ".!?":
            continue
        k = bisect_left(starts, block.start)
        if k < len(starts) and starts[k] < block.end:
            continue
        ends[block.start] = block.start + len(words.rstrip())
    blocks = sorted(ends)
    for entity in cast.entities:
        if not _is_plain(entity):
            continue
        found = []
        for at in named[entity.id]:
            k = bisect_left(blocks, at + 1) - 1
            if k >= 0 and blocks[k] <= at < ends[blocks[k]]:
                found.append(ends[blocks[k]])
        own.places[entity.id] = sorted(set(found))
        if len(own.places[entity.id]) >= 2:
            own.people.append(entity)
    return own


def _is_plain(entity: Entity) -> bool:
    """Whether a person is called by one or two plain names, tells nothing and has a pronoun."""
    return (
        entity.type is EntityType.PERSON
        and not entity.narrator
        and not entity.members
        and entity.mentions >= MINOR[0]
        and entity.pronouns[:1] in (("he",), ("she",))
        and re.fullmatch(r"(?:(?:Mr|Mrs|Miss|Dr)\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)?", entity.name) is not None
    )


def plant(text: Text, cast: Cast, story: Story, *, seed: int, count: int, held: float = 0.25) -> Planted:
    """A novel with ``count`` contradictions, kind after kind; of ``held`` of them a sentence is held out."""
    rng = random.Random(f"{seed} {len(text.content)}")
    ground = _ground(text, cast, story, rng)
    every = list(kinds())
    rng.shuffle(every)
    pieces: list[tuple[int, str, int]] = []
    made: list[tuple[str, bool, int]] = []
    tried = 0
    while len(made) < count and tried < 20 * count and ground.people:
        kind = every[tried % len(every)]
        tried += 1
        wants_held = rng.random() < held
        found = _slip(ground, kind, wants_held)
        if found is not None:
            number = len(made)
            made.append((kind.name, wants_held, number))
            pieces += [(at, words, number) for at, words in found]
    return _inserted(text.content, pieces, made)


def _inserted(
    content: str, pieces: list[tuple[int, str, int]], made: Sequence[tuple[str, bool, int]]
) -> Planted:
    out, at, length = [], 0, 0
    places: dict[int, list[Span]] = defaultdict(list)
    for place, words, number in sorted(pieces):
        out += [content[at:place], " " + words]
        length += place - at
        places[number].append((length + 1, length + 1 + len(words)))
        length += 1 + len(words)
        at = place
    out.append(content[at:])
    slips = tuple(Slip(name, is_held, tuple(places[number])) for name, is_held, number in made)
    return Planted("".join(out), slips)


def _slip(ground: _Ground, kind: Kind, held: bool) -> list[tuple[int, str]] | None:
    """Where the sentences of one contradiction go, or None where there is no place for them."""
    rng = ground.rng
    people = [
        own
        for own in ground.people
        if (not kind.male or own.pronouns[0] == "he")
        and (own.mentions <= MINOR[1] if kind.minor else own.mentions >= MENTIONS)
    ]
    if not people:
        return None
    person = rng.choice(people)
    places = _places(ground, kind, person)
    if places is None:
        return None
    a, b = rng.choice(list(kind.values))
    first, second = _sentences(rng, kind, held)
    words = _words(ground, person, a, b)
    if words is None:
        return None
    ground.used.update(places)
    told = [(places[0], _filled(first, words)), (places[1], _filled(second, words))]
    return [each for each in told if each[1]]


def _places(ground: _Ground, kind: Kind, person: Entity) -> tuple[int, int] | None:
    free = [at for at in ground.places[person.id] if at not in ground.used]
    if len(free) < 2:
        return None
    if kind.near:
        every = sorted({at for own in ground.places.values() for at in own} - ground.used)
        pairs = []
        for at in free:
            k = bisect_left(every, at + 1)
            if k < len(every) and ground.scene(every[k] - 1) == ground.scene(at - 1) and every[k] - at < 5000:
                pairs.append((at, every[k]))
        return ground.rng.choice(pairs) if pairs else None
    if kind.minor:
        late = free[2 * len(free) // 3 :]
        first = ground.rng.choice(late)
        every = sorted({at for own in ground.places.values() for at in own} - ground.used)
        after = [at for at in every if first + 400 < at < first + 12_000]
        return (first, ground.rng.choice(after)) if after else None
    first, second = sorted(ground.rng.sample(free, 2))
    return first, second


def _sentences(rng: random.Random, kind: Kind, held: bool) -> tuple[str, str]:
    """A sentence of each side; a held one on one side at least, or on none."""

    def choice(side: Sequence[str], wants: bool) -> int:
        own = [k for k in range(len(side)) if (k % HELD == HELD - 1) == wants]
        return rng.choice(own or list(range(len(side))))

    k = choice(kind.first if kind.first[0] or kind.paired else kind.second, held)
    if kind.paired:
        return kind.first[k], kind.second[k]
    if not kind.first[0]:
        return "", kind.second[k]
    return kind.first[k], kind.second[choice(kind.second, held)]


def _words(ground: _Ground, person: Entity, a: str, b: str) -> dict[str, str] | None:
    rng = ground.rng
    own = dict(PRONOUNS[person.pronouns[0]])
    own |= {"wrongself": "herself" if person.pronouns[0] == "he" else "himself"}
    others = [each for each in ground.people if each.id != person.id]
    slip = _misspelt(person.name, rng)
    if not others or slip is None:
        return None
    taken = ground.text.content
    surname = next((each for each in rng.sample(SURNAMES, len(SURNAMES)) if each not in taken), SURNAMES[0])
    kin = next((each for each in rng.sample(KIN, len(KIN)) if each not in taken), KIN[0])
    return own | {
        "N": person.name,
        "O": rng.choice(others).name,
        "a": a,
        "b": b,
        "M": slip,
        "S": surname,
        "K": kin,
    }


def _misspelt(name: str, rng: random.Random) -> str | None:
    """A name with a letter more, less or changed about in its last word."""
    head, _, last = name.rpartition(" ")
    if len(last) < 4:
        last = last + last[-1]
        return f"{head} {last}".strip()
    k = rng.randrange(2, len(last) - 1)
    way = rng.randrange(3)
    if way == 0 and last[k] != last[k - 1]:
        wrong = last[: k - 1] + last[k] + last[k - 1] + last[k + 1 :]
    elif way == 1:
        wrong = last[:k] + last[k] + last[k:]
    else:
        wrong = last[:k] + last[k + 1 :]
    return f"{head} {wrong}".strip()


def _filled(sentence: str, words: dict[str, Any]) -> str:
    """A sentence with its names and pronouns; one that begins it has a capital."""
    told = re.sub(r"\{(\w+)\}", lambda found: _word(found, words), sentence)
    return told[:1].upper() + told[1:]


def _word(found: re.Match[str], words: dict[str, Any]) -> str:
    name = found[1]
    if name in words:
        return str(words[name])
    return str(words[name.lower()]).capitalize()
