"""The story that corrections are tested with."""

from tests.correcting.conftest import draft, world

__all__ = ["draft", "world"]
