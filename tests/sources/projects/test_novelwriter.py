"""A novelWriter project is read as one story: its novel, in order, without notes and inactive documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import SourceError
from fabula.sources import load
from fabula.sources.folders import folder_at, is_folder
from fabula.types import BlockKind, Text

from ..conftest import check, shown, titles, zipped

TITLE = "%%~name: Title Page\n%%~path: r/t\n%%~kind: NOVEL/DOCUMENT\n\n#! The Weir\n\n>> By J. Hale <<\n"
ONE = "%%~name: One\n\n## The Mill\n\n@pov: Ann\n\n% a note to myself\n"
SCENE = (
    "%%~name: S1\n\n### At the Mill\n\n@char: Bob\n@location: Mill\n%~ left out for now\n"
    "%Synopsis: They quarrel.\n\nThe old man said that he had been to the town, and that it was **not** as "
    "he had left it.\n"
)
SECOND = "%%~name: S2\n\n### Later\n\nShe would not hear of it, and went down to the river by herself.\n"
TWO = "%%~name: Two\n\n##! Epilogue\n\nThere was nobody in the house when they came back to it.\n"
NOTE = "%%~name: Ann\n\n# Ann\n\n@tag: Ann\n\nAnn is the heroine of the whole thing.\n"
OLD = "%%~name: Old\n\n### Old\n\nA scene that is cut and should not be read by anybody at all.\n"

INDEX = """<?xml version="1.0" encoding="utf-8"?>
<novelWriterXML appVersion="2.6" fileVersion="1.5" timeStamp="2026-01-01 10:00:00">
  <project id="x" saveCount="1"><name>The Weir Project</name><author>J. Hale</author></project>
  <settings><doBackup>yes</doBackup></settings>
  <content items="9" novelWords="9" notesWords="9">
    <item handle="r" parent="None" root="r" order="0" type="ROOT" class="NOVEL"><name>Novel</name></item>
    <item handle="f" parent="r" root="r" order="1" type="FOLDER" class="NOVEL"><name>Chapters</name></item>
    <item handle="two" parent="f" root="r" order="1" type="FILE" class="NOVEL" layout="DOCUMENT">
      <name active="yes">Two</name></item>
    <item handle="one" parent="f" root="r" order="0" type="FILE" class="NOVEL" layout="DOCUMENT">
      <name active="yes">One</name></item>
    <item handle="s2" parent="one" root="r" order="1" type="FILE" class="NOVEL" layout="DOCUMENT">
      <name active="yes">S2</name></item>
    <item handle="s1" parent="one" root="r" order="0" type="FILE" class="NOVEL" layout="DOCUMENT">
      <name active="yes">S1</name></item>
    <item handle="old" parent="one" root="r" order="2" type="FILE" class="NOVEL" layout="DOCUMENT">
      <name active="no">Old</name></item>
    <item handle="plan" parent="f" root="r" order="2" type="FILE" class="NOVEL" layout="NOTE">
      <name active="yes">Plan</name></item>
    <item handle="t" parent="r" root="r" order="0" type="FILE" class="NOVEL" layout="DOCUMENT">
      <name active="yes">Title Page</name></item>
    <item handle="c" parent="None" root="c" order="1" type="ROOT" class="CHARACTER"><name>People</name></item>
    <item handle="ann" parent="c" root="c" order="0" type="FILE" class="CHARACTER" layout="NOTE">
      <name active="yes">Ann</name></item>
    <item handle="a" parent="None" root="a" order="2" type="ROOT" class="ARCHIVE"><name>Old</name></item>
    <item handle="gone" parent="a" root="a" order="0" type="FILE" class="NOVEL" layout="DOCUMENT">
      <name active="yes">Gone</name></item>
  </content>
