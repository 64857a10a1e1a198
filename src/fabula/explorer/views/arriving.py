"""Files that are being read: how far each is, and what can be done about it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from fabula import errors
from fabula.explorer.arrivals import Arrival, Upload
from fabula.explorer.asking import local_path, site_of
from fabula.explorer.routing import change, words
from fabula.explorer.tasks import Progress, State

LOOKING_SECONDS = 0.2
ALIVE_SECONDS = 10.0
"""How often something is sent where nothing has happened, which shows whether anybody still listens."""
STAGES = {
    "opening": "opening the file",
    "reading": "reading",
    "resolving": "working out who is who",
    "telling": "working out what happens",
}


def given(form: FormData) -> Upload:
    """The file of a form. Raises :class:`fabula.FabulaError` where there is none."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise errors.no_file_given()
    return Upload.of(file.filename, file.file.read())


def told(progress: Progress) -> dict[str, object]:
    """How far a file is, for a page."""
    if progress.state is State.WAITING:
        words = "waiting for its turn"
    elif progress.state is State.STOPPED:
        words = "stopped; what was read is kept"
    else:
        words = STAGES.get(progress.stage, "beginning")
    return {
        "over": progress.state.is_over,
        "words": words,
        "done": progress.done,
        "total": progress.total,
    }


async def events(request: Request) -> Response:
    """How far a file is, as it goes on, as server-sent events."""
    arrival = site_of(request).arrivals.get(request.path_params["token"])

    async def lines() -> AsyncIterator[str]:
        last, silent = "", 0.0
        while True:
            now = told(arrival.progress)
            said = f"data: {json.dumps(now)}\n\n"
            if said != last:
                yield said
                last, silent = said, 0.0
            elif silent >= ALIVE_SECONDS:
                yield ": \n\n"
                silent = 0.0
            if now["over"]:
                return
            await asyncio.sleep(LOOKING_SECONDS)
            silent += LOOKING_SECONDS

    return StreamingResponse(lines(), media_type="text/event-stream")


def act(request: Request, form: FormData) -> Response:
    """Stop it, read on, say whether it replaces a work, or show it no longer."""
    arrivals = site_of(request).arrivals
    arrival = arrivals.get(request.path_params["token"])
    wanted = words(form, "do")
    if wanted == "stop":
        arrival.task.stop()
        arrival.task.wait(1.0)
    elif wanted == "go on":
        arrival.go_on()
    elif wanted in ("replace", "keep"):
        arrival.settle(replace=wanted == "replace")
    elif wanted == "forget":
        arrivals.forget(arrival.token)
    return RedirectResponse(local_path(words(form, "next")) or "/", 303)


def shown(request: Request, arrivals: list[Arrival]) -> list[dict[str, object]]:
    """Files on their way, as a template shows them."""
    keys = {path: key for key, path in site_of(request).library.keys().items()}
    return [
        {
            "arrival": each,
            "progress": told(each.progress),
            "trouble": each.task.trouble,
            "key": keys.get(each.world.absolute(), ""),
        }
        for each in arrivals
    ]


ROUTES = [
    Route("/reading/{token}/events", events, name="arrival_events", methods=["GET"]),
    change("/reading/{token}", act, "arrival"),
]
