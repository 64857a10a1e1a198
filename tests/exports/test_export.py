"""Any export is written whole or not at all, where it was asked for, and bad requests get one line."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fabula.errors import FabulaError, UsageError, WorldError
from fabula.exports import FORMATS, Format, default_output, export
from fabula.exports.files import write_files
from fabula.types import Annotations
from tests.builders import novel, plain_work, small_work
from tests.exports.installed import installed_formats
from tests.words import annotated
from tests.world.helpers import in_child, names, reachable

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""From Python 3.12 on, forking warns wherever numpy runs threads; these children use none of them."""

TABLES = [
    *("chapters.csv", "entities.csv", "locations.csv", "mentions.csv", "narrations.csv"),
    *("presences.csv", "quotes.csv", "scenes.csv", "work.csv"),
]


def test_the_table_of_formats() -> None:
    assert list(FORMATS)[:4] == ["json", "json1", "csv", "html"]
    for name, kind in FORMATS.items():
        assert name == kind.name and kind.help
        assert name not in installed_formats() or callable(kind.write)
        assert kind.suffix[0] in ".-" and not kind.help.endswith(".")
    suffixes = [kind.suffix for kind in FORMATS.values() if kind.name != "json1"]
    assert len(set(suffixes)) == len(suffixes)


def test_listing_the_formats_loads_nothing_heavy() -> None:
    script = "import sys, fabula.exports as e; list(e.FORMATS); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert not {"numpy", "sqlite3", "jinja2", "lxml"} & set(shown.split())


def test_a_library_that_is_missing_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kind = Format("no-such", ".x", "for nobody", extra="parquet")
    monkeypatch.setitem(FORMATS, "no-such", kind)
    with pytest.raises(
        UsageError, match=r"no-such needs .*, which is not installed; pip install .fabula\[parquet\]"
    ):
        export(small_work(), "no-such", tmp_path / "x")


@pytest.mark.parametrize(("format", "library"), [("parquet", "pyarrow"), ("spacy", "spacy")])
def test_an_extra_that_is_not_installed_is_named(
    format: str, library: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, f"fabula.exports.{format}", raising=False)
    monkeypatch.delitem(sys.modules, "fabula.exports.spacy_spans", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError) as caught:
        export(small_work(), format, tmp_path / "x", annotated(small_work()))
    assert str(caught.value) == (
        f"{format} needs {library}, which is not installed; pip install 'fabula[{format}]' [F710]"
    )
    assert names(tmp_path) == []


def test_words_are_asked_for_only_by_formats_that_need_them(tmp_path: Path) -> None:
    work, asked = small_work(), list[str]()

    def notes() -> Annotations:
        asked.append("words")
        return annotated(work)

    export(work, "json", tmp_path / "x", notes)
    assert not asked
    export(work, "conllu", tmp_path / "y", notes)
    assert asked
    with pytest.raises(UsageError, match="comes without its words"):
        export(work, "conllu", tmp_path / "z")
    assert names(tmp_path) == ["x", "y"]


def test_files_go_into_folders_of_a_folder_and_of_an_archive(tmp_path: Path) -> None:
    files = {"a.md": b"A", "people/ann.md": b"Ann", "people/old/bee.md": b"Bee"}
    write_files(files, tmp_path / "bible")
    write_files(files, tmp_path / "bible.zip")
    for name, content in files.items():
        assert (tmp_path / "bible" / name).read_bytes() == content
        assert zipfile.ZipFile(tmp_path / "bible.zip").read(name) == content


def test_files_that_cannot_all_be_written_leave_no_folder(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "people").write_text("mine")
    for folder in ("there", "new"):
        with pytest.raises(OSError):
            write_files({"a": b"A", "people/ann": b"Ann", "n" * 400: b"B"}, tmp_path / folder)
    assert names(tmp_path) == ["there"]
    assert names(tmp_path / "there") == ["people"]


def test_an_unknown_format() -> None:
    with pytest.raises(UsageError, match=r"no export format 'pdf'; choose from json, json1, csv, html, "):
        export(small_work(), "pdf", Path("x.pdf"))


def test_without_an_output_the_source_gives_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for format, name in (("json", "glove.json"), ("html", "glove.html"), ("csv", "glove-csv")):
        assert export(small_work(), format) == Path(name)
        with pytest.raises(WorldError, match=f"{name} exists already; name it with --output"):
            export(small_work(), format)
        assert export(small_work(), format, Path(name)) == Path(name)
    assert names(tmp_path) == ["glove-csv", "glove.html", "glove.json"]
    assert names(tmp_path / "glove-csv") == TABLES


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("../../etc/passwd", "passwd.json"),
        ("C:\\books\\emma.epub", "emma.json"),
        ("", "work.json"),
        ("...", "work.json"),
        (".hidden.txt", "hidden.json"),
        ("a\0b\n<i>.txt", "a_b__i_.json"),
        ("Ωδή.odt", "Ωδή.json"),
        ("n" * 500, "n" * 80 + ".json"),
    ],
)
def test_a_source_of_any_name_gives_a_harmless_one(source: str, name: str) -> None:
    assert default_output(plain_work("Ann.", source=source), "json") == Path(name)


@pytest.mark.parametrize("format", ["json", "html"])
def test_a_folder_takes_the_file_in(tmp_path: Path, format: str) -> None:
    assert export(small_work(), format, tmp_path) == tmp_path / f"glove.{format}"
    assert names(tmp_path) == [f"glove.{format}"]


