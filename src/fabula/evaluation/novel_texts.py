"""Texts of novels by their titles, and characters of novels by the names that others write for them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Generic, TypeAlias, TypeVar

from fabula.evaluation.files import read_exact
from fabula.evaluation.report import Column, Report, Row
from fabula.evaluation.run import Parse, Progress, timed
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.types import Cast, Entity, Story, Text

Tell: TypeAlias = Callable[[Text], tuple[Cast, Story]]
"""Gives the cast and the story of a text."""
Gold = TypeVar("Gold")

_TITLES: Final = frozenset(
    (  # noqa: SIM905
        "mr mrs miss ms sir lady lord dr doctor captain colonel general admiral reverend rev master "
        "madame madam monsieur aunt uncle mistress major judge count countess prince princess king "
        "queen young old the of de"
    ).split()
)
_FULL, _FIRST, _TITLED = 4.0, 2.0, 2.0
"""What it weighs that a whole name agrees, a forename, a title with a surname."""


def title_key(title: str) -> str:
    """The letters of a title, by which files are found: "Sense and Sensibility" is "senseandsensibility"."""
    return re.sub(r"[\W\d_]+", "", html.unescape(title).lower()).removeprefix("the")


def texts_by_title(folders: Sequence[Path]) -> dict[str, Path]:
    """The texts below some folders: ``105_persuasion.txt``, or ``Persuasion/novel_text.txt``."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.txt")):
            found.setdefault(title_key(file.stem), file)
        for file in sorted(folder.glob("*/novel_text.txt")):
            found.setdefault(title_key(file.parent.name), file)
    return found


@dataclass(frozen=True)
class Scorer(Generic[Gold]):
    """How novels of a corpus are scored: the tallies of one, and the figures of tallies."""

    corpus: str
    columns: tuple[Column, ...]
    score: Callable[[Gold, Cast, Story], Mapping[str, Tally]]
    values: Callable[[Mapping[str, Tally]], Mapping[str, float | None]]


def score_novels(
    gold: Mapping[str, Gold],
    files: Mapping[str, Path],
    scorer: Scorer[Gold],
    tell: Tell,
    parse: Parse,
    progress: Progress,
) -> Report:
    """Read and score each novel, by its title, of which there are an annotation and a text."""
    wanted = {title: files[title] for title in sorted(gold) if title in files}
    rows: list[Row] = []
    tallies: list[Mapping[str, Tally]] = []
    for done, (title, file) in enumerate(wanted.items()):
        progress(title, done, len(wanted))
        (cast, story), seconds = timed(partial(tell, parse(file, read_exact(file))))
        tallies.append(scorer.score(gold[title], cast, story))
        rows.append(Row(title, scorer.values(tallies[-1]), seconds))
    progress("", len(wanted), len(wanted))
    return Report(
        corpus=scorer.corpus,
        split="all",
        system="fabula",
        unit="novel",
        pooled=True,
        columns=scorer.columns,
        rows=tuple(rows),
        overall=scorer.values(Tallies(tallies).total()),
    )


def people_by_name(names: Sequence[str], cast: Cast) -> Mapping[str, int]:
    """The entity of each name, one to one as far as that goes: the best match, the most mentioned first."""
    people = [own for own in cast.entities if own.is_character and not own.members]
    scored = sorted(
        (
            (-_match(name, own), -own.mentions, name, own.id)
            for name in dict.fromkeys(names)
            for own in people
            if _match(name, own)
        ),
    )
    found: dict[str, int] = {}
    for _, _, name, number in scored:
        if name not in found and number not in found.values():
            found[name] = number
    return found


def _match(name: str, entity: Entity) -> float:
    """How well a name agrees with the best of what an entity is called."""
    return max(_agreement(_words(name), _words(own)) for own in (entity.name, *entity.aliases))


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)]


def _agreement(gold: Sequence[str], own: Sequence[str]) -> float:
    bare, theirs = ([word for word in words if word not in _TITLES] for words in (gold, own))
    if not bare or not theirs:
        return 0.0
    titles = {word for word in gold if word in _TITLES}, {word for word in own if word in _TITLES}
    if gold == own or (bare == theirs and (len(bare) > 1 or titles[0] == titles[1])):
        return _FULL
    if len(theirs) == 1 and len(bare) > 1 and theirs[0] == bare[0] and not titles[1]:
        return _FIRST
    if len(bare) == 1 and len(theirs) > 1 and titles[0] and titles[0] <= titles[1] and bare[0] == theirs[-1]:
        return _TITLED
    if len(theirs) == 1 and titles[1] and theirs[0] == bare[-1] and len(bare) > 1 and not titles[0]:
        return _TITLED / 2
    return 0.0
