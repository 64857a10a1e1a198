"""The pages of what is told: every link leads somewhere, and nothing after the reader's place shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from fabula.explorer.application import application
from fabula.explorer.library import Library
from fabula.explorer.site import Site
from fabula.types import Work
from fabula.world import World
from tests.builders import CONTENT, grouped_work, storied_work
from tests.explorer.conftest import HOST, OWN
from tests.explorer.crawling import crawled

HOSTILE = "<img src=x onerror=alert(1)>\"'&"


@pytest.fixture
def ask(tmp_path: Path) -> Callable[[Work], tuple[TestClient, Site]]:
    def made(work: Work) -> tuple[TestClient, Site]:
        path = tmp_path / "glove.fabula"
        with World.create_or_open(path) as world:
            world.add(work)
        site = Site(Library([path]), frozenset((HOST,)))
        return TestClient(application(site), base_url=OWN, follow_redirects=False), site

    return made


def test_every_link_leads_to_a_page(ask: Callable[[Work], tuple[TestClient, Site]]) -> None:
    client, _ = ask(storied_work())
    pages = crawled(client, "/glove/1")
    assert "under the stairs" in pages["/glove/1/text"]
    for path in ("/glove/1/people/1", "/glove/1/places/4", "/glove/1/scenes/2", "/glove/1/findings"):
        assert path in pages


def test_nothing_after_the_place_of_the_reader_shows(ask: Callable[[Work], tuple[TestClient, Site]]) -> None:
    client, site = ask(storied_work())
    place = CONTENT.index("Chapter Two")
    client.post("/glove/1/until", data={"until": f"@{place}", "csrf": site.secret})
    pages = crawled(client, "/glove/1")
    assert "/glove/1/scenes/1" in pages
    for path, shown in pages.items():
        assert "stairs" not in shown, path
        assert "Chapter Two" not in shown, path
    assert client.get("/glove/1/people/5").status_code == 404
    assert client.get("/glove/1/scenes/2").status_code == 404


def test_scenes_stand_under_their_chapters(ask: Callable[[Work], tuple[TestClient, Site]]) -> None:
    client, _ = ask(storied_work())
    told = client.get("/glove/1/scenes").text
    assert told.index("<h2>Chapter One") < told.index("scenes/1") < told.index("<h2>Chapter Two")
    happened = client.get("/glove/1/scenes?by=story").text
    assert "<h2>" not in happened and "Chapter Two" in happened


def test_what_a_person_is_like_is_told_with_the_words(ask: Callable[[Work], tuple[TestClient, Site]]) -> None:
    client, _ = ask(storied_work())
    shown = client.get("/glove/1/people/1").text
    assert "<dt>rank</dt>" in shown
    assert "<mark>ma’am</mark>" in shown
    assert "says <a" in shown
    assert "is child of" in shown


def test_what_is_known_is_asked_of_the_words(voices: Path) -> None:
    site = Site(Library([voices]), frozenset((HOST,)))
    client = TestClient(application(site), base_url=OWN, follow_redirects=False)
    pages = crawled(client, "/voices/1")
    assert any(path.endswith("/knows") for path in pages)


def test_members_of_a_group_are_listed(ask: Callable[[Work], tuple[TestClient, Site]]) -> None:
    client, _ = ask(grouped_work())
    assert "Members" in client.get("/glove/1/people/1").text
    assert "Belongs to" in client.get("/glove/1/people/2").text


def test_a_work_without_a_story_has_its_pages(ask: Callable[[Work], tuple[TestClient, Site]]) -> None:
    client, _ = ask(replace(storied_work(), story=None))
    crawled(client, "/glove/1")


def test_names_of_a_book_run_nothing(ask: Callable[[Work], tuple[TestClient, Site]]) -> None:
    work = storied_work()
    entities = tuple(replace(each, name=HOSTILE, aliases=(HOSTILE,)) for each in work.cast.entities)
    metadata = replace(work.text.metadata, title=HOSTILE, author=HOSTILE)
    work = replace(
        work, cast=replace(work.cast, entities=entities), text=replace(work.text, metadata=metadata)
    )
    client, _ = ask(work)
    for path, shown in {**crawled(client, "/glove/1"), "/": client.get("/").text}.items():
        assert "<img" not in shown, path


def test_words_are_found_and_narrowed_down(ask: Callable[[Work], tuple[TestClient, Site]]) -> None:
    client, _ = ask(storied_work())
    shown = client.get("/glove/1/search", params={"q": "Fenwick"}).text
    assert "1 paragraph<" in shown
    assert "<mark>Fenwick</mark>" in shown
    assert "0 paragraphs" in client.get("/glove/1/search", params={"q": "Fenwick", "speaker": "1"}).text
    assert "1 paragraph<" in client.get("/glove/1/search", params={"q": "Fenwick", "speaker": "3"}).text
    assert 'role="alert"' in client.get("/glove/1/search", params={"q": '"'}).text
    assert "ma’am" in client.get("/glove/1/search", params={"q": "rank"}).text


def test_a_world_of_several_works_tells_who_is_in_both(tmp_path: Path) -> None:
    path = tmp_path / "saga.fabula"
    with World.create_or_open(path) as world:
        world.add(storied_work())
        second = storied_work()
        metadata = replace(second.text.metadata, title="The Found Glove")
        world.add(replace(second, text=replace(second.text, metadata=metadata, source="found.txt")), new=True)
        tom, other = (next(each.id for each in world.entities(work) if each.name == "Tom") for work in (1, 2))
        world.join(tom, other)
    site = Site(Library([tmp_path]), frozenset((HOST,)))
    client = TestClient(application(site), base_url=OWN, follow_redirects=False)
    pages = crawled(client, "/saga")
    assert "In several works" in pages["/saga"]
    assert f"/saga/2/people/{tom}" in pages
    assert "Also in" in pages[f"/saga/1/people/{tom}"]
    client.post("/saga/2/until", data={"until": f"@{CONTENT.index('Tom')}", "csrf": site.secret})
    assert "In several works" not in client.get("/saga").text
    assert "Also in" not in client.get(f"/saga/1/people/{tom}").text
