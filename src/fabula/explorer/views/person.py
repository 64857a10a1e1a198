"""The pages of one person: what is told, lines, actions, scenes, what is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fabula.chronicles import Moment, chronicle
from fabula.explorer.asking import Asked, asked, site_of
from fabula.explorer.charts.arc import draw_arc
from fabula.explorer.charts.svg import FILE, PAGE, Pen, Picture
from fabula.explorer.drawing import WorkLinks, drawn_person, gallery_of, svg_file
from fabula.explorer.milestones import milestones
from fabula.explorer.paging import paged
from fabula.explorer.rendering import part, render_work
from fabula.explorer.routing import page
from fabula.knowledge import KnowledgeBase
from fabula.told_records import ToldAttribute, ToldRelation
from fabula.types import AttributeKind, Entity, EntityType

SURE = 0.3
"""What is told with less than this probability is not shown."""
COMPANY_SHOWN = 12
THINGS_SHOWN = 40
_LAST = (AttributeKind.TRAIT, AttributeKind.CONDITION, AttributeKind.OTHER)
_KINDS = [kind.value for kind in (*(kind for kind in AttributeKind if kind not in _LAST), *_LAST)]
"""What one is for long comes before what one is for a while."""
SECTIONS = [
    ("person", "Told"),
    ("lines", "Lines"),
    ("deeds", "Actions"),
    ("moments", "Scenes"),
    ("knows", "Knows"),
]
"""The pages of one: the route and what it is called; all but the first two need the story."""


def person(request: Request) -> Response:
    """What is told of one: names, attributes with who says so, relations, with whom and where."""
    own, entity = _asked_for(request)
    reading = own.reading
    moments = _moments(own, entity)
    return render_work(
        own,
        "person.html",
        title=entity.name,
        entity=entity,
        section="person",
        sections=_sections(own, entity),
        attributes=_by_kind(own.attributes, entity),
        relations=_relations(own.relations, entity),
        steps=milestones(own, entity, moments),
        arc=_arc(own, entity),
        company=_company(moments),
        places=_places(moments),
        members=[own.people[each] for each in entity.members if each in own.people],
        groups=[each for each in reading.entities if entity.id in each.members],
        others=own.other_works(entity),
    )


def arc(request: Request) -> Response:
    """The arc of one, as a part."""
    own, entity = _asked_for(request)
    return part(own, "chart.html", "From first to last", picture=_arc(own, entity))


def arc_file(request: Request) -> Response:
    """The arc of one, as an SVG file."""
    own, entity = _asked_for(request)
    return svg_file(own, _arc(own, entity, FILE), entity.name)


def _arc(own: Asked, entity: Entity, pen: Pen = PAGE) -> Picture:
    telling, person = gallery_of(own).telling, drawn_person(entity)
    name = "From first to last" if pen is PAGE else f"{entity.name}, from first to last"
    return draw_arc(pen, WorkLinks(own), telling, person, name)


def _asked_for(request: Request) -> tuple[Asked, Entity]:
    own = asked(request)
    return own, own.entity(request.path_params["entity"])


def _moments(own: Asked, entity: Entity) -> list[Moment]:
    return chronicle(own.reading, entity) if own.has_story else []


def _sections(own: Asked, entity: Entity) -> list[tuple[str, str, str]]:
    """Name, words and path of the pages of one."""
    known = SECTIONS if own.has_story else SECTIONS[:2]
    if not own.has_words or entity.type is not EntityType.PERSON:
        known = known[:4]
    return [(name, words, own.link(name, entity=entity.id)) for name, words in known]


def _by_kind(table: Sequence[ToldAttribute], entity: Entity) -> list[tuple[str, list[ToldAttribute]]]:
    kinds: dict[str, list[ToldAttribute]] = defaultdict(list)
    for own in table:
        if own.entity.id == entity.id and own.confidence >= SURE:
            kinds[own.kind.value].append(own)
    return sorted(kinds.items(), key=lambda each: _KINDS.index(each[0]))


def _relations(table: Sequence[ToldRelation], entity: Entity) -> list[ToldRelation]:
    about = (each for each in table if entity.id in (each.a.id, each.b.id) and each.confidence >= SURE)
    return sorted(about, key=lambda each: (each.inferred, -each.confidence))


def _company(moments: Sequence[Moment]) -> list[tuple[Entity, int]]:
    count = Counter(other.id for moment in moments for other in moment.company)
    people = {other.id: other for moment in moments for other in moment.company}
    return [(people[each], scenes) for each, scenes in count.most_common(COMPANY_SHOWN)]


def _places(moments: Sequence[Moment]) -> list[tuple[str, Entity | None, int]]:
    """What each place is called, its entity, and in how many scenes it is."""
    names = [(m.scene.place.name if m.scene.place else m.scene.place_text, m.scene.place) for m in moments]
    count = Counter((name, None if place is None else place.id) for name, place in names if name)
    known = {place.id: place for _, place in names if place is not None}
    return [
        (name, None if place is None else known[place], scenes)
        for (name, place), scenes in count.most_common(COMPANY_SHOWN)
    ]


def lines(request: Request) -> Response:
    """What one says, and with ``?to=1`` what is said to one."""
    own, entity = _asked_for(request)
    to = request.query_params.get("to") == "1"
    found = [
        each
        for each in own.reading.quotes
        if (any(other.id == entity.id for other in each.addressees) if to else each.speaker == entity)
    ]
    return _listed(own, entity, "lines", rows=found, to=to)


def deeds(request: Request) -> Response:
    """What one does, and what is done to one."""
    own, entity = _asked_for(request)
    everything = [
        each
        for each in own.events
        if any(entity.id == other.id for other in (*each.agents, *each.patients, *each.recipients))
    ]
    count = Counter(each.lemma for each in everything if any(other.id == entity.id for other in each.agents))
    return _listed(own, entity, "deeds", rows=everything, often=count.most_common(30))


def moments(request: Request) -> Response:
    """The scenes that one lives through."""
    own, entity = _asked_for(request)
    return _listed(own, entity, "moments", rows=_moments(own, entity))


def knows(request: Request) -> Response:
    """The page of what one has had the chance to know; a script asks for the list, which takes a moment."""
    own, entity = _asked_for(request)
    return _listed(own, entity, "knows", rows=())


def things_known(request: Request) -> Response:
    """The most telling things that one has had the chance to know up to the reader's place, as a part."""
    own, entity = _asked_for(request)
    whole = own.whole

    def made() -> KnowledgeBase:  # not the reading's own, which would stay as long as the reading
        return KnowledgeBase(whole.work, whole.annotations(), whole.story, whole.chapter_at)

    base = site_of(request).knowledge.of(whole, made)
    found = base.known_by(entity, count=THINGS_SHOWN, until=own.until, names=own.people)
    return render_work(own, "things_known.html", things=found)


def _listed(own: Asked, entity: Entity, section: str, *, rows: Sequence[object], **more: Any) -> Response:
    return render_work(
        own,
        f"person_{section}.html",
        title=entity.name,
        entity=entity,
        section=section,
        sections=_sections(own, entity),
        page=paged(own.request, rows),
        **more,
    )


ROUTES = [
    page("/{key}/{work:int}/people/{entity:int}", person, "person"),
    page("/{key}/{work:int}/people/{entity:int}/arc", arc, "arc"),
    page("/{key}/{work:int}/people/{entity:int}/arc/file.svg", arc_file, "arc_file"),
    page("/{key}/{work:int}/people/{entity:int}/lines", lines, "lines"),
    page("/{key}/{work:int}/people/{entity:int}/actions", deeds, "deeds"),
    page("/{key}/{work:int}/people/{entity:int}/scenes", moments, "moments"),
    page("/{key}/{work:int}/people/{entity:int}/knows", knows, "knows"),
    page("/{key}/{work:int}/people/{entity:int}/things-known", things_known, "things_known"),
]
