"""The page of a character: names, what is told, relations, scenes, where and when, what does not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fabula.amounts import counted, percent
from fabula.exports.bible.vault import LIKELY, Vault, front_matter, page_of
from fabula.exports.markdown_text import plain
from fabula.types import Entity, Location, Role


def character_page(vault: Vault, entity: Entity) -> str:
    """The page of somebody."""
    page = vault.page_of[entity.id]
    places = vault.appearances[entity.id].places
    lines = front_matter(
        title=entity.name,
        type="character",
        aliases=list(entity.aliases),
        tags=["character"],
        entity=int(entity.id),
        pronouns=list(entity.pronouns),
        narrator=True if entity.narrator else None,
        mentions=int(entity.mentions),
        lines=len(vault.appearances[entity.id].quotes),
        first=_chapter(vault, places[:1]),
        last=_chapter(vault, places[-1:]),
    )
    lines += [f"# {plain(entity.name)}", "", *_facts(vault, page, entity)]
    lines += section("What is told", told_of(vault, page, entity.id))
    lines += section("Relations", _relations(vault, page, entity.id))
    lines += section("Scenes", _scenes(vault, page, entity.id))
    lines += section("Where, when", _whereabouts(vault, page, entity.id))
    lines += section("What does not agree", findings_of(vault, page, entity.id))
    return page_of(lines)


def section(title: str, lines: Iterable[str]) -> list[str]:
    """A part of a page with its heading; nothing where there is nothing in it."""
    found = list(lines)
    return [f"## {title}", "", *found, ""] if found else []


def told_of(vault: Vault, page: str, entity: int) -> Iterator[str]:
    """What is told of somebody or some place, who says it, and in which words."""
    for own in vault.story.attributes if vault.story else ():
        if own.entity != entity or own.confidence < LIKELY:
            continue
        by = "" if own.by is None else f", says {vault.named(page, own.by)}"
        doubt = "" if own.holds else ", which is not so"
        quoted = vault.around(own.start, own.end)
        yield f"- **{own.kind.value}**: {plain(own.value)}{by}{doubt}. {quoted} {vault.spot(page, own.start)}"


def findings_of(vault: Vault, page: str, entity: int | None = None) -> Iterator[str]:
    """Where the story contradicts itself, about one or about all, with the places."""
    for own in vault.findings:
        if entity is None or entity in own.entities:
            yield f"- {plain(own.message)} ({own.kind.value}, {percent(own.confidence)})"
            for start, end in own.spans:
                yield f"    - {vault.around(start, end)} {vault.spot(page, start)}"


def _facts(vault: Vault, page: str, entity: Entity) -> Iterator[str]:
    found = vault.appearances[entity.id]
    if entity.aliases:
        yield f"- also called {', '.join(map(plain, entity.aliases))}"
    if entity.pronouns:
        yield f"- told as {', '.join(map(plain, entity.pronouns))}"
    if entity.narrator:
        yield "- tells the story, or a part of it"
    if entity.members:
        yield f"- a group: {', '.join(vault.named(page, each) for each in entity.members)}"
    groups = [each for each in vault.work.cast.entities if entity.id in each.members]
    if groups:
        yield f"- one of {', '.join(vault.named(page, each.id) for each in groups)}"
    yield f"- {counted(len(found.quotes), 'lines')}, {counted(int(entity.mentions), 'mentions')}"
    if found.places:
        first, last = found.places[0], found.places[-1]
        yield f"- first: {vault.around(first, first)} {vault.spot(page, first)}"
        yield f"- last: {vault.around(last, last)} {vault.spot(page, last)}"
    yield ""


def _relations(vault: Vault, page: str, entity: int) -> Iterator[str]:
    for own in vault.story.relations if vault.story else ():
        if entity not in (own.a, own.b) or own.confidence < LIKELY:
            continue
        told = f"- {vault.named(page, own.a)} is {own.relation.value} {vault.named(page, own.b)}"
        if own.spans:
            start, end = own.spans[0]
            yield f"{told}. {vault.around(start, end)} {vault.spot(page, start)}"
        else:
            yield f"{told}, as other relations tell"


def _scenes(vault: Vault, page: str, entity: int) -> Iterator[str]:
    rows = []
    for number, scene in enumerate(vault.scenes):
        for own in scene.present:
            if own.entity == entity and own.confidence >= LIKELY:
                there = "from afar" if own.role is Role.REMOTE else "there"
                there += ", through whose eyes" if scene.focal == entity else ""
                time = "" if scene.time is None else plain(vault.reads((scene.time.start, scene.time.end)))
                cells = vault.scene_link(page, number), vault.chapter_link(page, scene.start), time, there
                rows.append(f"| {' | '.join(cells)} |")
                break
    if rows:
        yield "| scene | chapter | time | part |"
        yield "|---|---|---|---|"
        yield from rows


def _whereabouts(vault: Vault, page: str, entity: int) -> Iterator[str]:
    last: tuple[str, str] | None = None
    for own in vault.story.locations if vault.story else ():
        if own.entity == entity and own.confidence >= LIKELY:
            told = _where(vault, page, own)
            if told != last:  # the same place in scene after scene is told once
                yield f"- {told[0]}, {told[1]}" if told[1] else f"- {told[0]}"
            last = told


def _where(vault: Vault, page: str, own: Location) -> tuple[str, str]:
    place = vault.place_name(page, own.place, vault.reads(own.place_span))
    return f"{own.relation.value} {place}", vault.spot(page, own.start)


def _chapter(vault: Vault, places: tuple[int, ...]) -> str:
    number = vault.chapter_at(places[0]) if places else None
    return "" if number is None else vault.chapter_title(number)
