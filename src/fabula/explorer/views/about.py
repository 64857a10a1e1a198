"""The panel about one claim: what it says, why, and what can be put right."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fabula import errors
from fabula.explorer import candidates, grounds
from fabula.explorer.asking import Asked, asked, numbered, site_of
from fabula.explorer.rendering import part, render_work
from fabula.explorer.routing import page
from fabula.explorer.veil import Veil
from fabula.types import Entity, Mention, MentionForm, Quote, Reason

SPLIT_SHOWN = 300
"""Lines and mentions of one that can be marked as another's."""
STRONG, SOME = 3.0, 1.0
_ABOUT = re.compile(r"([a-z]{1,12}):(\d{1,12})(?:-(\d{1,12}))?", re.ASCII)

Shown = tuple[str, dict[str, Any]]


def about(request: Request) -> Response:
    """What is claimed of one thing, with what can be put right."""
    own = asked(request)
    of, kind, number, second = _asked_about(request)
    template, values = _KINDS[kind](own, number, second)
    if own.has_words:
        site_of(request).desks.open(own.path, own.work)
    return part(own, template, "About this", of=of, **values)


def why(request: Request) -> Response:
    """Why it is believed, in words; worked out anew."""
    own = asked(request)
    of, kind, number, second = _asked_about(request)
    about: Quote | Mention | Entity
    if kind == "quote":
        about = _quote(own, number)
    elif kind == "mention":
        about = _mention(own, number, second)
    elif kind == "entity":
        about = own.entity(number)
    else:
        raise errors.no_such_thing(f"reason for {of}")
    explainer = site_of(request).explainers.of(own.whole, own.whole.explainer)
    found = own.whole.why(about, explainer=explainer)
    seen, hidden = Veil(own).why(found)
    return part(own, "about/why.html", "Why", why=seen, hidden=hidden, speaks=_speaks, times=times, of=of)


def cast(request: Request) -> Response:
    """Those whose names begin as typed, as buttons."""
    own = asked(request)
    found = candidates.called(own, request.query_params.get("q", ""))
    return render_work(own, "about/found.html", found=found)


def _asked_about(request: Request) -> tuple[str, str, int, int | None]:
    of = request.query_params.get("of", "")
    found = _ABOUT.fullmatch(of)
    if found is None or found[1] not in _KINDS:
        raise errors.no_such_thing(f"thing to tell of as {of[:40]!r}")
    given = request.query_params.get("edition", "")
    if given and given != asked(request).edition:
        raise errors.edition_gone()
    return of, found[1], int(found[2]), None if found[3] is None else int(found[3])


def _quote(own: Asked, number: int) -> Quote:
    return numbered(own.reading.work.cast.quotes, number, "line")


def _mention(own: Asked, start: int, end: int | None) -> Mention:
    for each in own.reading.work.cast.mentions:
        if each.start == start and (end is None or each.end == end):
            return each
    raise errors.no_such_thing(f"mention at {start}")


def _about_quote(own: Asked, number: int, _: int | None) -> Shown:
    quote = _quote(own, number)
    line = next(each for each in own.reading.quotes if each.id == number)
    return "about/quote.html", {
        "line": line,
        "runners": [(own.people[each], p) for each, p in quote.alternatives if each in own.people],
        "speakers": candidates.speakers_for(own, quote),
        "hearers": candidates.hearers_for(own, quote),
        "paragraph": _paragraph_at(own, quote.start),
    }


def _about_mention(own: Asked, start: int, end: int | None) -> Shown:
    mention = _mention(own, start, end)
    entity = None if mention.entity is None else own.people.get(mention.entity)
    return "about/mention.html", {
        "mention": mention,
        "entity": entity,
        "others": candidates.meant_at(own, mention),
        "alike": [] if entity is None else candidates.same_as(own, entity),
        "paragraph": _paragraph_at(own, start),
    }


def _about_entity(own: Asked, number: int, _: int | None) -> Shown:
    entity = own.entity(number)
    return "about/entity.html", {"entity": entity, "alike": candidates.same_as(own, entity)}


def _apart(own: Asked, number: int, _: int | None) -> Shown:
    entity = own.entity(number)
    lines = [each for each in own.reading.quotes if each.speaker == entity]
    named = [
        each
        for each in own.reading.work.cast.mentions
        if each.entity == number and each.form is not MentionForm.PRONOUN
    ]
    starts = [*(each.start for each in lines), *(each.start for each in named)]
    chapters = []
    for at, chapter in enumerate(own.reading.chapters, 1):
        count = sum(chapter.start <= start < chapter.end for start in starts)
        if count:
            chapters.append((at, chapter, count))
    return "about/apart.html", {
        "entity": entity,
        "chapters": chapters if len(chapters) > 1 else [],
        "lines": lines[:SPLIT_SHOWN],
        "named": named[:SPLIT_SHOWN],
        "more": max(0, len(lines) - SPLIT_SHOWN) + max(0, len(named) - SPLIT_SHOWN),
    }


