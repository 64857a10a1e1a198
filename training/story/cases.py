"""A candidate for what is told of somebody, to fit weights on."""

from __future__ import annotations

from dataclasses import dataclass

from fabula.story.attributes import Signs


@dataclass(frozen=True)
class Case:
    """A candidate: its signs, whether it is right, and what names it among those of its text."""

    signs: Signs
    right: bool
    key: str
    judged: bool = False