</novelWriterXML>
"""
FILES: dict[str, bytes | str] = {
    "nwProject.nwx": INDEX,
    "content/t.nwd": TITLE,
    "content/one.nwd": ONE,
    "content/s1.nwd": SCENE,
    "content/s2.nwd": SECOND,
    "content/two.nwd": TWO,
    "content/old.nwd": OLD,
    "content/plan.nwd": NOTE,
    "content/ann.nwd": NOTE,
    "content/gone.nwd": OLD,
    "meta/options.json": "{}",
    "cache/x.txt": "not for anybody",
    "ToC.txt": "Table of Contents",
}


def put(folder: Path, files: dict[str, bytes | str]) -> Path:
    for name, words in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(words.encode() if isinstance(words, str) else words)
    return folder


def read(folder: Path, files: dict[str, bytes | str]) -> Text:
    text = load(put(folder / "weir", files), force=True)
    check(text)
    return text


def test_the_novel_is_read_in_the_order_of_the_project(tmp_path: Path) -> None:
    text = read(tmp_path, FILES)
    assert titles(text) == ["The Mill", "Epilogue"]
    assert [words.split()[:3] for words in shown(text)] == [
        ["The", "old", "man"],
        ["She", "would", "not"],
        ["There", "was", "nobody"],
    ]
    assert shown(text, BlockKind.SCENE_BREAK) == ["* * *"]
    assert (text.metadata.title, text.metadata.author, text.source) == ("The Weir", "J. Hale", "weir")
    for word in ("heroine", "cut", "quarrel", "left out", "note to myself", "Mill\n@", "%", "@"):
        assert word not in text.content


@pytest.mark.parametrize("around", ["", "Novels/weir/"])
def test_a_project_in_an_archive_is_the_same_story(tmp_path: Path, around: str) -> None:
    whole = read(tmp_path, FILES)
    packed = tmp_path / "weir.zip"
    packed.write_bytes(zipped({f"{around}{name}": words for name, words in FILES.items()}))
    assert not is_folder(packed)
    assert load(packed, force=True) == replace(whole, source="weir.zip")


def test_the_list_itself_may_be_named(tmp_path: Path) -> None:
    assert read(tmp_path, FILES) == load(tmp_path / "weir" / "nwProject.nwx", force=True)


def test_a_project_among_other_stories_is_one_of_them(tmp_path: Path) -> None:
    put(tmp_path / "all" / "weir", FILES)
    put(tmp_path / "all", {"b.txt": "A story."})
    assert [file.name for file in folder_at(tmp_path / "all").files] == ["b.txt", "weir"]
    packed = tmp_path / "all.zip"
    members = {f"all/weir/{name}": words for name, words in FILES.items()}
    packed.write_bytes(zipped({**members, "all/b.txt": "A story.", "all/Mill.png": "x"}))
    found = folder_at(packed)
    assert [file.name for file in found.files] == ["b.txt", "weir"]
    assert [file.name for file in found.others] == ["Mill.png"]
    assert titles(load(found.files[1], force=True)) == ["The Mill", "Epilogue"]


def test_a_project_of_an_older_version(tmp_path: Path) -> None:
    index = """<novelWriterXML appVersion="1.0" fileVersion="1.2"><project><name>P</name>
      <title>The Weir</title><author>J. Hale</author><author>K. Hale</author></project><content count="4">
      <item handle="r" parent="None" order="0"><name>Novel</name><type>ROOT</type><class>NOVEL</class></item>
      <item handle="s1" parent="r" order="0"><name>S1</name><type>FILE</type><class>NOVEL</class>
        <exported>True</exported><layout>SCENE</layout></item>
      <item handle="old" parent="r" order="1"><name>Old</name><type>FILE</type><class>NOVEL</class>
        <exported>False</exported><layout>SCENE</layout></item>
      <item handle="ann" parent="r" order="2"><name>Ann</name><type>FILE</type><class>NOVEL</class>
        <exported>True</exported><layout>NOTE</layout></item></content></novelWriterXML>"""
    text = read(tmp_path, {**FILES, "nwProject.nwx": index})
    assert [words.split()[:3] for words in shown(text)] == [["The", "old", "man"]]
    assert text.metadata.title == "The Weir"


def test_a_document_that_is_not_there_is_named(tmp_path: Path) -> None:
    files = {name: words for name, words in FILES.items() if name != "content/s2.nwd"}
    text = read(tmp_path, files)
    assert text.warnings == ("The document S2, which the project lists, is missing; the rest is read.",)
    with pytest.raises(SourceError, match="S2, which the project lists, is missing"):
        load(tmp_path / "weir", force=True, strict=True)


@pytest.mark.parametrize(
    "index",
    [
        "",
        "<novelWriterXML",
        "no xml",
        "<other/>",
        "\x00\x01",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>",
    ],
)
def test_a_damaged_list_ends_in_one_line(tmp_path: Path, index: str) -> None:
    with pytest.raises(SourceError, match=r"\[F73[01]\]|\[F10\d\]") as caught:
        read(tmp_path, {**FILES, "nwProject.nwx": index})
    assert len(str(caught.value).splitlines()) == 1


def test_a_project_without_a_document_of_its_novel_says_so(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "nwProject.nwx": INDEX.replace('active="yes"', 'active="no"'),
        "content/t.nwd": TITLE,
    }
    with pytest.raises(SourceError, match=r"no text to read; it needs active documents .* \[F731\]"):
        read(tmp_path, files)


def test_documents_that_hold_each_other_are_read_once(tmp_path: Path) -> None:
    index = INDEX.replace('handle="r" parent="None"', 'handle="r" parent="two"')
    assert titles(read(tmp_path, {**FILES, "nwProject.nwx": index})) == ["The Mill", "Epilogue"]


def test_a_list_cannot_lead_out_of_its_project(tmp_path: Path) -> None:
    put(tmp_path, {"secret.nwd": "## Secret\n\nNobody is to read this, for it lies outside."})
    index = INDEX.replace('handle="two"', 'handle="../../secret"')
    assert "Nobody is to read" not in read(tmp_path, {**FILES, "nwProject.nwx": index}).content