def _about_place(own: Asked, offset: int, _: int | None) -> Shown:
    """A paragraph or a heading: who tells the chapter, and whether one begins here."""
    start = _paragraph_at(own, offset)
    if start is None:
        raise errors.no_such_thing(f"paragraph at {offset}")
    chapters = own.reading.chapters
    at = next((k for k, each in enumerate(chapters, 1) if each.start <= start < each.end), 0)
    narration = [each for each in own.reading.narrations if each.start <= start < each.end]
    told = min(narration, key=lambda each: each.end - each.start, default=None)
    tellers = [each for each in own.reading.characters if each.narrator]
    tellers += [each for each in own.reading.characters if not each.narrator]
    return "about/place.html", {
        "start": start,
        "words": " ".join(own.reading.text[start : start + 120].split()),
        "chapter": at,
        "chapter_title": chapters[at - 1].title if at else "",
        "begins": any(each.start == start for each in chapters),
        "can_tell": bool(at) or not chapters,
        "told": told,
        "tellers": tellers[: candidates.SHOWN],
    }


def _about_scene(own: Asked, number: int, _: int | None) -> Shown:
    scene = numbered(own.scenes, number, "scene")
    there = {each.entity.id for each in scene.present}
    return "about/scene.html", {
        "scene": scene,
        "first": number == own.reading.scenes[0].id,
        "places": candidates.places_for(own, scene),
        "others": [each for each in candidates.told_in(own, scene) if each.id not in there],
        "grounds": grounds.of_scene(own, scene),
    }


def _about_presence(own: Asked, number: int, who: int | None) -> Shown:
    scene = numbered(own.scenes, number, "scene")
    there = next((each for each in scene.present if each.entity.id == who), None)
    if there is None:
        raise errors.no_such_thing(f"character {who} in scene {number}")
    return "about/presence.html", {
        "scene": scene,
        "there": there,
        "grounds": grounds.of_presence(own, scene, there),
    }


def _about_attribute(own: Asked, number: int, _: int | None) -> Shown:
    told = numbered(own.attributes, number, "attribute")
    return "about/attribute.html", {"told": told, "grounds": grounds.of_attribute(own, told)}


def _about_event(own: Asked, number: int, _: int | None) -> Shown:
    return "about/event.html", {"told": numbered(own.events, number, "event")}


def _about_finding(own: Asked, number: int, _: int | None) -> Shown:
    return "about/finding.html", {"finding": numbered(own.findings, number, "finding")}


def _about_relation(own: Asked, one: int, other: int | None) -> Shown:
    found = [each for each in own.relations if {each.a.id, each.b.id} == {one, other}]
    if not found:
        raise errors.no_such_thing(f"relation of {one} and {other}")
    return "about/relation.html", {"relations": [(each, grounds.of_relation(each)) for each in found]}


def _paragraph_at(own: Asked, offset: int) -> int | None:
    """Where the paragraph around a place begins, if it is one of the story."""
    for block in own.reading.work.text.blocks:
        if block.start <= offset < block.end:
            return block.start
    return None


def _speaks(reason: Reason) -> str:
    """How much a reason says, in words."""
    if reason.weight is None:
        return ""
    size = abs(reason.weight)
    much = "strongly " if size >= STRONG else "" if size >= SOME else "a little "
    return f"{much}{'for it' if reason.weight >= 0 else 'against it'}"


def times(weight: float) -> str:
    """What a weight means: how many times likelier it makes it."""
    return f"{math.exp(min(abs(weight), 12.0)):,.1f} times {'likelier' if weight >= 0 else 'less likely'}"


_KINDS: dict[str, Callable[[Asked, int, int | None], Shown]] = {
    "quote": _about_quote,
    "mention": _about_mention,
    "entity": _about_entity,
    "apart": _apart,
    "place": _about_place,
    "scene": _about_scene,
    "presence": _about_presence,
    "attribute": _about_attribute,
    "event": _about_event,
    "finding": _about_finding,
    "relation": _about_relation,
}

ROUTES = [
    page("/{key}/{work:int}/about", about, "about"),
    page("/{key}/{work:int}/about/why", why, "why"),
    page("/{key}/{work:int}/about/cast", cast, "about_cast"),
]
