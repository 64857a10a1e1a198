"""A round of review: one question after another, one key an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula import errors
from fabula.errors import FabulaError
from fabula.explorer.asking import Asked, asked, whole_number
from fabula.explorer.desks import Desk
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import change, page, words
from fabula.explorer.veil import Veil
from fabula.explorer.views.mending import at_desk, keep_at
from fabula.reviewing import Question
from fabula.types import Entity

BEFORE, AFTER = 700, 300
"""Characters of the text that are shown before a line, and after it."""
LINES_SHOWN = 3
LONGEST_NAME = 200


@dataclass(frozen=True)
class Asking:
    """The next question as the page shows it, and how the round stands."""

    question: Question | None
    choices: tuple[tuple[int, Entity], ...]
    left: int
    done: int
    changed: int | None = None
    message: str = ""


def review(request: Request) -> Response:
    """The question whose answer puts most right."""
    own = asked(request)
    if not own.has_words:
        return render_work(own, "review_not.html", title="Review")
    return _shown(own, at_desk(own, lambda desk: _next(own, desk)))


def answer(request: Request, form: FormData) -> Response:
    """Keep an answer, and ask the next question."""
    own = asked(request)

    def answered(desk: Desk) -> Asking:
        try:
            changed, message = _answered(own, desk, form), ""
        except FabulaError as error:
            changed, message = None, Veil(own).message(error)
        return _next(own, desk, changed, message)

    asking = at_desk(own, answered)
    if request.headers.get("x-part"):
        return _shown(own, asking)
    return RedirectResponse(own.link("review"), 303)


def _answered(own: Asked, desk: Desk, form: FormData) -> int | None:
    """How many lines have another speaker for it."""
    wanted = words(form, "do")
    if wanted == "undo":
        if not desk.answers:
            raise errors.nothing_to_undo_here()
        made = desk.corrections.undo(desk.answers.pop())
        keep_at(desk, made)
        return len(made.differences.lines)
    question = _asked_about(own, desk, words(form, "key"))
    if question is None:
        raise errors.answered_already()
    if wanted == "skip" or (wanted == "nobody" and question.person is not None):
        desk.review.skip(question)
        return None
    if wanted == "not speech" and question.quote is not None:
        made = desk.corrections.not_speech(question.quote.id)
    elif wanted == "nobody":
        made = desk.review.preview(question, None)
    elif wanted == "new" and question.quote is not None:
        name = " ".join(words(form, "new").split())[:LONGEST_NAME]
        if not name:
            raise errors.nobody_chosen()
        made = desk.review.preview(question, None, new=name)
    else:
        who = whole_number(wanted)
        if who not in own.people:
            raise errors.nobody_chosen()
        made = desk.review.preview(question, who)
    desk.answers += [entry.id for entry in keep_at(desk, made)]
    return len(made.differences.lines)


def _asked_about(own: Asked, desk: Desk, key: str) -> Question | None:
    return next((each for each in _questions(own, desk) if each.key == key), None)


def _questions(own: Asked, desk: Desk) -> list[Question]:
    """What is worth asking of what the reader has come to."""
    every = desk.review.questions()
    if own.until is None:
        return every
    return [each for each in every if _may_be_asked(own, each)]


def _may_be_asked(own: Asked, question: Question) -> bool:
    if question.quote is not None:
        return own.until is None or question.quote.end <= own.until
    return question.person is not None and question.person.id in own.people


def _next(own: Asked, desk: Desk, changed: int | None = None, message: str = "") -> Asking:
    now = Asked(own.request, own.key, own.path, own.work, own.until)  # as it is after an answer
    every = _questions(now, desk)
    question = every[0] if every else None
    met = (
        []
        if question is None
        else [now.people[each.id] for each in question.choices if each.id in now.people]
    )
    return Asking(question, tuple(enumerate(met, 1)), len(every), len(desk.answers), changed, message)


def _shown(own: Asked, asking: Asking) -> Response:
    now = Asked(own.request, own.key, own.path, own.work, own.until)
    question = asking.question
    values: dict[str, Any] = {}
    if question is not None and question.quote is not None:
        start, end, text = question.quote.start, question.quote.end, now.reading.text
        before = text[max(0, start - BEFORE) : start]
        values = {
            "before": before.partition(" ")[2] if start > BEFORE else before,
            "said": text[start:end],
            "after": text[end : end + AFTER].rpartition(" ")[0],
            "place": now.reading.place(start),
        }
    elif question is not None and question.person is not None:
        person = now.people[question.person.id]
        lines = [each for each in now.reading.quotes if each.speaker == person][:LINES_SHOWN]
        values = {"person": person, "lines": lines, "place": now.reading.place(person.first)}
    is_part = now.request.headers.get("x-part")
    template = "review_part.html" if is_part else "review.html"
    return render_work(now, template, title="Review", asking=asking, **values)


ROUTES = [
    page("/{key}/{work:int}/review", review, "review"),
    change("/{key}/{work:int}/review", answer, "answer"),
]
