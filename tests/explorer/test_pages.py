"""Every page there is about a work answers, and says what is wrong where there is no such thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from fabula.explorer.rendering import NAVIGATION

PAGES = ["/", "/ferry/1", "/ferry/1/text", "/ferry/1/text/0", "/ferry/1/people"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Mara" in answer.text or "Ferry" in answer.text


def test_every_page_of_the_navigation_answers(client: TestClient) -> None:
    home = client.get("/ferry/1").text
    for name, title in NAVIGATION:
        assert f">{title}</a>" in home, name


@pytest.mark.parametrize("path", ["/nix", "/ferry/9", "/ferry/1/people/999", "/ferry/1/text/99"])
def test_what_is_not_there_is_told(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert 'role="alert"' in answer.text


def test_a_world_leads_to_its_only_work(client: TestClient) -> None:
    assert client.get("/ferry").headers["location"] == "/ferry/1"


def test_the_place_of_the_reader_hides_what_comes_after(client: TestClient, site_secret: str) -> None:
    answer = client.post(
        "/ferry/1/until", data={"until": "@60", "csrf": site_secret, "next": "/ferry/1/text"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/ferry/1/text")
    hidden = client.get("/ferry/1/text/0").text
    client.post("/ferry/1/until", data={"until": "", "csrf": site_secret})
    assert len(hidden) < len(client.get("/ferry/1/text/0").text)


def test_the_place_leads_nowhere_else(client: TestClient, site_secret: str) -> None:
    for path in ("https://example.org/", "//example.org/", "/\\example.org", ""):
        answer = client.post("/ferry/1/until", data={"until": "", "csrf": site_secret, "next": path})
        assert answer.headers["location"] == "/ferry/1"


def test_a_world_that_is_damaged_says_so_in_the_library(client: TestClient, ferry_world: Path) -> None:
    ferry_world.write_bytes(b"no world")
    assert "is not a Fabula world" in client.get("/").text


def test_the_margin_tells_who_speaks_and_who_hears(client: TestClient) -> None:
    shown = client.get("/ferry/1/text").text
    assert 'data-who="Mara Quill"' in shown
    assert 'data-to="' in shown


def test_paths_are_those_of_the_routes(client: TestClient) -> None:
    app = client.app
    assert isinstance(app, Starlette)
    for route in app.routes:
        if isinstance(route, Route):
            parts = dict.fromkeys(route.param_convertors, 7)
            assert app.state.paths[route.name].format(**parts) == app.url_path_for(route.name, **parts)
