"""What happens in a work: its scenes, where they are, who is there (annotations and cast in, story out)."""

from __future__ import annotations

from fabula.story.steps import tell_story

__all__ = ["tell_story"]
