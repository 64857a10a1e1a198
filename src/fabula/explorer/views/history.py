"""All that was put right: how it stands, undone and taken up again, taken along and taken in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from fabula import errors
from fabula.errors import FabulaError
from fabula.explorer import candidates
from fabula.explorer.asking import Asked, asked, number
from fabula.explorer.desks import Desk
from fabula.explorer.follows import Follows, follows
from fabula.explorer.paging import paged
from fabula.explorer.rendering import part, render_work
from fabula.explorer.routing import change, page
from fabula.explorer.veil import FURTHER_ON, Veil
from fabula.explorer.views.arriving import given
from fabula.explorer.views.mending import at_desk, refused
from fabula.types import Span
from fabula.world import World
from fabula.world.corrections import Anchor, Entry, State, Thing
from fabula.world.words import folded_words

LARGEST_IMPORT = 5 << 20
FILE_NAME = "corrections.jsonld"
LIKELY = 8
"""Places that are offered for a correction that does not fit."""


@dataclass(frozen=True, slots=True)
class Row:
    """A correction as the page lists it."""

    entry: Entry
    says: str
    hidden: bool
    link: str

    @property
    def is_misfit(self) -> bool:
        """Whether a person has to look at it."""
        return self.entry.state is State.KEPT and bool(self.entry.problem)


def history(request: Request) -> Response:
    """All corrections, the last first; those that do not fit before them."""
    own = asked(request)
    rows = [_row(own, entry) for entry in reversed(_entries(own))]
    misfits = [row for row in rows if row.is_misfit]
    kept = [row.entry for row in rows if row.entry.state is State.KEPT]
    last = max((entry.step for entry in kept), default=0)
    undone = [row.entry for row in rows if row.entry.state is State.UNDONE and row.entry.step > last]
    next_step = min((entry.step for entry in undone), default=0)
    return render_work(
        own,
        "history.html",
        title="Changes",
        page=paged(request, rows, 100),
        misfits=misfits,
        undo=[entry.id for entry in kept if entry.step == last],
        redo=[entry.id for entry in undone if entry.step == next_step],
        largest=LARGEST_IMPORT,
    )


def export(request: Request) -> Response:
    """The corrections that are kept, as annotations in JSON-LD."""
    own = asked(request)

    def written(desk: Desk) -> bytes:
        with TemporaryDirectory() as folder:
            return desk.corrections.export(Path(folder) / FILE_NAME).read_bytes()

    name = f"{own.key}-{own.work}-{FILE_NAME}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(at_desk(own, written), media_type="application/ld+json", headers=headers)


def take_in(request: Request, form: FormData) -> Response:
    """What follows from the corrections of a file; they are kept as all others are."""
    own, upload = asked(request), given(form)

    def shown(desk: Desk) -> tuple[str, Follows]:
        with TemporaryDirectory() as folder:
            path = Path(folder) / FILE_NAME
            path.write_bytes(upload.data)
            try:
                made = desk.corrections.take_in(path)
            except FabulaError as error:
                raise type(error)(error.code, error.message.replace(str(path), upload.label)) from error
        return desk.show(made), follows(own, made, tuple(desk.corrections.entries))

    try:
        token, what = at_desk(own, shown)
    except FabulaError as error:
        return refused(own, error)
    fields = (("kind", "import"), ("edition", own.edition))
    return part(own, "follows.html", "What follows", message="", follows=what, fields=fields, token=token)


def place(request: Request) -> Response:
    """Where a correction that does not fit any more may belong, and whom it may mean."""
    own, wanted = asked(request), number(request, "number", 0)
    entry = next((each for each in _entries(own) if each.id == wanted), None)
    if entry is None or entry.state is not State.KEPT or not entry.problem:
        raise errors.no_such_thing(f"correction {wanted} to place")
    row = _row(own, entry)
    if row.hidden:
        raise errors.no_such_thing(f"correction {wanted} to place")
    target = entry.correction.target
    people = entry.correction.people
    return part(
        own,
        "place_again.html",
        "Where does it belong?",
        row=row,
        target=target,
        likely=[] if target is None else _likely(own, target),
        person=people[0] if len(people) == 1 and not entry.correction.name else None,
        found=candidates.called(own, people[0].name) if people else [],
    )


def _entries(own: Asked) -> list[Entry]:
    with World.open(own.path) as world:
        return world.corrections(own.work)


def _row(own: Asked, entry: Entry) -> Row:
    says = Veil(own).words(entry.correction)
    anchors = [entry.correction.target] if entry.correction.target else []
    anchors += [each for person in entry.correction.people for each in person.anchors[:1]]
    at = next((each for each in anchors if own.until is None or each.start < own.until), None)
    link = "" if at is None or entry.problem else own.to_text(at.start, at.end)
    return Row(entry, says, says == FURTHER_ON, link)


def _likely(own: Asked, anchor: Anchor) -> list[tuple[Span, str]]:
    """The places whose words are most like those of an anchor."""
    text = own.reading.work.text
    wanted = set(folded_words(anchor.exact))
    around = set(folded_words(f"{anchor.prefix} {anchor.suffix}"))
    spans: list[Span]
    if anchor.thing is Thing.QUOTATION:
        spans = [(each.start, each.end) for each in own.reading.work.cast.quotes]
    elif anchor.thing is Thing.MENTION:
        spans = [(each.start, each.end) for each in own.reading.work.cast.mentions]
    else:
        spans = [(each.start, each.end) for each in text.blocks if each.kind.is_story]

    def likeness(span: Span) -> tuple[float, int]:
        words = set(folded_words(text.reads(*span)))
        near = set(folded_words(text.content[max(0, span[0] - 60) : span[1] + 60]))
        share = len(words & wanted) / max(1, len(words | wanted))
        return 2 * share + len(near & around) / max(1, len(around)), -abs(span[0] - anchor.start)

    best = sorted(spans, key=likeness, reverse=True)[:LIKELY]
    return [(span, text.reads(*span)) for span in best]


ROUTES = [
    page("/{key}/{work:int}/changes", history, "history"),
    page("/{key}/{work:int}/changes/export", export, "export"),
    page("/{key}/{work:int}/changes/place", place, "place_again"),
    change("/{key}/{work:int}/changes/import", take_in, "take_in", largest=LARGEST_IMPORT, files=1),
]
