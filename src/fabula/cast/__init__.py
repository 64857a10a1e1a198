"""The cast stage: names, coreference, conversations and speakers."""

from fabula.cast.resolve import resolve

__all__ = ["resolve"]
