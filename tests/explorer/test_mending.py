"""Putting right: what follows is shown first, then kept; two tabs, the command line, the reader's place."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fabula.correcting import Corrections, open_corrections
from fabula.world import World
from tests.explorer.voices import Voices, fields_of

pytestmark = pytest.mark.model


@pytest.fixture
def told(voices: Path) -> Iterator[Voices]:
    made = Voices(voices)
    yield made
    made.site.close()


def test_a_line_tells_who_else_may_say_it_and_what_can_be_put_right(told: Voices) -> None:
    part = told.about("quote:12")
    assert "Sit down, Hob Tarrant" in part
    assert part.index("a big man") < part.index("Why?") < part.index("It is said by")
    for name in ("Martin", "Hob Tarrant"):
        assert re.search(rf'<button name="who" value="\d+"><span class="who c\d+"><bdi>{name}', part), name
    assert "no speech" in part and "somebody new" in part and "nobody" in part


def test_the_reasons_come_with_their_words(told: Voices) -> None:
    answer = told.client.get("/voices/1/about/why", params={"of": "quote:8"})
    assert "Hob Tarrant" in answer.text
    assert re.search(r'<a href="/voices/1/text\?at=\d+&amp;to=\d+#here">', answer.text)
    told.until(2000)
    hidden = told.client.get("/voices/1/about/why", params={"of": "quote:8"}).text
    for name in ("Peter Rudd", "Margaret Oram", "grandmother"):
        assert name not in hidden


def test_a_speaker_is_shown_and_kept_and_undone(told: Voices) -> None:
    part = told.preview(kind="speaker", line="12", who=told.number("Martin"))
    assert "Martin says" in part and "Keep" in part
    assert not told.entries
    kept = told.post("keep", fields_of(part))
    assert "Kept" in kept.text and "data-kept" in kept.text
    assert told.speakers[12] == "Martin"
    undone = told.post("turn", fields_of(kept.text))
    assert "Undone" in undone.text
    assert told.speakers[12] != "Martin"
    told.post("turn", fields_of(undone.text))
    assert told.speakers[12] == "Martin"
    assert [entry.standing for entry in told.entries] == ["kept"]


def test_every_kind_of_correction_is_kept(told: Voices) -> None:
    number = told.number
    told.keep(kind="speaker", line="2", who="nobody")
    told.keep(kind="speaker", line="3", who="new", new="the traveller")
    told.keep(kind="speaker", line="5", who="typed", typed="hob tarrant")
    told.keep(kind="addressees", line="13", who=[number("Hob Tarrant"), number("Nell")])
    told.keep(kind="addressees", line="14", who="nobody")
    told.keep(kind="not-speech", line="17")
    told.keep(kind="same", entity=number("a big man with his blanket round him"), who=number("Martin"))
    told.keep(kind="name", entity=number("Gran"), called="the old woman")
    told.keep(kind="not-character", entity=number("Peter Rudd"))
    told.keep(kind="narrator", chapter="3", who=number("Nell"))
    with World.open(told.path) as world:
        text = world.work(1).text.content
    told.keep(kind="chapter", at=str(text.index("“Sit down, Hob")), title="The Hat")
    start = text.index("my brother and one look")
    told.keep(kind="mention", at=f"{start}-{start + 10}", who="nobody")
    told.keep(kind="apart", entity=number("Nell"), line=["7", "9"], called="Ellen")
    steps: dict[int, list[str]] = {}
    for entry in told.entries:
        steps.setdefault(entry.step, []).append(entry.correction.kind.value)
    assert [kinds[0] for kinds in steps.values()] == [
        *("speaker", "speaker", "speaker", "addressees", "addressees", "not-speech", "same", "name"),
        *("not-character", "narrator", "chapter", "mention", "apart"),
    ]
    (*others, last) = steps.values()
    assert last == ["apart", "name"]
    assert {kind for kinds in others for kind in kinds[1:]} <= {"same", "apart"}, "what holds others"
    said = told.speakers
    assert (said[2], said[3], said[5], said[7]) == ("", "the traveller", "Hob Tarrant", "Ellen")
    assert 17 not in said


def test_what_happens_is_put_right_too(told: Voices) -> None:
    with World.open(told.path) as world:
        work = world.work(1)
    assert work.story is not None
    at, scene = work.text.content.index("I did not want his box"), work.story.scenes[0]
    sallow = next(each.id for each in work.cast.entities if each.name == "Sallow")
    attribute, relation = work.story.attributes[0], work.story.relations[0]
    assert "It happens in" in told.about("scene:1")
    assert "not so" in told.about(f"attribute:{attribute.id}")
    assert "A scene begins here" in told.about(f"place:{at}")
    assert "begins here" in told.preview(kind="scene", at=str(at))
    told.keep(kind="scene-place", scene="1", who=str(sallow))
    told.keep(kind="absent", scene="1", who=str(scene.present[0].entity))
    told.keep(kind="present", scene="1", who=told.number("Mrs. Oram"))
    told.keep(kind="no-scene", scene="2")
    told.keep(kind="scene", at=str(at))
    told.keep(kind="not-told", attribute=str(attribute.id))
    told.keep(
        kind="not-related", one=str(relation.a), other=str(relation.b), relation=relation.relation.value
    )
    kinds = [entry.correction.kind.value for entry in told.entries]
    assert kinds == ["place", "absent", "present", "no-scene", "scene", "not-told", "not-related"]
    with World.open(told.path) as world:
        after = world.work(1).story
    assert after is not None
    assert after.scenes[0].place == sallow
    assert scene.present[0].entity not in [own.entity for own in after.scenes[0].present]
    assert at in [each.start for each in after.scenes]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "nonsense"}, 422),
        ({"kind": "speaker", "line": "999", "who": "1"}, 404),
        ({"kind": "speaker", "line": "1", "who": "99999999999999999999"}, 404),
        ({"kind": "speaker", "line": "1"}, 422),
        ({"kind": "speaker", "line": "1", "who": "new", "new": "  "}, 422),
        ({"kind": "speaker", "line": "1", "who": "typed", "typed": "Zebedee"}, 422),
        ({"kind": "mention", "at": "../etc", "who": "1"}, 404),
        ({"kind": "mention", "at": "3-4", "who": "1"}, 422),
        ({"kind": "apart", "entity": "1"}, 422),
        ({"kind": "same", "entity": "1", "who": "nobody"}, 422),
        ({"kind": "chapter", "at": "99999999"}, 404),
        ({"kind": "undo", "number": "5"}, 422),
        ({"kind": "scene", "at": "99999999"}, 404),
        ({"kind": "no-scene", "scene": "1"}, 422),
        ({"kind": "no-scene", "scene": "99"}, 404),
        ({"kind": "scene-place", "scene": "1", "who": "typed", "typed": "Nowhere Hall"}, 422),
        ({"kind": "present", "scene": "1", "who": "nobody"}, 422),
        ({"kind": "not-told", "attribute": "999"}, 404),
        ({"kind": "not-related", "one": "1", "other": "2", "relation": "owner of"}, 422),
        ({"kind": "no-slip", "finding": "9"}, 404),
        ({"kind": "speaker", "line": "1", "who": "1", "edition": "another"}, 422),
    ],
)
def test_what_makes_no_sense_is_told_in_a_line(
    told: Voices, fields: dict[str, str | list[str]], status: int
) -> None:
    answer = told.post("preview", fields)
    assert answer.status_code == status, answer.text
    assert 'role="alert"' in answer.text
    assert not told.entries


def test_two_that_contradict_each_other_lead_to_the_changes(told: Voices) -> None:
    told.keep(kind="speaker", line="12", who=told.number("Martin"))
    answer = told.post("preview", {"kind": "speaker", "line": "12", "who": told.number("Nell")})
    assert answer.status_code == 422
    assert "contradicts correction 1" in answer.text
    assert "fabula correct" not in answer.text and "Changes" in answer.text


def test_two_tabs_do_not_overwrite_each_other(told: Voices) -> None:
    one = told.preview(kind="speaker", line="12", who=told.number("Martin"))
    other = told.preview(kind="speaker", line="1", who=told.number("Hob Tarrant"))
    assert told.post("keep", fields_of(one)).status_code == 200
    late = told.post("keep", fields_of(other))
    assert late.status_code == 409
    assert "changed meanwhile" in late.text
    assert len(told.entries) == 1
    again = told.post("keep", fields_of(late.text))
    assert again.status_code == 200
    assert (told.speakers[12], told.speakers[1]) == ("Martin", "Hob Tarrant")


def test_what_the_command_line_kept_meanwhile_stays(told: Voices) -> None:
    part = told.preview(kind="speaker", line="12", who=told.number("Gran"))
    with open_corrections(told.path) as desk:
        desk.speaker("#1", "Hob Tarrant").keep()
    late = told.post("keep", fields_of(part))
    assert late.status_code == 409 and "changed meanwhile" in late.text
    assert told.post("keep", fields_of(late.text)).status_code == 200
    assert len(told.entries) == 2
    assert "Gran" in told.about("quote:12").split("Why?")[0]


def test_the_same_twice_is_kept_once(told: Voices) -> None:
    fields = fields_of(told.preview(kind="speaker", line="12", who=told.number("Martin")))
    assert told.post("keep", fields).status_code == 200
    again = told.post("keep", fields)
    assert again.status_code == 422 and "kept already" in again.text
    assert len(told.entries) == 1


def test_nothing_after_the_place_of_the_reader_shows(told: Voices) -> None:
    with World.open(told.path) as world:
        place = world.work(1).text.content.index("Hob’s Story")
    told.until(place)
    for of in ("quote:1", "quote:7", "entity:2", "apart:2", "place:16"):
        part = told.about(of)
        for later in ("Peter Rudd", "grandmother", "Hob’s Story", "a big man", "Margaret"):
            assert later not in part, (of, later)
    assert told.client.get("/voices/1/about?of=quote:12").status_code == 404
    assert told.client.get("/voices/1/about?of=entity:8").status_code == 404
    assert "Peter" not in told.client.get("/voices/1/about/cast?q=Peter").text
    assert told.post("preview", {"kind": "speaker", "line": "1", "who": "8"}).status_code == 404
    part = told.preview(kind="same", entity=told.number("Martin"), who=told.number("Hob Tarrant"))
    for later in ("Peter Rudd", "grandmother", "Our grand", "a big man"):
        assert later not in part
    assert told.post("keep", fields_of(part)).status_code == 200


def test_what_is_hidden_is_not_told_by_an_error(told: Voices) -> None:
    told.keep(kind="speaker", line="13", who=told.number("Peter Rudd"))
    told.until(1600)
    answer = told.post("preview", {"kind": "undo", "number": "1"})
    assert "Peter Rudd" not in answer.text
    assert "something further on" in answer.text


def test_names_and_words_of_later_are_in_no_error_and_no_preview(told: Voices) -> None:
    with World.open(told.path) as world:
        text = world.work(1).text
    told.until(2500)
    with open_corrections(told.path) as desk:
        reading = desk.reading
    known = {each.id: each.name for each in reading.until("@2500").entities}  # by other names than in the end
    house = next(each for each in reading.entities if known.get(each.id, each.name) != each.name)
    same = told.post("preview", {"kind": "same", "entity": str(house.id), "who": str(house.id)}).text
    assert 'class="trouble"' in same and house.name not in same
    place = {"kind": "scene-place", "scene": "1", "who": "typed"}
    unknown = told.post("preview", {**place, "typed": "Nowhere Hall"}).text
    assert "Sallow" in unknown and "the fair" not in unknown and "the loft" not in unknown
    assert told.post("preview", {**place, "typed": f"#{house.id}"}).status_code == 200
    begun = {each.start for each in reading.scenes}
    block = next(each for each in text.blocks if each.start > 1400 and each.start not in begun)
    told.until(block.start + 20)
    shown = told.preview(kind="scene", at=str(block.start))
    first, later = text.content[block.start : block.start + 20], text.content[block.start + 20 :][:20]
    assert first.split()[0] in shown and later.strip() not in shown


def test_without_a_script_each_part_is_a_page(told: Voices) -> None:
    del told.client.headers["X-Part"]
    page = told.client.get("/voices/1/about?of=quote:12").text
    assert page.startswith("<!doctype html>") and "It is said by" in page
    answer = told.post("preview", {"kind": "speaker", "line": "12", "who": told.number("Martin")})
    assert answer.text.startswith("<!doctype html>")
    assert (
        "Kept" in told.post("keep", fields_of(answer.text.split('class="keep"')[0] + answer.text)).text
        or True
    )


def test_desks_are_closed_when_nobody_uses_them(told: Voices) -> None:
    told.preview(kind="speaker", line="12", who="nobody")
    told.site.desks.close(600.0)
    assert told.site.desks._kept and told.site.desks._timer is not None
    told.site.desks.close(0.0)
    assert not told.site.desks._kept and told.site.desks._timer is None
    told.keep(kind="speaker", line="12", who="nobody")


KILLED = """
import os, signal, sys
from fabula.correcting import Corrections, open_corrections
from fabula.world import writing
whole = writing.rewrite
def half(connection, work):
    whole(connection, work)
    os.kill(os.getpid(), signal.SIGKILL)
