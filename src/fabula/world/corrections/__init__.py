"""What people say of a work: anchored to its words, kept in its world, carried to its next draft."""

from fabula.world.corrections.pinning import Pinned, pinned, story_pinned
from fabula.world.corrections.places import Fitted, Places
from fabula.world.corrections.values import OF_STORY, Anchor, Correction, Entry, Kind, Person, State, Thing

__all__ = [
    "OF_STORY",
    "Anchor",
    "Correction",
    "Entry",
    "Fitted",
    "Kind",
    "Person",
    "Pinned",
    "Places",
    "State",
    "Thing",
    "pinned",
    "story_pinned",
]
