from __future__ import annotations

import pytest

from fabula.sources.office.style_names import NamedStyle, role_of
from fabula.types import Apart, BlockKind


def kind(*names: str) -> tuple[BlockKind, int, Apart | None] | None:
    role = role_of(map(NamedStyle, names))
    return None if role is None else (role.kind, role.level, role.apart)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("heading 1", 1),
        ("Heading2", 2),
        ("Heading_20_3", 3),
        ("Überschrift 1", 1),
        ("berschrift2", 2),
        ("Titre 1", 1),
        ("Título 2", 2),
        ("Kop 1", 1),
        ("Rubrik 3", 3),
        ("Заголовок 1", 1),
        ("見出し 1", 1),
        ("标题 1", 1),
        ("Part Title", 1),
        ("Chapter Number", 2),
        ("ChapterHeading", 2),
        ("Scene Heading", 3),
    ],
)
def test_headings(name: str, level: int) -> None:
    assert kind(name) == (BlockKind.HEADING, level, None)


@pytest.mark.parametrize(
    ("name", "block", "apart"),
    [
        ("Title", BlockKind.TITLE, None),
        ("Author", BlockKind.TITLE, None),
        ("toc 1", BlockKind.BOILERPLATE, Apart.CONTENTS),
        ("Contents Heading", BlockKind.BOILERPLATE, Apart.CONTENTS),
        ("Verzeichnis 2", BlockKind.BOILERPLATE, Apart.CONTENTS),
        ("index 1", BlockKind.BOILERPLATE, Apart.INDEX),
        ("footnote text", BlockKind.NOTE, Apart.FOOTNOTE),
        ("Fußnotentext", BlockKind.NOTE, Apart.FOOTNOTE),
        ("header", BlockKind.BOILERPLATE, Apart.RUNNING_HEAD),
        ("Piè di pagina", BlockKind.BOILERPLATE, Apart.RUNNING_HEAD),
        ("Image Caption", BlockKind.NOTE, Apart.ILLUSTRATION),
        ("Epigraph", BlockKind.NOTE, Apart.EPIGRAPH),
        ("Poem stanza", BlockKind.VERSE, None),
        ("Scene Break", BlockKind.SCENE_BREAK, None),
    ],
)
def test_what_is_no_story(name: str, block: BlockKind, apart: Apart | None) -> None:
    assert kind(name) == (block, 0, apart)


@pytest.mark.parametrize(
    "name", ["", "Normal", "Body Text", "Chapter text", "Text body", "Table Contents", "Header image", "Part"]
)
def test_body_text(name: str) -> None:
    assert kind(name) is None


def test_the_nearest_style_counts_and_what_may_have_changed_does_not() -> None:
    assert kind("Opening", "Between", "heading 2") == (BlockKind.HEADING, 2, None)
    assert kind("TOC Heading", "heading 1") == (BlockKind.BOILERPLATE, 0, Apart.CONTENTS)
    assert kind("My Body", "caption") is None
    role = role_of([NamedStyle("Opening", 3), NamedStyle("heading 1", 1)])
    assert role is not None and role.level == 3
    assert role_of([NamedStyle("Text", 0), NamedStyle("heading 1", 1)]) is None
