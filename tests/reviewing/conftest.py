"""The story that corrections are tested with."""

from tests.correcting.conftest import draft, told, world

__all__ = ["draft", "told", "world"]
