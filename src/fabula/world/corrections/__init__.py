"""What people say of a work: anchored to its words, kept in its world, carried to its next draft."""

from fabula.world.corrections.pinning import Pinned, pinned
from fabula.world.corrections.places import Fitted, Places
from fabula.world.corrections.values import Anchor, Correction, Entry, Kind, Person, State, Thing

__all__ = [
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
]
