"""One SQLite file for any number of works: their texts, their casts and who says each line."""

from fabula.world.reading import QuoteLine, WorkSummary
from fabula.world.world import Added, World

__all__ = ["Added", "QuoteLine", "WorkSummary", "World"]
