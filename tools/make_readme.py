"""Writes the sample in README.md from a real run: what ``fabula read`` prints of a shipped story.

``make readme`` writes it anew; a test holds it to what the program prints.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.readme import put

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
STORY = ROOT / "tests" / "stories" / "oz.txt"
"""Short and well known, so that a reader can tell whether the sample is right; each of its lines is."""
WIDTH = 100
"""Of the window that the sample is printed for, in characters."""
BEGIN, END = "<!-- sample: made by `make readme` -->\n", "<!-- end of sample -->\n"


def sample() -> str:
    """The command and what it prints, as a block of Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "fabula", "read", str(STORY)],
            cwd=folder,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": str(WIDTH)},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
    return f"```text\n$ fabula read {STORY.name}\n{done.stdout}```\n"


def present(readme: str) -> str:
    """The sample that stands in the README."""
    return readme[readme.index(BEGIN) + len(BEGIN) : readme.index(END)]


def comparable(shown: str) -> list[str]:
    """The lines of a sample without what another processor may change: times, counts and confidences."""
    return re.sub(r"\d[\d,.]*( ?%| s)?| +", " ", shown).splitlines()


def likeness(shown: str, printed: str) -> float:
    """The share of lines that two samples have in common.

    Less than one on a processor whose 8-bit arithmetic rounds otherwise: a doubtful line may change hands.
    """
    return difflib.SequenceMatcher(None, comparable(shown), comparable(printed)).ratio()


def main() -> None:
    """Put a new sample in the place of the old."""
    put(README, BEGIN, END, sample())


if __name__ == "__main__":
    main()
