"""Writes the sample in README.md from a real run: what ``fabula read`` prints of a shipped story.

``make readme`` writes it anew; a test holds it to what the program prints.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
STORY = ROOT / "tests" / "stories" / "dialogue.epub"
BEGIN, END = "<!-- sample: made by `make readme` -->\n", "<!-- end of sample -->\n"


def sample() -> str:
    """The command and what it prints, as a block of Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "fabula", "read", str(STORY)],
            cwd=folder,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
    return f"```text\n$ fabula read {STORY.name}\n{done.stdout}```\n"


def present(readme: str) -> str:
    """The sample that stands in the README."""
    return readme[readme.index(BEGIN) + len(BEGIN) : readme.index(END)]


def comparable(shown: str) -> str:
    """A sample without what another machine may change: times, and the last digits of confidences."""
    return re.sub(r"\d+%|read in [\d.]+ s| +", " ", shown)


def main() -> None:
    """Put a new sample in the place of the old."""
    readme = README.read_text(encoding="utf-8")
    head, tail = readme[: readme.index(BEGIN) + len(BEGIN)], readme[readme.index(END) :]
    README.write_text(head + sample() + tail, encoding="utf-8")


if __name__ == "__main__":
    main()
