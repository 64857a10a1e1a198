"""Scores where characters are at points of a novel (Özyurt, Arkhmammadova and Yuret 2025).

A folder holds the text, ``NAME.txt``, and folders of tables whose rows are a code point of the text right
after the evidence, the character by one or more names, and the answers that are right, parted by ``/``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fabula import errors
from fabula.evaluation.files import numbered_rows, read_exact, whole_number
from fabula.evaluation.novel_texts import Tell
from fabula.evaluation.report import Column, Indices, Report, Row, bootstrap
from fabula.evaluation.run import Parse, Progress, ignore_progress, timed
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.scores.people import plain_name
from fabula.types import Cast, Location, Story, Text, Whereabouts

PUBLISHED = 56.1
"""The best of five large language models on Persuasion."""

COLUMNS = (
    Column("right", "right"),
    Column("published", "best of five LLMs, published"),
    Column("answered", "answered"),
    Column("one", "its first place alone"),
    Column("places", "places an answer"),
    Column("asked", "asked", 0),
)
_THERE = (Whereabouts.IN, Whereabouts.NEAR, Whereabouts.TO)
_LEAST = 2
"""Places of an answer: a room and its town."""
_SMALL = re.compile(r"\b(?:the|an?|of|in|at|on|to|from|near|by|his|her|their|its|my|our)\b|[^\w\s]")
_TITLES = re.compile(r"^(?:ms|miss|mrs|mr|captain|lady|sir|admiral) ")


@dataclass(frozen=True, slots=True)
class Question:
    """Where somebody is, of these names, at a code point; ``answers``: what is right."""

    offset: int
    names: tuple[str, ...]
    answers: tuple[str, ...]


def read_questions(folder: Path) -> tuple[Path, list[Question]]:
    """The text of a folder and what is asked of it, in the order of the text.

    Raises :class:`fabula.errors.EvaluationError` when a file is missing or malformed.
    """
    texts = sorted(folder.glob("*.txt"))
    tables = sorted(folder.glob("*/*.tsv"))
    if len(texts) != 1 or not tables:
        raise errors.nothing_to_score(folder, "a text NAME.txt and tables of questions in a folder beside it")
    found = []
    for table in tables:
        for line, row in numbered_rows(table, 3):
            if line > 1:
                names, answers = (tuple(own.strip() for own in row[k].split("/")) for k in (1, 2))
                found.append(Question(whole_number(table, line, row[0]), names, answers))
    return texts[0], sorted(found, key=lambda own: own.offset)


def evaluate_locations(
    folder: Path, tell: Tell, *, parse: Parse, progress: Progress = ignore_progress
) -> Report:
    """Read the novel's raw text and say of everybody asked for where they are.

    The answer is every place that somebody is in or near at the point: the room, the house, the town; where
    less than two are known of this one, those of most of the others are added. It is
    right if one of them is, or holds, one of those that are right, articles and prepositions aside; "its
    first place alone" allows only one. Whoever is not answered counts as wrong.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing or malformed.
    """
    file, questions = read_questions(folder)
    progress(file.stem, 0, 1)
    text = parse(file, read_exact(file))
    (cast, story), seconds = timed(partial(tell, text))
    progress("", 1, 1)
    given = [_answer(text, cast, story, own) for own in questions]
    right = [[_is(name, own.answers) for name, _ in said] for said, own in zip(given, questions, strict=True)]

    def pooled(drawn: Indices | None = None) -> Mapping[str, float | None]:
        rows = range(len(questions)) if drawn is None else drawn.tolist()
        return {
            "right": _percent([any(right[k]) for k in rows]),
            "published": PUBLISHED,
            "answered": _percent([bool(given[k]) for k in rows]),
            "places": sum(len(given[k]) for k in rows) / max(1, len(rows)),
            "one": _percent([any(right[k][:1]) for k in rows]),
            "asked": float(len(rows)),
        }

    claims = [(own[0][1], hits[0]) for own, hits in zip(given, right, strict=True) if own]
    return Report(
        corpus="where characters are",
        split="all",
        system="fabula",
        unit="question",
        pooled=True,
        columns=COLUMNS,
        rows=(Row(file.stem, pooled(), seconds),),
        overall=pooled(),
        intervals=bootstrap(len(questions), pooled, ["right", "one"]),
        calibration=calibrations({"place of somebody": [Claims.of(claims)]}),
    )


def _percent(right: Sequence[bool]) -> float:
    return 100 * sum(right) / len(right) if right else 0.0


def _answer(text: Text, cast: Cast, story: Story, asked: Question) -> list[tuple[str, float]]:
    """The places of one who is asked after, the most particular first, with their probabilities.

    Where less than a room and a town is known of somebody, this one is where most of the others are.
    """
    entity, before = who(text, cast, asked), asked.offset - 1
    holding = [one for one in story.locations if one.start <= before < one.end and one.relation in _THERE]
    own = [one for one in holding if one.entity == entity]
    own.sort(key=lambda one: (one.end - one.start, -one.start))
    found = {_words(text, one): one.confidence for one in own}
    shares: dict[str, float] = defaultdict(float)
    people = len({one.entity for one in holding})
    for one in holding:
        shares[_words(text, one)] += one.confidence / people
    for words in sorted(shares, key=lambda words: -shares[words]):
        if len(found) < _LEAST:
            found.setdefault(words, shares[words])
    return list(found.items())


def _words(text: Text, one: Location) -> str:
    return " ".join(text.content[slice(*one.place_span)].split())


def who(text: Text, cast: Cast, asked: Question) -> int | None:
    """The entity that the last mention by one of the names before a point is of, or the first after it."""
    names = {plain_name(part) for name in asked.names for part in name.split(" and ")}
    names |= {_TITLES.sub("", name) for name in names}
    best: tuple[int, int] | None = None
    for own in cast.mentions:
        words = plain_name(text.content[own.start : own.end])
        if own.entity is not None and (words in names or _TITLES.sub("", words) in names):
            away = abs(own.start - asked.offset) + (0 if own.start < asked.offset else 10**6)
            best = min(best or (away, own.entity), (away, own.entity))
    return None if best is None else best[1]


def _is(said: str, answers: Sequence[str]) -> bool:
    own = f" {_bare(said)} "
    return any(_bare(answer) and f" {_bare(answer)} " in own for answer in answers)


def _bare(words: str) -> str:
    return " ".join(_SMALL.sub(" ", words.lower()).split())
