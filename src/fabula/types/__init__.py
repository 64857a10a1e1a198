"""The frozen values that pass from stage to stage.

Every offset is a code point offset into :attr:`Text.content`, and every range is half open:
``content[start:end]`` is the text meant.
"""

from __future__ import annotations

from fabula.types.annotations import (
    ENTITY_TYPES,
    MENTION_FORMS,
    RELATIONS,
    UPOS,
    XPOS,
    Annotations,
    EntityType,
    MentionForm,
    MentionVectors,
    PairScores,
    Quotation,
    Section,
    Sections,
    Words,
)
from fabula.types.cast import (
    Cast,
    Entity,
    Mention,
    Narration,
    NarrativePerson,
    Provenance,
    Quote,
    Token,
    Work,
)
from fabula.types.columns import FloatColumn, IntColumn, Span
from fabula.types.pins import Pins, Who
from fabula.types.shown import card, short
from fabula.types.story import Presence, Scene, SceneMode, Story
from fabula.types.text import (
    LIKELY_BREAK,
    Apart,
    Block,
    BlockKind,
    Chapter,
    Emphasis,
    EmphasisKind,
    Metadata,
    Part,
    Repair,
    RepairKind,
    SetApart,
    Text,
    as_read,
    outside,
)
from fabula.types.why import Because, Reason, Why

__all__ = [
    "ENTITY_TYPES",
    "LIKELY_BREAK",
    "MENTION_FORMS",
    "RELATIONS",
    "UPOS",
    "XPOS",
    "Annotations",
    "Apart",
    "Because",
    "Block",
    "BlockKind",
    "Cast",
    "Chapter",
    "Emphasis",
    "EmphasisKind",
    "Entity",
    "EntityType",
    "FloatColumn",
    "IntColumn",
    "Mention",
    "MentionForm",
    "MentionVectors",
    "Metadata",
    "Narration",
    "NarrativePerson",
    "PairScores",
    "Part",
    "Pins",
    "Presence",
    "Provenance",
    "Quotation",
    "Quote",
    "Reason",
    "Repair",
    "RepairKind",
    "Scene",
    "SceneMode",
    "Section",
    "Sections",
    "SetApart",
    "Span",
    "Story",
    "Text",
    "Token",
    "Who",
    "Why",
    "Words",
    "Work",
    "as_read",
    "card",
    "outside",
    "short",
]
