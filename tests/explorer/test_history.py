"""All that was put right: listed, undone, saved, taken in, placed in a new draft; a round of review."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fabula.explorer.views.history import LARGEST_IMPORT
from fabula.types import Work
from fabula.world import World
from tests.explorer.voices import Voices, fields_of

STORY = (Path(__file__).parents[1] / "stories" / "two_voices.txt").read_text("utf-8")
PATIENCE = 200.0

pytestmark = pytest.mark.model


@pytest.fixture
def told(voices: Path) -> Iterator[Voices]:
    made = Voices(voices)
    yield made
    made.site.close()


def draft(told: Voices, text: str) -> None:
    answer = told.client.post("/voices/1/drafts", files={"file": ("next.txt", text.encode())})
    assert answer.headers["location"] == "/voices/1/drafts"
    (arrival,) = told.site.arrivals.where()
    assert arrival.task.wait(PATIENCE)
    assert arrival.arrived is not None, arrival.task.trouble


def test_changes_are_listed_with_how_they_stand(told: Voices) -> None:
    assert "Nothing was put right yet" in told.client.get("/voices/1/changes").text
    told.keep(kind="speaker", line="12", who=told.number("Martin"))
    told.keep(kind="speaker", line="1", who=told.number("Hob Tarrant"))
    page = told.client.get("/voices/1/changes").text
    assert page.index("Hob Tarrant says") < page.index("Martin says")
    part = told.preview(kind="undo", number="1")
    assert "Undo: Martin says" in part
    told.post("keep", fields_of(part))
    page = told.client.get("/voices/1/changes").text
    assert 'class="undone"' in page and ">Redo<" in page
    told.keep(kind="redo", number="1")
    assert told.speakers[12] == "Martin"


def test_the_last_step_is_undone_as_a_whole(told: Voices) -> None:
    told.keep(kind="apart", entity=told.number("Gran"), line="13", called="Margaret")
    page = told.client.get("/voices/1/changes").text
    undo = page[page.index('<form class="inline"') :]
    told.post("turn", fields_of(undo))
    assert {entry.standing for entry in told.entries} == {"undone"}
    page = told.client.get("/voices/1/changes").text
    redo = [form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'value="redo"' in form]
    told.post("turn", fields_of(redo[0]))
    assert {entry.standing for entry in told.entries} == {"kept"}


def test_changes_are_saved_and_taken_in_elsewhere(told: Voices, tmp_path: Path, two_voices: bytes) -> None:
    told.keep(kind="speaker", line="12", who=told.number("Martin"))
    answer = told.client.get("/voices/1/changes/export")
    assert "attachment" in answer.headers["content-disposition"]
    assert len(json.loads(answer.content)["items"]) == 1
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "voices.fabula").write_bytes(two_voices)
    other = Voices(folder / "voices.fabula")
    try:
        shown = other.client.post("/voices/1/changes/import", files={"file": ("x.jsonld", answer.content)})
        assert "Martin says" in shown.text
        assert not other.entries
        assert other.post("keep", fields_of(shown.text)).status_code == 200
        assert other.speakers[12] == "Martin"
        again = other.client.post("/voices/1/changes/import", files={"file": ("x.jsonld", answer.content)})
        assert again.status_code == 422 and "kept already" in again.text
    finally:
        other.site.close()


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b'{"fabula:format": 1, "items": [{"a": 1}]}'])
def test_a_file_that_holds_no_corrections_is_refused(told: Voices, data: bytes) -> None:
    answer = told.client.post("/voices/1/changes/import", files={"file": ("../x.jsonld", data)})
    assert answer.status_code == 422
    assert "x.jsonld" in answer.text and "/tmp" not in answer.text and ".." not in answer.text
    length = {"Content-Length": str(LARGEST_IMPORT + 1)}
    assert told.client.post("/voices/1/changes/import", content=b"", headers=length).status_code == 413


def test_what_comes_later_is_not_told_by_the_list(told: Voices) -> None:
    told.keep(kind="speaker", line="13", who=told.number("Peter Rudd"))
    told.keep(kind="speaker", line="1", who=told.number("Hob Tarrant"))
    told.keep(kind="name", entity=told.number("Peter Rudd"), called="the Murderer")
    told.until(1600)
    page = told.client.get("/voices/1/changes").text
    assert "Murderer" not in page
    assert "Hob Tarrant says" in page
    assert "Peter Rudd" not in page and "something further on" in page


def test_a_draft_keeps_what_was_put_right(told: Voices) -> None:
    told.keep(kind="speaker", line="12", who=told.number("Martin"))
    draft(told, STORY.replace("nineteen", "twenty").replace("“Are you the ferryman?”", "“You the ferryman?”"))
    page = told.client.get("/voices/1/drafts").text
    assert "What <bdi>next.txt</bdi> has changed" in page
    assert "found its place" in page
    assert "Martin" in told.about("quote:12").split("Why?")[0]


def test_a_draft_tells_what_has_changed_in_the_story(told: Voices) -> None:
    old = "He was a thin young man with a bad coat"
    assert old in STORY
    draft(told, STORY.replace(old, "Hob Tarrant had green eyes and red hair and a bad coat"))
    page = told.client.get("/voices/1/drafts").text
    assert "Told now" in page and "green" in page
    told.until(500)
    assert "Told now" not in told.client.get("/voices/1/drafts").text


def test_what_has_no_place_in_a_draft_is_placed_or_dropped(told: Voices) -> None:
    told.keep(kind="speaker", line="12", who=told.number("Martin"))
    told.keep(kind="not-speech", line="4")
    told.keep(kind="speaker", line="3", who=told.number("Hob Tarrant"))
    old = "“Sit down, Hob Tarrant,” he said. “Nobody was ever taken out of this house. Our grandmother"
    assert old in STORY
    new = "“Hob Tarrant, sit,” he said. “Not one man has been fetched from under my roof yet. Our grandmother"
    text = STORY.replace(old, new).replace("“Nell.”\n\n", "").replace("“What do they call you?” he said.", "")
    draft(told, text)
    assert "no place for" in told.client.get("/voices/1/drafts").text
    page = told.client.get("/voices/1/changes").text
    misfits = [entry for entry in told.entries if entry.problem]
    assert misfits and "misfits" in page
    for entry in misfits:
        assert told.client.get("/voices/1/changes/place", params={"number": entry.id}).status_code == 200
    (first, *rest) = misfits
    part = str(told.client.get("/voices/1/changes/place", params={"number": first.id}).text)
    at = re.search(r'<button name="at" value="(\d+-\d+)">', part)
    assert at is not None
    placed = told.post("preview", {**fields_of(part), "at": at[1]})
    assert placed.status_code == 200, placed.text
    assert told.post("keep", fields_of(placed.text)).status_code == 200
    for entry in rest:
        told.keep(kind="undo", number=str(entry.id))
    assert not [entry for entry in told.entries if entry.problem and entry.state.value == "kept"]
    assert "misfits" not in told.client.get("/voices/1/changes").text


def test_a_page_of_an_earlier_draft_is_told_so(told: Voices) -> None:
    edition = re.search(r'data-edition="(\w+)"', told.client.get("/voices/1/text").text)
    assert edition is not None
    draft(told, STORY.replace("nineteen", "twenty"))
    answer = told.client.get("/voices/1/about", params={"of": "quote:1", "edition": edition[1]})
    assert answer.status_code == 422 and "load the page again" in answer.text


def test_a_round_of_review_goes_on_where_it_stopped(told: Voices) -> None:
    def post(**fields: str) -> str:
        return str(told.client.post("/voices/1/review", data=fields).text)

    part = told.client.get("/voices/1/review").text
    first = str(fields_of(part)["key"][0])
    assert 'data-key="1"' in part and "0 answers" in part
    choice = re.search(r'<button name="do" value="(\d+)" data-key="1"', part)
    assert choice is not None
    part = post(key=first, do=choice[1])
    second = str(fields_of(part)["key"][0])
    assert "1 answer in this round" in part and second != first
    part = post(key=second, do="skip")
    third = str(fields_of(part)["key"][0])
    assert third not in (first, second)
    assert "answered meanwhile" in post(key=first, do="nobody")
    part = post(do="undo")
    assert "0 answers" in part and fields_of(part)["key"][0] == first
    assert "nothing left to undo" in post(do="undo")
    assert "somebody" in post(key=first, do="99999")
    assert {entry.standing for entry in told.entries} == {"undone"}
    assert str(fields_of(told.client.get("/voices/1/review").text)["key"][0]) == first


def test_a_review_asks_of_nothing_after_the_place(told: Voices) -> None:
    told.until(1600)
    for _ in range(30):
        part = told.client.get("/voices/1/review").text
        for later in ("Peter Rudd", "grandmother", "Sit down", "a big man"):
            assert later not in part
        if "nothing left to ask" in part:
            break
        told.client.post("/voices/1/review", data={"key": fields_of(part)["key"][0], "do": "skip"})
    else:
        raise AssertionError("it never ends")


def test_one_in_several_works_is_taken_apart_and_joined(
    tmp_path: Path, make_work: Callable[..., Work]
) -> None:
    path = tmp_path / "voices.fabula"
    with World.create_or_open(path) as world:
        world.add(make_work())
        second = world.add(make_work(source="other.txt", title="Other"), new=True).id
        one = world.entities(1)[0]
        other = next(each for each in world.entities(second) if each.name == one.name)
        world.join(one.id, other.id)
    told = Voices(path)
    try:
        page = told.client.get("/voices/1/joined").text
        assert one.name in page and "Other" in page
        assert told.client.get("/voices/1/joined?ask=1").status_code == 200
        told.client.post("/voices/1/joined", data={"do": "apart", "entity": str(one.id)})
        with World.open(path) as world:
            assert one.id not in world.in_several_works()
            apart = next(each.id for each in world.entities(1) if each.name == one.name)
        told.client.post("/voices/1/joined", data={"do": "join", "one": str(apart), "other": str(one.id)})
        with World.open(path) as world:
            assert apart in world.in_several_works()
        for given in ("x", "1" * 5000):
            bad = told.client.post("/voices/1/joined", data={"do": "apart", "entity": given})
            assert bad.status_code == 404
    finally:
        told.site.close()
