"""Reads who knows what in annotated stories, and scores it; see :mod:`fabula.evaluation.stories`.

Ten questions a text ask whether somebody has had the chance to know a fact by some point. The program is
asked for the stretch of the text at which the fact is told or happens, and by name: the first of the names of
this one that somebody in its cast bears.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from fabula.evaluation.gold_json import Fields, read_json
from fabula.evaluation.lines import share
from fabula.evaluation.scores.people import plain_name
from fabula.evaluation.scores.tally import Tally
from fabula.evaluation.stories import Story, anchored
from fabula.types import Cast, Entity, Knowledge, Span

Ask: TypeAlias = Callable[[int, int, int, int], Knowledge]
"""The program under test: whether an entity knows what stands from one point to another, by a third."""

END = "end"
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """Whether ``who`` has had the chance to know by ``at`` what the words of ``span`` tell, and how."""

    fact: str
    span: Span
    who: str
    at: int
    knows: bool
    how: str | None


def read_questions(file: Path, text: str) -> tuple[Question, ...]:
    """The questions of the annotation ``file``, none where it has no such list.

    Raises :class:`fabula.errors.EvaluationError` where one is malformed, with where it is.
    """
    layers = read_json(file)
    if "knowledge" not in layers.values:
        return ()
    known = {own.text("id") for own in layers.objects("characters")}
    return tuple(_question(own, text, known) for own in layers.objects("knowledge"))


def _question(own: Fields, text: str, known: Collection[str]) -> Question:
    if own.text("who") not in known:
        raise own.fault("who", f"there is no character {own.text('who')!r}")
    at = len(text) if own.text("at") == END else anchored(own, "at", text, "at_nth")[0]
    return Question(
        own.text("fact"),
        anchored(own, "evidence", text),
        own.text("who"),
        at,
        own.flag("knows"),
        own.text_or_none("how"),
    )


def read_attendance(file: Path, text: str) -> dict[str, tuple[Span, ...]]:
    """From where to where each person of an annotated story is there, or takes part from afar."""
    fields = list(read_json(file).objects("scenes"))
    starts = [0, *(anchored(own, "start", text)[0] for own in fields[1:]), len(text)]
    found: dict[str, list[Span]] = defaultdict(list)
    for own, start, end in zip(fields, starts, starts[1:], strict=False):
        staying = {*own.texts("present"), *own.texts("remote", missing=())}
        moves: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        for key in ("arrive", "leave"):
            for who, words in _moves(own, key):
                place = text.find(words, start, end)
                at = place if place >= 0 else text.find(words)
                moves[who].append((at if key == "arrive" else at + len(words), key == "arrive"))
        for who in {*staying, *moves}:
            since = start if who in staying else None
            for at, arrives in sorted(moves[who]):
                if arrives and since is None:
                    since = at
                elif not arrives and since is not None:
                    found[who].append((since, at))
                    since = None
            found[who] += [] if since is None else [(since, end)]
    return {who: tuple(spans) for who, spans in found.items()}


def _moves(own: Fields, key: str) -> list[tuple[str, str]]:
    """Who comes or goes, each with the words at which; which of several such words is left to the scene."""
    items = own.items(key) if key in own.values else []
    return [(str(each[0]), str(each[1])) for each in items if isinstance(each, list) and len(each) >= 2]


def asked_by_name(story: Story, cast: Cast, people: Mapping[int, str]) -> dict[str, int]:
    """Whom of the cast one gets who asks for each person of the annotation.

    That is who tells, for the one who tells; else whoever recurs and bears the first of the person's names
    that anybody bears; else the entity that is this one by what it says (``people``).
    """
    by_lines = {who: entity for entity, who in people.items()}
    tellers = [own for own in cast.entities if own.narrator and own.is_character]
    found: dict[str, int] = {}
    for one in story.characters:
        bearer = tellers[0] if one.narrator and len(tellers) == 1 else _bearer((one.name, *one.names), cast)
        if bearer is not None:
            found[one.id] = bearer.id
        elif one.id in by_lines:
            found[one.id] = by_lines[one.id]
    return found


def _bearer(names: Sequence[str], cast: Cast) -> Entity | None:
    for name in map(plain_name, names):
        bearers = [
            own
            for own in cast.entities
            if own.is_character and own.is_recurring and name in map(plain_name, (own.name, *own.aliases))
        ]
        shown = [own for own in bearers if plain_name(own.name) == name] or bearers
        if shown:
            return max(shown, key=lambda own: (own.mentions, -own.id))
    return None


def score_knowledge(
    questions: Sequence[Question], asked: Mapping[str, int], cast: Cast, ask: Ask
) -> dict[str, Tally]:
    """How many answers are right, beside "always no" and "was named before".

    Whoever the cast lacks knows nothing. Of those who are rightly thought to know, how many ways are right.
    """
    known = [asked.get(own.who) for own in questions]
    answers = [
        None if entity is None else ask(entity, *own.span, own.at)
        for own, entity in zip(questions, known, strict=True)
    ]
    first = {own.id: own.first for own in cast.entities}
    named = [
        entity is not None and _is_before(first.get(entity), own)
        for own, entity in zip(questions, known, strict=True)
    ]
    found = [own is not None and own.knows > HALF for own in answers]
    ways = [
        answer is not None and answer.how.value == own.how
        for own, answer, right in zip(questions, answers, found, strict=True)
        if own.knows and right
    ]
    return {
        "knowledge": share([own.knows is one for own, one in zip(questions, found, strict=True)]),
        "never": share([not own.knows for own in questions]),
        "named_before": share([own.knows is one for own, one in zip(questions, named, strict=True)]),
        "how": share(ways),
    }


def _is_before(first: int | None, question: Question) -> bool:
    """Whether one who is first named at a point is so before what is asked about, which is past."""
    return first is not None and first < question.span[1] <= question.at
