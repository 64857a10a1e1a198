"""Routes: pages, which change nothing, and changes, which only a page of the site may ask for."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from fabula import errors
from fabula.explorer.asking import site_of, whole_number
from fabula.explorer.security import same_secret

CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"
LARGEST_FORM = 1 << 20
"""Bytes of a form without a file."""
MOST_FIELDS = 1000

Page = Callable[[Request], Response]
Change = Callable[[Request, FormData], Response]


def page(path: str, answer: Page, name: str) -> Route:
    """A page; ``answer`` runs in a thread of its own."""
    return Route(path, answer, name=name, methods=["GET"])


def change(path: str, answer: Change, name: str, *, largest: int = LARGEST_FORM, files: int = 0) -> Route:
    """A change: a form that carries the secret of the site, of ``largest`` bytes and ``files`` at most.

    The secret stands in the header ``X-CSRF-Token`` or in the field ``csrf``. ``answer`` runs in a thread.
    """

    async def endpoint(request: Request) -> Response:
        length = whole_number(request.headers.get("content-length", ""))
        if length is None:
            return PlainTextResponse("the length of the form must be given\n", 411)
        if length > largest:
            return PlainTextResponse(f"a form may have {largest:,} bytes here\n", 413)
        try:  # a large file is laid down in the folder for temporary files
            form = await request.form(max_files=files, max_fields=MOST_FIELDS)
        except OSError as error:
            raise errors.no_room_for_file(error.strerror or str(error)) from error
        try:
            given = request.headers.get(CSRF_HEADER) or str(form.get(CSRF_FIELD, ""))
            if not same_secret(given, site_of(request).secret):
                return PlainTextResponse("load the page again: it is of an earlier run of fabula open\n", 403)
            return await run_in_threadpool(answer, request, form)
        finally:
            await form.close()

    return Route(path, endpoint, name=name, methods=["POST"])


def words(form: FormData, name: str) -> str:
    """A field of a form, empty where it is missing or a file."""
    given = form.get(name, "")
    return given if isinstance(given, str) else ""
