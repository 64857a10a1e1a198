"""The explorer over a small world, asked without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from fabula.explorer.application import application
from fabula.explorer.library import Library
from fabula.explorer.site import Site
from fabula.types import Work
from fabula.world import World
from tests.explorer.live import browsing, watched

HOST = "127.0.0.1:8000"
OWN = f"http://{HOST}"


@pytest.fixture
def ferry_world(tmp_path: Path, make_work: Callable[..., Work]) -> Path:
    """A world with the ferry story."""
    path = tmp_path / "ferry.fabula"
    with World.create_or_open(path) as world:
        world.add(make_work())
    return path


@pytest.fixture
def site(ferry_world: Path) -> Iterator[Site]:
    """What the application holds."""
    site = Site(Library([ferry_world]), frozenset((HOST,)))
    yield site
    site.close()


@pytest.fixture
def client(site: Site) -> TestClient:
    """Somebody who asks the explorer, and does not follow where it leads."""
    return TestClient(application(site), base_url=OWN, follow_redirects=False)


@pytest.fixture
def site_secret(site: Site) -> str:
    """What a change has to carry."""
    return site.secret


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with browsing() as running:
        yield running


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page in a browser of its own cookies; it must have nothing to complain of at the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    complaints = watched(opened)
    yield opened
    context.close()
    assert complaints == []
