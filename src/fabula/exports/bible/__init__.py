"""A story bible in Markdown: a page for every character, place, scene and chapter, with links between them.

The pages are for Obsidian and for whatever else shows a folder of Markdown: fields in front matter, and links
that are relative. ``vault`` knows which pages there are, ``people``, ``places`` and ``telling`` fill them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fabula.exports.bible.people import character_page
from fabula.exports.bible.places import place_page
from fabula.exports.bible.telling import chapter_page, index_page, scene_page
from fabula.exports.bible.vault import Vault
from fabula.exports.files import write_files
from fabula.types import Finding, Work

__all__ = ["pages", "write"]


def write(work: Work, path: Path, findings: Iterable[Finding] = ()) -> None:
    """Writes the pages into a folder or a .zip. Raises OSError, and UnicodeEncodeError."""
    write_files({name: content.encode() for name, content in pages(work, findings).items()}, path)


def pages(work: Work, findings: Iterable[Finding] = ()) -> dict[str, str]:
    """The pages by their paths within the bible."""
    vault = Vault(work, findings)
    return {
        vault.index: index_page(vault),
        **{vault.page_of[entity.id]: character_page(vault, entity) for entity in vault.people},
        **{vault.page_of[entity.id]: place_page(vault, entity) for entity in vault.places},
        **{name: chapter_page(vault, number) for number, name in enumerate(vault.chapter_pages)},
        **{name: scene_page(vault, number) for number, name in enumerate(vault.scene_pages)},
    }
