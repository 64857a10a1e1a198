"""What pages show of commands is what they print; the tutorial's pages open."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tools import make_readme, make_samples

PAGES = make_samples.pages()
ROOT = make_samples.ROOT


def test_the_pages_for_newcomers_are_among_them() -> None:
    assert {page.name for page in PAGES} >= {"tutorial.md", "limits.md", "troubleshoot.md"}


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    written = page.read_text(encoding="utf-8")
    printed = make_samples.anew(written, make_samples.shelf(tmp_path))
    shown = "".join(make_samples.blocks(written))
    assert make_readme.likeness(shown, "".join(make_samples.blocks(printed))) > 0.8, "make samples"


def test_filters_cut_what_is_printed(tmp_path: Path) -> None:
    whole = make_samples.output("fabula --help", tmp_path).splitlines()
    assert make_samples.output("fabula --help | head -2", tmp_path).splitlines() == whole[:2]
    assert make_samples.output("fabula --help | tail -1", tmp_path).splitlines() == whole[-1:]
    assert "Usage" in make_samples.output("fabula --help | grep Usage", tmp_path)


def test_an_error_is_shown_and_a_traceback_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_samples.output("fabula read no.epub", tmp_path).endswith("[F101]\n")
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises((ValueError, OSError)):
        make_samples.output("fabula read no.epub", tmp_path)


@pytest.mark.usefixtures("voices")
def test_the_explorer_opens_as_the_tutorial_says(tmp_path: Path) -> None:
    words = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert "\nfabula open bag.fabula\n" in words
    command = [sys.executable, "-m", "fabula", "open", "voices.fabula", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as server:
        try:
            assert server.stdout is not None
            address = next(found[0] for line in server.stdout if (found := re.search(r"http://\S+/", line)))
            with urllib.request.urlopen(address, timeout=60) as answer:
                assert answer.status == 200
        finally:
            server.terminate()
