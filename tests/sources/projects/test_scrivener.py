"""A Scrivener project is read as one story: what of its draft is to be compiled, folders as chapters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import SourceError
from fabula.sources import load
from fabula.sources.folders import folder_at, is_folder
from fabula.types import Apart, BlockKind, EmphasisKind, Text

from ..conftest import check, shown, titles, zipped
from .test_novelwriter import put

ONE = "The old man said that he had been to the town, and that it was {\\\\i not} as he had left it."
TWO = "She would not hear of it, and went down to the river by herself, as she had always done."
THREE = "There was nobody in the house when they came back to it, and the fire had gone out."


def rtf(*paragraphs: str) -> bytes:
    words = "\\par\n".join(paragraphs).replace("\\\\", "\\")
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Palatino;}}\\f0 " + words + "}").encode()


def item(number: str, title: str, *inside: str, kind: str = "Text", compiled: str | None = "Yes") -> str:
    mark = "" if compiled is None else f"<IncludeInCompile>{compiled}</IncludeInCompile>"
    children = f"<Children>{''.join(inside)}</Children>" if inside else ""
    return (
        f'<BinderItem UUID="{number}" Type="{kind}"><Title>{title}</Title><MetaData>{mark}</MetaData>'
        f"{children}</BinderItem>"
    )


def binder(*draft: str, version: str = "2.0", more: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ScrivenerProject Version="{version}"><Binder>'
        '<BinderItem UUID="D" Type="DraftFolder"><Title>Manuscript</Title>'
        f"<Children>{''.join(draft)}</Children></BinderItem>"
        '<BinderItem UUID="R" Type="ResearchFolder"><Title>Research</Title><Children>'
        f"{item('N', 'Notes')}</Children></BinderItem></Binder>{more}</ScrivenerProject>"
    )


def folder(title: str, *inside: str, compiled: str | None = "Yes", number: str = "F") -> str:
    return item(number, title, *inside, kind="Folder", compiled=compiled)


FILES: dict[str, bytes | str] = {
    "The Weir.scrivx": binder(
        folder("The Mill", item("A", "Scene 1"), item("B", "Scene 2"), item("X", "Cut", compiled="No")),
        folder("The Race", item("C", "Scene 3"), item("E", "Empty")),
    ),
    "Files/Data/A/content.rtf": rtf(ONE, TWO),
    "Files/Data/B/content.rtf": rtf(TWO),
    "Files/Data/C/content.rtf": rtf(THREE),
    "Files/Data/N/content.rtf": rtf("Research that is no part of the story."),
    "Files/Data/X/content.rtf": rtf("A scene that is cut, and no part of the story."),
    "Files/Data/A/synopsis.txt": "A synopsis.",
    "Files/Data/A/notes.rtf": rtf("A note on the scene."),
    "Files/binder.backup": "x",
    "Settings/ui.plist": "x",
    "Snapshots/A.snapshots/old.rtf": rtf("An earlier draft."),
}


def read(path: Path, files: dict[str, bytes | str]) -> Text:
    text = load(put(path / "The Weir.scriv", files), force=True)
    check(text)
    return text


def test_folders_are_chapters_and_documents_their_scenes(tmp_path: Path) -> None:
    text = read(tmp_path, FILES)
    assert titles(text) == ["The Mill", "The Race"]
    assert [words[:9] for words in shown(text)] == ["The old m", "She would", "She would", "There was"]
    assert shown(text, BlockKind.SCENE_BREAK) == ["* * *"]
    assert [block.kind for block in text.blocks][-2:] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert (text.metadata.title, text.source) == ("The Weir", "The Weir.scriv")
    assert [(e.kind, text.content[e.start : e.end]) for e in text.emphasis] == [(EmphasisKind.ITALIC, "not")]
    for word in ("Research", "cut", "synopsis", "note on", "earlier", "Scene"):
        assert word not in text.content


def test_a_project_in_an_archive_is_the_same_story(tmp_path: Path) -> None:
    whole = read(tmp_path, FILES)
    packed = tmp_path / "The Weir.scriv.zip"
    members = {f"The Weir.scriv/{name}": words for name, words in FILES.items()}
    packed.write_bytes(
        zipped({**members, "__MACOSX/The Weir.scriv/._The Weir.scrivx": "x", ".DS_Store": "x"})
    )
    assert not is_folder(packed)
    assert load(packed, force=True) == replace(whole, source=packed.name)


def test_the_binder_itself_may_be_named_and_a_folder_holds_several(tmp_path: Path) -> None:
    whole = read(tmp_path, FILES)
    assert load(tmp_path / "The Weir.scriv" / "The Weir.scrivx", force=True) == whole
    put(tmp_path / "Other.scriv", FILES)
    assert [file.name for file in folder_at(tmp_path).files] == ["Other.scriv", "The Weir.scriv"]


@pytest.mark.parametrize("names", [("Data/{}/content.rtf", "UUID"), ("Docs/{}.rtf", "ID")])
def test_projects_of_both_layouts_are_read(tmp_path: Path, names: tuple[str, str]) -> None:
    place, attribute = names
    index = binder(item("7", "One"), item("8", "Two"), version="1.0").replace("UUID=", f"{attribute}=")
    files: dict[str, bytes | str] = {
        "W.scrivx": index,
        f"Files/{place.format(7)}": rtf(ONE),
        f"Files/{place.format(8)}": rtf(TWO),
    }
    assert titles(read(tmp_path, files)) == ["One", "Two"]


def test_parts_hold_chapters_and_new_ones_are_numbered(tmp_path: Path) -> None:
    index = binder(
        folder("Part One", folder("Chapter", item("A", "s")), folder("Chapter", item("B", "s"))),
        folder("Part Two", folder("Chapter", item("C", "s"))),
    )
    text = read(tmp_path, {**FILES, "The Weir.scrivx": index})
    assert titles(text) == ["Part One, Chapter 1", "Chapter 2", "Part Two, Chapter 3"]


def test_documents_beside_folders_and_documents_with_documents_in_them_are_chapters(tmp_path: Path) -> None:
    index = binder(item("A", "Prologue"), item("B", "The Mill", item("C", "A scene")))
    text = read(tmp_path, {**FILES, "The Weir.scrivx": index})
    assert titles(text) == ["Prologue", "The Mill"]
    assert len(shown(text, BlockKind.SCENE_BREAK)) == 1


def test_a_document_that_begins_with_its_title_has_it_once(tmp_path: Path) -> None:
    files = {**FILES, "Files/Data/A/content.rtf": rtf("THE MILL", ONE), "The Weir.scrivx": binder(
        item("A", "The Mill"), item("B", "Two")
    )}  # fmt: skip
    text = read(tmp_path, files)
    assert titles(text) == ["THE MILL", "Two"]
    assert shown(text, BlockKind.HEADING) == ["THE MILL", "Two"]


def test_without_a_mark_for_compiling_all_of_the_draft_is_read(tmp_path: Path) -> None:
    unmarked = binder(item("A", "One", compiled=None), item("B", "Two", compiled=None))
    assert titles(read(tmp_path, {**FILES, "The Weir.scrivx": unmarked})) == ["One", "Two"]
    marked = binder(item("A", "One", compiled=None), item("B", "Two"), item("C", "Three"))
    assert titles(read(tmp_path / "b", {**FILES, "The Weir.scrivx": marked})) == ["Two", "Three"]


def test_a_folder_that_is_not_compiled_gives_no_heading_to_what_is(tmp_path: Path) -> None:
    index = binder(
        folder("The Mill", item("A", "s"), folder("Drafts", item("B", "s"), compiled="No")),
        folder("The Race", item("C", "s")),
    )
    assert titles(read(tmp_path, {**FILES, "The Weir.scrivx": index})) == ["The Mill", "The Race"]


def test_footnotes_and_annotations_stay_apart(tmp_path: Path) -> None:
    scene = rtf(
        "The old man{\\\\footnote He was seventy.} said that he had been to the town, "
        "\\\\{\\\\\\\\Scrv_annot \\\\text=too slow\\\\\\\\end_Scrv_annot\\\\} and came back."
    )
    text = read(tmp_path, {**FILES, "Files/Data/A/content.rtf": scene})
    assert [part.kind for part in text.set_apart()][:1] == [Apart.FOOTNOTE]
    assert all("seventy" not in words for words in shown(text))


@pytest.mark.parametrize("index", ["", "<ScrivenerProject", "no xml", "<other/>", "<a>" * 3000])
def test_a_damaged_binder_ends_in_one_line(tmp_path: Path, index: str) -> None:
    with pytest.raises(SourceError, match=r"\[F73[01]\]|\[F10\d\]") as caught:
        read(tmp_path, {**FILES, "The Weir.scrivx": index})
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("depth", [70, 900, 2000])
def test_a_binder_may_be_as_deep_as_a_file_can_be(tmp_path: Path, depth: int) -> None:
    opening = '<BinderItem UUID="{}" Type="Text"><Title>T</Title><Children>'
    inner = opening.format("A") + opening.format("E") * depth + opening.format("B")
    index = binder(inner + "</Children></BinderItem>" * (depth + 2)).replace("IncludeInCompile", "Mark")
    try:
        text = read(tmp_path, {**FILES, "The Weir.scrivx": index})
    except SourceError as error:
        assert error.code == "F730" and depth > 900  # the parser of XML has its own bound
        return
    assert [words[:9] for words in shown(text)] == ["The old m", "She would", "She would"]


def test_a_project_with_nothing_to_compile_says_so(tmp_path: Path) -> None:
    index = binder(item("A", "One", compiled="No"), item("B", "Two", compiled="No"))
    with pytest.raises(SourceError, match=r"it needs documents in the draft folder .* \[F731\]"):
        read(tmp_path, {**FILES, "The Weir.scrivx": index})


def test_two_binders_in_one_project_are_told_apart_by_its_name_or_refused(tmp_path: Path) -> None:
    other = binder(item("C", "Old"))
    text = read(tmp_path, {**FILES, "The Weir (conflicted copy).scrivx": other})
    assert titles(text) == ["The Mill", "The Race"]
    put(tmp_path / "odd", {**FILES, "Another.scrivx": other})
    with pytest.raises(SourceError, match=r"both list the documents of the project; .* \[F732\]"):
        load(tmp_path / "odd", force=True)


def test_a_document_that_breaks_off_is_named(tmp_path: Path) -> None:
    text = read(tmp_path, {**FILES, "Files/Data/C/content.rtf": rtf(THREE)[:-12]})
    assert text.warnings == (
        "The document Scene 3 breaks off before its end; its last words may be missing.",
    )


def test_pictures_of_the_research_are_not_taken_into_memory(tmp_path: Path) -> None:
    (tmp_path / "The Weir.scriv" / "Files" / "Data" / "P").mkdir(parents=True)
    with (tmp_path / "The Weir.scriv" / "Files" / "Data" / "P" / "content.png").open("wb") as huge:
        huge.truncate(4 << 30)
    assert titles(read(tmp_path, FILES)) == ["The Mill", "The Race"]
