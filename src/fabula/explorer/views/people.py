"""The people of a work: everybody, the groups, or those of one chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from fabula.called import names_of
from fabula.explorer.asking import Asked, asked, number
from fabula.explorer.candidates import has_words
from fabula.explorer.paging import paged
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import page
from fabula.types import Chapter, Entity
from fabula.world.words import folded_words

ORDERS = {"mentions": "mentions", "lines": "lines", "name": "name", "first": "where they first come"}
SHOWN = {"people": "people", "groups": "groups", "all": "everybody, even for a moment"}


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody with what the list counts: in the whole work, or in one chapter."""

    entity: Entity
    mentions: int
    lines: int
    scenes: int = 0


def people(request: Request) -> Response:
    """Who there is, most mentioned first or in another order; ``?q=`` looks for a name, ``?in=3`` takes the
    third chapter."""
    own = asked(request)
    query = request.query_params
    shown = query.get("who", "people") if query.get("who") in SHOWN else "people"
    order = query.get("by", "mentions") if query.get("by") in ORDERS else "mentions"
    chapters = own.reading.chapters if len(own.reading.chapters) > 1 else ()
    at = number(request, "in")
    chapter = chapters[at - 1] if at is not None and 1 <= at <= len(chapters) else None
    rows = _of_all(own, shown) if chapter is None else _of_chapter(own, chapter, shown)
    words = query.get("q", "")[:100]
    wanted = folded_words(words)
    if wanted:
        rows = [each for each in rows if has_words(" ".join(names_of(each.entity)), wanted)]
    return render_work(
        own,
        "people.html",
        title="People",
        page=paged(request, _ordered(rows, order), 100),
        wanted=words,
        order=order,
        orders=ORDERS,
        shown=shown,
        kinds={key: told for key, told in SHOWN.items() if key != "groups" or _groups(own)},
        chapter=chapter,
        chapters=chapters,
    )


def _groups(own: Asked) -> list[Entity]:
    return [each for each in own.reading.entities if each.members]


def _of_all(own: Asked, shown: str) -> list[Row]:
    found: Sequence[Entity]
    if shown == "groups":
        found = _groups(own)
    else:
        found = own.reading.all_characters if shown == "all" else own.reading.characters
    return [Row(each, each.mentions, each.quotes) for each in found]


def _of_chapter(own: Asked, chapter: Chapter, shown: str) -> list[Row]:
    """Who is named, speaks or takes part in a scene of a chapter, with how often."""
    cast = own.reading.work.cast
    mentions = Counter(each.entity for each in cast.mentions if chapter.start <= each.start < chapter.end)
    lines = Counter(each.speaker for each in cast.quotes if chapter.start <= each.start < chapter.end)
    inside = (each for each in own.scenes if chapter.start <= each.start < chapter.end)
    scenes = Counter(each.entity.id for scene in inside for each in scene.present)
    if shown == "groups":
        wanted = {each.id for each in _groups(own)}
    else:
        wanted = {each.id for each in own.reading.all_characters}
    named = mentions.keys() | lines.keys() | scenes.keys()
    there = sorted((each for each in wanted if each in named), key=lambda each: (-mentions[each], each))
    return [Row(own.people[each], mentions[each], lines[each], scenes[each]) for each in there]


def _ordered(found: list[Row], order: str) -> list[Row]:
    if order == "lines":
        return sorted(found, key=lambda each: (-each.lines, -each.mentions, each.entity.id))
    if order == "name":
        return sorted(found, key=lambda each: (each.entity.name.casefold(), each.entity.id))
    if order == "first":
        return sorted(found, key=lambda each: (each.entity.first or 0, each.entity.id))
    return found


ROUTES = [page("/{key}/{work:int}/people", people, "people")]
