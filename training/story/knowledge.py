"""Fits what somebody has had the chance to know on annotated stories; ``training.story.fit`` calls it.

First who is there at a passage, on the attendance of every scene: a point at each line and two in each
paragraph of narration, for everybody of the annotation. Then, with who is there as found by weights that have
not seen the text, the ten questions of each text. Stories are told by weights that have not seen them either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from fabula.evaluation.evaluate_story import gold_people
from fabula.evaluation.scores.calibration import Claims, calibration
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.evaluation.story_knowledge import (
    Question,
    asked_by_name,
    read_attendance,
    read_questions,
    score_knowledge,
)
from fabula.evaluation.story_layers import Layers
from fabula.pipeline import plain_text
from fabula.repairs import text_as_read
from fabula.story.document import Document
from fabula.story.knowledge import KNOWLEDGE, Knowers, KnowledgeWeights
from fabula.story.knowledge_weights import KNOWLEDGE_TABLES, parse_knowledge
from fabula.story.passages import Passage
from fabula.story.witnesses import WITNESS
from fabula.types import Annotations, Cast, Span, Story, Text
from training.cast import logistic

_RIDGE = {"witness": 1e-3, "knowledge": 2e-3}
_WORDS = 8
"""Words of a paragraph that stand for a point of it."""
_LONG = 60
"""Words of a paragraph from which on its middle is asked about, too."""
_MENTIONS = 3
"""Mentions that somebody must have who is in no scene."""


class Told(Protocol):
    """An annotated story as the story layer sees it."""

    @property
    def corpus(self) -> str: ...
    @property
    def file(self) -> Path: ...
    @property
    def layers(self) -> Layers: ...
    @property
    def text(self) -> Text: ...
    @property
    def notes(self) -> Annotations: ...
    @property
    def cast(self) -> Cast: ...


@dataclass(frozen=True)
class Case:
    """What one story has to learn from, over the text as read: who is there at its points, its questions."""

    corpus: str
    knowers: Knowers
    questions: tuple[Question, ...]
    asked: Mapping[str, int]
    rows: np.ndarray
    right: np.ndarray


_NOTHING = KnowledgeWeights(np.zeros(len(WITNESS)), np.zeros(len(KNOWLEDGE)))


def case_of(told: Told, story: Story) -> Case:
    """What a story has to learn from."""
    source = told.layers.story.text
    _, alignment = text_as_read(plain_text(told.file, source))

    def moved(start: int, end: int) -> Span:
        return (start, end) if alignment is None else (alignment.forth(start), alignment.forth(end))

    knowers = Knowers(Document(told.text, told.notes, told.cast), story, _NOTHING)
    questions = tuple(
        Question(own.fact, moved(*own.span), own.who, moved(own.at, own.at)[0], own.knows, own.how)
        for own in read_questions(told.file, source)
    )
    attendance = {
        who: [moved(*span) for span in spans] for who, spans in read_attendance(told.file, source).items()
    }
    people = gold_people(told.layers, told.text, told.cast)
    rows, right = _attendance(knowers, told, attendance, people)
    asked = asked_by_name(told.layers.story, told.cast, people)
    return Case(told.corpus, knowers, questions, asked, rows, right)


def _attendance(
    knowers: Knowers, told: Told, attendance: Mapping[str, Sequence[Span]], people: Mapping[int, str]
) -> tuple[np.ndarray, np.ndarray]:
    """The features of everybody at every point, and whether this one is there."""
    members = {one.id: set(one.members) for one in told.layers.story.characters}
    points = _points(knowers)
    rows: list[np.ndarray] = []
    right: list[bool] = []
    for entity, who in people.items():
        same = {who, *members[who], *(group for group, own in members.items() if who in own)}
        spans = [span for one in same for span in attendance.get(one, ())]
        if not spans and knowers.document.entities[entity].mentions < _MENTIONS:
            continue
        ones = knowers.ones(entity)
        for point in points:
            rows.append(knowers.witnesses.features(ones, point))
            right.append(any(start <= point.start < end for start, end in spans))
    return np.asarray(rows).reshape(-1, len(WITNESS)), np.asarray(right, bool)


def _points(knowers: Knowers) -> list[Passage]:
    """The lines, the beginnings of paragraphs of narration, and the middles of long paragraphs."""
    document, passages = knowers.document, knowers.passages
    found = [passages.of_quote(quote) for quote in passages.quotes]
    for own in document.paragraphs:
        middle = (own.first + own.last) // 2
        firsts = [] if document.spoken[own.first] else [own.first]
        for first in [*firsts, *([middle] if own.last - own.first > _LONG else [])]:
            last = min(first + _WORDS, own.last - 1)
            found.append(passages.at(document.starts[first], document.ends[last]))
    return found


def fit_knowledge(cases: Sequence[Case], folds: int) -> dict[str, Any]:
    """The weights, as ``weights.json`` keeps them; who is there is told by weights of other folds."""
    witness = _fit_witness(cases)
    crossed = [
        _fit_witness([own for i, own in enumerate(cases) if i % folds != fold]) for fold in range(folds)
    ]
    rows = [_asked_rows(own, crossed[i % folds]) for i, own in enumerate(cases)]
    knowledge = _fit("knowledge", [x for x, _ in rows], [y for _, y in rows])
    found = {"witness": witness, "knowledge": knowledge}
    return {
        table: {name: round(float(w), 4) for name, w in zip(names, found[table], strict=True)}
        for table, names in KNOWLEDGE_TABLES.items()
    }


def _fit_witness(cases: Sequence[Case]) -> np.ndarray:
    return _fit("witness", [own.rows for own in cases], [own.right for own in cases])


def _fit(table: str, rows: Sequence[np.ndarray], right: Sequence[np.ndarray]) -> np.ndarray:
    return logistic.fit(rows, right, [np.ones(len(own)) for own in right], _RIDGE[table])


def _asked_rows(case: Case, witness: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The features of the questions about people that the cast has, and what is right."""
    case.knowers.weights = KnowledgeWeights(witness, _NOTHING.knowledge)
    known = [own for own in case.questions if own.who in case.asked]
    rows = [case.knowers.features(case.asked[own.who], *own.span, own.at) for own in known]
    return np.asarray(rows).reshape(-1, len(KNOWLEDGE)), np.asarray([own.knows for own in known], bool)


