"""The card of an exported model, ``model.json``: what it is, how far to believe it, its files and digests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_card(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "model.json").read_text(encoding="utf8"))


def write_card(folder: Path, card: dict[str, Any]) -> None:
    """Writes the card whole or not at all."""
    path = folder / "model.json"
    path.with_suffix(".new").write_text(json.dumps(card, indent=1) + "\n", encoding="utf8")
    path.with_suffix(".new").replace(path)
