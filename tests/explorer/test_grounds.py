"""Why a claim of the story is believed: what speaks for it, with the places."""

from __future__ import annotations

import re
from pathlib import Path

from tests.builders import storied_work
from tests.explorer.charts.stories import asking


def about(path: Path, of: str) -> str:
    with asking(path, storied_work()) as (client, _):
        answer = client.get("/mill/1/about", params={"of": of}, headers={"X-Part": "1"})
        assert answer.status_code == 200, answer.text
        return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def test_one_who_speaks_is_there(tmp_path: Path) -> None:
    told = about(tmp_path, "presence:1-1")
    assert "Mrs. Alder in Scene 1" in told
    assert "says 1 line here “Good morning,”" in told
    assert "is spoken to in 1 line" in told
    assert "mere talk" not in told


def test_one_who_is_only_talked_of_may_be_away(tmp_path: Path) -> None:
    told = about(tmp_path, "presence:1-2")
    assert "takes part from afar" in told
    assert "in what is said" in told
    with asking(tmp_path / "other", storied_work()) as (client, _):
        assert client.get("/mill/1/about", params={"of": "presence:1-5"}).status_code == 404


def test_a_scene_begins_where_something_is_another(tmp_path: Path) -> None:
    told = about(tmp_path, "scene:2")
    assert "a chapter begins here" in told
    assert "the place is another: the stairs, before it Fenwick" in told
    assert "no longer there: Mrs. Alder" in told


def test_an_attribute_tells_who_says_it(tmp_path: Path) -> None:
    assert "Ned says it" in about(tmp_path, "attribute:1")
