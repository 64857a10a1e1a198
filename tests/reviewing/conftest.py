"""The story that corrections are tested with."""

from tests.correcting.conftest import told, world

__all__ = ["told", "world"]
