"""The cast stage: names, coreference, conversations and speakers."""

from fabula.cast.casting import resolve
from fabula.cast.ground import Ground

__all__ = ["Ground", "resolve"]