@pytest.mark.parametrize("name", ["a.json", "tables", "a.zip", "a.html"])
def test_a_second_export_takes_the_place_of_the_first(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    format = "csv" if path.suffix in ("", ".zip") else path.suffix[1:]
    export(plain_work("Ann sang."), format, path)
    first = contents(path)
    export(small_work(), format, path)
    assert contents(path) != first
    export(plain_work("Ann sang."), format, path)
    assert contents(path) == first, "the same work gives the same bytes"
    assert names(tmp_path) == [name]


def contents(path: Path) -> list[bytes]:
    return [each.read_bytes() for each in (sorted(path.iterdir()) if path.is_dir() else [path])]


def test_other_files_in_a_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    export(small_work(), "csv", tmp_path)
    assert names(tmp_path) == sorted([*TABLES, "notes.txt"])


@pytest.mark.parametrize("name", ["out.csv", "out.CSV", "out.xlsx", "out.json"])
def test_tables_refuse_the_name_of_one_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"give a folder or a \.zip"):
        export(small_work(), "csv", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_takes_tables_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    export(small_work(), "csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv" / "quotes.csv").is_file()


@pytest.mark.posix
@pytest.mark.parametrize("format", installed_formats())
def test_places_that_cannot_be_written(tmp_path: Path, format: str) -> None:
    work = small_work()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    for place in ("no/such/x", "file/x", "n" * 400, "a\0b", "one"):
        with pytest.raises(FabulaError, match="cannot write") as caught:
            export(work, format, tmp_path / place, annotated(work))
        assert len(str(caught.value).splitlines()) == 1
    assert names(tmp_path) == ["file", "one", "two"]
    if FORMATS[format].several:
        with pytest.raises(FabulaError, match="cannot write"):
            export(work, format, tmp_path / "file", annotated(work))
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("name", ["a.json", "tables", "a.zip", "a.html"])
def test_half_a_character_leaves_the_earlier_export(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    format = "csv" if path.suffix in ("", ".zip") else path.suffix[1:]
    for place in (path, tmp_path / f"new-{name}"):
        if place == path:
            export(small_work(), format, place)
            before = contents(place)
        with pytest.raises(WorldError, match=r"U\+D83D, half a character"):
            export(plain_work("Ann \ud83d sang."), format, place)
    assert contents(path) == before
    assert names(tmp_path) == [name]


@pytest.mark.posix
@pytest.mark.parametrize("name", ["a.json", "tables", "a.zip", "a.html"])
def test_a_full_disk_leaves_the_earlier_export(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    format = "csv" if path.suffix in ("", ".zip") else path.suffix[1:]
    export(small_work(), format, path)
    before = contents(path)

    def write() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        for place in (path, tmp_path / f"new-{name}"):
            with pytest.raises(FabulaError, match=r"cannot write .*File too large"):
                export(novel(8_000), format, place)

    assert in_child(write) == 0
    assert contents(path) == before
    assert names(tmp_path) == [name]


@pytest.mark.posix
def test_a_read_only_folder(tmp_path: Path) -> None:
    reachable(tmp_path / "x")
    tmp_path.chmod(0o555)

    def write() -> None:
        for name in ("a.json", "tables", "a.zip", "a.html"):
            format = "csv" if name in ("tables", "a.zip") else name[2:]
            with pytest.raises(FabulaError, match=r"cannot write .*Permission denied"):
                export(small_work(), format, tmp_path / name)

    assert in_child(write, unprivileged=True) == 0
    tmp_path.chmod(0o755)
    assert names(tmp_path) == []


@pytest.mark.posix
def test_rights_and_links_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    old = os.umask(0o022)
    try:
        export(small_work(), "json", path)
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o600)
    (tmp_path / "link").symlink_to(path)
    path.write_text("old")
    export(small_work(), "json", tmp_path / "link")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (tmp_path / "link").is_symlink() and path.read_text("utf-8").startswith("{")


@pytest.mark.posix
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    export(small_work(), "json", Path("/dev/null"))
    assert Path("/dev/null").is_char_device()
    script = (
        "from tests.builders import small_work; from fabula.exports import export; from pathlib import Path\n"
    )
    script += "export(small_work(), 'json', Path('/dev/stdout'))"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert shown.stdout.startswith(b'{"format": "fabula-json/2"')


@pytest.mark.posix
def test_a_killed_export_leaves_the_earlier_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.html"
    export(small_work(), "html", path)
    before = path.read_bytes()
    monkeypatch.setattr("fabula.world.files.sync", lambda _: os.kill(os.getpid(), 9))
    assert in_child(lambda: export(novel(2_000), "html", path)) == -9
    assert path.read_bytes() == before
    assert len(names(tmp_path)) == 2, "what a killed program leaves goes away after a day"


def test_templates_are_part_of_the_package() -> None:
    import fabula.exports

    page = Path(fabula.exports.__file__).parent / "page"
    assert names(page) == ["page.css", "page.html.jinja", "page.js"]


@pytest.mark.parametrize("format", ["json", "html"])
def test_the_story_that_was_read_is_not_written_over(tmp_path: Path, format: str) -> None:
    work = small_work()
    story = tmp_path / work.text.source
    assert export(work, format, story) == story, "a new file may have its name"
    story.write_text("The only copy.")
    with pytest.raises(UsageError, match="seems to be the story that was read"):
        export(work, format, story)
    assert story.read_text() == "The only copy."
