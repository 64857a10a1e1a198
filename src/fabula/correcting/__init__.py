"""Putting right what a world says of a work: shown before it is kept, undone, exported, taken in."""

from fabula.correcting.changes import Change
from fabula.correcting.desk import Corrections, open_corrections

__all__ = ["Change", "Corrections", "open_corrections"]
