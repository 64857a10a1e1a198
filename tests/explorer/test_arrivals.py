"""A story that somebody gives: read into a world behind the pages, stopped, read on, or asked about."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from fabula.explorer.application import application
from fabula.explorer.arrivals import LARGEST, LONGEST_LABEL, Arrival, Upload
from fabula.explorer.library import Library
from fabula.explorer.site import Site
from fabula.explorer.tasks import State
from fabula.types import Work
from fabula.world import World

STORY = (Path(__file__).parents[1] / "stories" / "two_voices.txt").read_bytes()
HOST = "127.0.0.1:8000"
PATIENCE = 200.0

pytestmark = pytest.mark.model


@pytest.fixture
def own(tmp_path: Path) -> Site:
    """A site over a folder without a world."""
    return Site(Library([tmp_path]), frozenset((HOST,)))


@pytest.fixture
def visitor(own: Site) -> TestClient:
    return TestClient(
        application(own),
        base_url=f"http://{HOST}",
        follow_redirects=False,
        headers={"X-CSRF-Token": own.secret},
    )


def give(visitor: TestClient, data: bytes, name: str = "ferry.txt", **fields: str) -> None:
    answer = visitor.post("/read", data=fields, files={"file": (name, data)})
    assert answer.status_code == 303, answer.text


def last(own: Site) -> Arrival:
    arrival = own.arrivals.where()[0]
    assert arrival.task.wait(PATIENCE)
    return arrival


def test_a_story_is_read_into_a_new_world(own: Site, visitor: TestClient, tmp_path: Path) -> None:
    give(visitor, STORY, "The Ferry: 1.txt")
    arrival = last(own)
    assert arrival.progress.state is State.DONE, arrival.task.trouble
    assert arrival.arrived is not None
    with World.open(tmp_path / "the-ferry-1.fabula") as world:
        (work,) = world.works()
    assert work.source == "The Ferry: 1.txt"
    page = visitor.get("/").text
    assert f'href="/the-ferry-1/{work.id}"' in page
    told = visitor.get(f"/reading/{arrival.token}/events")
    assert told.headers["content-type"].startswith("text/event-stream")
    assert json.loads(told.text.removeprefix("data: "))["over"] is True


def test_a_draft_is_asked_about(own: Site, visitor: TestClient, voices: Path) -> None:
    changed = STORY.replace(b"nineteen", b"twenty")
    give(visitor, changed, "other.txt", world="voices")
    arrival = last(own)
    assert arrival.question is not None
    assert "looks like a new draft" in visitor.get("/").text
    visitor.post(f"/reading/{arrival.token}", data={"do": "replace"})
    assert last(own).arrived is not None
    with World.open(voices) as world:
        assert [each.source for each in world.works()] == ["other.txt"]
        assert "I was twenty the winter" in world.work(1).text.content


def test_what_was_stopped_is_read_on(own: Site, visitor: TestClient) -> None:
    with own.tasks._turn:  # so that it waits
        give(visitor, STORY)
        arrival = own.arrivals.where()[0]
        arrival.task.stop()
        assert arrival.task.wait(PATIENCE)
    assert arrival.progress.state is State.STOPPED
    assert not arrival.can_go_on  # it was not even opened
    arrival = Arrival(own.tasks, Upload("ferry.txt", STORY), own.library.folder / "ferry.fabula")
    while arrival.progress.stage != "reading":
        assert not arrival.task.wait(0.005)
    arrival.task.stop()
    assert arrival.task.wait(PATIENCE)
    assert arrival.progress.state is State.STOPPED
    assert arrival.can_go_on
    arrival.go_on()
    assert arrival.task.wait(PATIENCE)
    assert arrival.arrived is not None


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.4 nothing", b"PK\x03\x04 broken", b"\0\1" * 900, b"PK\x05\x06" + 18 * b"\0"],
)
def test_a_file_that_is_no_story_is_told_in_a_line(own: Site, visitor: TestClient, data: bytes) -> None:
    give(visitor, data, "../../etc/passwd.epub")
    arrival = last(own)
    assert arrival.progress.state is State.FAILED
    assert arrival.task.trouble.isprintable()
    assert "passwd.epub" in arrival.task.trouble and "etc" not in arrival.task.trouble
    assert 'role="alert"' in visitor.get("/").text
    assert not list(own.library.folder.glob("*.fabula"))
    visitor.post(f"/reading/{arrival.token}", data={"do": "forget"})
    assert 'role="alert"' not in visitor.get("/").text


def packed(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


HUGE = "a " * (4 << 20)
DEEP = 20_000
OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata/><manifest>'
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>'
)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
KINDS = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "{}</w:body></w:document>"
)
OFFICE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}'
    "</office:text></office:body></office:document-content>"
)


def made_to_break() -> dict[str, bytes]:
    """Files of each format that unpack to very much, are nested very deep, or hold very many entries."""
    epub = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "c.opf": OPF}
    word = {"[Content_Types].xml": KINDS}
    odt = {"mimetype": "application/vnd.oasis.opendocument.text"}
    nested = "<div>" * DEEP + "x" + "</div>" * DEEP
    controls = "<w:sdt><w:sdtContent>" * DEEP + "</w:sdtContent></w:sdt>" * DEEP
    sections = "<text:section>" * DEEP + "</text:section>" * DEEP
    words = WORD.format(f"<w:p><w:r><w:t>{HUGE}</w:t></w:r></w:p>")
    return {
        "huge.epub": packed({**epub, "a.xhtml": f"<html><body><p>{HUGE}</p></body></html>"}),
        "huge.docx": packed({**word, "word/document.xml": words}),
        "huge.odt": packed({**odt, "content.xml": OFFICE.format(f"<text:p>{HUGE}</text:p>")}),
        "deep.epub": packed({**epub, "a.xhtml": f"<html><body>{nested}</body></html>"}),
        "deep.docx": packed({**word, "word/document.xml": WORD.format(controls)}),
        "deep.odt": packed({**odt, "content.xml": OFFICE.format(sections)}),
        "deep.html": f"<html><body>{nested}</body></html>".encode(),
        "deep.md": ("> " * DEEP + "x\n").encode(),
        "deep.rtf": ("{\\rtf1 " + "{" * DEEP + "}" * DEEP + "}").encode(),
        "many.zip": packed({f"{number}.txt": "" for number in range(21_000)}),
        "huge.zip": packed({f"{number}.txt": HUGE for number in range(2)}),
        "nothing.zip": packed({f"{number}.jpg": "x" for number in range(2)}),
    }


def test_a_file_that_is_made_to_break_a_reader_is_told_in_a_line(own: Site, visitor: TestClient) -> None:
    for name, data in made_to_break().items():
        give(visitor, data, name)
        arrival = last(own)
        assert arrival.progress.state is State.FAILED, name
        assert name in arrival.task.trouble and "[F1" in arrival.task.trouble, arrival.task.trouble


def test_a_zip_of_chapters_is_one_work(own: Site, visitor: TestClient, tmp_path: Path) -> None:
    words = STORY.decode("utf-8")
    half = words.index("\n\n", len(words) // 2)
    chapters = {
        "ferry/10 After.txt": words[half:],
        "ferry/2 Before.txt": words[:half],
        "ferry/cover.jpg": "x",
    }
    give(visitor, packed({**chapters, "../../ferry/notes.csv": "1,2"}), "The Ferry.zip")
    arrival = last(own)
    assert arrival.arrived is not None, arrival.task.trouble
    with World.open(tmp_path / "the-ferry.fabula") as world:
        (work,) = world.works()
        text = world.work(work.id).text
    assert work.source == "The Ferry"
    assert [each.title for each in text.chapters] == ["THE FERRY BOOK", "After"]
    assert not list(tmp_path.parent.glob("**/notes.csv")), "nothing of it is written as a file"


def test_a_zip_of_one_story_is_that_story(own: Site, visitor: TestClient) -> None:
    give(visitor, packed({"ferry.txt": STORY.decode("utf-8")}), "any.zip")
    arrival = last(own)
    assert arrival.arrived is not None, arrival.task.trouble
    with World.open(arrival.world) as world:
        assert [each.source for each in world.works()] == ["ferry.txt"]


def test_nothing_of_this_machine_gets_into_a_text(tmp_path: Path, own: Site, visitor: TestClient) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the key is under the mat")
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Once &x; there was a man who lived by the sea'
        " and he was as happy as a man can be.</p></body></html>"
    )
    give(visitor, page.encode(), "page.xhtml")
    arrival = last(own)
    assert arrival.arrived is not None, arrival.task.trouble
    with World.open(arrival.world) as world:
        assert "mat" not in world.work(arrival.arrived.work).text.content


def test_a_label_is_never_a_path() -> None:
    for name in ("../x.txt", "C:\\dir\\x.txt", "/abs/x.txt", "\x00/x.txt", "x.txt"):
        assert Upload.of(name, b"").label == "x.txt"
    assert Upload.of("..", b"").label == "story.txt"
    assert len(Upload.of("a" * 500 + ".epub", b"").label) == LONGEST_LABEL
    assert Upload.of("a" * 500 + ".epub", b"").label.endswith(".epub")


def test_what_is_too_large_or_missing_or_there_already_is_refused(
    own: Site, visitor: TestClient, voices: Path
) -> None:
    answer = visitor.post("/read", content=b"", headers={"Content-Length": str(LARGEST + 1)})
    assert answer.status_code == 413
    assert visitor.post("/read", data={"world": "voices"}).status_code == 422
    same = visitor.post("/read", data={"name": "voices"}, files={"file": ("x.txt", STORY)})
    assert same.status_code == 422 and "there is a world" in same.text
    assert visitor.post("/read", data={"world": "nix"}, files={"file": ("x.txt", STORY)}).status_code == 404
    assert not own.arrivals.where()


def test_no_world_has_a_key_that_leads_elsewhere(tmp_path: Path, make_work: Callable[..., Work]) -> None:
    with World.create_or_open(tmp_path / "static.fabula") as world:
        world.add(make_work())
    assert list(Library([tmp_path]).keys()) == ["static-2"]
