"""What takes long to make and is kept: made once, and written whole or not at all."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def once(path: Path, make: Callable[[], T]) -> T:
    """What the file holds, or else what ``make`` gives, which the file then holds."""
    if not path.is_file():
        begun = path.with_suffix(".part")
        begun.write_bytes(pickle.dumps(make()))
        begun.replace(path)
    found: T = pickle.loads(path.read_bytes())
    return found
