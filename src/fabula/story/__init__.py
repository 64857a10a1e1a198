"""What happens in a work: its scenes, where they are, who is there (annotations and cast in, story out)."""

from __future__ import annotations

from fabula.story.locations import relation_of
from fabula.story.steps import tell_story

__all__ = ["relation_of", "tell_story"]