@dataclass(frozen=True)
class Answers:
    """The answers to the questions of one text: the tallies, and each probability with what is right."""

    tallies: Mapping[str, Tally]
    claims: Sequence[tuple[float, bool]]


def answers_in_folds(cases: Sequence[Case], folds: int) -> list[Answers]:
    """The answers of each text by weights that have not seen it."""
    found: dict[int, Answers] = {}
    for fold in range(folds):
        weights = parse_knowledge(fit_knowledge([c for i, c in enumerate(cases) if i % folds != fold], folds))
        for i in range(fold, len(cases), folds):
            case = cases[i]
            case.knowers.weights = weights
            tallies = score_knowledge(
                case.questions, case.asked, case.knowers.document.cast, case.knowers.knows
            )
            claims = [
                (case.knowers.knows(case.asked[own.who], *own.span, own.at).knows, own.knows)
                for own in case.questions
                if own.who in case.asked
            ]
            found[i] = Answers(tallies, claims)
    return [found[i] for i in range(len(cases))]


def summary(cases: Sequence[Case], folds: int) -> str:
    """How good the answers are, a line for each corpus."""
    answers = answers_in_folds(cases, folds)
    lines = []
    for corpus in dict.fromkeys(own.corpus for own in cases):
        own = [answer for answer, case in zip(answers, cases, strict=True) if case.corpus == corpus]
        total = Tallies([each.tallies for each in own]).total()
        shown = ", ".join(f"{name} {tally.recall:.1f}" for name, tally in total.items())
        believed = calibration("knows", Claims.of(claim for each in own for claim in each.claims))
        off = "" if believed is None else f"; calibration error of knowledge {believed.error:.1f}"
        lines.append(f"{corpus} {len(own)}: {shown}{off}\n")
    return "".join(lines)
