"""The reader's place: nothing that comes after it is shown anywhere."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.explorer.asking import asked, local_path
from fabula.explorer.colours import stylesheet
from fabula.explorer.routing import change, page, words
from fabula.positions import end_of

YEAR = 365 * 24 * 3600


def set_place(request: Request, form: FormData) -> Response:
    """Keep the reader's place: the end of a chapter by its number, a code point as ``@1234``, or all."""
    own = asked(request)
    place = words(form, "until").strip()
    answer = RedirectResponse(local_path(words(form, "next")) or own.link("glance"), 303)
    if not place:
        answer.delete_cookie(own.cookie)
        return answer
    offset = end_of(own.whole.work.text, place)
    answer.set_cookie(own.cookie, str(offset), max_age=YEAR, httponly=True, samesite="strict")
    return answer


def colours(_: Request) -> Response:
    """The colours of everybody, as a stylesheet, which is the same for all works."""
    return Response(stylesheet(), media_type="text/css")


ROUTES = [
    change("/{key}/{work:int}/until", set_place, "until"),
    page("/colours/people.css", colours, "colours"),
]
