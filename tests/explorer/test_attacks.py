"""Each attack that the explorer is guarded against, tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from fabula.errors import FabulaError
from fabula.explorer.application import application
from fabula.explorer.library import Library
from fabula.explorer.security import TOKEN_COOKIE
from fabula.explorer.serving import Address, serve
from fabula.explorer.site import Site
from tests.explorer.conftest import HOST, OWN
from tests.explorer.crawling import crawled

PLACE = "/ferry/1/until"


def place(client: TestClient, site: Site, **headers: str) -> int:
    """What the server answers to a change."""
    form = {"until": "@10", "csrf": site.secret}
    return client.post(
        PLACE, data=form, headers={key.replace("_", "-"): value for key, value in headers.items()}
    ).status_code


@pytest.mark.parametrize(
    "host", ["evil.example:8000", "127.0.0.1", "127.0.0.1:81", "127.0.0.1:8000.evil.example", ""]
)
def test_another_name_of_the_server_is_not_answered(client: TestClient, host: str) -> None:
    """DNS rebinding: a page of another site whose name leads to this computer."""
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Ferry" not in answer.text


def test_a_change_from_another_site_is_refused(client: TestClient, site: Site) -> None:
    assert place(client, site) == 303
    assert place(client, site, Origin=OWN, Sec_Fetch_Site="same-origin") == 303
    assert place(client, site, Origin="https://evil.example") == 403
    assert place(client, site, Origin="null") == 403
    assert place(client, site, Origin="http://[") == 403
    assert place(client, site, Origin=f"http://{HOST}.evil.example") == 403
    assert place(client, site, Sec_Fetch_Site="cross-site") == 403
    assert place(client, site, Sec_Fetch_Site="same-site") == 403


@pytest.mark.parametrize("form", [{}, {"csrf": ""}, {"csrf": "guess"}, {"csrf": "ä"}])
def test_a_change_without_the_secret_is_refused(client: TestClient, form: dict[str, str]) -> None:
    assert client.post(PLACE, data={"until": "@10", **form}).status_code == 403
    assert client.post(PLACE, data={"until": "@10"}, headers={"X-CSRF-Token": "guess"}).status_code == 403


def test_a_form_of_unknown_or_great_length_is_refused(client: TestClient, site: Site) -> None:
    def streamed() -> Iterator[bytes]:
        yield f"csrf={site.secret}".encode()

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post(PLACE, content=streamed(), headers=kind).status_code == 411
    assert client.post(PLACE, data={"csrf": site.secret, "until": "1" * (1 << 21)}).status_code == 413
    many = {f"field{number}": "1" for number in range(2000)}
    assert client.post(PLACE, data={**many, "csrf": site.secret}, headers={}).status_code == 400
    file = {"file": ("a.txt", b"x")}
    assert client.post(PLACE, data={"csrf": site.secret}, files=file).status_code == 400


def test_only_changes_change(site: Site) -> None:
    """Every route that is no page is made by ``routing.change``, which asks for the secret."""
    made: Starlette = application(site)
    for route in made.routes:
        if isinstance(route, Route) and not (route.methods or set()) <= {"GET", "HEAD"}:
            assert route.endpoint.__qualname__ == "change.<locals>.endpoint", route.path


@pytest.mark.parametrize(
    "path",
    [
        "/static/../application.py",
        "/static/%2e%2e/application.py",
        "/static/..%2f..%2ferrors%2f__init__.py",
        "/static//etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/1",
        "/etc%2fpasswd/1",
        "/ferry.fabula/1",
        "/ferry%00/1",
    ],
)
def test_no_path_of_a_request_is_opened(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text and "import" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        f"/ferry/{10**30}",
        f"/ferry/1/people/{10**30}",
        f"/ferry/1/text/{10**30}",
        f"/ferry/1/scenes/{10**30}",
    ],
)
def test_a_number_of_any_size_is_answered(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_address_of_any_length_is_answered(client: TestClient) -> None:
    assert client.get(f"/ferry/{'9' * 5000}").status_code == 414
    assert client.get(f"/ferry/1/search?q={'x' * 5000}").status_code == 414


QUERIES = ["at=-1", f"at={10**30}", "at=x", "at=²", "at=5&to=1", "page=0", "page=99999999999999999999"]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_any_kind_is_answered(client: TestClient, query: str) -> None:
    for path in ("/ferry/1/text", "/ferry/1/people", "/ferry/1/search", "/ferry/1/text/line"):
        assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("value", ["-1", "x", "1" * 40, "1" * 5000, "5; Path=/", "999999"])
def test_a_place_of_any_kind_is_answered(client: TestClient, value: str) -> None:
    assert client.get("/ferry/1/text", headers={"Cookie": f"until-ferry-1={value}"}).status_code == 200


def test_every_answer_carries_the_policy_and_no_page_needs_more(client: TestClient) -> None:
    for path, shown in crawled(client, "/").items():
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert not re.search(r"\sstyle=|\son\w+=|javascript:|<style", shown), path
        assert not re.search(r"<script(?![^>]* src=)", shown), path
        assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", shown), path
    assert client.get("/nix").headers["content-security-policy"]
    assert client.get("/", headers={"Host": "evil.example"}).headers["content-security-policy"]


def test_cookies_are_for_this_site_alone(client: TestClient, site: Site) -> None:
    answer = client.post(PLACE, data={"until": "@10", "csrf": site.secret})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie


def test_other_machines_have_to_show_the_token(ferry_world: Path) -> None:
    host = "192.0.2.7:8000"
    site = Site(Library([ferry_world]), frozenset((host,)), token="the-token")
    client = TestClient(application(site), base_url=f"http://{host}", follow_redirects=False)
    assert client.get("/").status_code == 401
    assert client.get("/?token=guess").status_code == 401
    assert client.get("/static/explorer.css").status_code == 401
    shown = client.get("/?token=the-token")
    assert (shown.status_code, shown.headers["location"]) == (303, "/")
    assert "token" not in shown.headers["location"]
    assert client.cookies[TOKEN_COOKIE] == "the-token"
    client.cookies.clear()
    led = client.get(f"http://{host}//evil.example/?token=the-token").headers["location"]
    assert led == "/evil.example/", "two slashes would lead to another host"
    assert client.get("/").status_code == 200
    other = TestClient(application(site), base_url=f"http://{host}", cookies={TOKEN_COOKIE: "guess"})
    assert other.get("/").status_code == 401


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("192.0.2.7", False),
        ("name", False),
    ],
)
def test_only_this_computer_needs_no_token(host: str, local: bool) -> None:
    assert Address(host).is_local is local


@pytest.mark.parametrize("host", ["", " "])
def test_an_address_of_nothing_is_not_that_of_every_network(ferry_world: Path, host: str) -> None:
    with pytest.raises(FabulaError, match="no address"):
        serve([ferry_world], Address(host), lambda _: pytest.fail("it is served"))


def test_a_mistake_of_ours_shows_nothing_of_itself(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the program")

    monkeypatch.setattr(type(site.readings), "get", broken)
    client = TestClient(application(site), base_url=OWN, raise_server_exceptions=False)
    answer = client.get("/ferry/1")
    assert answer.status_code == 500
    assert "a secret of the program" not in answer.text and "RuntimeError" in answer.text


def test_a_world_that_went_away_is_told(client: TestClient, ferry_world: Path, site: Site) -> None:
    assert client.get("/ferry/1").status_code == 200
    ferry_world.unlink()
    assert client.get("/ferry/1").status_code == 404
