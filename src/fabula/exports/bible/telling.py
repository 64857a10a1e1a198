"""The pages of the telling: the index, a page for each chapter and for each scene."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fabula.amounts import counted, percent
from fabula.exports.bible.people import findings_of, section
from fabula.exports.bible.vault import LIKELY, Vault, front_matter, page_of
from fabula.exports.markdown_text import plain
from fabula.types import Role, Scene, When

_OPENING = 160
"""Characters of a scene that its page begins with."""


def index_page(vault: Vault) -> str:
    """What there is, and links to all of it."""
    work, page = vault.work, vault.index
    told = work.text.metadata
    lines = front_matter(title=work.title, type="story", author=told.author, tags=["story"])
    lines += [f"# {plain(work.title)}", ""]
    if told.author:
        lines += [f"by {plain(told.author)}", ""]
    lines += section("Chapters", _chapters(vault))
    people = (
        f"- {vault.named(page, entity.id)}: {counted(len(vault.appearances[entity.id].quotes), 'lines')}, "
        f"{counted(int(entity.mentions), 'mentions')}"
        for entity in vault.people
    )
    lines += section("Characters", people)
    lines += section("Places", (f"- {vault.named(page, entity.id)}" for entity in vault.places))
    lines += section("What does not agree", findings_of(vault, page))
    others = [entity.name for entity in work.cast.entities if entity.is_character and not entity.is_recurring]
    lines += section("Seen once or twice", [plain(", ".join(others))] if others else [])
    return page_of(lines)


def _chapters(vault: Vault) -> Iterator[str]:
    for number, name in enumerate(vault.chapter_pages):
        yield f"{number + 1}. {vault.link(vault.index, name, vault.chapter_title(number))}"
        for at in _scenes_in(vault, number):
            yield f"    - {vault.scene_link(vault.index, at)}"


def _scenes_in(vault: Vault, chapter: int) -> list[int]:
    return [at for at, scene in enumerate(vault.scenes) if vault.chapter_at(scene.start) == chapter]


def chapter_page(vault: Vault, number: int) -> str:
    """The page of a chapter: its scenes, and who speaks."""
    page, chapter = vault.chapter_pages[number], vault.chapters[number]
    words = len(vault.work.text.content[chapter.start : chapter.end].split())
    title = vault.chapter_title(number)
    lines = front_matter(title=title, type="chapter", tags=["chapter"], number=number + 1, words=words)
    lines += [f"# {plain(title)}", "", *_neighbours(vault, page, vault.chapter_pages, number), ""]
    scenes = (
        f"- {vault.scene_link(page, at)}: {', '.join(_there(vault, page, vault.scenes[at])) or 'nobody'}"
        for at in _scenes_in(vault, number)
    )
    lines += section("Scenes", scenes)
    lines += section("Who speaks", _speakers(vault, page, chapter.start, chapter.end))
    return page_of(lines)


def scene_page(vault: Vault, number: int) -> str:
    """The page of a scene: where, when, who is there, through whose eyes, how it begins, who speaks."""
    page, scene = vault.scene_pages[number], vault.scenes[number]
    chapter = vault.chapter_at(scene.start)
    lines = front_matter(
        title=f"{number + 1}. {vault.label(scene)}",
        type="scene",
        tags=["scene"],
        number=number + 1,
        chapter=None if chapter is None else vault.chapter_title(chapter),
        mode=scene.mode.value,
        order=int(scene.order),
    )
    lines += [f"# {number + 1}. {plain(vault.label(scene))}", ""]
    lines += [*_neighbours(vault, page, vault.scene_pages, number), ""]
    content = vault.work.text.content
    start = (
        scene.start + len(content[scene.start : scene.end]) - len(content[scene.start : scene.end].lstrip())
    )
    opening = vault.reads((start, min(scene.end, start + _OPENING)))
    lines += [f"> {plain(opening)}{' …' if scene.end > start + _OPENING else ''}", ""]
    lines += [*_facts(vault, page, scene), ""]
    lines += section("Who is there", (f"- {each}" for each in _there(vault, page, scene)))
    lines += section("Who speaks", _speakers(vault, page, scene.start, scene.end))
    return page_of(lines)


def _facts(vault: Vault, page: str, scene: Scene) -> Iterator[str]:
    if vault.chapter_at(scene.start) is not None:
        yield f"- chapter: {vault.chapter_link(page, scene.start)}"
    if scene.place_span is not None:
        place = vault.place_name(page, scene.place, vault.reads(scene.place_span))
        yield f"- place: {place} ({percent(scene.place_confidence)})"
    if scene.time is not None:
        yield f"- time: {plain(vault.reads((scene.time.start, scene.time.end)))}"
    if scene.when not in (When.UNKNOWN, When.FIRST):
        yield f"- against the scene before: {scene.when.value}"
    if scene.focal is not None and scene.focal_confidence >= LIKELY:
        yield f"- through the eyes of {vault.named(page, scene.focal)}"
    yield f"- told as {scene.mode.value}"


def _there(vault: Vault, page: str, scene: Scene) -> list[str]:
    """Who takes part in a scene, as links."""
    return [
        vault.named(page, own.entity) + (" (from afar)" if own.role is Role.REMOTE else "")
        for own in scene.present
        if own.confidence >= LIKELY
    ]


def _speakers(vault: Vault, page: str, start: int, end: int) -> Iterator[str]:
    counts = Counter(quote.speaker for quote in vault.work.cast.quotes if start <= quote.start < end)
    for speaker, lines in sorted(counts.items(), key=lambda item: (-item[1], item[0] is None, item[0] or 0)):
        who = "nobody known" if speaker is None else vault.named(page, speaker)
        yield f"- {who}: {counted(lines, 'lines')}"


def _neighbours(vault: Vault, page: str, pages: list[str], number: int) -> list[str]:
    """Links to the pages before and after, and to the index."""
    before = [vault.link(page, pages[number - 1], "before")] if number else []
    after = [vault.link(page, pages[number + 1], "after")] if number + 1 < len(pages) else []
    return [" · ".join([*before, vault.link(page, vault.index, vault.work.title), *after])]
