"""The explorer served for a browser, and the browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from fabula.explorer.application import application
from fabula.explorer.library import Library
from fabula.explorer.site import Site

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
PATIENCE = 30.0
"""Seconds for the server to start."""


@contextmanager
def served(library: Library) -> Iterator[str]:
    """The address of the explorer over a library."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    host = f"127.0.0.1:{listening.getsockname()[1]}"
    site = Site(library, frozenset((host,)))
    server = uvicorn.Server(uvicorn.Config(application(site), log_level="warning"))
    running = threading.Thread(target=server.run, args=([listening],), daemon=True)
    running.start()
    end = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < end, "the server does not start"
        time.sleep(0.01)
    try:
        yield f"http://{host}"
    finally:
        server.should_exit = True
        running.join(PATIENCE)
        listening.close()


@contextmanager
def browsing() -> Iterator[Browser]:
    """Chromium; where there is none the test is skipped, but under CI it fails."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium")
        pytest.skip("needs Chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def watched(page: Page) -> list[str]:
    """What a page complains of from now on: mistakes in scripts, what the policy stops."""
    complaints: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            complaints.append(said.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints
