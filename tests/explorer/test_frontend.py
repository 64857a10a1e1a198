"""What the browser runs was built from the sources that are beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import fabula

SOURCES = Path(__file__).parents[2] / "frontend" / "src"
BUILT = Path(fabula.__file__).parent / "explorer" / "static" / "built"


def test_the_scripts_are_built_from_their_sources() -> None:
    found = hashlib.sha256()
    for source in sorted(SOURCES.iterdir()):
        found.update(f"{source.name}\n".encode() + source.read_bytes())
    assert (BUILT / "sources.sha256").read_text("ascii").strip() == found.hexdigest(), "run make frontend"
