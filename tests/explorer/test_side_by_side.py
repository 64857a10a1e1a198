"""Works of one world side by side, and when each was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from fabula.explorer.application import application
from fabula.explorer.library import Library
from fabula.explorer.site import Site
from fabula.explorer.views.side_by_side import MOST_BESIDE
from fabula.world import World
from tests.builders import CONTENT, storied_work
from tests.explorer.conftest import HOST, OWN

TITLES = ("One", "Two", "Three", "Four", "Five")


@pytest.fixture
def saga(tmp_path: Path) -> TestClient:
    """Somebody who asks for a world of five works with one cast."""
    path = tmp_path / "saga.fabula"
    with World.create_or_open(path) as world:
        for title in TITLES:
            work = storied_work()
            metadata = replace(work.text.metadata, title=title)
            world.add(replace(work, text=replace(work.text, metadata=metadata, source=title)), new=True)
        first, second = (
            next(each.id for each in world.entities(work) if each.name == "Tom") for work in (1, 2)
        )
        world.join(first, second)
    site = Site(Library([tmp_path]), frozenset((HOST,)))
    headers = {"X-CSRF-Token": site.secret}
    return TestClient(application(site), base_url=OWN, follow_redirects=False, headers=headers)


def test_works_stand_beside_each_other(saga: TestClient) -> None:
    shown = saga.get("/saga/side-by-side?work=2&work=1").text
    for words in ("One", "Two", "Dialogue", "Most about", "In several of them"):
        assert words in shown
    assert "Three" not in shown
    assert shown.index(">One<") < shown.index(">Two<")
    assert "side-by-side" in saga.get("/saga").text


def test_no_more_than_fit_are_shown(saga: TestClient) -> None:
    shown = saga.get("/saga/side-by-side").text
    assert "Four" in shown and "Five" not in shown
    assert f"{MOST_BESIDE} works at a time" in shown
    assert saga.get("/saga/side-by-side?work=99&work=nonsense").status_code == 200


def test_nothing_after_the_place_of_the_reader_shows(saga: TestClient) -> None:
    saga.post("/saga/2/until", data={"until": f"@{CONTENT.index('Tom')}"})
    shown = saga.get("/saga/side-by-side?work=1&work=2").text
    assert "In several of them" not in shown
    assert "up to where you are" in shown


def test_when_a_work_was_read_is_told(saga: TestClient, tmp_path: Path) -> None:
    with World.open(tmp_path / "saga.fabula") as world:
        added = world.works()[0].added
    assert added.startswith("20")
    assert f'<time datetime="{added}">{added[:10]}</time>' in saga.get("/").text.replace("&#43;", "+")
