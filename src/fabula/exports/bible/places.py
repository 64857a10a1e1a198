"""The page of a place: its names, what is told of it, what happens there, who is there."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.exports.bible.people import section, told_of
from fabula.exports.bible.vault import LIKELY, Vault, front_matter, page_of
from fabula.exports.markdown_text import plain
from fabula.types import Entity, EntityType

_KINDS = {
    EntityType.FACILITY: "building",
    EntityType.PLACE: "place with people",
    EntityType.LOCATION: "place",
    EntityType.VEHICLE: "vehicle",
}


def place_page(vault: Vault, entity: Entity) -> str:
    """The page of a place."""
    page = vault.page_of[entity.id]
    places = vault.appearances[entity.id].places
    lines = front_matter(
        title=entity.name,
        type="place",
        kind=_KINDS.get(entity.type),
        aliases=list(entity.aliases),
        tags=["place"],
        entity=int(entity.id),
        mentions=int(entity.mentions),
    )
    lines += [f"# {plain(entity.name)}", ""]
    if entity.aliases:
        lines.append(f"- also called {', '.join(map(plain, entity.aliases))}")
    if places:
        lines.append(f"- first: {vault.around(places[0], places[0])} {vault.spot(page, places[0])}")
    lines.append("")
    lines += section("What is told", told_of(vault, page, entity.id))
    lines += section("What happens here", _scenes(vault, page, entity.id))
    lines += section("Who is here", _people(vault, page, entity.id))
    return page_of(lines)


def _scenes(vault: Vault, page: str, entity: int) -> Iterator[str]:
    for number, scene in enumerate(vault.scenes):
        if scene.place == entity:
            yield f"- {vault.scene_link(page, number)}, {vault.chapter_link(page, scene.start)}"


def _people(vault: Vault, page: str, entity: int) -> Iterator[str]:
    seen: set[tuple[int, str, str]] = set()
    for own in vault.story.locations if vault.story else ():
        if own.place == entity and own.confidence >= LIKELY:
            told = own.entity, own.relation.value, vault.spot(page, own.start)
            if told not in seen:
                seen.add(told)
                yield f"- {vault.named(page, own.entity)}, {told[1]}: {told[2]}"