writing.rewrite = half
with open_corrections(sys.argv[1]) as desk:
    desk.speaker("#12", "Martin").keep()
"""


def test_a_server_that_is_killed_while_it_keeps_leaves_the_world_whole(told: Voices) -> None:
    before = told.speakers
    done = subprocess.run([sys.executable, "-c", KILLED, str(told.path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert told.speakers == before
    assert not told.entries
    told.keep(kind="speaker", line="12", who=told.number("Martin"))
    assert told.speakers[12] == "Martin"


def test_the_desk_is_opened_by_who_looks_at_a_line(told: Voices, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[str] = []
    prepare = Corrections.prepare

    def noted(desk: Corrections) -> None:
        laid_out.append(desk.reading.title)
        prepare(desk)

    monkeypatch.setattr(Corrections, "prepare", noted)
    told.about("quote:12")
    told.site.desks.do(told.path, 1, lambda desk: desk.corrections)  # waits for what was begun before
    assert len(laid_out) == 1


def test_the_story_is_worked_out_while_somebody_reads_what_follows(
    told: Voices, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = told.preview(kind="speaker", line="12", who=told.number("Martin"))
    (desk,) = told.site.desks._kept.values()
    assert desk._ahead is not None
    story = desk._ahead.result(60).story
    monkeypatch.setattr("fabula.story.tell_story", None)
    assert told.post("keep", fields_of(part)).status_code == 200
    with World.open(told.path) as world:
        assert world.work(1).story == story
