"""Reads prose fiction and gives back the world it describes.

>>> import fabula
>>> emma = fabula.read("emma.epub")          # doctest: +SKIP
>>> emma.characters[0].name                  # doctest: +SKIP
'Emma Woodhouse'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from fabula.version import __version__

if TYPE_CHECKING:
    from fabula.api import OpenWorld, open_world, read
    from fabula.contradictions import FoundContradiction
    from fabula.correcting import Change, Corrections, open_corrections
    from fabula.errors import FabulaError
    from fabula.knowledge import KeptSecret, KnowledgeBase, KnownThing
    from fabula.measured_relations import MeasuredRelation
    from fabula.reading import Reading
    from fabula.records import LinkedMention, SetApartPart, SpokenQuote, ToldStretch
    from fabula.reviewing import Question, Review, open_review
    from fabula.settings import Settings
    from fabula.story_records import ScenePresence, ToldLocation, ToldScene, ToldTime
    from fabula.tables import Table
    from fabula.told_records import ToldAttribute, ToldEvent, ToldRelation
    from fabula.types import (
        Chapter,
        Entity,
        EntityType,
        How,
        MentionForm,
        NarrativePerson,
        Provenance,
        Text,
        Token,
        Work,
    )
    from fabula.world import QuoteLine, WorkSummary
    from fabula.world.corrections import Correction, Entry
    from fabula.world.differences import ChangedLine, Differences

__all__ = [
    "Change",
    "ChangedLine",
    "Chapter",
    "Correction",
    "Corrections",
    "Differences",
    "Entity",
    "EntityType",
    "Entry",
    "FabulaError",
    "FoundContradiction",
    "How",
    "KeptSecret",
    "KnowledgeBase",
    "KnownThing",
    "LinkedMention",
    "MeasuredRelation",
    "MentionForm",
    "NarrativePerson",
    "OpenWorld",
    "Provenance",
    "Question",
    "QuoteLine",
    "Reading",
    "Review",
    "ScenePresence",
    "SetApartPart",
    "Settings",
    "SpokenQuote",
    "Table",
    "Text",
    "Token",
    "ToldAttribute",
    "ToldEvent",
    "ToldLocation",
    "ToldRelation",
    "ToldScene",
    "ToldStretch",
    "ToldTime",
    "Work",
    "WorkSummary",
    "__version__",
    "open_corrections",
    "open_review",
    "open_world",
    "read",
]

_HOME = {
    "fabula.api": ("OpenWorld", "open_world", "read"),
    "fabula.correcting": ("Change", "Corrections", "open_corrections"),
    "fabula.errors": ("FabulaError",),
    "fabula.contradictions": ("FoundContradiction",),
    "fabula.knowledge": ("KeptSecret", "KnowledgeBase", "KnownThing"),
    "fabula.measured_relations": ("MeasuredRelation",),
    "fabula.reading": ("Reading",),
    "fabula.records": ("LinkedMention", "SetApartPart", "SpokenQuote", "ToldStretch"),
    "fabula.reviewing": ("Question", "Review", "open_review"),
    "fabula.settings": ("Settings",),
    "fabula.story_records": ("ScenePresence", "ToldLocation", "ToldScene", "ToldTime"),
    "fabula.tables": ("Table",),
    "fabula.told_records": ("ToldAttribute", "ToldEvent", "ToldRelation"),
    "fabula.types": (
        *("Chapter", "Entity", "EntityType", "How", "MentionForm", "NarrativePerson", "Provenance"),
        *("Text", "Token", "Work"),
    ),
    "fabula.world": ("QuoteLine", "WorkSummary"),
    "fabula.world.corrections": ("Correction", "Entry"),
    "fabula.world.differences": ("ChangedLine", "Differences"),
}


if not TYPE_CHECKING:  # or a type checker would take every name for one that is there

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used, so that ``import fabula`` costs next to nothing."""
        for module, names in _HOME.items():
            if name in names:
                value = getattr(import_module(module), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
