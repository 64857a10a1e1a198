"""What happens in a work: its scenes, where they are, who is there (annotations and cast in, story out)."""

from __future__ import annotations

from fabula.story.document import Document
from fabula.story.knowledge import Knowers
from fabula.story.knowledge_weights import shipped_knowledge
from fabula.story.locations import relation_of
from fabula.story.secrets import known_by, secrets
from fabula.story.steps import tell_story
from fabula.types import Annotations, Cast, Story, Text

__all__ = ["Knowers", "knowers", "known_by", "relation_of", "secrets", "tell_story"]


def knowers(text: Text, notes: Annotations, cast: Cast, story: Story) -> Knowers:
    """What answers who has had the chance to know what in a work."""
    return Knowers(Document(text, notes, cast), story, shipped_knowledge())
