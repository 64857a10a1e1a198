"""Corrections in a file: to others, and to another edition of the book."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.correcting import Corrections, open_corrections
from fabula.errors import FabulaError
from tests.builders import FERRY
from tests.correcting.conftest import STORY, speakers

pytestmark = pytest.mark.model


@pytest.fixture
def file(desk: Corrections, tmp_path: Path) -> Path:
    """Some corrections of the story."""
    desk.same("young man", "Hob Tarrant").keep()
    desk.speaker("#12", "Martin").keep()
    desk.speaker("#2", "Gran").keep()
    desk.undo().keep()
    desk.apart("Gran", lines=["#13"], call="Margaret").keep()
    return desk.export(tmp_path / "corrections.jsonld")


def page_of(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def corrected(world: Path, file: Path) -> list[str | None]:
    with open_corrections(world) as desk:
        change = desk.take_in(file)
        assert set(change.problems) == {""}
        change.keep()
        return speakers(desk.reading)


def test_they_are_an_annotation_page_of_what_is_kept(file: Path) -> None:
    page = page_of(file)
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["fabula:format"]) == ("AnnotationPage", 1)
    assert [item["body"]["kind"] for item in page["items"]] == ["same", "speaker", "apart", "name"]
    assert all(item["generator"].startswith("Fabula ") and item["created"] for item in page["items"])


def test_another_copy_of_the_book_is_corrected_by_them(
    file: Path, desk: Corrections, tmp_path: Path, two_voices: bytes
) -> None:
    (tmp_path / "other.fabula").write_bytes(two_voices)
    assert corrected(tmp_path / "other.fabula", file) == speakers(desk.reading)
    with open_corrections(tmp_path / "other.fabula") as other:
        with pytest.raises(FabulaError, match=r"all 4 corrections of .* are kept already"):
            other.take_in(file)
        other.undo().keep()
        assert all(entry.standing == "undone" for entry in other.entries), "they came in as one step"


def other_edition(text: str) -> str:
    """The story with straight quotes, other dashes, and lines of another length, under a head of its own."""
    text = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("—", " - ")
    text = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    return "Set anew from the second printing.\n\n" + text


def test_another_edition_of_it_is_too(file: Path, tmp_path: Path) -> None:
    story = tmp_path / "other.txt"
    story.write_text(other_edition(STORY.read_text("utf-8")), encoding="utf-8")
    fabula.read(story).save(tmp_path / "other.fabula")
    said = corrected(tmp_path / "other.fabula", file)
    with fabula.open_world(tmp_path / "other.fabula") as world:
        lines = {quote.text.strip('"')[:20]: quote.speaker for quote in world[0].quotes}
    assert lines["Sit down, Hob Tarran"] is not None
    assert lines["Sit down, Hob Tarran"].name == "Martin"
    assert "Margaret" in said


def spoiled(page: Any) -> None:
    for number in (1, 2, 3):
        page["items"][number]["body"]["kind"] = "nothing"


def many(page: Any) -> None:
    page["items"] = page["items"] * 2500
    for number in (7, 4_000, 9_999):
        page["items"][number] = {"type": "Annotation"}


WRONG: list[tuple[Callable[[Any], object], str]] = [
    (lambda page: page.update({"fabula:format": 2}), r"newer version of Fabula \(format 2\)"),
    (lambda page: page.update({"fabula:format": "x"}), "it holds no corrections"),
    (lambda page: page.pop("fabula:format"), "it holds no corrections"),
    (lambda page: page.update(items=[]), "it holds no corrections"),
    (lambda page: page.update(items={}), "it holds no corrections"),
    (spoiled, r"3 of its 4 entries are wrong \(entry 2: there is no kind 'nothing'; entry 3: .*; entry 4: "),
    (many, r"3 of its 10,000 entries are wrong \(entry 8: body is no object; entry 4001: .*; entry 10000: "),
]


@pytest.mark.parametrize(("spoil", "says"), WRONG, ids=[says[:30] for _, says in WRONG])
def test_a_file_with_anything_wrong_in_it_is_refused_whole(
    file: Path, desk: Corrections, spoil: Callable[[Any], object], says: str
) -> None:
    page = page_of(file)
    spoil(page)
    file.write_text(json.dumps(page), encoding="utf-8")
    with pytest.raises(FabulaError, match=says) as caught:
        desk.take_in(file)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"[" * 100_000, b"3"])
def test_a_file_of_something_else_is_refused(desk: Corrections, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(FabulaError, match="nothing was taken in"):
        desk.take_in(path)
    for missing in (tmp_path / "none.json", tmp_path):
        with pytest.raises(FabulaError, match="nothing was taken in"):
            desk.take_in(missing)


def test_corrections_of_another_book_are_refused(file: Path, tmp_path: Path) -> None:
    story = tmp_path / "ferry.txt"
    story.write_text(FERRY, encoding="utf-8")
    fabula.read(story).save(tmp_path / "ferry.fabula")
    with (
        open_corrections(tmp_path / "ferry.fabula") as desk,
        pytest.raises(FabulaError, match="was made for 'THE FERRY BOOK': 0 of its 4 corrections fit"),
    ):
        desk.take_in(file)


def test_those_that_fit_no_longer_come_in_as_such(file: Path, tmp_path: Path, two_voices: bytes) -> None:
    page = page_of(file)
    selector = page["items"][1]["target"]["selector"][0]
    selector.update(exact="“Words of no line,”", prefix="in no other book", suffix="as far as is known")
    file.write_text(json.dumps(page), encoding="utf-8")
    (tmp_path / "other.fabula").write_bytes(two_voices)
    with open_corrections(tmp_path / "other.fabula") as desk:
        change = desk.take_in(file)
        assert change.problems == ("", "fits nowhere", "", "")
        change.keep()
        assert [entry.standing for entry in desk.entries] == ["kept", "fits nowhere", "kept", "kept"]


def test_one_that_contradicts_what_is_kept_keeps_all_of_them_out(
    file: Path, tmp_path: Path, two_voices: bytes
) -> None:
    (tmp_path / "other.fabula").write_bytes(two_voices)
    with open_corrections(tmp_path / "other.fabula") as desk:
        desk.speaker("#12", "Nell").keep()
        with pytest.raises(FabulaError, match=r"'Martin says .*contradicts correction 1, 'Nell says"):
            desk.take_in(file)
        assert len(desk.entries) == 1


def test_no_world_and_no_folder_is_written_over(desk: Corrections, world: Path, tmp_path: Path) -> None:
    for path, says in (
        (world, "it is a world"),
        (tmp_path, "it is a folder"),
        (tmp_path / "no" / "x", "No such file"),
        (tmp_path / ("x" * 300), "name too long"),
    ):
        with pytest.raises(FabulaError, match=says):
            desk.export(path)
