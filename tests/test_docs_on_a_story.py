"""Commands of the documentation answer of a story that has the people whom they name."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.test_docs import COMMANDS

pytestmark = [pytest.mark.model, pytest.mark.slow]

PAGES = ("README.md", "audiobook.md", "export.md", "scripts.md", "story.md", "words.md", "writers.md")
ASKS = (
    *("cast", "quotes", "works", "scenes", "where", "timeline", "chronicle", "knows", "secrets", "character"),
    *("attributes", "relations", "actions", "find", "findings", "export", "tokens", "why", "joins"),
)
"""Commands that a world answers; what reads files, serves pages or asks somebody is tried elsewhere."""

CALLERS = ("Miss Bates", "Mr. Elton", "Jane Fairfax", "Harriet", "Mr. Weston", "Mrs. Elton")
VISIT = """Chapter {number}

On the {number}th morning {caller} came to Hartfield, and Emma was in the drawing-room with Mr. Knightley.

“Good morning, Emma,” said {caller}. “Are we to go to Box Hill?”

“We are, {caller},” said Emma. “The carriage is ordered for ten.”

“I had rather stay at home,” said Mr. Knightley. He closed the book, and walked to the window.

“You are tall and proud, and you never like an outing,” said Emma.

“Box Hill is a fine place,” said {caller}, and took the blue gloves from the table.

***

In the evening Emma was alone with Mr. Knightley, who was her oldest friend.

“What did {caller} tell you?” Mr. Knightley asked.

“That the roads are bad,” Emma answered, and laughed.
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a world of the story under each name that a command gives it."""
    folder = tmp_path_factory.mktemp("shelf")
    visits = (VISIT.format(number=n, caller=CALLERS[n % len(CALLERS)]) for n in range(1, 25))
    (folder / "home.txt").write_text("Emma at Home\n\n\n" + "\n\n".join(visits), encoding="utf-8")
    ran(folder, "read", "home.txt", "--world", "emma.fabula")
    for _, line in COMMANDS:
        for world in re.findall(r"[\w-]+\.fabula", line):
            if not (folder / world).exists():
                shutil.copyfile(folder / "emma.fabula", folder / world)
    return folder


def ran(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "fabula", *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def asked() -> list[tuple[str, str]]:
    chosen = ((page, line.split(" | ")[0].split("  #")[0].rstrip()) for page, line in COMMANDS)
    return sorted(
        {
            (page, line)
            for page, line in chosen
            if page in PAGES and line.split()[1] in ASKS and ".fabula" in line and "saga" not in line
        }
    )


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_asks_is_answered(page: str, shelf: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shelf, tmp_path / "shelf")
    lines = [line for each, line in asked() if each == page]
    assert lines
    for line in lines:
        done = ran(folder, *shlex.split(line)[1:])
        if "--format spacy" in line and find_spec("spacy") is None:  # an extra that the tests can do without
            assert b"pip install 'fabula[spacy]'" in done.stderr
            continue
        assert not done.returncode, (line, done.stderr.decode(errors="replace"))
