"""The cast stage: names, coreference, conversations and speakers."""

from fabula.cast.casting import resolve

__all__ = ["resolve"]
